"""Statistics and forecasts as they are shown: drawn, in words, and as JSON."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st
from learners import SCHEDULER, SimulatedLearner, noon
from strategies import HERE, deck, fact

from quizgen.generator import generate
from quizgen.model import Answer, Citation, Deck, Interval, Pair, Position, Rating, Review
from quizgen.planning.agenda import standing
from quizgen.planning.catching_up import CatchingUp
from quizgen.planning.exam import Aim, ExamOrder
from quizgen.planning.exam_plan import ExamPlan, exam_plan
from quizgen.planning.habits import turns
from quizgen.planning.person import person_of
from quizgen.planning.workload import Course, Workloads, workloads
from quizgen.progress import Progress, fold
from quizgen.report import width
from quizgen.review_queue import DueThenNew, StudyQueue, StudySettings
from quizgen.statistics import (
    Forecast,
    Places,
    Scope,
    Share,
    Statistics,
    forecast,
    given_answers,
    look,
    pace_of,
)
from quizgen.statistics_report import (
    Exam,
    Report,
    catching_up_data,
    catching_up_lines,
    exam_plan_json,
    exam_plan_report,
    forecast_json,
    forecast_report,
    plain_text,
    statistics_data,
    statistics_json,
    statistics_report,
    workloads_data,
    workloads_json,
    workloads_report,
)
from quizgen.statistics_report.heatmap import heatmap
from quizgen.statistics_report.screen import Canvas, draw
from quizgen.statistics_report.sections import Calendar
from quizgen.statistics_report.words import duration, in_percent, percent, share_words

STYLE = re.compile(r"\x1b\[[0-9;]*m")
TOPICS = ("Bones", "Muscles of the forearm and hand", "Nerves", "")


def decks(count: int = 60) -> tuple[Deck, Deck]:
    """Two decks with facts on several topics."""
    facts = [
        replace(
            fact(
                f"f{at}",
                Pair(ask=f"Which structure has the number {at}?", answer=f"Structure {at}."),
                topic=TOPICS[at % 4],
                citation=Citation(
                    source="reader", title="Course reader", at=f"p. {at}", position=HERE
                ),
            ),
            position=Position(file="decks/anatomy.yaml", line=10 + 4 * at, column=5),
        )
        for at in range(count)
    ]
    half = count // 2
    return (
        deck(*facts[:half], id="a", title="Anatomy"),
        deck(*facts[half:], id="p", title="Physiology in the whole body"),
    )


DECKS = decks()


def log() -> list[Review]:
    """The answers of somebody who studied for fifty days, with two quizzes and a fact now gone."""
    cards = [f"{it.id}/{fact.id}/forward" for it in DECKS for fact in it.facts]
    learner = SimulatedLearner("golden", 1.2, ("recall", "choice"))
    reviews = list(learner.study(cards, 50, new=1))
    quiz = [
        replace(it, id=f"q{at}", session=f"quiz {at % 2}", counted=False)
        for at, it in enumerate(reviews[-9:])
    ]
    return [*reviews, *quiz, replace(reviews[0], id="gone", card="old/gone/forward")]


def progress() -> Progress:
    """That log, folded."""
    return fold(log(), SCHEDULER)


def statistics(since: int | None = None) -> Statistics:
    """What it says on the day after."""
    return look(progress(), SCHEDULER, Scope(decks=DECKS, since=since), noon(51))


def ahead(days: int = 30) -> Forecast:
    """What is to come."""
    queue = StudyQueue(generate(DECKS).questions, StudySettings(new_limit=2))
    folded = progress()
    pace = pace_of(given_answers(folded, SCHEDULER, Places(DECKS)))
    return forecast(queue, folded, SCHEDULER, noon(51), days=days, pace=pace)


def backlog(**fields: Any) -> CatchingUp:  # noqa: ANN401 - fields of a backlog
    """Sixty minutes' work, for somebody with six a day."""
    usual = CatchingUp(
        due=412,
        seconds=3_600,
        holds_back=True,
        minutes=6,
        usual=False,
        day=noon(70).day,
        earliest=noon(68).day,
        latest=noon(74).day,
    )
    return replace(usual, **fields)


