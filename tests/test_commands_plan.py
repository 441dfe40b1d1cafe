"""``quizgen plan``, and study that follows it, as their users call them."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizgen.commands.environment import now
from quizgen.commands.exams import exam_followed, exam_meant, study_day
from quizgen.commands.settings_keys import Exam, Settings
from quizgen.model import Answer, Interval, Rating, Review, Suspend
from quizgen.problems import RequestError
from quizgen.review_log import event_line
from quizgen.scheduler import date_text, moment

Quizgen = Callable[..., tuple[int, str, str]]


def deck(name: str, cards: int, topics: int = 1) -> str:
    """A deck of so many cards."""
    facts = "".join(
        f"  - {{id: f{number:02}, topic: T{number % topics}, ask: Which is number {number}?,"
        f" answer: the {number}th, kinds: [recall]}}\n"
        for number in range(cards)
    )
    return f"format: 1\ndeck: {name.lower()}-x7k2\ntitle: {name}\nfacts:\n{facts}"


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen, monkeypatch: pytest.MonkeyPatch) -> Quizgen:
    """Run the command line in a folder with two decks; returns exit code, output and errors."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "bones.yaml").write_text(deck("Bones", 24, topics=3), encoding="utf-8")
    (tmp_path / "decks" / "cells.yaml").write_text(deck("Cells", 6), encoding="utf-8")
    return command_line


def ahead(days: int) -> str:
    """The date so many study days ahead."""
    return (date.fromisoformat(date_text(now().day)) + timedelta(days)).isoformat()


def settings(text: str) -> None:
    """Write the settings."""
    Path("home").mkdir(exist_ok=True)
    Path("home/settings.toml").write_text(text, encoding="utf-8")


def log(event: Review | Suspend) -> None:
    """Put an event into the log."""
    file = Path("home/log/device/2026-11.jsonl")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as lines:
        lines.write(event_line(event))


def answer(fact: str, ago: int) -> None:
    """Log an answer of some days ago."""
    at = moment(now().instant - ago * 86_400_000, now().offset)
    log(
        Review(
            id=f"{fact}-{ago}",
            moment=at,
            card=f"bones-x7k2/{fact}/forward",
            kind="recall",
            answer=Answer(took=4_000),
            rating=Rating.GOOD,
            interval=Interval(days=40),
        )
    )


def data(output: str) -> Any:  # noqa: ANN401 - JSON
    """Read a plan."""
    found = json.loads(output)
    assert found["version"] == 1
    return found


# The plan


