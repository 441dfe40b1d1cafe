"""Decks of Anki's notes: each note becomes what it asks, or is named among what is left."""

from collections.abc import Iterator
from pathlib import Path

import genanki
import pytest
from anki_collections import FORMATS, PNG, Shelf

from quizgen.anki_file import opened
from quizgen.deck_reader import parse_deck
from quizgen.importers.anki import AnkiDeck, AnkiWishes, DeckHead, make_deck, read_anki
from quizgen.importers.anki.gaps import as_questions, as_statement, filled, parse_gaps
from quizgen.importers.anki.ledger import Lacking
from quizgen.importers.anki.pictures import Album
from quizgen.importers.html import from_html
from quizgen.model import Deck, Fact, Pair, Statement, Term
from quizgen.problems import RequestError


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Open an empty collection."""
    made = Shelf(tmp_path / "anki")
    yield made
    made.anki.close()


def imported(path: Path, *fields: str, decks: tuple[str, ...] = ()) -> AnkiDeck:
    """Make a deck of a file."""
    with opened(path) as file:
        read = read_anki(file, AnkiWishes(decks=decks, fields=fields))
        head = DeckHead(title="Notes", suffix="k3f9", file=path.name, folder="pictures")
        return make_deck(read, head, lambda: None)


def deck_of(made: AnkiDeck) -> Deck:
    """Read the deck that came out; it has no problem at all."""
    read = parse_deck(made.text, "notes.yaml")
    assert read.deck is not None
    assert read.problems == ()
    return read.deck


def facts(made: AnkiDeck) -> tuple[Fact, ...]:
    """Return the facts."""
    return deck_of(made).facts


def asked(made: AnkiDeck) -> list[tuple[str, ...]]:
    """List what each fact says, shortly."""
    found: list[tuple[str, ...]] = []
    for fact in facts(made):
        match fact.shape:
            case Pair(ask=first, answer=second):
                found.append((first, second, *(["both ways"] if fact.reverse else [])))
            case Term(term=first, means=second):
                found.append(("term", first, second))
            case Statement(say=say, blanks=blanks):
                found.append((say, *(blank.text for blank in blanks)))
            case _:
                raise AssertionError(fact)
    return found


def counts(lacking: dict[str, Lacking]) -> dict[str, int]:
    """Return how often each is lacking."""
    return {what: each.count for what, each in lacking.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_stock_note_types_from_every_kind_of_file(shelf: Shelf, name: str) -> None:
    """Basic, reversed, optionally reversed, typed and cloze notes ask what they asked in Anki."""
    shelf.add("Basic", "one", "1")
    shelf.add("Basic (and reversed card)", "casa", "house")
    shelf.add("Basic (optional reversed card)", "gato", "cat", "y")
    shelf.add("Basic (optional reversed card)", "correr", "to run", "")
    shelf.add("Basic (type in the answer)", "to eat", "comer")
    shelf.add("Cloze", "The {{c1::heart::organ}} pumps {{c2::blood}}.", "It <b>beats</b>.")
    shelf.add("Cloze", "Canberra was founded in {{c1::1913::year}}")

    made = imported(shelf.export(name))

    assert asked(made) == [
        ("one", "1"),
        ("casa", "house", "both ways"),
        ("gato", "cat", "both ways"),
        ("correr", "to run"),
        ("to eat", "comer"),
        ("The heart pumps blood.", "heart", "blood"),
        ("Canberra was founded in 1913", "1913"),
    ]
    assert [(fact.why, fact.hint) for fact in facts(made)[-2:]] == [
        ("It **beats**.", ""),
        ("", "year"),
    ]
    assert counts(made.ledger.left_out) == {}
    assert counts(made.ledger.not_kept) == {"hints of several gaps in one text": 1}


def test_packages_of_genanki(tmp_path: Path) -> None:
    """A package that a program wrote is read as Anki's own."""
    basic = genanki.Model(
        1_607_392_319,
        "Simple",
        fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Notes"}],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}{{Answer}}"}],
    )
    deck = genanki.Deck(2_059_400_110, "Made::By program")
    deck.add_note(
        genanki.Note(model=basic, fields=["2 &lt; 3?", "yes", "<i>plain</i>"], tags=["t"])
    )
    deck.add_note(genanki.Note(model=genanki.CLOZE_MODEL, fields=["{{c1::A}} is first", "x"]))
    path = tmp_path / "made.apkg"
    genanki.Package(deck).write_to_file(path)

    made = imported(path)

    assert asked(made) == [("2 < 3?", "yes"), ("A is first", "A")]
    assert [(fact.why, fact.tags) for fact in facts(made)] == [("*plain*", ("t",)), ("x", ())]


