"""``quizgen anki pull`` and ``push`` with real collections, as a learner types them."""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.errors import DBError
from anki.scheduler_pb2 import CardAnswer
from answered import answered_in_terminal

from quizgen.export.anki.identity import guid
from quizgen.model import Phase, Rating, Reset
from quizgen.progress import Progress
from quizgen.review_log import ReviewLog, event_id
from quizgen.scheduler import Fsrs6, moment
from quizgen.scheduler.days import day_of

Call = Callable[..., tuple[int, str, str]]

DECK = """format: 1
deck: organs-a1b2
title: Organs
language: en
facts:
  - {id: bile, ask: Which organ makes bile?, answer: the liver}
  - {id: urine, ask: Which organ makes urine?, answer: the kidney}
  - {id: insulin, ask: Which organ makes insulin?, answer: the pancreas}
"""
BILE, URINE, INSULIN = (f"organs-a1b2/{name}/forward" for name in ("bile", "urine", "insulin"))


class Profile:
    """A learner's profile in Anki, with the deck in it."""

    def __init__(self, folder: Path, package: Path) -> None:
        """Import the package."""
        folder.mkdir(parents=True)
        self.file = folder / "collection.anki2"
        anki = self.open()
        anki.set_config("fsrs", val=True)
        anki.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(package), options=ImportAnkiPackageOptions(with_scheduling=True)
            )
        )
        anki.close()

    def open(self) -> Collection:
        """Open it, as Anki does."""
        return Collection(str(self.file))

    def number(self, anki: Collection, card: str) -> int:
        """Find a card by the guid of its note."""
        assert anki.db is not None
        query = "select c.id from cards c join notes n on n.id = c.nid where n.guid = ?"
        return int(anki.db.scalar(query, guid(card)))

    def answer(self, card: str, rating: str = "good") -> None:
        """Answer a card."""
        anki = self.open()
        number = self.number(anki, card)
        states = anki._backend.get_scheduling_states(number)
        anki._backend.answer_card(
            CardAnswer(
                card_id=number,
                current_state=states.current,
                new_state=getattr(states, rating),
                rating=getattr(CardAnswer, rating.upper()),
                answered_at_millis=anki.db.scalar("select 1000 * cast(strftime('%s') as int)"),  # type: ignore[union-attr]  # it is open
                milliseconds_taken=800,
            )
        )
        anki.close()

    def rows(self) -> list[object]:
        """Return everything that a learner would miss: cards and log."""
        anki = self.open()
        assert anki.db is not None
        found = [
            anki.db.all("select * from cards order by id"),
            anki.db.all("select * from revlog order by id"),
            anki.db.all("select id, mod, flds, tags from notes order by id"),
        ]
        assert anki.db.scalar("pragma integrity_check") == "ok"
        anki.close()
        return list(found)

    def column(self, card: str, name: str) -> int:
        """Return a column of a card."""
        anki = self.open()
        assert anki.db is not None
        value = anki.db.scalar(f"select {name} from cards where id = ?", self.number(anki, card))  # noqa: S608
        anki.close()
        return int(value)