def test_a_plan_says_what_to_do_and_what_it_leads_to(
    quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Today, the day of the exam, without study, with more minutes, and what to type."""
    answer("f00", 9)
    code, output, errors = quizgen("plan", "--exam", ahead(12), "--minutes", "4")

    assert (code, errors) == (0, "")
    lines = output.splitlines()
    assert lines[0] == f"Exam in 12 days, on {ahead(12)}: 1 of 30 cards met."
    assert lines[1].startswith("Today: ")
    assert "new cards" in lines[1]
    assert "about 4 min." in lines[1]
    assert "With 4 minutes a day you would know about" in output
    assert "Without any more study: 1 of 30, " in output
    for minutes in ("2 minutes a day: ", "4 minutes a day, yours: ", "6 minutes", "8 minutes"):
        assert f"\n{minutes}" in output
    # Also where it is longer than the line, what is to be copied stays in one piece.
    assert lines[-1] == f"To study so: quizgen study --exam {ahead(12)} --minutes 4"
    monkeypatch.setenv("COLUMNS", "40")
    assert quizgen("plan", "--exam", ahead(12), "--minutes", "4")[1].endswith(f"\n{lines[-1]}\n")
    assert max(map(len, lines)) <= 80


def test_nothing_is_written(quizgen: Quizgen) -> None:
    """Whoever only looks leaves no trace."""
    assert quizgen("plan", "--exam", ahead(3), "--minutes", "4")[0] == 0
    assert not Path("home").exists()


def test_a_plan_as_data(quizgen: Quizgen) -> None:
    """The same figures, with the cards of today in their order."""
    plan = data(quizgen("plan", "--exam", ahead(9), "--minutes", "3", "--json")[1])

    assert plan["exam"] == {
        "date": ahead(9),
        "title": "",
        "days": 9,
        "decks": ["bones-x7k2", "cells-x7k2"],
    }
    assert plan["today"]["new"] == len(plan["today"]["cards"]) == 6
    assert [it["minutes"] for it in plan["offers"]] == [2, 3, 4, 6]
    known = [it["known"] for it in plan["offers"]]
    assert known == sorted(known)
    assert plan["expected"] == {
        name: value for name, value in plan["offers"][1].items() if name != "minutes"
    }
    assert plan["untouched"]["known"] == 0


def test_what_no_plan_could_exceed(quizgen: Quizgen) -> None:
    """On request, and not below what is expected."""
    wish = ("--exam", ahead(6), "--minutes", "2")
    plan = data(quizgen("plan", *wish, "--bound", "--json")[1])

    assert data(quizgen("plan", *wish, "--json")[1])["possible"] is None
    assert plan["expected"]["recall"] - 0.02 < plan["possible"] < 0.9
    assert f"more than about {round(100 * plan['possible'])} %." in " ".join(
        quizgen("plan", *wish, "--bound")[1].split()
    )


def test_the_same_seed_gives_the_same_plan(quizgen: Quizgen) -> None:
    """On a day plans do not waver; with another seed the luck is another."""
    arguments = ("plan", "--exam", ahead(9), "--minutes", "3", "--json")

    assert quizgen(*arguments) == quizgen(*arguments)
    assert quizgen(*arguments, "--seed", "7") == quizgen(*arguments, "--seed", "7")
    first, second = (data(quizgen(*arguments, "--seed", it)[1]) for it in "78")
    assert first["expected"] != second["expected"]
    assert first["today"] == second["today"]


def test_exam_and_minutes_of_the_settings(quizgen: Quizgen) -> None:
    """The next exam that is ahead, its decks alone."""
    settings(
        f"minutes = 5\n[[exam]]\ndate = {ahead(-3)}\n"
        f'[[exam]]\ndate = {ahead(20)}\ntitle = "Histology"\ndecks = ["cells"]\n'
        f'[[exam]]\ndate = {ahead(40)}\ntitle = "Anatomy"\n'
    )
    output = quizgen("plan")[1]
    assert f"Histology exam in 20 days, on {ahead(20)}: 0 of 6 cards met." in output

    later = data(quizgen("plan", "--exam", "anatomy", "--minutes", "7", "--json")[1])
    assert (later["exam"]["title"], later["cards"], later["minutes"]) == ("Anatomy", 30, 7)
    dated = data(quizgen("plan", "--exam", ahead(20), "--json")[1])
    assert (dated["exam"]["title"], dated["exam"]["decks"]) == ("Histology", ["cells-x7k2"])


def test_the_next_exam_about_the_decks_is_meant(quizgen: Quizgen) -> None:
    """As in study: another deck's exam that comes before it is passed over."""
    settings(
        f'minutes = 9\n[[exam]]\ndate = {ahead(20)}\ndecks = ["Bones"]\n'
        f'[[exam]]\ndate = {ahead(30)}\ndecks = ["Cells"]\n'
    )
    found = data(quizgen("plan", "decks/cells.yaml", "--json")[1])["exam"]

    assert (found["date"], found["decks"]) == (ahead(30), ["cells-x7k2"])


def test_of_exams_with_one_title_the_next_is_meant(quizgen: Quizgen) -> None:
    """The one of last term does not stand in the way, and study is told the same title."""
    settings(
        f'[[exam]]\ndate = {ahead(-30)}\ntitle = "Midterm"\n'
        f'[[exam]]\ndate = {ahead(20)}\ntitle = "Final"\n'
        f'[[exam]]\ndate = {ahead(20)}\ntitle = "Midterm"\ndecks = ["cells"]\n'
    )
    arguments = ("plan", "--exam", "midterm", "--minutes", "5")
    found = data(quizgen(*arguments, "--json")[1])

    assert (found["exam"]["date"], found["exam"]["decks"]) == (ahead(20), ["cells-x7k2"])
    assert "quizgen study --exam midterm --minutes 5" in " ".join(quizgen(*arguments)[1].split())


def test_an_exam_of_today_gives_way_to_the_next(quizgen: Quizgen) -> None:
    """Alone it is wished good luck."""
    today = f"minutes = 5\n[[exam]]\ndate = {ahead(0)}\n"
    settings(today)
    assert "Good luck!" in quizgen("plan")[2]
    settings(f"{today}[[exam]]\ndate = {ahead(30)}\n")
    assert data(quizgen("plan", "--json")[1])["exam"]["days"] == 30


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("minutes = 5\n[[exam]]\ndate = {}", "  quizgen plan"),
        ("[[exam]]\ndate = {}", "  quizgen plan --minutes 20"),
        ("minutes = 5", None),
    ],
)
def test_home_suggests_a_plan(quizgen: Quizgen, text: str, suggested: str | None) -> None:
    """Where an exam is ahead."""
    settings(text.format(ahead(9)))
    output = quizgen()[1]

    assert ("quizgen plan" in output) == (suggested is not None)
    if suggested:
        assert f"\n{suggested} " in output
        assert "see what gets you through your exam" in output


