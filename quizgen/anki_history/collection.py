"""Anki's database: its review log, and when its days begin."""

from quizgen.anki_cards import Sort
from quizgen.anki_file import AnkiFile, offset_of, rollover_of
from quizgen.anki_history.answers import LATEST, Answers, Event
from quizgen.problems import RequestError

_MOST = 20_000_000
"""Entries; more than anybody gives answers in a life."""


def read_collection(file: AnkiFile) -> Answers:
    """Read the answers in a collection.

    Raises:
        RequestError: it is broken, or no collection, or has no answers.
    """
    events = _events(file)
    if not any(event.rating for event in events):
        raise RequestError(
            f"{file.name} holds no answers",
            "export it with `Include scheduling information`, which holds the review log",
        )

    return Answers(
        events=events,
        whole=False,
        rollover=rollover_of(file),
        offset=offset_of(file),
    )


def _events(file: AnkiFile) -> tuple[Event, ...]:
    file.require("revlog")
    rows = file.database.execute(
        "select cid, id, ease, type, factor from revlog where typeof(cid) = 'integer'"
        " and typeof(id) = 'integer' and id between 0 and ? and ease between 0 and 4"
        " and type between 0 and 5 limit ?",
        (LATEST, _MOST),
    )

    return tuple(
        Event(str(card), instant, int(rating), Sort(sort), int(factor or 0))
        for card, instant, rating, sort, factor in rows
        if isinstance(rating, int) and isinstance(sort, int) and isinstance(factor, int | None)
    )
