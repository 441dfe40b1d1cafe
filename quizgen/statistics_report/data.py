"""Statistics and forecasts as data; the names of the keys are stable."""

import json
from typing import Any

from quizgen.planning.catching_up import CatchingUp
from quizgen.planning.exam_plan import ExamPlan
from quizgen.planning.workload import Workloads
from quizgen.scheduler import date_text
from quizgen.statistics import (
    Bin,
    Curve,
    Day,
    DayAhead,
    Forecast,
    Hard,
    Part,
    Share,
    Sitting,
    Statistics,
)
from quizgen.statistics_report.behind import catching_up_data
from quizgen.statistics_report.exam_plan import Exam, exam_plan_data
from quizgen.statistics_report.workload import workloads_data

_Object = dict[str, Any]


def statistics_json(found: Statistics) -> str:
    """Return statistics as one JSON object."""
    return _json(statistics_data(found))


def forecast_json(found: Forecast, behind: CatchingUp | None = None) -> str:
    """Return a forecast, and the backlog if there is one, as one JSON object."""
    return _json(forecast_data(found, behind))


def workloads_json(found: Workloads) -> str:
    """Return a comparison of desired retentions as one JSON object."""
    return _json(workloads_data(found))


def exam_plan_json(found: ExamPlan, exam: Exam) -> str:
    """Return the plan for an exam as one JSON object."""
    return _json(exam_plan_data(found, exam))


def _json(data: _Object) -> str:
    # Escaped, so that no terminal acts on what a deck holds.
    return json.dumps(data, indent=2) + "\n"


def statistics_data(found: Statistics) -> _Object:
    """Return statistics as data; what there is not is ``null``, or an empty list."""
    cards, uncounted = found.cards, found.uncounted
    return {
        "version": 1,
        "date": date_text(found.now.day),
        "since": None if found.since is None else date_text(found.since),
        "total": _part(found.total),
        "answers": {str(role): count for role, count in found.roles.items()},
        "topics": [_part(part) for part in found.topics],
        "decks": [_part(part) for part in found.decks],
        "kinds": [_part(part) for part in found.kinds],
        "days": [_day(day) for day in found.days],
        "cards": {
            "met": cards.met,
            "learning": cards.learning,
            "young": cards.young,
            "mature": cards.mature,
            "suspended": cards.suspended,
            "flagged": cards.flagged,
            "known": cards.known,
            "first_week": cards.first_week,
            "first_month": cards.first_month,
        },
        "hardest": [_hard(it) for it in found.hardest],
        "forgetting": _curve(found.curve) if found.curve else None,
        "uncounted": {
            "quiz": _share(uncounted.quiz),
            "practice": _share(uncounted.practice),
            "milliseconds": uncounted.milliseconds,
            "sittings": [_sitting(it) for it in uncounted.sittings],
        },
        "gone": found.gone,
    }


def _share(share: Share) -> _Object:
    low, high = share.interval
    return {
        "right": share.right,
        "total": share.total,
        "share": share.share,
        "low": low if share.total else None,
        "high": high if share.total else None,
    }


def _part(part: Part) -> _Object:
    return {
        "name": part.name,
        "answers": part.answers,
        "recall": {**_share(part.recall), "expected": part.expected},
        "milliseconds": part.milliseconds,
        "median": part.median or None,
    }


def _day(day: Day) -> _Object:
    return {
        "date": date_text(day.day),
        "answers": day.answers,
        "first": day.first,
        "recall": _share(day.recall),
        "milliseconds": day.milliseconds,
        "uncounted": day.uncounted,
    }


def _hard(it: Hard) -> _Object:
    fact, deck = it.place.fact, it.place.deck
    citation = fact.citation
    return {
        "fact": fact.id,
        "deck": deck.id,
        "stem": it.stem,
        "position": {
            "file": fact.position.file,
            "line": fact.position.line,
            "column": fact.position.column,
        },
        "source": {"id": citation.source, "title": citation.title, "at": citation.at}
        if citation
        else None,
        "lapses": it.lapses,
        "failures": it.failures,
        "recent": it.recent,
        "difficulty": it.difficulty or None,
    }


def _curve(curve: Curve) -> _Object:
    return {
        "recall": _share(curve.recall),
        "expected": curve.expected,
        "deviation": curve.deviation,
        "rmse": curve.rmse,
        "rmse_chance": curve.rmse_chance,
        "log_loss": curve.log_loss,
        "log_loss_average": curve.log_loss_average,
        "by_chance": [_bin(it) for it in curve.by_chance],
        "by_days": [_bin(it) for it in curve.by_days],
    }


def _bin(it: Bin) -> _Object:
    return {
        "low": it.low,
        "high": it.high,
        "recall": _share(it.recall),
        "expected": it.expected,
    }


def _sitting(it: Sitting) -> _Object:
    return {"session": it.session, "date": date_text(it.day), "answers": _share(it.answers)}


def forecast_data(found: Forecast, behind: CatchingUp | None = None) -> _Object:
    """Return a forecast as data."""
    pace = found.pace
    return {
        "version": 1,
        "date": date_text(found.now.day),
        "overdue": found.overdue,
        "days": [_day_ahead(it) for it in found.days],
        "later": found.later,
        "suspended": found.suspended,
        "new": found.new,
        "new_left": found.new_left,
        "new_limit": found.new_limit,
        "pace": {"review": pace.review or None, "learning": pace.learning or None},
        "catching_up": catching_up_data(behind),
    }


def _day_ahead(it: DayAhead) -> _Object:
    return {
        "date": date_text(it.day),
        "due": it.due,
        "answers": it.answers,
        "reviews": it.reviews,
        "learning": it.learning,
        "new": it.new,
        "milliseconds": it.milliseconds or None,
    }
