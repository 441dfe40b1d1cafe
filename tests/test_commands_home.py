"""``quizgen`` alone: what is due, the exams ahead, what was left, and what to type next."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizgen.cli import run
from quizgen.commands.environment import now
from quizgen.commands.home_page import DeckRow, ExamAhead, HomePage, Next, page_text
from quizgen.commands.unfinished import Sitting, begin
from quizgen.model import Answer, Interval, Rating, Review
from quizgen.review_log import event_line
from quizgen.review_queue import Counts
from quizgen.scheduler import date_text, moment
from quizgen.terminal.width import width

BONES = """\
format: 1
deck: bones-x7k2
title: Bones
kinds: [typed]
notice: Not medical advice.
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur}
  - {id: smallest, ask: Which bone is the smallest?, answer: the stirrup}
  - {id: hardest, ask: Which bone is the hardest?, answer: the petrous bone}
"""
MUSCLES = """\
format: 1
deck: muscles-x7k2
title: Muscles
kinds: [typed]
facts:
  - {id: largest, ask: Which muscle is the largest?, answer: the gluteus maximus}
"""

Quizgen = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the learner's folder; two decks lie in ``decks``."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "bones.yaml").write_text(BONES, encoding="utf-8")
    (tmp_path / "decks" / "muscles.yaml").write_text(MUSCLES, encoding="utf-8")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home"


@pytest.fixture
def quizgen(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizgen:
    """Run the command line on some input and return its output."""
    assert home.is_dir()

    def call(lines: str = "", *arguments: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        assert run(arguments) == 0
        return capsys.readouterr().out

    return call


def exam_on(home: Path, days: int, **more: str) -> date:
    """Set an exam so many days from today; returns its date."""
    day = date.fromisoformat(date_text(now().day)) + timedelta(days=days)
    rest = "".join(f"{key} = {value}\n" for key, value in more.items())
    with (home / "settings.toml").open("a") as file:
        file.write(f"[[exam]]\ndate = {day}\n{rest}")
    return day


def data(quizgen: Quizgen) -> Mapping[str, object]:
    """Return the page as data."""
    found: Mapping[str, object] = json.loads(quizgen("", "--json"))
    return found


def test_each_deck_has_its_line(quizgen: Quizgen) -> None:
    """Aligned, with what is due in it; notices once, below."""
    lines = quizgen().splitlines()

    assert lines[:3] == ["Bones    3 new", "Muscles  1 new", "Not medical advice."]
    assert "Today: 4 new." in lines
    assert "  quizgen study   study what is due, then new cards" in lines


def test_what_was_done_today_is_said(quizgen: Quizgen) -> None:
    """Answers that hold, whether they count for the schedule or not."""
    quizgen("the femur\n4\nx\n\n:u\n:q\n", "study", "decks/bones.yaml")
    quizgen("x\n\n:q\n", "quiz", "decks/muscles.yaml", "--no-record")

    assert "So far: 2 answers in 0 s." in quizgen()
    assert data(quizgen)["today"] == {
        "learning": 0,
        "due": 0,
        "new": 3,
        "answers": 2,
        "seconds": 0,
    }


def test_an_exam_ahead_is_counted_down_to(quizgen: Quizgen, home: Path) -> None:
    """With what was met, and what would be known that day without further study."""
    quizgen("the femur\n4\nthe stirrup\n4\n:q\n", "study", "decks/bones.yaml")
    day = exam_on(home, 12, title='"Anatomy"')
    text = " ".join(quizgen().split())

    assert (
        f"Anatomy exam in 12 days, on {day}: 2 of 4 cards met; "
        "without more study you would know about 2 that day."
    ) in text


def test_what_will_be_known_is_what_the_scheduler_expects(quizgen: Quizgen, home: Path) -> None:
    """The sum of all cards' chances of recall; it fades the later the exam is."""
    quizgen("the femur\n4\nthe stirrup\n3\n:q\n", "study", "decks/bones.yaml")
    for days in (0, 30, 3000):
        exam_on(home, days)
    exams = data(quizgen)["exams"]

    assert isinstance(exams, list)
    expected = [exam["expected"] for exam in exams]
    assert expected[0] == 2
    assert 2 > expected[1] > expected[2] > 0