def test_home_counts_what_study_would_ask(quizgen: Quizgen) -> None:
    """For an exam, as many new cards as there is time for; with no minutes, as usual."""
    exam = f"new = 3\n[[exam]]\ndate = {ahead(9)}\n"
    settings(f"minutes = 5\n{exam}")
    assert "Today: 10 new." in quizgen()[1]
    settings(exam)
    assert "Today: 3 new." in quizgen()[1]


def test_in_a_narrow_terminal(quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty columns are enough but for what is to be copied."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = quizgen("plan", "--exam", ahead(9), "--minutes", "3")[1].splitlines()

    assert [line for line in lines if len(line) > 40 and "quizgen study" not in line] == []


@pytest.mark.parametrize(
    ("exam", "said"),
    [
        (0, "the exam is today: what you know now is what counts. Good luck!"),
        (-1, "is over"),
        (731, "is 731 days ahead, and a plan looks 730 days ahead at most"),
    ],
)
@pytest.mark.parametrize("command", ["plan", "study"])
def test_an_exam_that_nobody_can_study_for(
    quizgen: Quizgen, command: str, exam: int, said: str
) -> None:
    """Today, over, or years ahead: a sentence each, and what to do next."""
    code, output, errors = quizgen(command, "--exam", ahead(exam), "--minutes", "9")

    assert (code, output) == (2, "")
    assert said in errors
    assert "help: " in errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--minutes", "9"), "when is the exam?"),
        (("--exam", "soon", "--minutes", "9"), "'soon' is no date and no exam of your settings"),
        (("--exam", "2026-02-30", "--minutes", "9"), "'2026-02-30' is no date"),
        (("--exam", "", "--minutes", "9"), "'' is no date"),
        (("--exam", "9999-12-31", "--minutes", "9"), "days ahead"),
        (("--exam", "0001-01-01", "--minutes", "9"), "is over"),
    ],
)
def test_what_is_no_exam(quizgen: Quizgen, arguments: tuple[str, ...], said: str) -> None:
    """Each is refused with what is wrong."""
    code, _, errors = quizgen("plan", *arguments)

    assert code == 2
    assert said in errors


@pytest.mark.parametrize("minutes", ["0", "-5", "1441", "ten"])
def test_minutes_that_cannot_be(quizgen: Quizgen, minutes: str) -> None:
    """From one minute to a whole day."""
    code, _, errors = quizgen("plan", "--exam", ahead(9), "--minutes", minutes)

    assert code == 2
    assert f"'{minutes}' is not a whole number from 1 to 1440" in errors


def test_without_minutes(quizgen: Quizgen) -> None:
    """A plan needs them; where they are set is said."""
    for command in ("plan", "study"):
        code, _, errors = quizgen(command, "--exam", ahead(9))
        assert code == 2
        assert "how many minutes a day do you want to study?" in errors
        assert "settings.toml" in errors


def test_an_exam_about_decks_that_are_not_here(quizgen: Quizgen) -> None:
    """They are named, with those that there are."""
    settings(f'minutes = 5\n[[exam]]\ndate = {ahead(9)}\ndecks = ["Cells", "Nerves"]\n')
    code, _, errors = quizgen("plan")

    assert code == 2
    assert "the exam is about Nerves, and there is no such deck here" in errors
    assert "Bones (bones-x7k2), Cells (cells-x7k2)" in errors


