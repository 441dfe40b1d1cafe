"""The plan for an exam: today, what to expect on the day, and what more minutes would buy."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizgen.model import CardId
from quizgen.planning.exam_plan import LIKELY, ExamPlan, Offer, Outcome
from quizgen.scheduler import date_text
from quizgen.statistics_report.sections import Head, Report, Row, Section, Table
from quizgen.statistics_report.words import duration, percent, shown
from quizgen.wording.grammar import counted

_SECOND = 1000
_TOPICS = 4
_FEW = 0.005
"""A share of the cards that is not worth more minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """What is to be told of an exam beside the plan for it."""

    title: str
    #: As in ``2026-12-07``.
    date: str
    #: How a sentence about it begins, such as ``Anatomy exam tomorrow``.
    name: str
    #: Ids of the decks that it is about.
    decks: tuple[str, ...]
    topics: Mapping[CardId, str]
    #: What to type to study for it.
    study: str


def exam_plan_report(found: ExamPlan, exam: Exam) -> Report:
    """Return the plan as sections."""
    heads = (Head(text="known"), Head(text="share"), Head(text="likely", wide=True))
    rows = tuple(_row(offer, found) for offer in found.prospect.offers)
    return (
        Section(before=(*_head(found, exam), *_today(found, exam), *_outcome(found))),
        Section(
            title="What more minutes would buy",
            tables=(Table(label="minutes a day", heads=heads, rows=rows),),
            after=tuple(_foot(found)),
        ),
    )


def _head(found: ExamPlan, exam: Exam) -> Iterator[str]:
    met = f"{found.met} of {counted(found.cards, 'card')} met"
    yield f"{shown(exam.name)}, on {exam.date}: {met}."


def _today(found: ExamPlan, exam: Exam) -> Iterator[str]:
    if not found.coming:
        done = "you have done what there was time for" if found.spent else "nothing is worth a turn"
        yield f"Today: {done}."
        return
    counts = found.counts
    met = counts.due + counts.learning
    parts = [
        counted(counts.new, "new card") if counts.new else "",
        f"{counted(met, 'card')} that you have met" if met else "",
    ]
    said = " and ".join(filter(None, parts))
    yield f"Today: {said}, about {duration(_SECOND * found.seconds)}."
    topics = Counter(filter(None, (exam.topics.get(card, "") for card in found.coming)))
    if len(topics) > 1:
        named = [f"{shown(name)} {count}" for name, count in topics.most_common(_TOPICS)]
        more = len(topics) - _TOPICS
        others = f" and {counted(more, 'more topic')}" if more > 0 else ""
        yield f"Topics: {', '.join(named)}{others}."


def _outcome(found: ExamPlan) -> Iterator[str]:
    own = own_offer(found)
    yield (
        f"With {_minutes(own.minutes)} a day you would know about"
        f" {_known(own.outcome, found)} of {counted(found.cards, 'card')} on the day,"
        f" {percent(own.outcome.share)}; likely {_range(own.outcome)}."
    )
    if found.possible is not None:
        yield f"With these minutes no plan could bring more than about {percent(found.possible)}."
    untouched = found.prospect.untouched
    yield (
        f"Without any more study: {_known(untouched, found)} of {found.cards},"
        f" {percent(untouched.share)}."
    )


def own_offer(found: ExamPlan) -> Offer:
    """Return what the learner's own minutes lead to."""
    return next(it for it in found.prospect.offers if it.minutes == found.aim.seconds / 60)


def _row(offer: Offer, found: ExamPlan) -> Row:
    minutes, outcome = offer
    known = _known(outcome, found)
    yours = " yours" if offer == own_offer(found) else ""
    return Row(
        label=f"{minutes:g}{yours}",
        said=f"{_minutes(minutes)} a day{',' * bool(yours)}{yours}",
        cells=(str(known), percent(outcome.share), _range(outcome)),
        words=f"{known} known, {percent(outcome.share)}, likely {_range(outcome)}",
        fill=outcome.share,
    )


def _foot(found: ExamPlan) -> Iterator[str]:
    own = own_offer(found)
    least = next(
        it
        for it in found.prospect.offers
        if it.outcome.share >= own.outcome.share - _FEW or it == own
    )
    if least.minutes < own.minutes:
        yield f"{_minutes(least.minutes)} a day would do about as well.".capitalize()
    costs = found.person.costs
    yield (
        f"Likely: in {round(10 * LIKELY)} of 10 cases, if you study each day and forget as FSRS"
        f" expects. Counted on: {duration(_SECOND * costs.new)} for a new card,"
        f" {duration(_SECOND * costs.passed)} for one recalled,"
        f" {duration(_SECOND * costs.failed)} for one forgotten, repeats included."
    )


def _minutes(minutes: float) -> str:
    return counted(round(minutes), "minute")


def _known(outcome: Outcome, found: ExamPlan) -> int:
    return round(outcome.share * found.cards)


def _range(outcome: Outcome) -> str:
    return f"{round(100 * outcome.low)}-{round(100 * outcome.high)} %"


def exam_plan_data(found: ExamPlan, exam: Exam) -> dict[str, Any]:
    """Return the plan as data."""
    counts = found.counts
    return {
        "version": 1,
        "date": date_text(found.today),
        "exam": {
            "date": exam.date,
            "title": exam.title,
            "days": found.days,
            "decks": list(exam.decks),
        },
        "minutes": round(found.aim.seconds / 60),
        "seed": found.seed,
        "cards": found.cards,
        "met": found.met,
        "today": {
            "new": counts.new,
            "learning": counts.learning,
            "due": counts.due,
            "milliseconds": round(_SECOND * found.seconds),
            "cards": list(found.coming),
        },
        "expected": _data(own_offer(found).outcome, found),
        "possible": None if found.possible is None else round(found.possible, 4),
        "untouched": _data(found.prospect.untouched, found),
        "offers": [
            {"minutes": round(it.minutes), **_data(it.outcome, found)}
            for it in found.prospect.offers
        ],
        "pace": {name: round(_SECOND * it) for name, it in found.person.costs._asdict().items()},
    }


def _data(outcome: Outcome, found: ExamPlan) -> dict[str, float]:
    return {
        "known": round(outcome.share * found.cards, 2),
        "recall": round(outcome.share, 4),
        "low": round(outcome.low, 4),
        "high": round(outcome.high, 4),
    }