VOCABULARY = ("Word", "Audio", "Meaning", "Example", "Source", "Picture")
CARDS = {
    "Recognise": ("{{Word}}<br>{{Audio}}", "{{FrontSide}}<hr>{{Meaning}}<br>{{Example}}"),
    "Produce": ("{{Meaning}}", "{{Word}}"),
    "Listen": ("{{Audio}}", "{{Word}}"),
    "Say": ("How do you say <i>{{Meaning}}</i> in French?", "{{Word}}"),
}


@pytest.fixture
def french(shelf: Shelf) -> Shelf:
    """Fill a collection with a note of six fields and four cards."""
    shelf.note_type("Vocabulary, French", VOCABULARY, CARDS)
    picture = shelf.media("house.png")
    shelf.add(
        "Vocabulary, French",
        "maison",
        "[sound:maison.mp3]",
        "house",
        "La <b>maison</b> est grande.",
        "Le Petit Robert",
        f'<img src="{picture}" alt="four walls">',
    )
    return shelf


def test_several_fields_are_guessed(french: Shelf) -> None:
    """Templates tell what asks and answers, names tell the rest, and what is left is listed."""
    made = imported(french.export())

    assert asked(made) == [
        ("maison", "house", "both ways"),
        ("How do you say *house* in French?", "maison"),
    ]
    assert {fact.citation.at for fact in facts(made) if fact.citation} == {"Le Petit Robert"}
    name = "'Vocabulary, French'"
    assert counts(made.ledger.not_kept) == {
        f"cards 'Listen' of {name}: the question is only a sound": 1,
        f"the field 'Audio' of {name}": 1,
        f"the field 'Example' of {name}": 1,
        f"the field 'Picture' of {name}": 1,
    }


def test_several_fields_as_the_user_says(french: Shelf) -> None:
    """Each field goes where ``--fields`` puts it; names may hold a comma and be in any case."""
    wish = "vocabulary, french: term=Word, means=meaning, why=Example, image=Picture, -=Audio"
    made = imported(french.export(), wish)

    [fact] = facts(made)
    assert asked(made) == [("term", "maison", "house")]
    assert fact.why == "La **maison** est grande."
    assert fact.image is not None
    assert (fact.image.file, fact.image.alt) == ("pictures/house.png", "four walls")
    assert made.pictures == {"house.png": "pictures/house.png"}
    name = "'Vocabulary, French'"
    assert counts(made.ledger.not_kept) == {
        f"cards 'Listen' of {name}: beside those that --fields asks for": 1,
        f"cards 'Say' of {name}: beside those that --fields asks for": 1,
        f"the field 'Source' of {name}": 1,
    }


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("Other: ask=Word", "begins with no note type"),
        ("Vocabulary, French: ask=Word, answer=Meanings", "has no field 'Meanings'"),
        ("Vocabulary, French: ask=Word, reply=Meaning", "'reply=Meaning' names no key"),
        ("Vocabulary, French: Word, answer=Meaning", "'Word' names no key"),
        ("Vocabulary, French: ask=Word, why=Meaning", "question or answer"),
        ("Vocabulary, French: ask=Word, ask=Audio, answer=Meaning", "cannot both be the question"),
    ],
)
def test_fields_that_there_are_not(french: Shelf, wish: str, says: str) -> None:
    """What ``--fields`` names must be there, and question and answer among it."""
    with pytest.raises(RequestError, match=says):
        imported(french.export(), wish)


def statement(text: str) -> tuple[str, ...] | None:
    """Return the statement that a text with gaps makes, with its blanks."""
    parts = parse_gaps(text)
    found = as_statement(parts, from_html(filled(parts)).text)
    return (found.say, *found.blanks) if found else None