def test_a_deck_that_is_named_of_an_exam_about_several(quizgen: Quizgen) -> None:
    """The plan is about that deck, wherever the others are."""
    settings(
        f'minutes = 5\n[[exam]]\ndate = {ahead(9)}\ntitle = "Finals"\ndecks = ["Cells", "Nerves"]\n'
    )
    code, output, errors = quizgen("plan", "decks/cells.yaml")

    assert (code, errors) == (0, "")
    assert "Finals exam in 9 days" in output
    assert "0 of 6 cards met" in output


def test_a_deck_that_is_named_of_a_later_exam(quizgen: Quizgen) -> None:
    """As with study, the next exam is the one that is about that deck."""
    exams = (
        f'[[exam]]\ndate = {ahead(days)}\ndecks = ["{name}"]\n'
        for days, name in ((5, "Bones"), (9, "Cells"))
    )
    settings("minutes = 5\n" + "".join(exams))
    code, output, _ = quizgen("plan", "decks/cells.yaml")

    assert code == 0
    assert "Exam in 9 days" in output


def test_all_cards_suspended(quizgen: Quizgen) -> None:
    """Then there is nothing to plan."""
    for number in range(6):
        card = f"cells-x7k2/f{number:02}/forward"
        log(Suspend(id=f"s{number}", moment=now(), card=card))
    code, _, errors = quizgen("plan", "decks/cells.yaml", "--exam", ahead(9), "--minutes", "5")

    assert code == 2
    assert "all cards of this exam are suspended" in errors
    assert "`quizgen study decks/cells.yaml --only suspended`" in errors


# Study that follows it


@pytest.fixture
def study(quizgen: Quizgen) -> Callable[..., tuple[int, str, str]]:
    """Play a study session from lines."""

    def call(lines: str, *arguments: str) -> tuple[int, str, str]:
        Path("script.txt").write_text(lines, encoding="utf-8")
        return quizgen("study", *arguments, "--script", "script.txt")

    return call


def answered() -> list[str]:
    """The cards that were answered today, in order."""
    files = sorted(Path("home/log").glob("*/*.jsonl"))
    events = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    today = [it for it in events if it["ev"] == "review" and it["day"] == now().day]
    return [str(it["card"]) for it in today]


def test_study_asks_what_the_plan_says(quizgen: Quizgen, study: Quizgen) -> None:
    """The cards of today's plan in their order, due or not, and no more of them."""
    for fact in ("f20", "f21"):
        answer(fact, 12)
    wish = ("--exam", ahead(10), "--minutes", "20")
    planned = data(quizgen("plan", *wish, "--json")[1])["today"]["cards"]
    code, output, _ = study("\n4\n" * 40, *wish)

    assert code == 0
    assert "Exam in 10 days: what gains most for it comes first." in output
    assert answered() == planned
    assert {"bones-x7k2/f20/forward", "bones-x7k2/f21/forward"} <= {*planned}


def test_study_of_a_deck_of_an_exam_about_several(study: Quizgen) -> None:
    """It is for that exam, whether that is named or not, wherever the others are."""
    named = f'date = {ahead(9)}\ntitle = "Finals"\ndecks = ["Cells", "Nerves"]'
    settings(f"minutes = 5\n[[exam]]\n{named}\n")
    for wish in ((), ("--exam", "finals"), ("--exam", ahead(9))):
        code, output, errors = study(":q\n", "decks/cells.yaml", *wish)
        assert (code, errors) == (0, "")
        assert "Finals exam in 9 days: what gains most for it comes first" in output


def test_a_second_session_goes_on(study: Quizgen) -> None:
    """What was planned and left is still there, and is not made more by that."""
    wish = ("--exam", ahead(10), "--minutes", "2")
    study("\n4\n" * 2 + ":q\n", *wish)
    _, output, _ = study("\n4\n" * 40, *wish)

    assert "To do: 2 new." in output
    assert len(answered()) == len(set(answered())) == 4


def test_the_settings_exam_is_followed(study: Quizgen) -> None:
    """With minutes set, study is for the exam; its decks first, then the others as usual."""
    settings(
        f'minutes = 1\nnew = 1\n[[exam]]\ndate = {ahead(9)}\ntitle = "Histology"\n'
        'decks = ["Cells"]\n'
    )
    _, output, _ = study("\n4\n" * 40)

    assert "Histology exam in 9 days: what gains most for it comes first" in output
    assert answered() == [
        "cells-x7k2/f00/forward",
        "cells-x7k2/f01/forward",
        "bones-x7k2/f00/forward",
    ]


