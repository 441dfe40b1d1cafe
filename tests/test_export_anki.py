"""Which notes an export makes, how fresh they are, and what it tells the author."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from anki_samples import (
    ALL,
    CRAMP,
    DAY,
    NOW,
    PICTURE,
    blank,
    deck,
    drawn,
    export,
    fact,
    package,
    questions_of,
    rows,
    statement,
    with_fact,
    wrong,
)
from conftest import Golden

from quizgen.export import Bundle
from quizgen.export.anki.identity import guid
from quizgen.export.anki.lock import parse_lock
from quizgen.model import (
    Choice,
    Image,
    Match,
    Option,
    Order,
    Pair,
    Question,
    Recall,
    Statement,
)
from quizgen.problems import DeckError
from quizgen.scheduler import anki_card_id

ID = "spasms-k3f9"


def mods(bundle: Bundle) -> dict[str, int]:
    """Return when each note changed last, by what follows the deck in its key."""
    lock = parse_lock(bundle.locks[ID], ID)
    return {key.removeprefix(f"{ID}/"): line.mod for key, line in lock.notes.items()}


def again(bundle: Bundle, *facts: object, now: int = NOW + DAY, **more: object) -> Bundle:
    """Export a day later, with the locks of an earlier export."""
    return export(*facts, locks=bundle.locks, now=now, **more)  # type: ignore[arg-type]  # as there


def _where(columns: str, key: str) -> str:
    return f"select {columns} from notes where guid = '{guid(f'{ID}/{key}')}'"  # noqa: S608 - ours


def note(bundle: Bundle, key: str) -> dict[str, str]:
    """Return a note's fields by name."""
    query = _where("mid, flds", key)
    ((kind, fields),) = rows(package(bundle), query)
    ((models,),) = rows(package(bundle), "select models from col")
    names = [field["name"] for field in json.loads(str(models))[str(kind)]["flds"]]
    return dict(zip(names, str(fields).split("\x1f"), strict=True))


def test_the_package_in_rows(golden: Golden) -> None:
    """Everything that a package says of the sample deck, but for the templates."""
    bundle = export(deck(), kinds=ALL)
    found = rows(package(bundle), "select id, guid, mid, mod, tags, flds from notes")
    cards = rows(package(bundle), "select id, nid, ord, mod, type, queue, due from cards")
    text = [
        *bundle.report,
        *(f"card {' '.join(map(str, row))}" for row in cards),
        *(
            "\n  ".join([f"note {' '.join(map(str, row))}", *filter(None, fields.split("\x1f"))])
            for *row, fields in found
            if isinstance(fields, str)
        ),
        bundle.locks[ID],
    ]

    golden.check("anki/package.txt", "\n\n".join(text))


def test_the_same_inputs_give_the_same_bytes() -> None:
    """Nothing of the clock, of the machine or of an earlier run gets into the file."""
    assert export(deck(), kinds=ALL) == export(deck(), kinds=ALL)


def test_an_unchanged_deck_gives_the_same_file_on_another_day() -> None:
    """Only what changed may be newer."""
    before = export(deck(), kinds=ALL)
    after = again(before, deck(), kinds=ALL)

    assert after.files == before.files
    assert after.locks == before.locks
    assert after.report == ("12 notes: 0 new, 0 changed, 12 unchanged, 0 retired, 0 vanished",)


def test_guids_and_ids_come_from_the_card_alone() -> None:
    """Whatever becomes of the texts, Anki finds the note, and the terminal the card."""
    key = f"{ID}/site/forward"
    reworded = with_fact(deck(), "site", shape=Pair(ask="Where?", answer="the calf"))
    query = "select n.id, n.guid, c.id from notes n join cards c on c.nid = n.id"

    for bundle in (export(deck()), export(reworded)):
        assert (anki_card_id(key), guid(key), anki_card_id(key)) in rows(package(bundle), query)


def test_other_kinds_are_notes_of_their_own() -> None:
    """Choice, typed and true-false notes stand beside the card's own, each with its guid."""
    query = "select guid from notes"
    default = set(rows(package(export(deck())), query))
    everything = set(rows(package(export(deck(), kinds=ALL)), query))

    assert default < everything
    assert (guid(f"{ID}/site/forward/choice"),) in everything


def test_a_changed_note_is_newer_and_no_other() -> None:
    """A typo corrected: one note gets the time of this export."""
    before = export(deck())
    fixed = with_fact(deck(), "site", why="Calves work all day long.")

    after = again(before, fixed)

    assert mods(after) == mods(before) | {"site/forward": NOW + DAY}
    assert after.report == (
        "5 notes: 0 new, 1 changed, 4 unchanged, 0 retired, 0 vanished",
        "  changed, reviews kept: site",
    )


