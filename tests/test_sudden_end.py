"""Killed without warning, a thousand times: what the screen has shown is in the log."""

from pathlib import Path

import pytest
from fork_server import ForkServer
from kills import Learner, Ledger, read_log

from quizgen.progress import fold
from quizgen.review_log import ReviewLog
from quizgen.scheduler import Fsrs6

MUTANT = "drawing_first:run"


def killed(learner: Learner, times: int) -> Ledger:
    """Kill a learner's program that often, each time 0 to 20 ms after a key."""
    while learner.ledger.kills < times:
        learner.live_and_die()
    return learner.ledger


def in_good_order(home: Path) -> bool:
    """Tell whether the program's own reader finds the answers, and names each torn line."""
    read = ReviewLog(home, "any").read()
    assert len(read.problems) == read_log(home).torn
    cards = fold(read.events, Fsrs6()).cards
    reviewed = {card.split("/")[1].removeprefix("i") for card in cards if cards[card].reps}
    return reviewed == {item for item, _, _ in read_log(home).learned}


def test_no_answer_that_was_shown_is_lost(server: ForkServer, tmp_path: Path) -> None:
    """A few kills, as the slow test has them by the thousand."""
    ledger = killed(Learner(server, tmp_path, "a few"), 25)

    assert ledger.losses == []
    assert ledger.shown > 0
    assert in_good_order(tmp_path / "home")


def test_drawing_before_writing_would_be_found(server: ForkServer, tmp_path: Path) -> None:
    """The same kills find answers missing where the program shows them too early."""
    learner = Learner(server, tmp_path, "a mutant", call=MUTANT)
    while not learner.ledger.losses and learner.ledger.kills < 250:
        learner.live_and_die()

    assert learner.ledger.losses


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["one", "two"])
def test_no_answer_is_lost_in_a_thousand_kills(
    seed: str, server: ForkServer, tmp_path: Path
) -> None:
    """Five hundred sudden ends of one learner, twice, in study sessions and quizzes."""
    ledger = killed(Learner(server, tmp_path, seed), 500)

    assert ledger.losses == []
    assert ledger.shown > 100
    assert in_good_order(tmp_path / "home")


def test_a_torn_last_line_is_said_and_passed_over(server: ForkServer, tmp_path: Path) -> None:
    """As after a power cut: the next start warns, and writes on a line of its own."""
    learner = Learner(server, tmp_path, "torn")
    killed(learner, 4)
    home = tmp_path / "home"
    (log,) = home.glob("log/*/*.jsonl")
    whole = log.read_bytes()
    log.write_bytes(whole + whole.splitlines()[-1][:40])
    deck = tmp_path / "kills00.yaml"
    session = server.start("study", "--plain", str(deck), QUIZGEN_HOME=str(home))
    try:
        shown = session.until(lambda text: "To do:" in text and text.rstrip().endswith(":"))
        session.send("\x04")
        assert session.code() == 0
    finally:
        session.close()

    assert "the last line of the review log breaks off" in shown.replace("\n", "")
    assert log.read_bytes() == whole + whole.splitlines()[-1][:40]
