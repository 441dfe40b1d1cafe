"""What the real Anki does with our packages: everything arrives, and nothing learned is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.import_export_pb2 import ImportResponse
from anki.models import NotetypeId
from anki_samples import (
    ALL,
    DAY,
    DEFAULT,
    EVERY,
    NOW,
    PICTURE,
    Learner,
    deck,
    drawn,
    every_shape,
    export,
    fact,
    learner,
    package,
    readable,
    sides,
    statement,
    with_fact,
    wrong,
)

from quizgen.export.anki.note_types import NOTE_TYPES
from quizgen.model import Pair, Term

WEEK = 7 * DAY


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Learner]:
    """A learner who starts with an empty collection."""
    with learner(tmp_path / "anna") as opened:
        yield opened


def troubles(log: ImportResponse.Log) -> list[ImportResponse.Note]:
    """List the notes that an import could not place."""
    return [
        *log.conflicting,
        *log.missing_notetype,
        *log.missing_deck,
        *log.empty_first_field,
        *log.first_field_match,
    ]


def test_every_form_arrives_and_renders_on_both_sides(anna: Learner) -> None:
    """No warning, no template error, no empty side, one card per note, nothing to repair."""
    bundle = export(every_shape(), kinds=EVERY)
    log = anna.take(package(bundle))
    notes = anna.notes()

    assert {note.mid for note in notes.values()} == {kind.id for kind in NOTE_TYPES.values()}
    for kind in NOTE_TYPES.values():
        arrived = anna.collection.models.get(NotetypeId(kind.id))
        assert arrived
        assert arrived["name"] == kind.name
        assert [field["name"] for field in arrived["flds"]] == list(kind.fields)
    assert len(log.new) == log.found_notes == len(notes) == len(anna.cards())
    assert troubles(log) == []
    for key, front, back in sides(anna):
        for side in (front, back):
            assert "has a problem" not in side, key
            assert len(readable(anna, side)) > 10, key
        assert readable(anna, front) != readable(anna, back)
    assert anna.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert not anna.collection.get_empty_cards().notes


def test_the_deck_arrives_under_its_name_with_notice_and_sources(anna: Learner) -> None:
    """The learner sees which deck it is, what it rests on and what it must not be taken for."""
    anna.take(package(export(deck())))

    found = anna.collection.decks.by_name("Muscle spasms")

    assert found is not None
    assert found["desc"] == "Not medical advice.\n\nSources:\n\n- On spasms"
    assert found["md"]


def test_new_cards_come_in_the_order_of_the_deck(anna: Learner) -> None:
    """Authors order facts so that they build on each other."""
    anna.take(package(export(deck())))

    assert [card.note()["Id"].split("/", 1)[1] for card in anna.cards()] == [
        "dehydrated/forward",
        "dehydrated/reverse",
        "cramp/forward",
        "cramp/forward#muscle",
        "site/forward",
    ]


def study(anna: Learner) -> list[tuple[object, ...]]:
    """Answer every card but the last, some of them twice."""
    cards = anna.cards()[:-1]
    for n, card in enumerate(cards):
        anna.answer(card, n % 4)
    for card in cards[::2]:
        card.load()
        anna.answer(card, 2)
    return anna.progress()


def second_build(kinds: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Export a deck, then reword one fact, add one and retire one, and export it again."""
    first = every_shape()
    before = export(first, kinds=kinds)
    new = fact("bile", Pair(ask="Which organ makes bile?", answer="the liver"))
    later = with_fact(first, "dehydrated", shape=Term(term="dehydrated", means="short of fluid"))
    later = with_fact(later, "site", retired=True)
    later = with_fact(later, "fever", why="In the armpit it is less.")
    later = with_fact(later, "relief", why="Warmth is for later.")
    later = with_fact(later, "sites", retired=True)
    later = replace(later, facts=(*later.facts, new))
    after = export(later, kinds=kinds, locks=before.locks, now=NOW + WEEK)
    return package(before), package(after)