@pytest.mark.parametrize(
    ("days", "title", "said"),
    [
        (0, '"Anatomy"', "Anatomy exam today, on "),
        (1, '"Anatomy"', "Anatomy exam tomorrow, on "),
        (2, '""', "Exam in 2 days, on "),
        (3, '"Final exams"', "Final exams in 3 days, on "),
    ],
)
def test_exams_are_named(days: int, title: str, said: str, quizgen: Quizgen, home: Path) -> None:
    """By their titles, where they have one."""
    exam_on(home, days, title=title)

    assert said in quizgen()


def test_a_past_exam_is_not_shown(quizgen: Quizgen, home: Path) -> None:
    """It is over; others come in their order."""
    for days in (9, -1, 5):
        exam_on(home, days)
    found = data(quizgen)["exams"]

    assert isinstance(found, list)
    assert [exam["days"] for exam in found] == [5, 9]


def test_an_exam_is_about_some_decks(quizgen: Quizgen, home: Path) -> None:
    """By title or id; suspended cards are none of it; unknown decks are named."""
    quizgen(":x\n:q\n", "study", "decks/bones.yaml")
    exam_on(home, 1, decks='["bones"]')
    exam_on(home, 2, decks='["muscles-x7k2"]')
    exam_on(home, 3, decks='["Nerves"]')
    found, text = data(quizgen)["exams"], quizgen()

    assert isinstance(found, list)
    assert [exam["cards"] for exam in found] == [2, 1, 0]
    assert "there is no deck Nerves here." in text
    assert "0 of 2 cards met.\n" in text


def test_retention_of_a_deck_that_is_not_here_is_told(quizgen: Quizgen, home: Path) -> None:
    """A title, or a slip of the finger, would go unnoticed: only ids count."""
    assert "deck_retention" not in quizgen()
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("deck_retention = { Bones = 0.95, bones-x7k2 = 0.9 }\n")

    assert (
        "\ndeck_retention of your settings names Bones, which is the id of no deck here.\n"
        in quizgen()
    )
    assert data(quizgen)["deck_retention"] == {"unknown": ["Bones"]}


def test_flagged_and_suspended_cards_are_found_again(quizgen: Quizgen) -> None:
    """With what to type for them; without any, nothing is said."""
    assert "--only" not in quizgen()
    quizgen(":f\n:n\n:x\n:q\n", "study", "decks/bones.yaml")
    text = quizgen()

    assert "quizgen study --only flagged    go through 1 flagged card\n" in text
    assert "quizgen study --only suspended  go through 1 suspended card\n" in text


def test_what_was_left_comes_first(quizgen: Quizgen) -> None:
    """A quiz and an exam that can be gone on with; looking at home changes nothing of it."""
    quizgen("x\n\n:q\n", "quiz", "decks/bones.yaml")
    quizgen("\nx\nx\n:q\n", "quiz", "--exam")
    for _ in range(2):
        commands = quizgen().partition("\n\n")[2].split("\n\n")[-1].splitlines()

        assert [line.split("  ")[1] for line in commands[:4]] == [
            "quizgen quiz --exam",
            "quizgen quiz",
            "quizgen study",
            "quizgen quiz --afresh",
        ]
        assert re.search(r"go on with your exam of \d\d:\d\d \(2 of 4 done\)$", commands[0])
        assert re.search(r"go on with your quiz of \d\d:\d\d \(1 of 3 done\)$", commands[1])
    assert "1 of 3 answered" in quizgen(":q\n", "quiz")