@cache
def retentions(own: float | None = 0.9) -> Workloads:
    """What the same learner's desired retention might be."""
    queue, folded = StudyQueue(generate(DECKS).questions), progress()
    given_ = [turn for card in queue.facts for turn in turns(folded.history(card))]
    settings = SCHEDULER.settings
    cards = standing(queue, folded, settings, noon(51).day)
    if own is None:
        cards = [it._replace(retention=0.8 + 0.1 * (it.fact % 2)) for it in cards]
    days = range(noon(51).day, noon(51).day + 120)
    return workloads(Course(person_of(given_, settings), cards, days, new=2, seed="golden"))


@cache
def planned() -> tuple[ExamPlan, Exam]:
    """How the same learner gets ready for an exam."""
    folded, questions = progress(), generate(DECKS).questions
    given_ = [turn for it in questions for turn in turns(folded.history(it.card))]
    order = ExamOrder(
        Aim(day=noon(65).day, seconds=120), person_of(given_, SCHEDULER.settings), DueThenNew(0)
    )
    queue = StudyQueue(questions, StudySettings(order=order))
    exam = Exam(
        date="2026-08-05",
        title="Anatomy",
        name="Anatomy exam in 14 days",
        decks=("a", "p"),
        topics={it.card: it.topic for it in questions},
        study="quizgen study --exam 2026-08-05 --minutes 2",
    )
    return exam_plan(queue, order, folded, noon(51), "golden"), exam


REPORTS = {
    "stats": lambda: statistics_report(statistics()),
    "forecast": lambda: forecast_report(ahead()),
    "forecast-weekly": lambda: forecast_report(ahead(100)),
    "forecast-behind": lambda: forecast_report(ahead(2), backlog()),
    "retention": lambda: workloads_report(retentions()),
    "plan": lambda: exam_plan_report(*planned()),
}


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("name", REPORTS)
class TestGolden:
    """What users see."""

    def test_terminal(self, golden: Golden, name: str, columns: int) -> None:
        """Tables with bars; the looks are tested below."""
        drawn = STYLE.sub("", draw(REPORTS[name](), Canvas(columns=columns)))

        golden.check(f"statistics/{name}-{columns}.txt", drawn)

    def test_plain(self, golden: Golden, name: str, columns: int) -> None:
        """Words and figures only."""
        golden.check(f"statistics/{name}-{columns}-plain.txt", plain_text(REPORTS[name](), columns))


@pytest.mark.parametrize("name", REPORTS)
class TestDrawing:
    """The drawn report, whatever the terminal."""

    @pytest.mark.parametrize("columns", [36, 40, 57, 64, 80, 120, 200])
    def test_it_fits(self, name: str, columns: int) -> None:
        """No line is too long, but for places to copy."""
        for line in STYLE.sub("", draw(REPORTS[name](), Canvas(columns=columns))).splitlines():
            assert width(line) <= columns or ".yaml:" in line
            assert line == line.rstrip()

    def test_colour_says_nothing_alone(self, name: str) -> None:
        """Without colours the signs are the same, and weights stay."""
        report = REPORTS[name]()
        coloured = draw(report, Canvas(columns=80))
        without = draw(report, Canvas(columns=80, colour=False))

        assert STYLE.sub("", coloured) == STYLE.sub("", without)
        codes = {code for found in STYLE.findall(without) for code in found[2:-1].split(";")}
        assert not codes & {str(code) for code in (*range(30, 38), *range(40, 48), *range(90, 108))}
        assert "1" in codes

    def test_a_terminal_without_blocks(self, name: str) -> None:
        """Bars of ASCII."""
        assert draw(REPORTS[name](), Canvas(columns=80, blocks=False)).isascii()

    def test_numbers_stand_beside_every_bar(self, name: str) -> None:
        """No line with a bar is without a figure."""
        for line in STYLE.sub("", draw(REPORTS[name](), Canvas(columns=80))).splitlines():
            if "██" in line or "░░" in line:
                assert re.search(r"\d", line)

    def test_the_same_figures_as_in_words(self, name: str) -> None:
        """Each cell of a table is said in plain text, too."""
        report = REPORTS[name]()
        text = " ".join(plain_text(report).split())
        for section in report:
            for table in section.tables:
                for row in table.rows:
                    assert f"{row.said or row.label}: {row.words}." in text
                    if " of " in row.cells[0]:
                        assert row.cells[0] in row.words

    def test_plain_text_draws_nothing(self, name: str) -> None:
        """No bar, no box, no escape sequence; a screen reader reads every line."""
        assert plain_text(REPORTS[name]()).isascii()
        assert "  " not in plain_text(REPORTS[name]()).replace("\n   ", "\n")


