"""``quizgen stats`` and ``quizgen forecast`` as their users call them."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.commands.environment import now
from quizgen.model import Answer, Interval, Rating, Review
from quizgen.review_log import event_line
from quizgen.scheduler import date_text, moment

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - id: longest
    topic: Legs
    ask: Which bone is the longest in the human body?
    answer: the femur
    at: p. 12
  - id: collarbone
    topic: Shoulder
    ask: What is the collarbone called?
    answer: the clavicle
    at: p. 14
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line in a folder with one deck; returns exit code, output and errors."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    return command_line


def answer(fact: str, ago: int, rating: Rating = Rating.GOOD, days: int = 3) -> None:
    """Log an answer of some days ago."""
    at = moment(now().instant - ago * 86_400_000, now().offset)
    log = Path("home/log/device/2026-11.jsonl")
    log.parent.mkdir(parents=True, exist_ok=True)
    review = Review(
        id=f"{fact}-{ago}",
        moment=at,
        card=f"bones-x7k2/{fact}/forward",
        kind="recall",
        answer=Answer(took=4_000),
        rating=rating,
        interval=Interval(days=days),
    )
    with log.open("ab") as file:
        file.write(event_line(review))


def test_before_the_first_answer(quizgen: Quizgen) -> None:
    """A friendly sentence, what to type next, and nothing is written."""
    code, output, error = quizgen("stats", "bones.yaml")

    assert (code, error) == (0, "")
    assert output == (
        "There is no answer yet.\n\nFigures come with the first answers.\n"
        "Next: quizgen study bones.yaml\n"
    )
    assert not Path("home").exists()


def test_what_was_answered(quizgen: Quizgen) -> None:
    """Recall by topic, the hardest fact with its place, and what belongs to no deck."""
    answer("longest", 9)
    answer("longest", 6, Rating.AGAIN)
    answer("gone", 4)
    code, output, error = quizgen("stats", "bones.yaml")

    assert (code, error) == (0, "")
    assert "2 answers on 2 days, in 8 s.\n" in output
    assert "1 answer to a fact that is not in these decks.\n" in output
    assert "Legs: 0 of 1, likely between 0 and 79 %; FSRS expected" in output
    assert "1. Which bone is the longest in the human body?\n" in output
    assert "   bones.yaml:6\n   Source: Course reader, p. 12\n" in output


def test_only_some_of_it(quizgen: Quizgen) -> None:
    """A topic, or the last days; a topic that there is not is refused."""
    answer("longest", 9)
    answer("collarbone", 2)

    assert "1 answer on 1 day" in quizgen("stats", "bones.yaml", "--topic", "legs")[1]
    assert "1 answer since" in quizgen("stats", "bones.yaml", "--days", "3")[1]
    assert "There is no answer yet since" in quizgen("stats", "bones.yaml", "--days", "1")[1]
    code, _, error = quizgen("stats", "bones.yaml", "--topic", "arms")
    assert code == 2
    assert "there are Legs, Shoulder" in error
    assert quizgen("stats", "bones.yaml", "--days", "0")[0] == 2


def test_as_json(quizgen: Quizgen) -> None:
    """One object each; without an answer too."""
    empty = json.loads(quizgen("stats", "bones.yaml", "--json")[1])
    assert (empty["version"], empty["total"]["answers"]) == (1, 0)
    answer("longest", 5)
    found = json.loads(quizgen("stats", "bones.yaml", "--json")[1])
    assert [it["name"] for it in found["topics"]] == ["Legs"]
    ahead = json.loads(quizgen("forecast", "bones.yaml", "--json", "--days", "2")[1])
    assert [it["due"] for it in ahead["days"]] == [1, 0]
    assert (ahead["version"], ahead["overdue"], ahead["new"]) == (1, 1, 1)


def test_the_days_to_come(quizgen: Quizgen) -> None:
    """What is overdue is due today; new cards follow as study would bring them."""
    answer("longest", 5)
    code, output, error = quizgen("forecast", "bones.yaml", "--days", "2")

    assert (code, error) == (0, "")
    assert output.startswith("Today 1 card is due, 1 of them overdue; about 4 s.\n")
    assert "Not met yet: 1 card; after these days 0.\n" in output
    assert "0 new cards a day are met" in " ".join(
        quizgen("forecast", "bones.yaml", "--new", "0")[1].split()
    )


@pytest.mark.parametrize("days", ["0", "366", "many"])
def test_days_that_cannot_be(quizgen: Quizgen, days: str) -> None:
    """From one day to a year."""
    code, _, error = quizgen("forecast", "bones.yaml", "--days", days)

    assert code == 2
    assert f"'{days}' is not a whole number from 1 to 365" in error


def test_a_quiz_file_is_no_deck(quizgen: Quizgen) -> None:
    """It brings no facts to count answers for."""
    Path("quiz.json").write_text("{}", encoding="utf-8")

    for name in ("stats", "forecast"):
        code, _, error = quizgen(name, "quiz.json")
        assert code == 2
        assert "quiz.json is a quiz file, not a deck" in error


def many(cards: int) -> str:
    """A deck of so many facts, in a file; returns its name."""
    facts = "".join(
        f"  - {{id: f{at}, ask: What is number {at}?, answer: number {at}}}\n"
        for at in range(cards)
    )
    text = f"format: 1\ndeck: bones-x7k2\ntitle: Bones\nkinds: [recall]\nfacts:\n{facts}"
    Path("many.yaml").write_text(text, encoding="utf-8")
    return "many.yaml"


class TestRetention:
    """What desired retentions would take."""

    def test_each_with_its_work_and_what_is_known(self, quizgen: Quizgen) -> None:
        """The learner's own is marked; a year unless said otherwise."""
        answer("longest", 5)
        code, output, error = quizgen("forecast", "bones.yaml", "--retention", "--days", "60")
        text = " ".join(output.split())

        assert (code, error) == (0, "")
        assert text.startswith("60 days of study with 2 cards, 1 of them new, 10 a day.")
        for it in ("0.70", "0.75", "0.80", "0.85", "0.90, yours", "0.95"):
            assert f"Retention {it}: " in text
        data = json.loads(quizgen("forecast", "bones.yaml", "--retention", "--json")[1])
        assert (data["version"], data["days"], data["own"]) == (1, 365, 0.9)

    def test_the_settings_are_heard(self, quizgen: Quizgen) -> None:
        """Retention, new cards, and the retention of single decks."""
        Path("home").mkdir()
        settings = Path("home/settings.toml")
        settings.write_text("retention = 0.87\nnew = 1\n", encoding="utf-8")
        call = ("forecast", "bones.yaml", "--retention", "--days", "9", "--json")
        data = json.loads(quizgen(*call)[1])

        assert (data["own"], data["new_limit"]) == (0.87, 1)
        assert 0.87 in [it["retention"] for it in data["retentions"]]
        assert json.loads(quizgen(*call, "--new", "0")[1])["retentions"][0]["met"] == 0

    def test_the_same_seed_gives_the_same(self, quizgen: Quizgen) -> None:
        """Without one, the same all day."""
        deck = many(40)
        call = ("forecast", deck, "--retention", "--days", "40", "--json")

        assert quizgen(*call)[1] == quizgen(*call)[1]
        assert quizgen(*call, "--seed", "a")[1] == quizgen(*call, "--seed", "a")[1]
        first, second = (json.loads(quizgen(*call, "--seed", it)[1]) for it in "ab")
        assert first["retentions"] != second["retentions"]

    def test_a_seed_alone_is_refused(self, quizgen: Quizgen) -> None:
        """The plain forecast knows no luck."""
        code, _, error = quizgen("forecast", "bones.yaml", "--seed", "a")

        assert code == 2
        assert "add --retention" in error