@pytest.mark.parametrize("now", [NOW - 1_000_000, NOW, 0])
def test_a_clock_set_back_still_makes_a_change_newer(now: int) -> None:
    """Anki drops an update that is no newer than what it has."""
    before = export(deck())
    fixed = with_fact(deck(), "site", why="Calves work all day long.")

    after = again(before, fixed, now=now)

    assert mods(after)["site/forward"] == NOW + 1


def test_a_lock_ahead_of_the_clock_is_mentioned() -> None:
    """Until that day an import would overwrite learners' own edits."""
    before = export(deck(), now=NOW + 400 * DAY)

    after = again(before, deck(), now=NOW)

    assert mods(after) == mods(before)
    assert "times up to 2027-10-26: a clock was or is wrong" in after.report[-1]
    assert len(again(before, deck(), now=NOW + 399 * DAY).report) == 1


def test_added_facts_are_named_once_the_deck_is_out() -> None:
    """The first export need not list them all."""
    first = export(deck())
    more = replace(deck(), facts=(*deck().facts, fact("bile", Pair(ask="Bile?", answer="liver"))))

    after = again(first, more)

    assert first.report == ("5 notes: 5 new, 0 changed, 0 unchanged, 0 retired, 0 vanished",)
    assert after.report == (
        "6 notes: 1 new, 0 changed, 5 unchanged, 0 retired, 0 vanished",
        "  new: bile",
    )


def test_a_long_list_of_names_is_cut() -> None:
    """A deck of a thousand facts must not flood the screen."""
    many = [fact(f"f{n:02}", Pair(ask=f"What is {n}?", answer=f"It is {n}")) for n in range(14)]
    before = export(deck(*many))

    after = again(before, deck(*many, notice="Take care."))

    assert after.report[1] == (
        "  changed, reviews kept: f00, f01, f02, f03, f04, f05, f06, f07, f08, f09 and 4 more"
    )


def test_a_retired_fact_keeps_its_notes_and_marks_them() -> None:
    """Anki deletes nothing by itself: the learner must be able to find them."""
    before = export(deck(), kinds=ALL)
    gone = with_fact(deck(), "site", retired=True)

    after = again(before, gone, kinds=ALL)
    query = "select guid from notes where tags like '% quizgen-retired %'"

    assert set(rows(package(after), query)) == {
        (guid(f"{ID}/site/forward{kind}"),) for kind in ("", "/typed", "/choice")
    }
    assert note(after, "site/forward")["Answer"] == "calf"
    assert after.report == (
        "12 notes: 0 new, 0 changed, 9 unchanged, 3 retired, 0 vanished",
        "  retired, tagged quizgen-retired for learners to find: site",
    )
    assert again(after, gone, kinds=ALL, now=NOW + 9 * DAY).report == (
        "12 notes: 0 new, 0 changed, 9 unchanged, 3 retired, 0 vanished",
    )
    assert mods(after)["site/forward"] == NOW + DAY


def test_a_retired_fact_that_was_never_exported_makes_no_note() -> None:
    """Nobody has it, so nobody need be told."""
    gone = with_fact(deck(), "site", retired=True)

    assert f"{ID}/site" not in export(gone).locks[ID]


def test_a_fact_taken_back_into_use_loses_its_mark() -> None:
    """Retired by mistake: the next export makes it whole again."""
    before = export(deck())
    gone = again(before, with_fact(deck(), "site", retired=True))

    back = again(gone, deck(), now=NOW + 2 * DAY)

    assert mods(back)["site/forward"] == NOW + 2 * DAY
    assert "1 changed" in back.report[0]
    assert note(back, "site/forward")["Retired"] == ""


def test_a_fact_that_vanishes_is_reported_and_remembered() -> None:
    """Its line stays in the lock, so that a later return is no new note."""
    before = export(deck(), kinds=ALL)
    rest = deck(*deck().facts[1:])

    after = again(before, rest, kinds=ALL)

    assert mods(after) == mods(before)
    assert after.report[0].endswith("0 retired, 3 vanished")
    assert after.report[1].startswith(
        "  vanished, and learners keep the notes unmarked: dehydrated ("
    )