def test_a_session_that_was_cut_off_is_told(quizgen: Quizgen, home: Path) -> None:
    """Until the next session has said so."""
    quizgen("x\n\n:q\n", "study", "decks/bones.yaml")
    line = next(home.glob("log/*/*.jsonl")).read_text().split("\n")[0]
    cut = Sitting(session=json.loads(line)["session"], mode="study", begun=1, offset=0)
    begin(home, cut).leave()

    for _ in range(2):
        assert "its 1 answer is saved." in quizgen()
    assert "its 1 answer is saved." in quizgen(":q\n", "study", "decks/bones.yaml")
    assert "its 1 answer is saved." not in quizgen()


def test_today_keeps_to_the_settings(quizgen: Quizgen, home: Path) -> None:
    """New cards a day, and cards of a session."""
    (home / "settings.toml").write_text("new = 3\n")
    assert "Today: 3 new." in quizgen()

    (home / "settings.toml").write_text("limit = 2\n")
    assert "Today: 2 new." in quizgen()


def test_all_of_it_comes_as_data(quizgen: Quizgen) -> None:
    """One object; each deck with its id, cards and what is due."""
    quizgen("x\n\n:q\n", "quiz", "decks/bones.yaml")
    found = data(quizgen)

    assert found["version"] == 1
    assert found["decks"] == [
        {
            "id": "bones-x7k2",
            "title": "Bones",
            "notice": "Not medical advice.",
            "cards": 3,
            "met": 0,
            "learning": 0,
            "due": 0,
            "new": 3,
        },
        {
            "id": "muscles-x7k2",
            "title": "Muscles",
            "notice": "",
            "cards": 1,
            "met": 0,
            "learning": 0,
            "due": 0,
            "new": 1,
        },
    ]
    assert (found["flagged"], found["suspended"], found["exams"]) == (0, 0, [])
    unfinished = found["unfinished"]
    assert isinstance(unfinished, list)
    assert [(it["what"], it["answered"], it["questions"]) for it in unfinished] == [("quiz", 1, 3)]


def test_json_before_a_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """There it would be passed over."""
    assert run(["--json", "check"]) == 2
    assert "--json stands behind a command" in capsys.readouterr().err


def test_nothing_is_written_by_looking(quizgen: Quizgen, home: Path) -> None:
    """Home is for looking."""
    quizgen()

    assert list(home.iterdir()) == []


def test_a_home_that_is_read_only_shows_all_the_same(quizgen: Quizgen, home: Path) -> None:
    """There is nothing to write."""
    home.chmod(0o500)
    try:
        assert "Today: 4 new." in quizgen()
    finally:
        home.chmod(0o700)


PAGE = HomePage(
    decks=tuple(
        DeckRow(
            id=f"deck{number}",
            title=f"{number} 日本の歴史と文化の概要 and much more that makes this a long title",
            notice="Study material, not medical advice.",
            counts=Counts(new=140, learning=number % 3, due=12 * (number % 2)),
            cards=200,
            met=60,
        )
        for number in range(30)
    ),
    today=Counts(new=10, learning=3, due=120),
    answers=120,
    seconds=4000,
    exams=(
        ExamAhead(
            title="Anatomy", date=date(2026, 12, 7), days=12, cards=60, met=34, expected=28.9
        ),
    ),
    flagged=3,
    suspended=1,
    cut_off="The last session was cut off at 18:40; its 12 answers are saved.",
    waiting=(),
    next=(
        Next(command="quizgen study", does="study what is due, then new cards"),
        Next(command="quizgen study --only suspended", does="go through 1 suspended card"),
        Next(command="quizgen --help", does="see all commands"),
    ),
)


@pytest.mark.parametrize(
    ("columns", "rows"), [(80, 23), (40, 23), (120, 33), (80, None), (40, None)]
)
def test_the_page_fits(columns: int, rows: int | None) -> None:
    """No line is wider than the terminal; of many decks those with something due are named."""
    lines = page_text(PAGE, columns, rows).split("\n")

    assert max(map(width, lines)) <= columns
    if rows is None:
        assert sum("140 new" in line for line in lines) == 30
    else:
        assert len(lines) <= max(rows, 24)
        assert re.search(r"\nand \d+ more decks: .*\d+\s+new\n", "\n".join(lines), re.DOTALL)
        assert not any(line.startswith("0 日本") for line in lines)