class TestData:
    """The same as JSON."""

    def test_it_agrees_with_the_text(self) -> None:
        """Counts of topics, days and facts."""
        found = statistics()
        data = json.loads(statistics_json(found))
        text = " ".join(plain_text(statistics_report(found)).split())

        assert data["version"] == 1
        assert f"{data['total']['answers']} answers on" in text
        for topic in data["topics"]:
            recall = topic["recall"]
            name = topic["name"] or "no topic"
            assert f"{name}: {recall['right']} of {recall['total']}, " in text
        for hard in data["hardest"]:
            assert f"{hard['position']['file']}:{hard['position']['line']}" in text
        assert f"{data['gone']} answer to a fact" in text
        assert sum(day["answers"] for day in data["days"]) == data["total"]["answers"]
        quiz = data["uncounted"]["quiz"]
        assert f"Quiz answers not counted: {quiz['total']}, {quiz['right']} right." in text

    def test_the_forecast_agrees_with_the_text(self) -> None:
        """Each day's due cards and answers."""
        found = ahead()
        data = json.loads(forecast_json(found))
        text = " ".join(plain_text(forecast_report(found)).split())

        assert (data["version"], len(data["days"])) == (1, 30)
        for day in data["days"]:
            due = f"{day['due']} due" if day["due"] else "nothing due"
            assert f"{day['date']}: {due}" in text
            assert day["answers"] == day["reviews"] + day["learning"]

    def test_the_shape_is_stable(self, golden: Golden) -> None:
        """Every key and the type of its value."""
        shapes = [
            json.loads(statistics_json(statistics())),
            json.loads(forecast_json(ahead(), backlog())),
            json.loads(workloads_json(retentions())),
            json.loads(exam_plan_json(*planned())),
        ]

        golden.check("statistics/shape.json", json.dumps([*map(shape, shapes)], indent=2) + "\n")

    def test_nothing_is_null_or_empty(self) -> None:
        """Without an answer there is no figure to be wrong about."""
        empty = look(fold([], SCHEDULER), SCHEDULER, Scope(decks=DECKS), noon(0))
        data = statistics_data(empty)

        assert data["forgetting"] is None
        assert data["total"]["recall"]["share"] is None
        assert data["topics"] == data["days"] == data["hardest"] == []