@pytest.fixture
def call(command_line: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Write the deck and run commands in its folder, with no profile of Anki's in reach."""
    (tmp_path / "organs.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    return command_line


@pytest.fixture
def profile(call: Call, tmp_path: Path) -> Profile:
    """Import the deck into a profile."""
    code, _, said = call("export", "anki", "organs.yaml", "-o", "organs.apkg")
    assert code == 0, said
    return Profile(tmp_path / "Anki2" / "User 1", tmp_path / "organs.apkg")


def progress(folder: Path) -> Progress:
    """Fold the learner's log."""
    return Progress(Fsrs6(), {}, ReviewLog(folder / "home", "").read().events)


def test_answers_of_anki_come_in_once(call: Call, profile: Profile, tmp_path: Path) -> None:
    """The only profile is found by itself; a second time brings nothing."""
    profile.answer(BILE)
    profile.answer(URINE, "easy")

    code, said, _ = call("anki", "pull")
    again = call("anki", "pull")

    assert code == 0
    assert said.startswith("2 answers to 2 cards came in from Anki, ")
    assert again[1].startswith("Nothing new from Anki, which has 3 cards of quizgen's.")
    assert {card: it.reps for card, it in progress(tmp_path).cards.items()} == {BILE: 1, URINE: 1}
    assert "recall, 1 s, in Anki" in call("log", "show")[1]


def test_a_dry_run_writes_nothing(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Neither here nor there."""
    profile.answer(BILE)
    answered_in_terminal(tmp_path / "home", URINE, Rating.GOOD)
    before = profile.rows()

    pulled = call("anki", "pull", "--dry-run")
    pushed = call("anki", "push", "--dry-run")

    assert "1 answer to 1 card would come in from Anki" in pulled[1]
    assert "To Anki would go the state of 1 card and 1 answer: urine." in pushed[1]
    assert profile.rows() == before
    assert progress(tmp_path).cards.keys() == {URINE}
    assert not [*profile.file.parent.glob("backups/*")]


def test_a_collection_may_be_pulled_while_anki_has_it_open(call: Call, profile: Profile) -> None:
    """It is copied, with what Anki has not written to its place yet."""
    profile.answer(BILE)
    anki = profile.open()

    code, said, _ = call("anki", "pull")
    anki.close()

    assert (code, said[:18]) == (0, "1 answer to 1 card")


def test_a_push_needs_anki_closed(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Two writers would spoil it."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    anki = profile.open()

    code, _, said = call("anki", "push", "--yes")
    anki.close()

    assert code == 3
    assert "collection.anki2 is open in Anki" in said
    assert "close Anki, then do the same again" in said


def test_a_push_needs_to_write(
    call: Call, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it may not, it says so, and nothing is amiss with the name of the collection."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    profile.file.chmod(0o400)
    # Who runs tests as the administrator may write everything.
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != profile.file)
    monkeypatch.setattr("anki.collection.Collection.__init__", _read_only)

    code, _, said = call("anki", "push", "--yes")

    assert code == 3
    assert "collection.anki2 may not be written to" in said


def _read_only(*_: object) -> None:
    raise DBError("ReadOnly", None, None, None)


def test_no_room_for_a_push(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Anki's database may not grow: nothing is half-written, and with room it goes on."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    anki = profile.open()
    assert anki.db is not None
    anki.db.execute(
        "create trigger cut before insert on revlog begin select raise(abort, 'DiskFull'); end"
    )
    anki.close()

    code, _, said = call("anki", "push", "--yes")

    assert code == 3
    assert "make room and do the same again" in said


def test_a_push_writes_state_and_answers(call: Call, profile: Profile, tmp_path: Path) -> None:
    """The due date is that of the terminal; other cards are as they were, to the byte."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY)
    others = [row for row in profile.rows()[0] if row[0] != _number(profile, BILE)]  # type: ignore[attr-defined]  # rows of cards

    code, said, _ = call("anki", "push", "--yes")

    assert code == 0
    assert "To Anki goes the state of 1 card and 1 answer: bile." in said
    memory = progress(tmp_path).card(BILE).memory
    assert memory is not None
    assert profile.column(BILE, "ivl") == memory.days
    assert profile.column(BILE, "reps") == 1
    after = [row for row in profile.rows()[0] if row[0] != _number(profile, BILE)]  # type: ignore[attr-defined]  # the same
    assert after == others
    assert call("anki", "push", "--yes")[1].endswith(
        "Nothing goes to Anki: it has all that is here.\n"
    )


def _number(profile: Profile, card: str) -> int:
    anki = profile.open()
    number = profile.number(anki, card)
    anki.close()
    return number


def test_the_backup_brings_everything_back(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Anki's own backup, which its File menu restores."""
    profile.answer(URINE)
    before = profile.rows()
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)

    _, said, _ = call("anki", "push", "--yes")

    backup = Path(said.rpartition("as it was before:")[2].strip())
    assert profile.rows() != before
    anki = profile.open()
    anki.close()
    anki._backend.import_collection_package(
        col_path=str(profile.file),
        backup_path=str(backup),
        media_folder=str(profile.file.with_suffix(".media")),
        media_db=str(profile.file.with_suffix(".mdb")),
    )
    assert profile.rows() == before


def test_a_push_cut_off_is_gone_on_with(call: Call, profile: Profile, tmp_path: Path) -> None:
    """States are written before answers, so that what is missing is seen and written next time."""
    for card in (BILE, URINE):
        answered_in_terminal(tmp_path / "home", card, Rating.GOOD)
    anki = profile.open()
    assert anki.db is not None
    anki.db.execute(
        "create trigger cut before insert on revlog begin select raise(abort, 'cut off'); end"
    )
    anki.close()

    code, _, said = call("anki", "push", "--yes")
    anki = profile.open()
    assert anki.db is not None
    anki.db.execute("drop trigger cut")
    anki.close()
    again = call("anki", "push", "--yes")

    assert code == 3
    assert "cut off" in said
    assert "the state of 2 cards and 2 answers" in again[1]
    assert profile.column(BILE, "reps") == 1
    assert len(profile.rows()[1]) == 2  # type: ignore[arg-type]  # rows of the log


def test_nobody_to_ask(call: Call, profile: Profile, tmp_path: Path) -> None:
    """A script has to say --yes; what came from Anki is taken in all the same."""
    profile.answer(URINE)
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    before = profile.rows()

    code, _, said = call("anki", "push")

    assert code == 2
    assert "with --yes it is written without asking" in said
    assert profile.rows() == before
    assert progress(tmp_path).cards.keys() == {BILE, URINE}


def test_both_sides_come_to_the_same(call: Call, profile: Profile, tmp_path: Path) -> None:
    """A push takes in Anki's answers first."""
    profile.answer(BILE)
    answered_in_terminal(tmp_path / "home", BILE, Rating.AGAIN, later=5)

    call("anki", "push", "--yes")

    card = progress(tmp_path).card(BILE)
    assert card.reps == profile.column(BILE, "reps") == 2


def test_what_the_learner_did_in_anki_holds(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Suspended stays suspended, a date set by hand stays, a moved card stays where it is."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY)
    answered_in_terminal(tmp_path / "home", URINE, Rating.EASY)
    answered_in_terminal(tmp_path / "home", INSULIN, Rating.EASY)
    call("anki", "push", "--yes")
    anki = profile.open()
    bile, urine, insulin = (profile.number(anki, it) for it in (BILE, URINE, INSULIN))
    anki.sched.suspend_cards([bile])  # type: ignore[list-item]  # Anki's name for a number
    anki.sched.set_due_date([urine], "99")  # type: ignore[list-item]  # the same
    own = anki.decks.id("My own")
    assert own is not None
    anki.set_deck([insulin], own)  # type: ignore[list-item]  # the same
    due = anki.sched.today + 99
    anki.close()
    for card in (BILE, INSULIN):
        answered_in_terminal(tmp_path / "home", card, Rating.GOOD, later=5)

    _, said, _ = call("anki", "push", "--yes")

    assert "due on a date set by hand in Anki, and here as answered: urine" in said
    assert profile.column(BILE, "queue") == -1
    assert profile.column(BILE, "reps") == 2
    assert profile.column(URINE, "due") == due
    assert profile.column(INSULIN, "did") == own
    assert profile.column(INSULIN, "reps") == 2


def test_a_date_set_by_hand_after_the_answer_that_comes_late(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """The answer arrives with its memory; date, interval and all that goes with it stay."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD, later=-60)
    anki = profile.open()
    anki.sched.set_due_date([profile.number(anki, BILE)], "50")  # type: ignore[list-item]  # Anki's name for a number
    due = anki.sched.today + 50
    anki.close()
    names = ("type", "queue", "due", "ivl")
    before = [profile.column(BILE, name) for name in names]

    _, said, _ = call("anki", "push", "--yes")

    assert "keep the due date that was set by hand in Anki: bile" in said
    assert [profile.column(BILE, name) for name in names] == before
    assert before[2] == due
    assert profile.column(BILE, "reps") == 1


def test_a_card_made_new_later_stands_where_it_stood(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """Anki's Forget can restore the place among the new cards."""
    before = profile.column(URINE, "due")
    answered_in_terminal(tmp_path / "home", URINE, Rating.EASY)
    call("anki", "push", "--yes")
    anki = profile.open()
    number = profile.number(anki, URINE)
    anki.sched.schedule_cards_as_new([number], restore_position=True)  # type: ignore[list-item]  # the same
    anki.close()

    assert profile.column(URINE, "due") == before


def test_a_card_made_new_here_is_new_there_once(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """Suspended it stays, its counts begin anew, and nothing comes back as a second reset."""
    before = profile.column(BILE, "due")
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY, later=-60)
    call("anki", "push", "--yes")
    anki = profile.open()
    anki.sched.suspend_cards([profile.number(anki, BILE)])  # type: ignore[list-item]  # Anki's name for a number
    anki.close()
    now = moment(time.time_ns() // 1_000_000 - 30_000, 0)
    reset = Reset(id=event_id(now.instant, bytes(10)), moment=now, card=BILE)
    ReviewLog(tmp_path / "home", "terminal-1").append(reset)

    said = call("anki", "push", "--yes")[1]
    names = ("type", "queue", "due", "reps")
    after = [profile.column(BILE, name) for name in names]

    assert "To Anki goes the state of 1 card: bile." in said
    assert after == [0, -1, before, 0]
    assert "made new again" not in call("anki", "pull")[1]
    assert call("anki", "push", "--yes")[1].endswith(
        "Nothing goes to Anki: it has all that is here.\n"
    )


def test_a_note_deleted_and_imported_again_is_learned_again(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """Anki keeps the log of a deleted card; what it says is worth a state."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY)
    call("anki", "push", "--yes")
    learned = profile.column(BILE, "ivl")
    anki = profile.open()
    anki.remove_notes([anki.get_card(profile.number(anki, BILE)).nid])  # type: ignore[arg-type]  # Anki's name for a number
    anki.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(tmp_path / "organs.apkg"),
            options=ImportAnkiPackageOptions(with_scheduling=True),
        )
    )
    anki.close()
    assert profile.column(BILE, "type") == 0

    call("anki", "push", "--yes")

    assert profile.column(BILE, "ivl") == learned
    assert len(profile.rows()[1]) == 1  # type: ignore[arg-type]  # rows of the log


def test_a_card_asked_early_by_a_filtered_deck(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """What came before it was an interval, and forgetting it now is a lapse."""
    profile.answer(BILE, "easy")
    anki = profile.open()
    filtered = anki.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]  # a new one
    filtered.name = "Cram"
    filtered.config.search_terms[0].search = "bile"
    filtered.config.reschedule = True
    anki.sched.add_or_update_filtered_deck(filtered)
    anki.close()
    time.sleep(1.1)
    profile.answer(BILE, "again")

    call("anki", "pull")

    card = progress(tmp_path).card(BILE)
    assert card.memory is not None
    assert (card.memory.phase, card.lapses) == (Phase.RELEARNING, 1)
    assert card.memory.days == profile.column(BILE, "ivl")


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["push", "dry run"])
def test_an_older_collection_stays_what_it_is(
    call: Call, profile: Profile, tmp_path: Path, dry: tuple[str, ...]
) -> None:
    """Opening alone would convert it, and the Anki that it is of could read it no more."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    profile.open().close(downgrade=True)
    before = profile.file.read_bytes()

    code, _, said = call("anki", "push", "--yes", *dry)

    assert code == 2
    assert "open it once in a current Anki" in said
    assert profile.file.read_bytes() == before
    assert call("anki", "pull")[0] == 0


def test_a_later_collection_is_left_alone(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Neither side guesses what a later Anki means."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    anki = sqlite3.connect(profile.file)
    anki.execute("update col set ver = 19")
    anki.commit()
    anki.close()

    for direction in ("pull", "push"):
        code, _, said = call("anki", direction)
        assert code == 2
        assert "is of a later Anki (schema 19)" in said


def test_a_filtered_deck_is_left_alone(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Its cards wait until it is emptied; the others get theirs."""
    anki = profile.open()
    filtered = anki.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]  # a new one
    filtered.name = "Cram"
    filtered.config.search_terms[0].search = "bile"
    anki.sched.add_or_update_filtered_deck(filtered)
    anki.close()
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    answered_in_terminal(tmp_path / "home", URINE, Rating.GOOD)

    _, said, _ = call("anki", "push", "--yes")

    assert "not now, for it lies in a filtered deck: bile" in said
    assert profile.column(BILE, "reps") == 0
    assert profile.column(URINE, "reps") == 1


def test_a_card_made_new_in_anki_is_new_here(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Forget there, and forgotten here."""
    profile.answer(BILE, "easy")
    call("anki", "pull")
    anki = profile.open()
    anki.sched.schedule_cards_as_new([profile.number(anki, BILE)])  # type: ignore[list-item]  # Anki's name for a number
    anki.close()

    _, said, _ = call("anki", "pull")

    assert "made new again there, and so here: bile" in said
    assert progress(tmp_path).card(BILE).memory is None


def test_what_anki_is_set_to_otherwise_is_said(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """With other steps, retention or without FSRS the two come to other dates."""
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "settings.toml").write_text(
        'retention = 0.85\nlearning_steps = ["2m"]\nmaximum_interval = 400\n', encoding="utf-8"
    )
    anki = profile.open()
    anki.set_config("fsrs", val=False)
    anki.close()

    _, said, _ = call("anki", "push", "--dry-run")

    assert "switch FSRS on" in said
    assert "options “Default”: desired retention 0.85, not 0.90" in said
    assert "options “Default”: learning steps 2m, not 1m 10m" in said
    assert "options “Default”: maximum interval 400, not 36500" in said
    assert "relearning" not in said


def test_a_decks_own_retention_is_wanted_there(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """Set for a deck here, it is to be set for that deck in Anki; then nothing is said."""
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "settings.toml").write_text(
        "deck_retention = { organs-a1b2 = 0.95 }\n", encoding="utf-8"
    )
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    exported = call("export", "anki", "organs.yaml", "--progress", "-o", "mine.apkg")[1]

    before = call("anki", "push", "--dry-run")[1]
    anki = profile.open()
    deck = anki.decks.by_name("Organs")
    assert deck is not None
    deck["desiredRetention"] = 95
    anki.decks.save(deck)
    anki.close()
    after = call("anki", "push", "--dry-run")[1]

    assert "deck options of organs-a1b2: desired retention 0.95" in exported
    assert "options of deck “Organs”: desired retention 0.95, not 0.90" in before
    assert "retention" not in after


def test_older_parameters_are_parameters(call: Call, profile: Profile) -> None:
    """Of an earlier FSRS; Anki goes by them where there are no later ones."""
    anki = profile.open()
    preset = anki.decks.get_config(1)  # type: ignore[arg-type]  # Anki's name for a number
    assert preset is not None
    preset["fsrsParams5"] = [0.4 + number / 10 for number in range(19)]
    anki.decks.update_config(preset)
    anki.close()

    said = call("anki", "push", "--dry-run")[1]

    assert "options “Default”: FSRS parameters left empty" in said


def test_a_due_date_is_a_date_whatever_the_hour(
    call: Call, profile: Profile, tmp_path: Path
) -> None:
    """Where Anki's day has not begun yet and ours has, the card is due on the same date."""
    hour = min(datetime.now().astimezone().hour + 1, 23)
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "settings.toml").write_text("rollover = 0\n", encoding="utf-8")
    anki = profile.open()
    anki.set_config("rollover", hour)
    anki.close()
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY)

    said = call("anki", "push", "--yes")[1]

    anki = profile.open()
    today = anki.sched.today
    anki.close()
    memory = progress(tmp_path).card(BILE).memory
    assert memory is not None
    date = datetime.now().astimezone() - timedelta(hours=hour)
    assert profile.column(BILE, "due") - today == memory.due_day - day_of(date.date())
    assert f"the next day starts at 0, not {hour}" in said


def test_as_data(call: Call, profile: Profile, tmp_path: Path) -> None:
    """Both directions, for a script."""
    profile.answer(BILE)
    answered_in_terminal(tmp_path / "home", URINE, Rating.GOOD)

    pulled = json.loads(call("anki", "pull", "--json", "--dry-run")[1])
    tried = json.loads(call("anki", "push", "--json", "--dry-run")[1])

    assert (pulled["written"], pulled["answers"], pulled["notes"]) == (False, 1, 3)
    assert (tried["written"], tried["from_anki"]["written"]) == (False, False)
    pushed = json.loads(call("anki", "push", "--json")[1])
    assert pushed["written"]
    assert Path(pushed["backup"]).is_file()
    assert pushed["from_anki"]["answers"] == 1
    assert pushed["to_anki"] == {"cards": [URINE], "answers": 1, "taken_back": 0}


def test_a_package_with_progress(call: Call, profile: Profile, tmp_path: Path) -> None:
    """New notes bring due dates along; those that a collection has keep its own."""
    profile.answer(URINE)
    answered_in_terminal(tmp_path / "home", BILE, Rating.EASY)

    code, said, _ = call("export", "anki", "organs.yaml", "--progress", "-o", "mine.apkg")
    fresh = Profile(tmp_path / "elsewhere", tmp_path / "mine.apkg")
    before = profile.rows()
    anki = profile.open()
    anki.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(tmp_path / "mine.apkg"),
            options=ImportAnkiPackageOptions(with_scheduling=True),
        )
    )
    anki.close()

    assert code == 0
    assert "Your progress of 1 card goes along" in said
    memory = progress(tmp_path).card(BILE).memory
    assert memory is not None
    assert fresh.column(BILE, "ivl") == memory.days
    assert fresh.column(URINE, "type") == 0
    assert profile.rows() == before


def test_no_progress_to_carry(call: Call, profile: Profile) -> None:
    """Then nothing is said of how it gets into Anki."""
    assert profile.file.is_file()

    said = call("export", "anki", "organs.yaml", "--progress", "-o", "mine.apkg")[1]

    assert said.endswith("No progress goes along: none of these cards has been answered here.\n")


def test_only_anki_carries_progress(call: Call, profile: Profile) -> None:
    """On paper there is none."""
    assert profile.file.is_file()

    code, _, said = call("export", "handout", "organs.yaml", "--progress")

    assert code == 2
    assert "No such option '--progress'" in said


def test_several_profiles(call: Call, profile: Profile, tmp_path: Path) -> None:
    """The one that is meant has to be named: by name, folder or file."""
    other = Profile(tmp_path / "Anki2" / "Other", tmp_path / "organs.apkg")
    profile.answer(BILE)

    code, _, said = call("anki", "pull")

    assert code == 2
    assert "there are several profiles of Anki: 'Other', 'User 1'" in said
    for wish in ("User 1", str(profile.file.parent), str(profile.file)):
        assert call("anki", "pull", wish, "--dry-run")[1].startswith("1 answer to 1 card")
    assert call("anki", "pull", str(other.file))[1].startswith("Nothing new")


def test_no_collection(call: Call) -> None:
    """Where there is none, and where the one named is none."""
    assert "no collection of Anki was found" in call("anki", "pull")[2]
    assert "there is no collection nowhere" in call("anki", "push", "nowhere")[2]
    code, _, said = call("anki", "push", "organs.yaml")
    assert code == 2
    assert "organs.yaml is no collection of Anki" in said


def test_a_package_is_pulled_from_and_not_pushed_to(call: Call, profile: Profile) -> None:
    """Its notes may be in a collection by now, and only that one has due dates."""
    assert profile.file.is_file()

    code, _, said = call("anki", "push", "organs.apkg")

    assert code == 2
    assert "organs.apkg is a package, and a push writes into a collection" in said
    assert "import it into Anki" in said
    assert call("anki", "pull", "organs.apkg")[1].startswith("Nothing new from Anki")


def test_a_collection_without_quizgens_notes(call: Call, tmp_path: Path) -> None:
    """There is nothing to exchange, and a way to get there."""
    (tmp_path / "Anki2" / "User 1").mkdir(parents=True)
    anki = Collection(str(tmp_path / "Anki2" / "User 1" / "collection.anki2"))
    anki.close()

    for direction in ("pull", "push"):
        code, _, said = call("anki", direction)
        assert code == 2
        assert "holds no note of quizgen's" in said
        assert "quizgen export anki" in said


def test_without_ankis_library(
    call: Call, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a push needs it, and says how to get it."""
    monkeypatch.setitem(sys.modules, "anki.collection", None)

    code, _, said = call("anki", "push")

    assert code == 3
    assert "pip install 'quizgen[anki]'" in said
    assert call("anki", "pull")[0] == 0
    assert profile.file.is_file()


def test_two_machines_and_one_anki(
    call: Call, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pushed from one, pulled on the other, then the logs merged: the answer counts once."""
    answered_in_terminal(tmp_path / "home", BILE, Rating.GOOD)
    call("anki", "push", "--yes")
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "other"))
    call("anki", "pull")
    assert profile.column(BILE, "reps") == 1

    code, said, _ = call("log", "merge", str(tmp_path / "home"))

    assert code == 0
    assert "Came by way of Anki as well, and count once: 1 answer" in said
    events = ReviewLog(tmp_path / "other", "").read().events
    assert Progress(Fsrs6(), {}, events).card(BILE).reps == 1