class TestBacklog:
    """What has piled up, before anything else is said of the days to come."""

    def learned(self, quizgen: Quizgen, minutes: int) -> str:
        """A deck of which much is due, for somebody with so many minutes."""
        quizgen("stats", "bones.yaml")
        for at in range(60):
            answer(f"f{at}", 40, days=5)
        Path("home/settings.toml").write_text(f"minutes = {minutes}\n", encoding="utf-8")
        return many(70)

    def test_it_is_told_with_its_date(self, quizgen: Quizgen) -> None:
        """In words and as data; home says the same."""
        deck = self.learned(quizgen, 2)
        text = " ".join(quizgen("forecast", deck)[1].split())
        found = json.loads(quizgen("forecast", deck, "--json")[1])["catching_up"]
        Path("decks").mkdir()
        Path(deck).rename("decks/many.yaml")
        home = json.loads(quizgen("--json")[1])

        assert "Catching up: 60 cards are due, about " in text
        assert f" {found['date']}" in text
        assert (found["due"], found["minutes"], found["minutes_from"]) == (60, 2, "settings")
        assert home["catching_up"] == found
        assert home["today"]["new"] == 0

    def test_enough_minutes_or_a_wish_for_new_cards_say_nothing(self, quizgen: Quizgen) -> None:
        """What fits two days is no backlog; who says how many new cards gets them."""
        deck = self.learned(quizgen, 20)
        assert "Catching up" not in quizgen("forecast", deck)[1]
        self.learned(quizgen, 2)
        assert "Catching up" not in quizgen("forecast", deck, "--new", "3")[1]

    def test_study_for_an_exam_holds_nothing_back(self, quizgen: Quizgen) -> None:
        """So it is not said that new cards wait."""
        deck = self.learned(quizgen, 2)
        with Path("home/settings.toml").open("a", encoding="utf-8") as file:
            file.write(f"[[exam]]\ndate = {date_text(now().day + 9)}\n")

        assert "Catching up" not in quizgen("forecast", deck)[1]


