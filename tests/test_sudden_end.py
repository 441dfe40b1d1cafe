"""Killed without warning, a thousand times: what the screen has shown is in the log."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from fork_server import QUIZGEN, ForkServer, Session
from kills import AT_MOST, Learner, Ledger, deck_text, read_log

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


def exam(server: ForkServer, folder: Path, *more: str, call: str = QUIZGEN) -> Session:
    """Begin an exam, or go on with one."""
    return server.start(
        "quiz", "--exam", "deck.yaml", *more,
        call=call, cwd=folder, QUIZGEN_HOME=str(folder / "home"),
    )  # fmt: skip


def at_question(number: int) -> Callable[[str], bool]:
    """Tell whether a screen asks the question of a number."""
    return lambda shown: f" {number} of " in shown.splitlines()[0]


def lost_in_exam(server: ForkServer, folder: Path, chance: Random, call: str = QUIZGEN) -> int:
    """Kill an exam as one of its questions is left; return how many answers are missing."""
    folder.mkdir()
    (folder / "deck.yaml").write_text(deck_text(0), encoding="utf-8")
    session = exam(server, folder, "--kinds", "choice", call=call)
    try:
        session.settle(lambda shown: "Enter begin" in shown)
        session.send("\r")
        for number in range(1, chance.randrange(2, 8)):
            session.settle(at_question(number))
            session.send(chance.choice("abcd"))
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0, AT_MOST))
        else:
            session.ready(AT_MOST)
        session.kill()
        place = re.search(r" (\d+) of ", session.text().splitlines()[0])
    finally:
        session.close()
    log = read_log(folder / "home")
    assert place
    if call == QUIZGEN and log.order:
        again = exam(server, folder)
        try:
            again.settle(lambda shown: f": {len(log.order)} of " in " ".join(shown.split()))
        finally:
            again.close()
    return int(place[1]) - 1 - len(log.order)


def test_no_answer_of_an_exam_is_lost(server: ForkServer, tmp_path: Path) -> None:
    """A question left by picking is answered in the log, and the next start says so."""
    chance = Random("an exam")  # noqa: S311  # no secret

    assert all(lost_in_exam(server, tmp_path / str(nth), chance) <= 0 for nth in range(15))


def test_leaving_a_question_before_writing_would_be_found(
    server: ForkServer, tmp_path: Path
) -> None:
    """The same kills find answers missing where the next question is shown too early."""
    chance = Random("a mutant")  # noqa: S311  # no secret

    assert any(lost_in_exam(server, tmp_path / str(nth), chance, MUTANT) > 0 for nth in range(100))


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
