"""Later builds in the real Anki, for every note type: what was learned and edited stays.

Each shape of a fact is there in every role: kept as it is three times (for three things that a
learner does), changed, retired, and added later; each in every kind of question that its shape
has. One learner's life is lived once and looked at afterwards, note type by note type.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import anki.collection  # noqa: F401  # before its parts: they import each other
import pytest
from anki.cards import Card
from anki.collection import ImportAnkiPackageOptions
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition, ImportResponse
from anki.notes import Note
from anki_samples import DAY, NOW, Learner, export, learner, package, rows

from quizgen.deck_reader import parse_deck
from quizgen.export import Bundle
from quizgen.export.anki.content import RETIRED_TAG
from quizgen.export.anki.note_types import NOTE_TYPES
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Deck

ID = "spasms-k3f9"

HEAD = f"""\
format: 1
deck: {ID}
title: Muscle spasms
notice: Not medical advice.
sources: {{web: On spasms}}
relations:
  site: {{complete: true}}
facts:
"""

#: One fact of each shape; ``N`` is its role, ``W`` a wrong option that comes later.
SHAPES = (
    "term: N-dry, means: N lacking water, topic: Words",
    "ask: Which organ makes N?, answer: N liver, wrong: [W N pancreas, N spleen, N heart]",
    "say: A N cramp is a sudden one., cloze: {sudden: [W N slow, N mild, N long]}, topic: Cramps",
    "of: N spasm, relation: site, values: [N leg, N calf], wrong: [W N ear, N eye, N jaw, N lip]",
    "of: N temperature, number: {value: 37, unit: °C, tolerance: 0.5}, topic: Cramps",
    "of: easing a N cramp, steps: [N stop, N stretch, N massage, N rest]",
)
KEPT = ("edited", "handled", "suspended")
ROLES = (*KEPT, "changed", "gone")

SEVERAL = "choice with several keys"
CASES = (*NOTE_TYPES, SEVERAL)


def facts(role: str, more: str = "", wrong: str = "") -> Iterator[str]:
    """Write a fact of each shape in one role."""
    for n, shape in enumerate(SHAPES):
        text = f"{shape}{more}".replace("W ", wrong).replace("N", role)
        yield f"  - {{id: {role}-{n}, {text}}}\n"


def deck(*lines: Iterable[str]) -> Deck:
    """Read a deck of written facts."""
    read = parse_deck(HEAD + "".join(line for part in lines for line in part), "spasms.yaml")
    assert not read.problems, read.problems
    assert read.deck
    return read.deck


def build(made: Deck, before: Bundle | None, day: int) -> Bundle:
    """Export every question that there is."""
    questions = generate((made,), tuple(kind.name for kind in KINDS)).questions
    locks = before.locks if before else {}
    return export(made, questions=questions, locks=locks, now=NOW + day * DAY)


def versions() -> tuple[Deck, Deck, Deck]:
    """Write three versions: facts are reworded, added, retired, and the pools of options grow."""
    kept = [line for role in KEPT for line in facts(role, wrong="yet another N, ")]
    gone = [*facts("gone", ", retired: true")]
    return (
        deck(*map(facts, ROLES)),
        deck(kept, facts("changed", ", why: N by now"), gone, facts("added")),
        deck(
            kept,
            facts("changed", ", why: N once more"),
            gone,
            facts("added", ", why: N since then"),
            facts("late"),
        ),
    )


def builds() -> tuple[Bundle, Bundle, Bundle]:
    """Export the three versions, week by week."""
    first, second, third = versions()
    one = build(first, None, 0)
    two = build(second, one, 7)
    return one, two, build(third, two, 14)


Rows = dict[object, tuple[object, ...]]


@dataclass(frozen=True)
class Snapshot:
    """Everything in a collection that an import might touch, all columns of it."""

    #: By guid, id and id.
    notes: Rows
    cards: Rows
    reviews: Rows
    #: Card id → deck.
    decks: dict[object, str]

    @classmethod
    def of(cls, anna: Learner) -> "Snapshot":
        """Look at a learner's collection as it is now."""
        database = anna.collection.db
        assert database
        name = anna.collection.decks.name
        cards = {row[0]: tuple(row) for row in database.all("select * from cards")}
        return cls(
            notes={row[1]: tuple(row) for row in database.all("select * from notes")},
            cards=cards,
            reviews={row[0]: tuple(row) for row in database.all("select * from revlog")},
            decks={number: name(row[2]) for number, row in cards.items()},
        )


def role_of(note: Note) -> str:
    """Return the role of a note's fact."""
    return note["Id"].split("/")[1].partition("-")[0]


def case_of(note: Note) -> str:
    """Return which of the cases a note belongs to."""
    kind = note.note_type()
    assert kind
    form = kind["name"].removeprefix("quizgen ")
    return SEVERAL if form == "choice" and note["Several"] else form


def cards_of(anna: Learner, role: str) -> list[Card]:
    """List the cards of all facts in a role."""
    return [card for card in anna.cards() if role_of(card.note()) == role]