def at_terminal(*arguments: str, columns: str = "80", **environment: str) -> str:
    """Run the program at a pseudo-terminal and return what it prints there."""
    master, slave = pty.openpty()
    keep = {
        key: os.environ[key] for key in ("PATH", "QUIZGEN_HOME", "PYTHONPATH") if key in os.environ
    }
    with subprocess.Popen(
        [sys.executable, "-m", "quizgen", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**keep, "TERM": "xterm", "COLUMNS": columns, "PYTHONUTF8": "1", **environment},
    ) as process:
        os.close(slave)
        output = b""
        while True:
            try:
                part = os.read(master, 65_536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            output += part
        assert process.wait() == 0, output
    os.close(master)
    return output.decode("utf-8").replace("\r\n", "\n")


class TestTerminal:
    """What somebody sees who sits at a terminal."""

    @pytest.fixture(autouse=True)
    def _learned(self, quizgen: Quizgen) -> None:  # noqa: ARG002 - it makes the folder
        """Two answers to one card, a recall among them."""
        answer("longest", 9)
        answer("longest", 6)

    @pytest.mark.parametrize("name", ["stats", "forecast"])
    def test_bars_and_colours(self, name: str) -> None:
        """Drawn, with figures beside the bars."""
        output = at_terminal(name, "bones.yaml", columns="40")

        assert "█" in output
        assert "\x1b[36m" in output or ";36m" in output

    def test_no_colour(self) -> None:
        """NO_COLOR leaves the bars and the weights."""
        output = at_terminal("stats", "bones.yaml", NO_COLOR="1")

        assert "█" in output
        assert set(re.findall(r"\x1b\[([0-9;]*)m", output)) <= {"0", "1", "2"}

    @pytest.mark.parametrize(
        ("arguments", "environment"),
        [
            (("--plain",), {}),
            ((), {"ACCESSIBLE": "1"}),
            ((), {"TERM": "dumb"}),
        ],
    )
    def test_plain(self, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
        """The same words as in a pipe."""
        output = at_terminal("stats", "bones.yaml", *arguments, **environment)

        assert "\x1b" not in output
        assert "█" not in output
        assert "Legs: 1 of 1, likely between 21 and 100 %" in output

    def test_too_narrow_for_tables(self) -> None:
        """Words go on."""
        output = at_terminal("stats", "bones.yaml", columns="20")

        assert "█" not in output
        assert all(len(line) <= 20 for line in output.splitlines())

    def test_a_terminal_without_blocks(self) -> None:
        """Bars of ASCII where the encoding has no others."""
        output = at_terminal(
            "stats", "bones.yaml", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C"
        )

        assert "#" in output
        assert output.isascii()