def test_a_page_reads_as_sentences() -> None:
    """In words; nothing hangs on colour or position."""
    page = replace(PAGE, decks=PAGE.decks[:2])
    assert page_text(page, 80).split("\n") == [
        "0 日本の歴史と文化の概要 and much more that mak…  140 new",
        "1 日本の歴史と文化の概要 and much more that mak…  1 learning, 12 due, 140 new",
        "Study material, not medical advice.",
        "",
        "Today: 3 learning, 120 due, 10 new. So far: 120 answers in 67 min.",
        "The last session was cut off at 18:40; its 12 answers are saved.",
        "Anatomy exam in 12 days, on 2026-12-07: 34 of 60 cards met; without more study",
        "  you would know about 29 that day.",
        "",
        "  quizgen study                   study what is due, then new cards",
        "  quizgen study --only suspended  go through 1 suspended card",
        "  quizgen --help                  see all commands",
    ]


def test_a_title_cannot_steer_the_terminal() -> None:
    """Whatever a deck is called."""
    hostile = replace(PAGE.decks[0], title="\x1b]0;owned\x07\u202eBones")
    text = page_text(replace(PAGE, decks=(hostile,)), 80)

    assert not {"\x1b", "\x07", "\u202e"} & {*text}


def test_a_screen_of_24_rows_is_enough(quizgen: Quizgen, home: Path) -> None:
    """In the fullest case, on a real terminal's size."""
    for days in (3, 12):
        exam_on(home, days, title='"Anatomy"')
    quizgen(":f\n:n\n:x\nx\n\n:q\n", "study", "decks/bones.yaml")
    quizgen("x\n\n:q\n", "quiz", "decks/bones.yaml")
    quizgen("\nx\nx\n:q\n", "quiz", "--exam")

    assert os.environ["COLUMNS"] == "80"
    assert len(quizgen().splitlines()) <= 23


def test_a_backlog_is_told(quizgen: Quizgen, home: Path) -> None:
    """How big it is, that new cards wait, and until when; today has none of them."""
    facts = "".join(f"  - {{id: f{at}, ask: What is {at}?, answer: a{at}}}\n" for at in range(40))
    text = f"format: 1\ndeck: many-x7k2\ntitle: Many\nkinds: [typed]\nfacts:\n{facts}"
    Path("decks/many.yaml").write_text(text, encoding="utf-8")
    write_learned(home, [f"many-x7k2/f{at}/forward" for at in range(30)], ago=40)
    (home / "settings.toml").write_text("minutes = 1\n", encoding="utf-8")
    said = " ".join(quizgen().split())

    assert "Today: 30 due. Catching up: 30 cards are due, about " in said
    assert "New cards wait until two days of 1 min are enough: about " in said
    assert "To meet new cards all the same: quizgen study --new N" in said
    (home / "settings.toml").write_text("minutes = 30\n", encoding="utf-8")
    assert "Catching up" not in quizgen()
    assert data(quizgen)["catching_up"] is None


def write_learned(home: Path, cards: Sequence[str], ago: int) -> None:
    """Log an answer to each card, so many days ago, that made it due ten days later."""
    at = moment(now().instant - ago * 86_400_000, now().offset)
    folder = home / "log" / "device"
    folder.mkdir(parents=True)
    reviews = (
        Review(
            id=f"{ago}-{card}",
            moment=at,
            card=card,
            kind="typed",
            answer=Answer(took=5_000),
            rating=Rating.GOOD,
            interval=Interval(days=10),
        )
        for card in cards
    )
    (folder / "2026-01.jsonl").write_bytes(b"".join(map(event_line, reviews)))