def test_a_blank_that_vanishes_is_reported() -> None:
    """The fact is still there, but one of its cards is not."""
    before = export(deck())
    fewer = with_fact(deck(), "cramp", shape=statement(CRAMP, "sudden"))

    after = again(before, fewer)

    assert "cramp/forward#muscle" in after.report[1]


def test_notes_not_asked_for_are_left_alone() -> None:
    """An export of choice notes says nothing against the others."""
    before = export(deck(), kinds=ALL)

    after = again(before, deck(), kinds=("choice",))

    assert after.locks == before.locks
    assert after.report == (
        "2 notes: 0 new, 0 changed, 2 unchanged, 0 retired, 0 vanished",
        "  exported before and not asked for now, left as they are: 10",
    )


def test_a_renamed_fact_keeps_its_notes() -> None:
    """With 'was', the note goes on under the id it had first."""
    before = export(deck())
    renamed = with_fact(deck(), "site", id="usual-site", was=("site",))
    twice = with_fact(deck(), "site", id="where", was=("usual-site", "site"))

    for later in (renamed, twice):
        after = again(before, later)
        assert after.locks == before.locks
        assert after.files == before.files


def test_an_old_name_helps_also_without_a_lock() -> None:
    """A lost lock costs learners their own edits, never their reviews."""
    renamed = with_fact(deck(), "site", id="usual-site", was=("site",))

    assert f'"{ID}/site/forward"' in export(renamed).locks[ID]


def test_two_facts_may_not_claim_one_note() -> None:
    """An old id that another fact took over would mix up two memories."""
    both = deck(*deck().facts, fact("other", Pair(ask="Else?", answer="x"), was=("site",)))

    with pytest.raises(DeckError, match="'other' and 'site' claim the same note"):
        export(both, locks=export(deck()).locks)


def test_a_deck_keeps_its_first_name_in_anki() -> None:
    """Under a new title only new cards would move; the report says so."""
    before = export(deck())

    after = again(before, replace(deck(), title="Cramps"))

    assert after.locks == before.locks
    assert after.report[-1] == (
        "  in Anki the deck is still called “Muscle spasms”:"
        " under another name its cards would part"
    )


def test_a_deck_without_a_usable_title_goes_by_its_id() -> None:
    """Anki needs some name."""
    assert parse_lock(export(replace(deck(), title=" :: ")).locks[ID], ID).name == ID


def test_decks_of_one_name_share_a_deck() -> None:
    """Anki would merge them by name anyway; their notes and locks stay apart."""
    twin = replace(deck(), id="twin")

    bundle = export(deck(), twin)
    ((decks,),) = rows(package(bundle), "select decks from col")

    assert sorted(entry["name"] for entry in json.loads(str(decks)).values()) == [
        "Default",
        "Muscle spasms",
        "Muscle spasms::What it is",
    ]
    assert rows(package(bundle), "select count(*), count(distinct id) from notes") == [(10, 10)]
    assert rows(package(bundle), "select count(distinct due), max(due) from cards") == [(10, 10)]
    assert bundle.locks.keys() == {ID, "twin"}
    assert bundle.report[1].startswith("Muscle spasms: 5 notes: 5 new")


def test_a_quiz_without_its_deck_can_be_exported() -> None:
    """A quiz handed on as data still gives the same notes under the same guids."""
    alone = export(questions=questions_of(deck()))

    query = "select guid from notes order by guid"

    assert rows(package(alone), query) == rows(package(export(deck())), query)
    assert list(alone.files) == [f"{ID}.apkg"]
    assert "without the deck's lock every note counts as new" in alone.report[1]


def test_the_file_is_named_after_its_deck_or_as_asked() -> None:
    """An id from a quiz file cannot lead out of the folder."""
    outside = some_question(deck="../../etc/x", card="../../etc/x/site/forward")

    assert list(export(deck()).files) == [f"{ID}.apkg"]
    assert list(export(deck(), options={"name": "bones"}).files) == ["bones.apkg"]
    assert list(export(questions=(outside,)).files) == ["etc-x.apkg"]


def test_new_cards_come_as_the_author_ordered_the_facts() -> None:
    """A quiz may be mixed; a deck is built so that one fact leads to the next."""
    mixed = tuple(reversed(questions_of(deck(), kinds=ALL)))
    query = "select n.guid from cards c join notes n on n.id = c.nid order by c.due"
    cards = ["dehydrated/forward", "dehydrated/reverse", "cramp/forward", "cramp/forward#muscle"]

    found = rows(package(export(deck(), questions=mixed)), query)
    firsts = [row for row in found if row in {(guid(f"{ID}/{card}"),) for card in cards}]

    assert firsts == [(guid(f"{ID}/{card}"),) for card in cards]