def questions(text: str) -> list[tuple[str, str, str]]:
    """Return the questions that a text with gaps makes."""
    return [(it.ask, it.answer, it.hint) for it in as_questions(parse_gaps(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{c2::Two}} and {{c1::one::n}}", ("Two and one", "one", "Two")),
        ("<b>{{c1::Iron}}</b> is {{c2::<i>heavy</i>}}", ("**Iron** is *heavy*", "Iron", "*heavy*")),
        ("{{C1::Iron}} is metal", ("Iron is metal", "Iron")),
        ("{{c1::鉄}}は金属です", ("鉄は金属です", "鉄")),
        ("a {{c1::b::c::d}} e", ("a b e", "b")),
        ("{{c1::never closed", None),
    ],
)
def test_gaps_that_are_blanks(text: str, found: tuple[str, ...] | None) -> None:
    """A number that stands once, around whole words that stand once, is a blank."""
    parts = parse_gaps(text)

    if found is None:
        assert parts == ["", "{{c1::", "never closed"]
    else:
        assert statement(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{c1::a}} b {{c1::c::h}}", [("[…] b […]", "a, c", "h")]),
        (
            "x {{c1::outer {{c2::inner}} rest}} y",
            [("x […] y", "outer inner rest", ""), ("x outer […] rest y", "inner", "")],
        ),
        ("{{c1,2::a}} b", [("[…] b", "a", ""), ("[…] b", "a", "")]),
        ("un{{c1::happy}} people", [("un[…] people", "happy", "")]),
        ("a rose is {{c1::a}} rose", [("a rose is […] rose", "a", "")]),
        ("\\( x^{{c1::2}} \\) grows", [("$x^[…]$ grows", "2", "")]),
        (
            "{{c1::-}} and {{c2::+}} are signs",
            [("[…] and + are signs", "-", ""), ("- and […] are signs", "+", "")],
        ),
    ],
)
def test_gaps_that_are_no_blanks(text: str, found: list[tuple[str, str, str]]) -> None:
    """What no blank can be is asked with its gap shown."""
    assert statement(text) is None
    assert questions(text) == found


def test_what_cannot_be_asked_is_counted_and_named(shelf: Shelf) -> None:
    """Notes without a text that answers are left out, each for a reason."""
    picture = shelf.media("dot.png")
    shelf.add("Basic", "Empty", "&nbsp;<br>")
    shelf.add("Basic", "Look", f'<img src="{picture}">')
    shelf.add("Basic", "Hear", "[sound:a.mp3]")
    shelf.add("Basic", "[sound:b.mp3]", "B")
    shelf.add("Basic", "same", "same")
    shelf.add("Basic", "<i>Same</i>", "Same ")
    shelf.add("Cloze", "{{c1::alone}}")

    made = imported(shelf.export())

    assert asked(made) == [("same", "same")]
    assert {what: each.examples for what, each in made.ledger.left_out.items()} == {
        "the answer is empty": ["Empty"],
        "the answer is only a picture": ["Look"],
        "the answer is only a sound": ["Hear"],
        "the question is only a sound": ["B"],
        "gaps with nothing in them, or nothing around them": ["alone"],
        "notes that say what another one says": ["Same"],
    }
    assert made.has_refused


def test_image_occlusion_is_left_out(shelf: Shelf) -> None:
    """A picture with hidden parts is no fact; its note is named."""
    shelf.anki.add_image_occlusion_notetype()
    name = next(it.name for it in shelf.anki.models.all_names_and_ids() if "Occlusion" in it.name)
    shape = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.2:oi=1}}<br>"
    shelf.add(name, shape, f'<img src="{shelf.media("leg.png")}">', "The leg")
    shelf.add("Basic", "a", "b")

    made = imported(shelf.export())

    assert asked(made) == [("a", "b")]
    assert counts(made.ledger.left_out) == {"pictures with hidden parts (image occlusion)": 1}


def test_subdecks_are_topics_and_tags_stay(shelf: Shelf) -> None:
    """A topic is the deck's name below what all have in common; Anki's own tags stay behind."""
    shelf.add("Basic", "a", "1", deck="Spanish::A1::Verbs", tags="marked leech verb::ar x")
    shelf.add("Basic", "b", "2", deck="Spanish::A2::Verbs")
    shelf.add("Basic", "c", "3", deck="Spanish::A2::Nouns")
    shelf.add("Basic", "d", "4", deck="Spanish")
    path = shelf.export()

    assert [(fact.topic, fact.tags) for fact in facts(imported(path))] == [
        ("A1 · Verbs", ("verb::ar", "x")),
        ("A2 · Verbs", ()),
        ("Nouns", ()),
        ("", ()),
    ]
    some = imported(path, decks=("spanish::a2",))
    assert [fact.topic for fact in facts(some)] == ["Verbs", "Nouns"]
    assert {deck for _, deck in some.ledger.notes} == {"Spanish::A2::Verbs", "Spanish::A2::Nouns"}


def test_anki_s_default_deck_is_no_topic(shelf: Shelf) -> None:
    """Notes that were put into no deck of one's own have no topic."""
    shelf.add("Basic", "a", "1")
    shelf.add("Basic", "b", "2", deck="Spanish")

    assert [fact.topic for fact in facts(imported(shelf.export()))] == ["", "Spanish"]