def live(anna: Learner) -> None:
    """Study everything but the last facts of each shape, and make the deck one's own."""
    for n, card in enumerate(anna.cards()):
        if card.note()["Id"].split("/")[1] != "handled-1":
            anna.answer(card, n % 4)
    for n, card in enumerate(anna.cards()[::2]):
        if card.reps:
            anna.answer(card, 2 + n % 2)
    collection = anna.collection
    for card in cards_of(anna, "edited"):
        note = card.note()
        note["Explanation"] = "my own words"
        note.add_tag("mine")
        collection.update_note(note)
    collection.set_deck([card.id for card in cards_of(anna, "edited")], own_deck(anna))
    handled = [card.id for card in cards_of(anna, "handled")]
    collection.set_user_flag_for_cards(3, handled)
    collection.sched.set_due_date(handled[::2], "9")
    collection.sched.suspend_cards([card.id for card in cards_of(anna, "suspended")])


def own_deck(anna: Learner) -> int:
    """Return a deck that the learner made."""
    number = anna.collection.decks.id("Mine")
    assert number
    return number


@dataclass(frozen=True)
class Life:
    """What became of a learner who took the second build after a year with the first."""

    before: Snapshot
    after: Snapshot
    log: ImportResponse.Log
    #: Of each note afterwards, by guid.
    notes: Mapping[str, Note]
    cases: Mapping[str, str]
    sound: bool

    def of(self, case: str, *roles: str) -> list[str]:
        """Return the guids of a case's notes in some roles."""
        return [
            guid
            for guid, note in self.notes.items()
            if self.cases[guid] == case and role_of(note) in roles
        ]


@pytest.fixture(scope="module")
def packages() -> tuple[bytes, bytes, bytes]:
    """The three builds as files."""
    first, second, third = map(package, builds())
    return first, second, third