def test_a_quiz_made_before_a_fact_was_retired_does_not_bring_it_back() -> None:
    """The deck decides: the note is tagged, not renewed."""
    before = export(deck())
    gone = with_fact(deck(), "site", retired=True)

    after = again(before, gone, questions=questions_of(deck()))

    assert "1 retired" in after.report[0]
    assert f"{ID}/site" not in export(gone, questions=questions_of(deck())).locks[ID]


def test_an_empty_quiz_is_an_empty_package() -> None:
    """A deck whose facts are all retired is no reason to fail."""
    bundle = export(with_fact(deck(deck().facts[2]), "site", retired=True))

    assert rows(package(bundle), "select count(*) from notes") == [(0,)]
    assert bundle.report == ("0 notes: 0 new, 0 changed, 0 unchanged, 0 retired, 0 vanished",)


def some_question(**changed: object) -> Question:
    """Return a question of the sample deck, something in it changed."""
    question = next(q for q in questions_of(deck()) if q.fact == "site")
    return replace(question, **changed)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (Order(items=tuple("abcdefghijklm")), "putting more than 12 items in order"),
        (Match(pairs=(("a", "b"),)), "matching"),
        (
            Choice(options=tuple(Option(text=str(n), correct=n == 1) for n in range(9))),
            "more than 8 options",
        ),
    ],
)
def test_what_anki_has_no_note_for_is_said(response: Order | Match | Choice, reason: str) -> None:
    """A question left out in silence would be missed much later."""
    bundle = export(deck(), questions=(some_question(response=response),))

    assert f"  left out, as Anki has no note for {reason}: site" in bundle.report


def test_a_kind_of_its_own_takes_the_form_of_its_response() -> None:
    """Kinds may be invented freely; the note types stay the same."""
    odd = some_question(kind="odd-one-out", response=Recall(answer="teeth"))

    bundle = export(deck(), questions=(odd,))

    assert note(bundle, "site/forward/odd-one-out")["Answer"] == "teeth"


def test_a_notes_fields() -> None:
    """The back tells why and where from; the source is a link where it has an address."""
    found = note(export(deck()), "site/forward")

    assert found == dict.fromkeys(found, "") | {
        "Id": f"{ID}/site/forward",
        "Question": "Where do muscle spasms often occur?",
        "Answer": "calf",
        "Also": "also: lower leg",
        "Explanation": "Calves work all day.",
        "Hint": "Below the knee.",
        "Source": (
            '<a href="https://example.org/s?a=1&amp;b=2">On spasms</a>, ¶4: “lost too much fluid”'
        ),
        "Notice": "Not medical advice.",
        "Lang": "en",
    }


def test_a_blank_is_one_deletion_of_its_own_note() -> None:
    """Two blanks of one sentence are two notes, each with the rest of the sentence in sight."""
    bundle = export(deck())

    assert note(bundle, "cramp/forward")["Text"] == (
        "A cramp is a {{c1::sudden}}, brief contraction of a muscle."
    )
    assert note(bundle, "cramp/forward#muscle")["Text"] == (
        "A cramp is a sudden, brief contraction of a {{c1::muscle}}."
    )


def test_tags_tell_topics_and_the_authors_own() -> None:
    """Whatever subdeck a note lies in for ever, its topic of today is found by tag."""
    found = rows(package(export(deck())), _where("tags", "cramp/forward"))

    assert found == [(" a-b core topic::What-it-is ",)]


def test_an_address_that_is_no_web_page_makes_no_link() -> None:
    """A deck from elsewhere must not bring a script along."""
    source = replace(deck().sources["web"], url="javascript:alert(1)")

    assert "href" not in note(export(deck(sources={"web": source})), "site/forward")["Source"]


def test_wrong_options_say_why_and_the_key_stands_apart() -> None:
    """A picked wrong option teaches; the key is a number that only the back uses."""
    found = note(export(deck(), kinds=("choice",)), "site/forward/choice")
    options = [found[f"Option{n}"] for n in range(1, 5)]
    whys = [found[f"Why{n}"] for n in range(1, 5)]

    assert sorted(options) == ["calf", "hair", "nails", "teeth"]
    assert options[int(found["Correct"]) - 1] == "calf"
    assert whys[options.index("teeth")] == "Teeth contain no muscle."
    assert found["Fixed"] == found["Several"] == found["Option5"] == ""