def test_study_keeps_the_pace_of_the_plan(quizgen: Quizgen, study: Quizgen) -> None:
    """It is that of the exam's cards; how quick other decks go says nothing of them."""
    for number in range(8):
        answer(f"f{number:02}", 3)
    settings(f'minutes = 1\nnew = 0\n[[exam]]\ndate = {ahead(9)}\ndecks = ["Cells"]\n')
    planned = data(quizgen("plan", "--json")[1])["today"]["cards"]
    study("\n4\n" * 40)

    assert len(planned) == 2
    assert answered() == planned


@pytest.mark.parametrize(
    ("minutes", "arguments"),
    [
        ("minutes = 1", ("--no-exam",)),
        ("minutes = 1", ("--new", "3")),
        ("", ()),
        ("minutes = 1", ("decks/bones.yaml",)),
    ],
)
def test_study_as_usual(study: Quizgen, minutes: str, arguments: tuple[str, ...]) -> None:
    """Without minutes, with decks of no exam, or where the user says so, nothing is different."""
    settings(f'{minutes}\nnew = 3\n[[exam]]\ndate = {ahead(9)}\ndecks = ["Cells"]\n')
    _, output, _ = study("\n4\n" * 40, *arguments)

    assert "exam" not in output.casefold()
    assert len(answered()) == 3


@pytest.mark.parametrize("days", [0, -1, 900])
def test_an_exam_of_the_settings_that_is_over_or_far(study: Quizgen, days: int) -> None:
    """Then study is as usual."""
    settings(f"minutes = 9\nnew = 3\n[[exam]]\ndate = {ahead(days)}\n")
    code, _, _ = study("\n4\n" * 40)

    assert code == 0
    assert len(answered()) == 3


@pytest.mark.parametrize("other", [("--no-exam",), ("--new", "3"), ("--only", "met"), ("--cram",)])
def test_what_does_not_go_with_an_exam(quizgen: Quizgen, other: tuple[str, ...]) -> None:
    """Options that contradict each other are refused."""
    code, _, errors = quizgen("study", "--exam", ahead(9), "--minutes", "5", *other)

    assert code == 2
    assert "--exam leaves it to the plan what comes" in errors


def test_the_bound_of_a_far_exam_is_refused(quizgen: Quizgen) -> None:
    """It would take minutes; the plan itself does not."""
    code, _, errors = quizgen("plan", "--exam", ahead(121), "--minutes", "4", "--bound")

    assert code == 2
    assert "--bound looks 120 days ahead at most" in errors


def test_going_on_keeps_the_minutes_that_were_typed(quizgen: Quizgen) -> None:
    """Also where the exam is that of the settings; without minutes of one's own, none are named."""
    settings(f"minutes = 9\n[[exam]]\ndate = {ahead(12)}\n")

    Path("script.txt").write_text(":q\n", encoding="utf-8")

    def onwards(*options: str) -> str:
        arguments = ("study", "decks/bones.yaml", *options, "--script", "script.txt")
        return quizgen(*arguments)[1].splitlines()[-1]

    assert onwards() == "To go on: quizgen study decks/bones.yaml"
    assert onwards("--minutes", "7") == "To go on: quizgen study decks/bones.yaml --minutes 7"
    named = onwards("--exam", ahead(12), "--minutes", "7")
    assert named == f"To go on: quizgen study decks/bones.yaml --exam {ahead(12)} --minutes 7"


@pytest.mark.parametrize(("rollover", "left"), [(0, 3), (4, 3), (12, 3), (13, 2), (23, 2)])
def test_an_exam_is_on_the_study_day_of_its_noon(rollover: int, left: int) -> None:
    """Where days of study begin in the afternoon, that is the one before its date."""
    exam = Exam(date=date(2026, 12, 7))
    held = Settings(rollover=rollover, exam=(exam,))

    assert date_text(study_day(exam, held) - left) == "2026-12-04"
    assert exam_followed(held, study_day(exam, held) - 1, []) == exam
    assert exam_followed(held, study_day(exam, held), []) is None
    with pytest.raises(RequestError, match="the exam is today"):
        exam_meant(None, held, study_day(exam, held), [])
