"""What home says, as text and as data: what is due, the exams ahead, and what to type next."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quizgen.commands.catching_up import backlog_data, backlog_text
from quizgen.commands.environment import command
from quizgen.commands.exams import exam_in_days
from quizgen.commands.resuming import Waiting
from quizgen.review_queue import Counts
from quizgen.terminal.clean import clean
from quizgen.terminal.width import cut, width

if TYPE_CHECKING:
    from quizgen.planning.catching_up import CatchingUp

_NARROW = 60
"""Columns below which a deck and what is due in it take two lines."""
_WIDEST_TITLE = 48
_FEW_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckRow:
    """A deck, and what of it is due."""

    id: str
    title: str
    notice: str
    #: All of today's, and all new cards whatever the limit.
    counts: Counts
    cards: int
    met: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamAhead:
    """An exam, and how it looks without further study."""

    title: str
    date: date
    days: int
    cards: int
    met: int
    #: Of all cards, so many are expected to be known on that day.
    expected: float
    #: Decks that the settings name and that are not here.
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A command to type, and what it does."""

    command: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that home says."""

    decks: tuple[DeckRow, ...]
    today: Counts
    answers: int
    seconds: int
    exams: tuple[ExamAhead, ...]
    #: Names among the settings' `deck_retention` that are the id of no deck here.
    no_decks: tuple[str, ...] = ()
    flagged: int
    suspended: int
    #: ``None`` where what is due can be done.
    behind: "CatchingUp | None" = None
    #: What is to be said of the last session; mostly nothing.
    cut_off: str
    waiting: tuple[Waiting, ...]
    next: tuple[Next, ...]


def page_text(page: HomePage, columns: int, rows: int | None = None) -> str:
    """Lay the page out in some columns; of many decks as few are named as fit into the rows."""
    tail = [*_of_today(page, columns), *_ahead(page, columns), *_next(page.next, columns)]
    notices = _notices(page, columns)
    room = None if rows is None else max(3, rows - len(tail) - len(notices))
    lines = [*_deck_lines(page.decks, columns, room), *notices, *tail]
    return clean("\n".join(lines))


def say_counts(counts: Counts) -> str:
    """Say in words what there is to study."""
    parts = [(counts.learning, "learning"), (counts.due, "due"), (counts.new, "new")]
    said = [f"{number} {word}" for number, word in parts if number]
    return ", ".join(said) if said else "nothing to study"


def _deck_lines(decks: Sequence[DeckRow], columns: int, room: int | None) -> Iterator[str]:
    narrow = columns < _NARROW
    fitting = len(decks) if room is None else room // (1 + narrow)
    shown, rest = decks, decks[:0]
    if len(decks) > fitting:
        # What is due comes before what may wait.
        ranked = sorted(decks, key=lambda it: not (it.counts.learning or it.counts.due))
        shown, rest = ranked[: max(1, fitting - 1)], ranked[max(1, fitting - 1) :]
    said = [say_counts(deck.counts) for deck in shown]
    longest = max(map(len, said), default=0)
    most = columns if narrow else min(_WIDEST_TITLE, columns - longest - 2)
    titles = [cut(deck.title, most) for deck in shown]
    widest = max(map(width, titles), default=0)
    for title, counts in zip(titles, said, strict=True):
        if narrow:
            yield from (title, f"  {counts}")
        else:
            yield f"{title}{' ' * (widest - width(title))}  {counts}"
    if rest:
        more = say_counts(_sum(it.counts for it in rest))
        yield from _wrapped(f"and {_plural(len(rest), 'more deck')}: {more}", columns)


def _notices(page: HomePage, columns: int) -> list[str]:
    notices = dict.fromkeys(deck.notice for deck in page.decks if deck.notice)
    return [line for notice in notices for line in _wrapped(notice, columns)]


def _of_today(page: HomePage, columns: int) -> Iterator[str]:
    done = ""
    if page.answers:
        done = f" So far: {_plural(page.answers, 'answer')} in {_time(page.seconds)}."
    yield ""
    yield from _wrapped(f"Today: {say_counts(page.today)}.{done}", columns)
    if page.behind:
        yield from _wrapped(backlog_text(page.behind, command("study", "--new", "N")), columns)
    if page.cut_off:
        yield from _wrapped(page.cut_off, columns)


def _ahead(page: HomePage, columns: int) -> Iterator[str]:
    for exam in page.exams:
        yield from _wrapped(_exam_text(exam), columns)
    if page.no_decks:
        named = f"{', '.join(page.no_decks)}, which is the id of no deck here"
        yield from _wrapped(f"deck_retention of your settings names {named}.", columns)


def _exam_text(exam: ExamAhead) -> str:
    begun = f"{exam_in_days(exam.title, exam.days)}, on {exam.date.isoformat()}"
    if exam.unknown:
        return f"{begun}: there is no deck {', '.join(exam.unknown)} here."
    met = f"{begun}: {exam.met} of {_plural(exam.cards, 'card')} met"
    if not exam.met:
        return f"{met}."
    known = f"you would know about {round(exam.expected)}"
    return f"{met}; without more study {known} that day." if exam.days else f"{met}; {known} now."


def _next(lines: Sequence[Next], columns: int) -> Iterator[str]:
    yield ""
    longest = max((len(it.command) for it in lines), default=0)
    if longest + 4 + max((len(it.does) for it in lines), default=0) <= columns:
        yield from (f"  {it.command:<{longest}}  {it.does}" for it in lines)
        return
    for it in lines:
        yield f"  {it.command}"
        yield from textwrap.wrap(it.does, columns, initial_indent="    ", subsequent_indent="    ")


def _wrapped(text: str, columns: int) -> list[str]:
    return textwrap.wrap(text, max(20, columns), subsequent_indent="  ", break_on_hyphens=False)


def _time(seconds: int) -> str:
    return f"{seconds} s" if seconds < _FEW_MINUTES else f"{round(seconds / 60)} min"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _sum(counts: Iterable[Counts]) -> Counts:
    each = tuple(counts)
    return Counts(
        new=sum(it.new for it in each),
        learning=sum(it.learning for it in each),
        due=sum(it.due for it in each),
    )


def page_json(page: HomePage) -> str:
    """Return the page as JSON; the names of the keys are stable."""
    data = {
        "version": 1,
        "decks": [
            {
                "id": it.id,
                "title": it.title,
                "notice": it.notice,
                "cards": it.cards,
                "met": it.met,
                **_counts_data(it.counts),
            }
            for it in page.decks
        ],
        "today": {
            **_counts_data(page.today),
            "answers": page.answers,
            "seconds": page.seconds,
        },
        "catching_up": backlog_data(page.behind),
        "exams": [
            {
                "title": it.title,
                "date": it.date.isoformat(),
                "days": it.days,
                "cards": it.cards,
                "met": it.met,
                "expected": round(it.expected, 2),
                "unknown": list(it.unknown),
            }
            for it in page.exams
        ],
        "deck_retention": {"unknown": list(page.no_decks)},
        "flagged": page.flagged,
        "suspended": page.suspended,
        "unfinished": [
            {
                "what": it.what,
                "begun": it.begun,
                "answered": it.answered,
                "questions": it.questions,
            }
            for it in page.waiting
        ],
        "next": [{"command": it.command, "does": it.does} for it in page.next],
    }
    return json.dumps(data, indent=2)


def _counts_data(counts: Counts) -> dict[str, int]:
    return {"learning": counts.learning, "due": counts.due, "new": counts.new}