def test_true_before_false() -> None:
    """Two options with an order of their own are not shuffled."""
    found = note(export(deck(), kinds=ALL), "cramp/forward/true-false")

    assert [found["Option1"], found["Option2"], found["Fixed"]] == ["True", "False", "1"]


def pinned(bundle: Bundle) -> tuple[str, ...]:
    """Return the pinned options of the sample's choice note."""
    return parse_lock(bundle.locks[ID], ID).notes[f"{ID}/site/forward/choice"].options


MANY = tuple(wrong(text) for text in ("teeth", "hair", "nails", "eyelash", "enamel", "horn"))


def test_pinned_options_stay_when_the_deck_gains_others() -> None:
    """A new wrong option is no reason to touch a note that learners have."""
    before = export(deck(), kinds=("choice",))

    after = again(before, with_fact(deck(), "site", wrong=(*MANY[3:], *FIRST)), kinds=("choice",))

    assert after.locks == before.locks


FIRST = deck().facts[2].wrong


def test_an_option_that_is_no_longer_proven_goes() -> None:
    """What the author no longer calls wrong is replaced, and only that."""
    before = export(with_fact(deck(), "site", wrong=MANY), kinds=("choice",))
    gone = pinned(before)[0]
    fewer = tuple(option for option in MANY if option.text != gone)

    after = again(before, with_fact(deck(), "site", wrong=fewer), kinds=("choice",))

    assert gone not in pinned(after)
    assert set(pinned(before)) - {gone} < set(pinned(after))
    assert len(pinned(after)) == 3
    assert mods(after) == mods(before) | {"site/forward/choice": NOW + DAY}


def test_pictures_need_to_be_readable() -> None:
    """A note stamped without its picture would overwrite the one that has it."""
    pictured = with_fact(deck(), "site", image=PICTURE)

    def missing(image: Image) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", image.file)

    with pytest.raises(DeckError, match=r"'calf\.png' of 'site' cannot be read: No such file"):
        export(pictured, media=missing)


def test_a_picture_of_an_unknown_format_is_refused() -> None:
    """Anki would show nothing."""
    pictured = with_fact(deck(), "site", image=replace(PICTURE, file="calf.exe"))

    with pytest.raises(DeckError, match="of no known format"):
        export(pictured, media=lambda _: b"")


@pytest.mark.parametrize("content", [b"", b"root:x:0:0:root", b"%PDF-1.7"])
def test_a_picture_is_one_by_its_content(content: bytes) -> None:
    """A name proves nothing: it may be a link to a file that its owner shows nobody."""
    pictured = with_fact(deck(), "site", image=PICTURE)

    with pytest.raises(DeckError, match=r"'calf\.png' of 'site' is no picture, whatever its name"):
        export(pictured, media=lambda _: content)


def test_without_media_the_words_stand_for_the_picture() -> None:
    """A quiz handed on as data has no pictures; the report says which facts lost theirs."""
    bundle = export(with_fact(deck(), "site", image=PICTURE))

    assert note(bundle, "site/forward")["Image"] == "<span>A calf &amp; a shin</span>"
    assert bundle.report[-1] == "  pictures left out: site"


def test_a_picture_is_named_by_its_content() -> None:
    """A new picture gets a new name, and one picture is packed once."""
    pictured = with_fact(with_fact(deck(), "site", image=PICTURE), "cramp", image=PICTURE)

    content = package(export(pictured, media=drawn))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = json.loads(archive.read("media"))
        assert list(names) == ["0"]
        assert archive.read("0") == drawn(PICTURE)
    assert names["0"].startswith("qg-")
    assert names["0"].endswith(".png")


def test_a_damaged_lock_stops_the_export() -> None:
    """Without it every note would look new, and learners' edits would be lost."""
    with pytest.raises(DeckError, match="line 1 of the lock of deck 'spasms-k3f9'"):
        export(deck(), locks={ID: "<<<<<<< ours"})


def test_two_blanks_may_share_their_words() -> None:
    """The gap that is asked for is the one that is left out."""
    say = "Blood flows from blood vessel to blood vessel."
    second = replace(blank(say, "vessel"), start=say.rindex("vessel"), slot="second")
    shape = Statement(say=say, blanks=(blank(say, "vessel"), second))

    bundle = export(deck(fact("flow", shape)))

    assert note(bundle, "flow/forward")["Text"].startswith("Blood flows from blood {{c1::vessel}}")
    assert note(bundle, "flow/forward#second")["Text"].endswith("blood {{c1::vessel}}.")
