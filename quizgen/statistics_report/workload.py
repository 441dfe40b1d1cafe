"""Desired retentions beside each other: what each takes, and what is known at the end."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from quizgen.planning.workload import Workload, Workloads
from quizgen.scheduler import date_text
from quizgen.statistics_report.sections import Head, Report, Row, Section, Table
from quizgen.statistics_report.words import duration, percent
from quizgen.wording.grammar import counted

_SECOND = 1000
_NOTHING = "Nothing would be studied: you have met no card, and there is no new one to meet."

_FEW = 10
"""Minutes below which a tenth matters."""


def workloads_report(found: Workloads) -> Report:
    """Return the comparison as sections."""
    if not any(it.answers for it in found.each):
        return (Section(before=(_NOTHING,)),)
    highest = max(it.seconds for it in found.each)
    heads = (
        Head(text="min"),
        Head(text="answers", wide=True),
        Head(text="known"),
        Head(text="recall"),
    )
    rows = tuple(_row(it, found, highest) for it in found.each)
    return (
        Section(before=tuple(_head(found))),
        Section(
            title="By desired retention",
            tables=(Table(label="retention", heads=heads, rows=rows),),
            after=tuple(_foot(found)),
        ),
    )


def _head(found: Workloads) -> Iterator[str]:
    new = ""
    if left := found.cards - found.met:
        new = f", {left} of them new, {found.new_limit} a day"
    yield (
        f"{counted(found.days, 'day')} of study with {counted(found.cards, 'card')}{new}. Desired"
        " retention is the chance of recall at which a card comes back."
    )


def _row(it: Workload, found: Workloads, highest: float) -> Row:
    time = _minutes(it.seconds)
    name = "" if it.retention is None else _share(it.retention)
    own = it.retention == found.own
    label = " ".join(filter(None, (name, "yours" if own else "")))
    said = f"Retention {name}{', yours' * own}" if name else "As your settings have it"
    known = round(it.known)
    return Row(
        label=label,
        said=said,
        cells=(time, f"{it.answers:.0f}", str(known), percent(it.recall)),
        words=(
            f"{time} min and {counted(round(it.answers), 'answer')} a day; at the end"
            f" {known} of {counted(round(it.met), 'card')} known, {percent(it.recall)}"
        ),
        fill=it.seconds / highest,
    )


def _foot(found: Workloads) -> Iterator[str]:
    yield from _steps(found)
    costs, pace = found.costs, "your pace" if found.met else "a usual pace"
    last = "last day" if found.last == 1 else f"last {found.last} days"
    yield (
        "Minutes and answers a day are averages, if all that is due is answered. Of the cards met,"
        f" so many would be known: on average over the {last}."
    )
    yield (
        f"By a simulation with your cards and {pace}, what is recalled always rated good:"
        f" {duration(_SECOND * costs.passed)} for a card recalled,"
        f" {duration(_SECOND * costs.failed)} for one forgotten,"
        f" {duration(_SECOND * costs.new)} for a new one, repeats included."
    )


def _steps(found: Workloads) -> Iterator[str]:
    """Say what a step down and a step up from the learner's own would change."""
    for lower, higher in pairwise(found.each):
        if (
            lower.retention
            and higher.retention
            and found.own in {lower.retention, higher.retention}
        ):
            more = _minutes(max(0.0, higher.seconds - lower.seconds))
            cards = round(higher.known) - round(lower.known)
            gained = f"{counted(cards, 'card')} more" if cards > 0 else "no more cards"
            step = f"From {_share(lower.retention)} to {_share(higher.retention)}"
            yield f"{step}: {more} min more a day, {gained} known."


def _share(retention: float) -> str:
    """Return such as ``0.90``, with more decimals only where there are more."""
    return max(f"{retention:.2f}", f"{retention:g}", key=len)


def _minutes(seconds: float) -> str:
    """Return minutes, few of them with a decimal, so that they can be compared."""
    minutes = seconds / 60

    return f"{minutes:.1f}" if minutes < _FEW else str(round(minutes))


def workloads_data(found: Workloads) -> dict[str, Any]:
    """Return the comparison as data; a retention of ``null``: as the settings have it by deck."""
    return {
        "version": 1,
        "date": date_text(found.today),
        "days": found.days,
        "seed": found.seed,
        "cards": found.cards,
        "met": found.met,
        "new_limit": found.new_limit,
        "last_days": found.last,
        "own": found.own,
        "pace": {name: round(_SECOND * it) for name, it in found.costs._asdict().items()},
        "retentions": [_data(it) for it in found.each],
    }


def _data(it: Workload) -> dict[str, Any]:
    return {
        "retention": it.retention,
        "answers": round(it.answers, 2),
        "milliseconds": round(_SECOND * it.seconds),
        "met": round(it.met, 2),
        "known": round(it.known, 2),
        "recall": round(it.recall, 4),
    }