def test_a_deck_that_there_is_not(shelf: Shelf) -> None:
    """An unknown deck is refused with those that there are."""
    shelf.add("Basic", "a", "1", deck="Spanish::A1")

    with pytest.raises(RequestError) as refusal:
        imported(shelf.export(), decks=("French",))

    assert refusal.value.hint == "there are 'Spanish', 'Spanish::A1'"


def test_pictures_of_questions_come_along(shelf: Shelf) -> None:
    """One picture of each question comes, whatever its name; all others are counted."""
    odd = shelf.media("Größe ü%20(1).png", PNG + b"1")
    plain = shelf.media("b.png", PNG + b"2")
    shelf.media("drawing.png", b"no picture")
    shelf.add(
        "Basic",
        f'Which?<img src="{odd.replace("%", "%25").replace(" ", "%20")}" alt="a leg">',
        "leg",
    )
    shelf.add("Basic", f'<img src="{plain}"><img src="{odd}">', f'dot <img src="{plain}">')
    shelf.add("Basic", 'Web <img src="https://example.org/x.png">', "no")
    shelf.add("Basic", 'Lost <img src="lost.png">', "no")
    shelf.add("Basic", 'Bytes <img src="drawing.png">', "none")

    made = imported(shelf.export())

    assert asked(made)[:2] == [("Which?", "leg"), ("What is this?", "dot")]
    images = [fact.image for fact in facts(made)]
    assert [it and it.alt for it in images] == ["a leg", "", None, None, None]
    assert set(made.pictures) == {odd, plain}
    assert {it.file for it in images if it} == set(made.pictures.values())
    assert counts(made.ledger.not_kept) == {
        "pictures of the answer (a fact shows one with its question)": 1,
        "further pictures of a question (a fact has one)": 1,
        "pictures that lie elsewhere (on the web, or inside the text)": 1,
        "pictures that are not in the file": 1,
        "pictures in a format that decks cannot show": 1,
    }


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("a:b|c?.png", "p/a-b-c-.png"),
        (".hidden.png", "p/-hidden.png"),
        ("con.png", "p/con-.png"),
        ("no ending", "p/no ending.png"),
        ("wrong.exe", "p/wrong.png"),
        ("x" * 300 + ".PNG", f"p/{'x' * 80}.png"),
        ("\u202egnp.png", "p/gnp.png"),
        ("...", "p/picture.png"),
    ],
)
def test_names_of_pictures_are_made_harmless(name: str, becomes: str) -> None:
    """Whatever a package calls a picture, its file lies in the deck's folder under a plain name."""
    assert Album(media={name: PNG}, folder="p").take(name) == becomes


def test_names_that_differ_in_case_only() -> None:
    """Two pictures whose names some file systems take for one get two names."""
    album = Album(media={"A.png": PNG, "a.png": PNG}, folder="p")

    assert [album.take("A.png"), album.take("a.png"), album.take("A.png")] == [
        "p/A.png",
        "p/a-2.png",
        "p/A.png",
    ]


def test_a_picture_that_is_too_large_is_left_behind() -> None:
    """A picture that cannot be read within bounds costs nothing but itself."""

    class Media(dict[str, bytes]):
        def __getitem__(self, name: str) -> bytes:
            raise RequestError(f"{name} is too large")

    album = Album(media=Media({"a.png": b""}), folder="p")

    assert album.take("a.png") == ""
    assert album.refusal("a.png") == "pictures that are damaged or too large"


def test_pictures_have_a_bound_in_all() -> None:
    """A package whose pictures unpack to very much does not fill the disk."""
    media = {f"{number}.png": PNG + bytes(1 << 20) for number in range(4)}
    album = Album(media=media, folder="p", most=3 << 20)

    assert [bool(album.take(name)) for name in media] == [True, True, False, False]
    assert album.refusal("3.png") == "pictures beyond 3 MiB in all"


def test_damaged_note_types_are_refused(shelf: Shelf) -> None:
    """A file whose note types cannot be read is refused with a sentence."""
    shelf.add("Basic", "a", "1")
    assert shelf.anki.db is not None
    shelf.anki.db.execute("update notetypes set config = x'ff'")

    with pytest.raises(RequestError, match="its note types cannot be read"):
        imported(shelf.export("collection.anki2"))