@pytest.mark.parametrize("kinds", [DEFAULT, EVERY], ids=["default", "every"])
def test_a_new_build_keeps_every_review(anna: Learner, kinds: tuple[str, ...]) -> None:
    """Reworded, added and retired facts arrive; due dates, memories and the log stay."""
    first, second = second_build(kinds)
    anna.take(first)
    before, raw = study(anna), anna.raw_notes()
    cards = {card.id for card in anna.cards()}

    log = anna.take(second)
    after = anna.raw_notes()

    assert before
    assert anna.progress() == before
    assert raw.keys() <= after.keys()
    assert cards <= {card.id for card in anna.cards()}
    assert troubles(log) == []
    notes = anna.notes()
    assert "short of fluid" in notes["spasms-k3f9/dehydrated/forward"]["Answer"]
    assert notes["spasms-k3f9/bile/forward"]["Answer"] == "the liver"
    assert notes["spasms-k3f9/site/forward"].tags == ["quizgen-retired"]
    assert "retired" in notes["spasms-k3f9/site/forward"]["Retired"]
    changed = {guid for guid in raw if raw[guid] != after[guid]}
    facts = {"dehydrated", "site", "fever", "relief", "sites"}
    touched = {note.guid for key, note in notes.items() if key.split("/")[1] in facts}
    assert changed == touched
    assert len(log.updated) == len(touched)
    assert len(log.duplicate) == len(raw) - len(touched)
    assert anna.collection.fix_integrity()[1]


def test_a_learners_own_edits_of_unchanged_notes_stay(anna: Learner) -> None:
    """A word put in, a tag, an own style: an import touches only what the author changed."""
    first, second = second_build(("recall", "reverse", "cloze"))
    anna.take(first)
    note = anna.notes()["spasms-k3f9/cramp/forward"]
    note["Explanation"] = "my own words"
    note.tags = [*note.tags, "mine"]
    anna.collection.update_note(note)
    kind = note.note_type()
    assert kind
    kind["css"] = ".card { color: teal; }"
    anna.collection.models.update_dict(kind)
    raw = anna.raw_notes()[note.guid]

    anna.take(second)

    assert anna.raw_notes()[note.guid] == raw
    kept = anna.collection.get_note(note.id)
    assert kept["Explanation"] == "my own words"
    assert "mine" in kept.tags
    style = kept.note_type()
    assert style
    assert style["css"] == ".card { color: teal; }"


def test_the_same_build_again_changes_nothing(anna: Learner) -> None:
    """Importing one file twice leaves every byte of the notes as it was."""
    content = package(export(deck(), kinds=ALL))
    anna.take(content)
    raw = anna.raw_notes()

    log = anna.take(content)

    assert anna.raw_notes() == raw
    assert len(log.duplicate) == len(raw)
    assert not log.new
    assert not log.updated


def test_a_renamed_deck_stays_in_one_piece(anna: Learner) -> None:
    """Anki knows decks by name alone, so the name of the first export is kept."""
    before = export(deck())
    anna.take(package(before))
    renamed = replace(deck(), title="Cramps and twitches")

    after = export(renamed, locks=before.locks, now=NOW + DAY)
    anna.take(package(after))

    assert {entry.name for entry in anna.collection.decks.all_names_and_ids()} == {
        "Default",
        "Muscle spasms",
        "Muscle spasms::What it is",
    }
    assert any("still called “Muscle spasms”" in line for line in after.report)


def test_a_fact_of_another_shape_keeps_its_note(anna: Learner) -> None:
    """A sentence turned into a question, and a question into a sentence: still the same notes."""
    before = export(deck())
    anna.take(package(before))
    progress = study(anna)
    turned = with_fact(deck(), "cramp", shape=Pair(ask="How does a cramp come?", answer="suddenly"))
    turned = with_fact(turned, "site", shape=statement("Spasms often hit the calf.", "calf"))

    after = export(turned, locks=before.locks, now=NOW + DAY)
    log = anna.take(package(after))

    assert troubles(log) == []
    assert anna.progress() == progress
    shown = {key: (readable(anna, front), readable(anna, back)) for key, front, back in sides(anna)}
    assert "How does a cramp come?[...]" in shown["spasms-k3f9/cramp/forward"][0]
    assert "How does a cramp come?suddenly" in shown["spasms-k3f9/cramp/forward"][1]
    assert "Spasms often hit the ____." in shown["spasms-k3f9/site/forward"][0]
    assert "calf" in shown["spasms-k3f9/site/forward"][1]