@pytest.fixture(scope="module")
def life(packages: tuple[bytes, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """Live it once."""
    with learner(tmp_path_factory.mktemp("updates") / "anna") as anna:
        anna.take(packages[0])
        live(anna)
        before = Snapshot.of(anna)
        log = anna.take(packages[1])
        after = Snapshot.of(anna)
        notes = {note.guid: note for note in anna.notes().values()}
        cases = {guid: case_of(note) for guid, note in notes.items()}
        sound = anna.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
        yield Life(before=before, after=after, log=log, notes=notes, cases=cases, sound=sound)


@pytest.mark.parametrize("case", CASES)
def test_unchanged_notes_stay_byte_for_byte(life: Life, case: str) -> None:
    """With the learner's edit and tag, although their options could be others by now."""
    kept = life.of(case, *KEPT)
    edited = life.of(case, "edited")

    assert len(kept) >= len(KEPT)
    assert [life.after.notes[guid] for guid in kept] == [life.before.notes[guid] for guid in kept]
    assert all(life.notes[guid]["Explanation"] == "my own words" for guid in edited)
    assert all("mine" in life.notes[guid].tags for guid in edited)


@pytest.mark.parametrize("case", CASES)
def test_changed_notes_arrive(life: Life, case: str) -> None:
    """The new text stands in the note that the learner has."""
    changed = life.of(case, "changed")

    assert changed
    for guid in changed:
        assert "changed by now" in life.notes[guid]["Explanation"]
        assert life.after.notes[guid][0] == life.before.notes[guid][0]


@pytest.mark.parametrize("case", CASES)
def test_added_notes_arrive(life: Life, case: str) -> None:
    """Each with one new card, behind nothing that the learner has."""
    added = life.of(case, "added")

    assert added
    assert not set(added) & life.before.notes.keys()
    for guid in added:
        (card,) = life.notes[guid].cards()
        assert (card.type, card.queue, card.reps) == (0, 0, 0)


@pytest.mark.parametrize("case", CASES)
def test_retired_notes_can_be_found(life: Life, case: str) -> None:
    """They carry a tag to search for, and say so on the card."""
    gone = life.of(case, "gone")

    assert gone
    for guid in gone:
        assert life.notes[guid].has_tag(RETIRED_TAG)
        assert "retired" in life.notes[guid]["Retired"]


@pytest.mark.parametrize("case", CASES)
def test_no_card_that_was_there_is_touched(life: Life, case: str) -> None:
    """Due date, interval, memory, flag, suspension and deck: every column is as before."""
    numbers = {
        number
        for number, row in life.before.cards.items()
        for guid in life.of(case, *ROLES)
        if row[1] == life.before.notes[guid][0]
    }

    assert len(numbers) >= len(ROLES)
    assert [life.after.cards[it] for it in numbers] == [life.before.cards[it] for it in numbers]
    assert all(life.after.decks[it] == life.before.decks[it] for it in numbers)


@pytest.mark.parametrize("case", ["choice", SEVERAL])
def test_the_options_would_be_others_by_now(life: Life, case: str) -> None:
    """Without the lock, that is: the pools did change."""
    query = "select guid, flds from notes"
    found = rows(package(build(versions()[1], None, 7)), query)
    now = {row[0]: row[1] for row in found}
    before = {guid: row[6] for guid, row in life.before.notes.items()}

    assert any(now[guid] != before[guid] for guid in life.of(case, "handled", "suspended"))


def test_the_life_was_a_full_one(life: Life) -> None:
    """Learning and review cards with memories, flags, suspended ones, dates set by hand, moves."""
    cards = life.before.cards.values()

    assert {row[6] for row in cards} == {0, 1, 2}
    assert {row[7] for row in cards} >= {-1, 0, 1, 2}
    assert {row[16] for row in cards} == {0, 3}
    assert sum('"s":' in str(row[17]) for row in cards) > len(cards) / 2
    assert {"Mine", "Muscle spasms", "Muscle spasms::Cramps", "Muscle spasms::Words"} == set(
        life.before.decks.values()
    )
    assert {row[8] for row in life.before.reviews.values()} >= {0, 4}


def test_the_log_is_as_before(life: Life) -> None:
    """No row of the review log is lost, added or changed."""
    assert life.before.reviews
    assert life.after.reviews == life.before.reviews


def test_nothing_is_doubled_and_nothing_refused(life: Life) -> None:
    """Anki's own account of the import, and its check of the database."""
    log, notes = life.log, life.notes.values()
    moved = sum(role_of(note) in {"changed", "gone"} for note in notes)

    assert not [*log.conflicting, *log.missing_notetype, *log.missing_deck]
    assert not [*log.first_field_match, *log.empty_first_field]
    assert len(log.new) == sum(role_of(note) == "added" for note in notes)
    assert len(log.updated) == moved
    assert len(log.duplicate) == len(life.before.notes) - moved
    assert len({note["Id"] for note in notes}) == len(notes) == len(life.after.notes)
    assert len(life.after.cards) == len(notes)
    assert life.sound


def texts(anna: Learner) -> dict[str, tuple[object, ...]]:
    """Return what an author's notes hold, by key: tags and fields."""
    return {key: (note.tags, note.fields) for key, note in anna.notes().items()}


def test_each_file_again_changes_nothing(packages: tuple[bytes, ...], tmp_path: Path) -> None:
    """The second build twice, the first over it, and the third twice: no step back, no step."""
    first, second, third = packages
    with learner(tmp_path / "anna") as anna:
        anna.take(first)
        live(anna)
        anna.take(second)
        before = Snapshot.of(anna)

        for content in (second, first, second):
            log = anna.take(content)
            assert not log.new
            assert not log.updated
            assert Snapshot.of(anna) == before
        anna.take(third)
        last = Snapshot.of(anna)
        for content in (third, first, second):
            anna.take(content)
            assert Snapshot.of(anna) == last

        assert last.reviews == before.reviews
        assert {it: last.cards[it] for it in before.cards} == before.cards


ALWAYS = ImportAnkiPackageOptions(
    update_notes=ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS,
    update_notetypes=ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS,
)
WITH_ALL = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True)


@pytest.mark.parametrize("options", [ALWAYS, WITH_ALL], ids=["always update", "merge, scheduling"])
def test_other_options_of_the_import_cost_no_review(
    packages: tuple[bytes, ...], tmp_path: Path, options: ImportAnkiPackageOptions
) -> None:
    """Who asks for every update gets the author's texts; an older build lasts until the newer."""
    first, second, _ = packages
    with learner(tmp_path / "anna") as anna, learner(tmp_path / "ben") as ben:
        anna.take(first)
        live(anna)
        before = Snapshot.of(anna)
        for content in (second, first, second):
            log = anna.take(content, options)
            assert not log.conflicting
        after = Snapshot.of(anna)
        ben.take(second)

        assert after.reviews == before.reviews
        assert {it: after.cards[it] for it in before.cards} == before.cards
        assert after.notes.keys() == Snapshot.of(ben).notes.keys()
        if options is ALWAYS:
            assert texts(anna) == texts(ben)


def take_all(anna: Learner, *contents: bytes) -> None:
    """Take builds one after the other, without any study."""
    for content in contents:
        anna.take(content)


@pytest.mark.parametrize(
    "path",
    [(0, 2), (1, 2), (2, 0, 1), (2,)],
    ids=["skipped the second", "started at the second", "the wrong way round", "only the third"],
)
def test_all_ways_lead_to_one_deck(
    packages: tuple[bytes, ...], tmp_path: Path, path: tuple[int, ...]
) -> None:
    """Whichever builds a learner took, the last one leaves the same notes in the same decks."""
    with learner(tmp_path / "anna") as anna, learner(tmp_path / "ben") as ben:
        take_all(anna, *packages)
        take_all(ben, *(packages[n] for n in path))
        ours, theirs = Snapshot.of(anna), Snapshot.of(ben)

        assert texts(ben) == texts(anna)
        assert theirs.decks == ours.decks
        assert {guid: row[:4] for guid, row in theirs.notes.items()} == {
            guid: row[:4] for guid, row in ours.notes.items()
        }
