"""Two terminals study at once on one machine, with one home folder.

Each knows of the other's answers from its next start on. Where both ask the same card, both
answers are in the log, and the card's schedule follows from the two in their order, as if it had
been asked twice in one terminal.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fork_server import ForkServer, Session
from kills import FACTS, deck_text, read_log

from quizgen.model import Review
from quizgen.progress import fold
from quizgen.review_log import ReviewLog
from quizgen.scheduler import Fsrs6

ITEM = re.compile(r"Item (\d{4})")
KEYS = {"A–": "a", "Enter answer": "hippocampus\r", "show answer": " ", "go on": "\r"}


@contextmanager
def two(server: ForkServer, folder: Path, *commands: str) -> Iterator[tuple[Session, Session]]:
    """Open two terminals on the same deck and home."""
    (folder / "deck.yaml").write_text(deck_text(0), encoding="utf-8")
    first, second = (
        server.start(*command.split(), "deck.yaml", cwd=folder, QUIZGEN_HOME=str(folder / "home"))
        for command in commands
    )
    try:
        for session in (first, second):
            session.settle(lambda shown: "quit" in shown)
        yield first, second
    finally:
        first.close()
        second.close()


def press_on(session: Session) -> None:
    """Press the key that leads on from wherever the session is; wait for nothing."""
    shown = session.text()
    footer = shown.rstrip().splitlines()[-1]
    key = next((key for words, key in KEYS.items() if words in footer), "")
    session.send(key or ("y" if "knew it" in footer else "3"))


def arrived(session: Session, before: str) -> str:
    """Wait for what a key shows."""
    return session.settle(lambda shown: shown != before and "quit" in shown.splitlines()[-1])


def answered(before: str, after: str) -> list[str]:
    """Return the item whose answer was taken between two screens, if one was."""
    item = ITEM.search(before)
    rated = ("1 Again" in before and "go on" not in before) or "knew it" in before
    told = "go on" in after and "go on" not in before
    return [item[1]] if item and (rated or told) else []


def leave(*sessions: Session) -> None:
    """Quit, from wherever it is."""
    for session in sessions:
        session.send("\x03")
        assert session.code() == 130


def whole(home: Path, shown: Counter[str]) -> bool:
    """Tell whether the log holds just what was shown, in whole lines, and folds to the same."""
    read = ReviewLog(home, "any").read()
    assert read.problems == ()
    log = read_log(home)
    assert Counter({item: len(found) for item, found in log.answers.items()}) == shown
    cards = fold(read.events, Fsrs6()).cards
    logged = Counter(it.card for it in read.events if isinstance(it, Review) and it.counted)
    return logged == Counter({card: cards[card].reps for card in cards if cards[card].reps})


def test_they_take_turns(server: ForkServer, tmp_path: Path) -> None:
    """One answers, then the other: both are asked the same cards, and all answers are saved."""
    shown: Counter[str] = Counter()
    with two(server, tmp_path, "study --new 99", "study --new 99") as sessions:
        assert ITEM.findall(sessions[0].text()) == ITEM.findall(sessions[1].text())
        for _ in range(30):
            for session in sessions:
                before = session.text()
                press_on(session)
                shown.update(answered(before, arrived(session, before)))
        leave(*sessions)

    assert whole(tmp_path / "home", shown)
    assert max(shown.values()) > 1
    with two(server, tmp_path, "study --new 99", "study --new 99") as (again, _):
        assert f"{FACTS - len(shown)} new" in again.text()


@pytest.mark.parametrize(
    "commands", [("study --new 99", "study --new 99"), ("study", "quiz -n 20")]
)
def test_they_answer_at_the_same_time(
    commands: tuple[str, str], server: ForkServer, tmp_path: Path
) -> None:
    """Neither waits for the other: no line is torn, none is missing."""
    shown: Counter[str] = Counter()
    with two(server, tmp_path, *commands) as sessions:
        for _ in range(80):
            befores = [session.text() for session in sessions]
            for session in sessions:
                press_on(session)
            for session, before in zip(sessions, befores, strict=True):
                shown.update(answered(before, arrived(session, before)))
            if any("look at again" in session.text() for session in sessions):
                break
        leave(*sessions)

    assert whole(tmp_path / "home", shown)
    assert shown.total() > 25


def test_each_takes_its_own_answer_back(server: ForkServer, tmp_path: Path) -> None:
    """Undo in one terminal leaves the other's answer to the same card in place."""
    with two(server, tmp_path, "study", "study") as (first, second):
        for session in (first, second):
            session.send("a")
            session.settle(lambda shown: "go on" in shown)
        first.send("u")
        first.settle(lambda shown: "Taken back." in shown)
        leave(first, second)

    events = ReviewLog(tmp_path / "home", "any").read().events
    ones = [event for event in events if isinstance(event, Review)]
    assert len({event.card for event in ones}) == 1
    assert fold(events, Fsrs6()).card(ones[0].card).reps == 1
    assert fold(events, Fsrs6()).last(ones[0].card) == ones[1]


def test_the_first_start_ever_in_both(server: ForkServer, tmp_path: Path) -> None:
    """Both make the learner's folder at once; they end up with one device and one log."""
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        with two(server, folder, "study", "study") as sessions:
            for session in sessions:
                session.send("a")
                session.settle(lambda shown: "go on" in shown)
            leave(*sessions)
        devices = [
            each.read_text(encoding="utf-8").strip() for each in folder.glob("home/devices/*")
        ]
        logs = [path.name for path in (folder / "home/log").iterdir()]
        assert len(devices) == 1
        assert logs == devices