ODD = (
    'a < b & "c" {{Answer}} std::vector }} [sound:x.mp3] [latex]y[/latex] <script>alert(1)</script>'
)
WORLD = "עברית, العربية, 日本語, naïve, e\u0301tude"


def test_odd_texts_arrive_exactly(anna: Learner) -> None:
    """Signs of HTML, of templates and of deletions, and the world's scripts, as they were typed."""
    odd = (
        fact("pair", Pair(ask=ODD, answer=WORLD)),
        fact("say", statement(f"{ODD} is {{x::y}} {WORLD}", "{x::y}")),
    )
    bundle = export(deck(*odd), kinds=("recall", "cloze", "typed"))

    anna.take(package(bundle))

    world = WORLD.replace("e\u0301", "é")
    for key, front, back in sides(anna):
        assert "<script>alert" not in front + back
        assert ODD in readable(anna, front), key
        assert world in readable(anna, back), key
    note = anna.notes()["spasms-k3f9/say/forward"]
    assert anna.collection._backend.cloze_numbers_in_note(note._to_backend_note()) == [1]
    shown = {key: back for key, _, back in sides(anna)}
    assert f"{ODD} is {{x::y}} {world}" in readable(anna, shown["spasms-k3f9/say/forward"])


def test_a_typed_answer_is_compared_without_its_markup(anna: Learner) -> None:
    """What the learner types is the text; signs that Anki treats as HTML do not get in the way."""
    water = fact("water", Pair(ask="The formula of water?", answer="H~2~O & <ice>"))

    anna.take(package(export(deck(water), kinds=("typed",))))

    (note,) = anna.notes().values()
    same = anna.collection.compare_answer(note["Answer"], "H2O & <ice>")
    assert "typeBad" not in same
    assert "typeMissed" not in same


def test_pictures_arrive_under_names_of_their_content(anna: Learner) -> None:
    """A picture is found, has words that stand for it, and a new one never collides with it."""
    pictured = deck(
        fact("calf", Pair(ask="What is this?", answer="calf"), image=PICTURE),
        fact("shin", Pair(ask="What is in front?", answer="shin"), image=PICTURE),
    )
    content = package(export(pictured, media=drawn))

    anna.take(content)

    assert 'alt="A calf &amp; a shin"' in anna.notes()["spasms-k3f9/calf/forward"]["Image"]
    check = anna.collection.media.check()
    assert not check.missing
    assert not check.unused
    assert len(list((anna.folder / "collection.media").iterdir())) == 1


def test_several_decks_travel_in_one_package(anna: Learner) -> None:
    """Two decks arrive as two, even where they share words."""
    other = replace(deck(), id="other-deck", title="Other")

    bundle = export(deck(), other)
    log = anna.take(package(bundle))

    assert list(bundle.files) == ["quizgen.apkg"]
    assert len(log.new) == 2 * len(export(deck()).locks["spasms-k3f9"].split("\n\n")[1:])
    assert {anna.collection.decks.name(card.did) for card in anna.cards()} == {
        "Muscle spasms",
        "Muscle spasms::What it is",
        "Other",
        "Other::What it is",
    }


def test_wrong_options_of_a_choice_stay_while_they_are_proven(anna: Learner) -> None:
    """A deck that gains wrong options does not touch the notes that have enough."""
    before = export(deck(), kinds=("choice",))
    anna.take(package(before))
    more = (wrong("eyelashes"), *deck().facts[2].wrong, wrong("enamel"))

    grown = with_fact(deck(), "site", wrong=more)
    after = export(grown, kinds=("choice",), locks=before.locks, now=NOW + DAY)
    log = anna.take(package(after))

    assert after.locks == before.locks
    assert not log.updated