def shape(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    """Return the shape of a JSON value: of a list that of its first member."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return [shape(member) for member in value[:1]]
    return type(value).__name__


HOSTILE = "\x1b[2J\x07evil\u202etxt\n[bold]no[/bold] :smile:"


def hostile() -> Report:
    """The report on a deck that would like to steer the terminal."""
    bad = deck(
        replace(
            fact("f0", Pair(ask=HOSTILE, answer="x"), topic=HOSTILE),
            position=Position(file=f"{HOSTILE}.yaml", line=1, column=1),
            citation=Citation(source="s", title=HOSTILE, at=HOSTILE, position=HERE),
        ),
        fact("f1", Pair(ask="harmless", answer="y"), topic="other"),
        id="a",
        title=HOSTILE,
    )
    reviews = [
        Review(
            id=f"{day}",
            moment=noon(day),
            card="a/f0/forward",
            kind=HOSTILE,
            answer=Answer(took=1_000),
            rating=Rating.AGAIN if day else Rating.GOOD,
            interval=Interval(days=2),
        )
        for day in (0, 2, 4)
    ]
    both = [bad, replace(bad, id="b", facts=bad.facts[1:])]
    return statistics_report(look(fold(reviews, SCHEDULER), SCHEDULER, Scope(decks=both), noon(5)))


def test_hostile_text_steers_nothing() -> None:
    """No escape sequence, control character or turn of direction comes through."""
    report = hostile()
    for text in (plain_text(report), STYLE.sub("", draw(report, Canvas(columns=80)))):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "[bold]no[/bold] :smile:" in " ".join(text.split())


@pytest.mark.parametrize("columns", [40, 80])
def test_wide_characters_keep_the_columns(columns: int) -> None:
    """A topic in Chinese takes two columns a sign, and bars still begin below each other."""
    wide = deck(
        fact("f0", Pair(ask="a", answer="x"), topic="解剖学与生理学"),
        fact("f1", Pair(ask="b", answer="y"), topic="e\u0301tude"),
        id="a",
    )
    reviews = [
        replace(it, id=f"{at}", card=f"a/f{at % 2}/forward", moment=noon(at // 2))
        for at, it in enumerate([log()[0]] * 6)
    ]
    reviews = [replace(it, interval=Interval(days=1)) for it in reviews]
    report = statistics_report(
        look(fold(reviews, SCHEDULER), SCHEDULER, Scope(decks=[wide]), noon(5))
    )
    section = next(it for it in report if it.title == "Recall by topic")
    lines = STYLE.sub("", draw((section,), Canvas(columns=columns))).splitlines()
    starts = {width(line[: line.index("█")]) for line in lines if "█" in line}

    assert len(starts) == 1


class TestCalendar:
    """The map of the last weeks."""

    def lines(self, columns: int = 80, **fields: Any) -> list[str]:  # noqa: ANN401 - fields of a calendar
        """The lines of a calendar that ends on Wednesday, 3 June 2026."""
        calendar = Calendar(last=noon(2).day, **fields)
        return [line.plain for line in heatmap(calendar, columns, blocks=True)]

    @pytest.mark.parametrize(("columns", "weeks"), [(36, 12), (40, 12), (69, 12), (70, 26)])
    def test_weeks(self, columns: int, weeks: int) -> None:
        """As many as there is room for."""
        assert self.lines(columns)[-1] == f"0 answers in {weeks} weeks, 0 s."

    def test_days_and_sums(self) -> None:
        """Four shades, each told in figures; days to come are blank."""
        monday = noon(0).day
        answers = {monday: 40, monday + 1: 1, monday + 2: 20, monday - 7: 11}
        lines = self.lines(first=monday - 7, answers=answers, milliseconds={monday: 60_000})

        assert lines == [
            "     May",
            "Mon  ▒ █    51",
            "Tue  · ░     1",
            "Wed  · ▒    20",
            "Thu  ·       0",
            "Fri  ·       0",
            "Sat  ·       0",
            "Sun  ·       0",
            "     · 0 ░ 1-10 ▒ 11-20 ▓ 21-30 █ 31-40",
            "72 answers in 2 weeks, 1 min.",
        ]

    @given(st.dictionaries(st.integers(0, 200), st.integers(1, 500), max_size=40))
    def test_the_sums_agree(self, ago: dict[int, int]) -> None:
        """The seven sums are the sum below."""
        last = noon(2).day
        lines = self.lines(answers={last - days: count for days, count in ago.items()})
        sums = [int(line.split()[-1]) for line in lines[1:8]]

        assert sum(sums) == int(lines[-1].split()[0])


class TestWords:
    """Figures in words."""

    def test_small_numbers_have_no_percent(self) -> None:
        """7 of 9 sounds as sure as it is."""
        assert share_words(Share(right=7, total=9)) == "7 of 9, likely between 45 and 94 %"
        assert share_words(Share(right=38, total=45)).startswith("38 of 45, 84 %, likely")
        assert in_percent(Share(right=19, total=19)) == ""
        assert in_percent(Share(right=20, total=20)) == "100 %"

    def test_not_all_is_not_all(self) -> None:
        """Rounding makes no promise."""
        assert [percent(it) for it in (0, 0.001, 0.5, 0.999, 1)] == [
            "0 %",
            "<1 %",
            "50 %",
            ">99 %",
            "100 %",
        ]

    @pytest.mark.parametrize(
        ("milliseconds", "text"),
        [
            (0, "0 s"),
            (59_400, "59 s"),
            (59_999, "1 min"),
            (90_000, "2 min"),
            (3_599_999, "1 h"),
            (3_600_000, "1 h"),
            (4_800_000, "1 h 20 min"),
        ],
    )
    def test_durations(self, milliseconds: int, text: str) -> None:
        """As short as they can be said."""
        assert duration(milliseconds) == text


def titles(report: Report) -> Iterable[str]:
    """The headings of a report."""
    return [section.title for section in report]


def test_a_verdict_needs_enough_recalls() -> None:
    """Below fifty it is said that they are too few, and nothing is made of them."""
    few = replace(statistics().total, name="")
    assert few.recall.total > 50
    found = look(fold(log()[:40], SCHEDULER), SCHEDULER, Scope(decks=DECKS), noon(51))
    text = " ".join(plain_text(statistics_report(found)).split())

    assert "too few for a verdict; it takes about 50." in text
    assert "RMSE" not in text


def test_what_there_is_not_has_no_heading() -> None:
    """An empty log has one sentence."""
    empty = look(fold([], SCHEDULER), SCHEDULER, Scope(decks=DECKS), noon(0))
    report = statistics_report(empty)

    assert titles(report) == [""]
    assert plain_text(report) == "There is no answer yet.\n"


class TestBacklog:
    """What is said of a backlog."""

    def said(self, **fields: Any) -> str:  # noqa: ANN401 - fields of a backlog
        """All of it."""
        return " ".join(catching_up_lines(backlog(**fields)))

    def test_how_big_and_until_when(self) -> None:
        """And what it hangs on."""
        assert self.said() == (
            "Catching up: 412 cards are due, about 1 h with what you have forgotten. New cards"
            " wait until two days of 6 min are enough: about Mon 2026-08-10 (between 2026-08-08"
            " and 2026-08-14), if you study each day."
        )
        assert "two days of your usual 6 min are enough" in self.said(usual=True)

    def test_one_date_where_luck_has_no_say(self) -> None:
        """Without a range."""
        day = noon(70).day

        assert "about Mon 2026-08-10, if" in self.said(earliest=day, latest=day)

    def test_where_no_new_card_waits(self) -> None:
        """Nothing is said of them."""
        said = self.said(holds_back=False)

        assert "Two days of 6 min will be enough again about Mon 2026-08-10" in said
        assert "New" not in said

    def test_where_it_never_ends(self) -> None:
        """What would be enough."""
        never = {"day": None, "earliest": None, "latest": None}
        said = self.said(**never, enough=15, retention=0.8)

        assert (
            "New cards wait until two days of 6 min are enough, which they will not be within a"
            " year, even if you study each day: about as much falls due as you get done."
        ) in said
        assert "Two days of 6 min will not be enough within a year" in self.said(
            **never, holds_back=False
        )
        assert said.endswith(
            "Enough would be 15 min a day or a lower desired retention, with retention = 0.80 in"
            " your settings."
        )
        assert "Enough would be" not in self.said(**never)

    def test_as_data(self) -> None:
        """With dates, and where the minutes are from."""
        data = catching_up_data(backlog(usual=True))

        assert data is not None
        assert (data["date"], data["minutes_from"]) == ("2026-08-10", "answers")
        assert catching_up_data(None) is None
        assert json.loads(forecast_json(ahead(2)))["catching_up"] is None


class TestRetentions:
    """What is said of desired retentions."""

    def test_it_agrees_with_the_data(self) -> None:
        """Each row's figures."""
        found = retentions()
        data = workloads_data(found)
        text = " ".join(plain_text(workloads_report(found)).split())

        assert (data["version"], data["own"], data["days"]) == (1, 0.9, 120)
        for it in data["retentions"]:
            name = f"Retention {it['retention']:.2f}{', yours' * (it['retention'] == 0.9)}"
            minutes = f"{it['milliseconds'] / 60_000:.1f} min"
            assert f"{name}: {minutes} and {round(it['answers'])} answer" in text
            assert f"{round(it['known'])} of {round(it['met'])} cards known" in text

    def test_steps_from_the_learners_own(self) -> None:
        """Down and up, by what is gained."""
        text = plain_text(workloads_report(retentions()), 200)

        assert re.search(r"From 0\.85 to 0\.90: [\d.]+ min more a day, ", text)
        assert re.search(r"From 0\.90 to 0\.95: [\d.]+ min more a day, ", text)
        assert "0.80 to" not in text

    def test_decks_that_differ(self) -> None:
        """As the settings have it is a row of its own, in data ``null``."""
        found = retentions(None)
        text = plain_text(workloads_report(found), 200)

        assert "As your settings have it: " in text
        assert "From" not in text
        assert workloads_data(found)["retentions"][-1]["retention"] is None
        assert "yours" in draw(workloads_report(found), Canvas(columns=80))

    def test_more_decimals_are_kept(self) -> None:
        """Two where they are enough."""
        found = retentions()
        each = (replace(found.each[0], retention=0.875), *found.each[1:])
        text = plain_text(workloads_report(replace(found, own=0.875, each=each)), 200)

        assert "Retention 0.875, yours: " in text
        assert "Retention 0.90: " in text

    def test_nothing_to_study(self) -> None:
        """One sentence, no table of noughts."""
        found = retentions()
        none = replace(found, each=tuple(replace(it, answers=0.0) for it in found.each))

        assert plain_text(workloads_report(none)).startswith("Nothing would be studied")