def test_notes_without_a_note_type_are_named(shelf: Shelf) -> None:
    """A note whose type is missing is left out, and the rest goes on."""
    shelf.add("Basic", "a", "1")
    shelf.add("Basic", "b", "2")
    assert shelf.anki.db is not None
    shelf.anki.db.execute("update notes set mid = 1 where flds like 'a%'")

    made = imported(shelf.export("collection.anki2"))

    assert asked(made) == [("b", "2")]
    assert counts(made.ledger.left_out) == {"notes without a note type": 1}


def test_what_would_take_for_ever_is_left_out(shelf: Shelf) -> None:
    """Very long fields and texts of very many gaps are named; a picture inside costs nothing."""
    shelf.add("Basic", "long", "<a " * 20_000)
    shelf.add("Cloze", "many " + " ".join(f"{{{{c{n}::w{n}}}}}" for n in range(1, 400)))
    shelf.add("Cloze", "deep " + "{{c1::" * 1500 + "x" + "}}" * 1500)
    shelf.add("Basic", f'drawn <img src="data:image/png;base64,{"A" * 100_000}">', "yes")

    made = imported(shelf.export())

    assert [fact for fact in asked(made) if "deep" not in fact[0]] == [("drawn", "yes")]
    assert counts(made.ledger.left_out) == {
        "notes with more than 20000 characters in a field": 1,
        "texts with more than 100 gaps": 1,
    }


def test_the_field_that_answers_is_a_text(shelf: Shelf) -> None:
    """Of several fields on a card's back the one called like an answer is taken, else a text."""
    shelf.note_type(
        "Sounding",
        ("Picture", "Word", "Audio", "Translation"),
        {"Card": ("{{Picture}}{{Word}}", "{{FrontSide}}{{Audio}}{{Translation}}")},
    )
    shelf.note_type(
        "Named",
        ("Front", "Chapter", "Back"),
        {"Card": ("{{Front}}", "{{Chapter}}<hr>{{Back}}")},
    )
    picture = shelf.media("a.png")
    shelf.add("Sounding", f'<img src="{picture}">', "chat", "[sound:chat.mp3]", "cat")
    shelf.add("Named", "one?", "Numbers", "1")

    made = imported(shelf.export())

    assert asked(made) == [("chat", "cat"), ("one?", "1")]
    assert [fact.topic for fact in facts(made)] == ["", "Numbers"]
    assert len(made.pictures) == 1


def test_characters_that_no_deck_may_hold(shelf: Shelf) -> None:
    """A lost character costs its note, also as a reference; signs that turn a text just go."""
    for number in range(30):
        shelf.add("Basic", f"lost {number} \ufffd", "x")
    shelf.add("Basic", "turned&#x202e; \u202e", "y&#x2067;", tags="ta\u202eg")

    made = imported(shelf.export())

    assert asked(made) == [("turned", "y")]
    assert [fact.tags for fact in facts(made)] == [("tag",)]
    why = "texts in which another program lost a character (U+FFFD)"
    assert counts(made.ledger.left_out) == {why: 30}


def test_a_note_with_some_of_its_cards_is_not_left_out(shelf: Shelf) -> None:
    """Where one card of a note can be asked, only the other is counted as not kept."""
    shelf.note_type(
        "Two",
        ("Sound", "Word", "Meaning"),
        {
            "Hear": ("{{Sound}}", "{{Word}}"),
            "Read": ("What is {{Word}}?", "{{Meaning}}"),
        },
    )
    shelf.add("Two", "[sound:a.mp3]", "casa", "house")
    shelf.add("Two", "", "only a word", "")

    made = imported(shelf.export())

    assert asked(made) == [("What is casa?", "house")]
    why = "cards 'Hear' of 'Two': the question is only a sound"
    assert counts(made.ledger.not_kept) == {why: 1, "sounds": 1}
    assert counts(made.ledger.left_out) == {"the answer is empty": 1}


def test_a_picture_does_not_tell_the_answer_of_the_other_card(shelf: Shelf) -> None:
    """A reversed note with a picture is two facts, and only the card that showed it shows it."""
    picture = shelf.media("casa.png")
    shelf.add("Basic (and reversed card)", f'casa <img src="{picture}">', "house")
    shelf.add("Basic (and reversed card)", f'<img src="{picture}">', "a house")

    made = imported(shelf.export())

    assert asked(made) == [("casa", "house"), ("house", "casa"), ("What is this?", "a house")]
    assert [fact.image is not None for fact in facts(made)] == [True, False, True]
    why = "cards 'Card 2' of 'Basic (and reversed card)': the answer is only a picture"
    assert counts(made.ledger.not_kept) == {why: 1}
