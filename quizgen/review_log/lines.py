"""One event as one line of JSON, and back.

Every line has ``v`` (version of the format), ``id``, ``ev`` (which event), ``t`` (milliseconds
since 1970, UTC), ``tz`` (minutes east of UTC) and ``day`` (study day, days since 1970-01-01);
``next`` (when the next study day begins) only where that is not at 4 o'clock. What else it has
depends on ``ev``:

=========== ======================================================================================
``review``  ``card``, ``kind``, ``ms`` (time taken), ``rating`` (1–4); the answer: ``shown``
            (options in order), ``chosen`` (indexes into them), ``typed``; the mark: ``mark``,
            ``rule``, ``note``; the interval granted: ``days`` or ``secs``; ``session``
            (``anki``: it was given in Anki), ``counted`` (false: only once a ``count`` says
            so), ``print`` (fingerprint); ``hinted``, ``guessed``, ``sure``: true; ``slow``:
            milliseconds from which a right answer is slow, where it was; ``share``: how much of a
            list was named; ``own``: true, the learner's own rating; ``replaces``: the review that
            it stands in for
``undo``    ``ref``: the event taken back
``count``   ``session``
``suspend`` ``card``, ``suspended``
``bury``    ``card``: not on this study day
``flag``    ``card``, ``flagged``
``rename``  ``card``, ``to``
``reset``   ``card``
=========== ======================================================================================

Of a review's keys, those that would be empty are left out. Keys that are not known are passed
over, so that a later version may add some without a new ``v``.
"""

import json
from collections.abc import Mapping
from typing import Any, assert_never

from quizgen.model import (
    Answer,
    Bury,
    Count,
    Event,
    Flag,
    Interval,
    Mark,
    Moment,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
    Verdict,
)

VERSION = 1
"""Of the format; a line of a higher one is not read."""

_Fields = Mapping[str, Any]

_DAY = 86_400_000
_MINUTE = 60_000
_ROLLOVER = 4 * 3_600_000
_LATEST = 2**53
_LONGEST = 10**6
_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ENTROPY = 10


class BadLineError(ValueError):
    """A line that is no event; the message says why."""


class NewerLineError(ValueError):
    """A line in a later version of the format."""


def event_id(instant: int, entropy: bytes) -> str:
    """An id that is unique and sorts by time: 26 characters, as a ULID.

    Ten fresh random bytes; among events of one millisecond they decide the order.
    """
    if len(entropy) != _ENTROPY:
        raise ValueError(f"an event id takes {_ENTROPY} random bytes, not {len(entropy)}")
    number = instant << 8 * _ENTROPY | int.from_bytes(entropy, "big")

    return "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


def event_line(event: Event) -> bytes:
    """The event as a line, its newline included."""
    moment = event.moment
    fields: dict[str, Any] = {
        "v": VERSION,
        "id": event.id,
        "ev": type(event).__name__.lower(),
        "t": moment.instant,
        "tz": moment.offset,
        "day": moment.day,
    }
    if moment.next_day != usual_next_day(moment.day, moment.offset):
        fields["next"] = moment.next_day
    match event:
        case Review():
            fields |= _review_fields(event)
        case Undo():
            fields["ref"] = event.ref
        case Count():
            fields["session"] = event.session
        case Suspend():
            fields |= {"card": event.card, "suspended": event.suspended}
        case Bury():
            fields["card"] = event.card
        case Flag():
            fields |= {"card": event.card, "flagged": event.flagged}
        case Rename():
            fields |= {"card": event.card, "to": event.to}
        case Reset():
            fields["card"] = event.card
        case _:
            assert_never(event)

    return _encoded(fields) + b"\n"


def _encoded(fields: _Fields) -> bytes:
    try:
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    except UnicodeEncodeError:
        # Half a character, as some terminals hand in, has no bytes of its own.
        return json.dumps(fields, separators=(",", ":")).encode()


def _review_fields(review: Review) -> dict[str, Any]:
    answer, mark, interval = review.answer, review.mark, review.interval
    fields: dict[str, Any] = {
        "card": review.card,
        "kind": review.kind,
        "shown": answer.shown,
        "chosen": answer.chosen,
        "typed": answer.typed,
        "ms": answer.took,
        "mark": mark and mark.verdict,
        "rule": mark and mark.rule,
        "note": mark and mark.note,
        "rating": int(review.rating),
        "own": review.own,
        "days": interval.days,
        "secs": interval.seconds,
        "session": review.session,
        "print": review.fingerprint,
        "hinted": answer.hinted,
        "guessed": answer.guessed,
        "sure": answer.sure,
        "slow": answer.slow_from,
        "replaces": review.replaces,
    }
    fields = {key: value for key, value in fields.items() if value or key == "ms"}
    if mark and mark.share is not None:
        fields["share"] = mark.share
    if not review.counted:
        fields["counted"] = False

    return fields


def read_line(line: str | bytes) -> Event:
    """The event that a line holds.

    Raises:
        BadLineError: it holds none.
        NewerLineError: it is written in a later version of the format.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError("it is not JSON") from error
    if type(fields) is not dict:
        raise BadLineError("it is not a JSON object")
    version = _number(fields, "v", 1, _LATEST)
    if version > VERSION:
        raise NewerLineError(f"it is in version {version} of the log's format")

    return _event(fields, _text(fields, "id"), _moment(fields))


def _event(fields: _Fields, id_: str, moment: Moment) -> Event:
    match fields.get("ev"):
        case "review":
            return _review(fields, id_, moment)
        case "undo":
            return Undo(id=id_, moment=moment, ref=_text(fields, "ref"))
        case "count":
            return Count(id=id_, moment=moment, session=_text(fields, "session"))
        case other:
            return _card_event(other, fields, id_, moment)


def _card_event(name: object, fields: _Fields, id_: str, moment: Moment) -> Event:
    """Read what is done with a card other than reviewing it."""
    if name not in ("suspend", "bury", "flag", "rename", "reset"):  # a list has no hash
        raise BadLineError(f"`ev` is {name!r}, which is no event")
    card = _text(fields, "card")
    match name:
        case "suspend":
            suspended = _truth(fields, "suspended")
            return Suspend(id=id_, moment=moment, card=card, suspended=suspended)
        case "bury":
            return Bury(id=id_, moment=moment, card=card)
        case "flag":
            return Flag(id=id_, moment=moment, card=card, flagged=_truth(fields, "flagged"))
        case "rename":
            return Rename(id=id_, moment=moment, card=card, to=_text(fields, "to"))
        case _:
            return Reset(id=id_, moment=moment, card=card)


def _moment(fields: _Fields) -> Moment:
    day = _number(fields, "day", -_LONGEST, _LONGEST)
    offset = _number(fields, "tz", -1440, 1440)

    return Moment(
        instant=_number(fields, "t", 0, _LATEST),
        offset=offset,
        day=day,
        next_day=_number(fields, "next", 0, _LATEST, usual_next_day(day, offset)),
    )


def usual_next_day(day: int, offset: int) -> int:
    """When the study day after one begins, if that is at 4 o'clock."""
    return (day + 1) * _DAY + _ROLLOVER - offset * _MINUTE


def _review(fields: _Fields, id_: str, moment: Moment) -> Review:
    return Review(
        id=id_,
        moment=moment,
        card=_text(fields, "card"),
        kind=_text(fields, "kind"),
        answer=_answer(fields),
        mark=_mark(fields),
        rating=_RATINGS[_number(fields, "rating", 1, 4)],
        own=_truth(fields, "own", default=False),
        interval=Interval(
            days=_number(fields, "days", 0, _LONGEST, 0),
            seconds=_number(fields, "secs", 0, _LATEST, 0),
        ),
        session=_text(fields, "session", ""),
        counted=_truth(fields, "counted", default=True),
        fingerprint=_text(fields, "print", ""),
        replaces=_text(fields, "replaces", ""),
    )


def _answer(fields: _Fields) -> Answer:
    shown, chosen = fields.get("shown", []), fields.get("chosen", [])
    if type(shown) is not list or not all(type(text) is str for text in shown):
        raise BadLineError("`shown` must be a list of texts")
    if type(chosen) is not list or not all(
        type(index) is int and 0 <= index < len(shown) for index in chosen
    ):
        raise BadLineError("`chosen` must be a list of indexes into `shown`")

    return Answer(
        shown=tuple(shown),
        chosen=tuple(chosen),
        typed=_text(fields, "typed", ""),
        took=_number(fields, "ms", 0, _LATEST),
        hinted=_truth(fields, "hinted", default=False),
        guessed=_truth(fields, "guessed", default=False),
        sure=_truth(fields, "sure", default=False),
        slow_from=_number(fields, "slow", 0, _LATEST, 0),
    )


def _mark(fields: _Fields) -> Mark | None:
    if "mark" not in fields:
        return None
    verdict = _VERDICTS.get(_text(fields, "mark"))
    if verdict is None:
        raise BadLineError(f"`mark` must be one of {', '.join(_VERDICTS)}")

    return Mark(
        verdict=verdict,
        rule=_text(fields, "rule", ""),
        note=_text(fields, "note", ""),
        share=_share(fields),
    )


def _share(fields: _Fields) -> float | None:
    if "share" not in fields:
        return None
    value = fields["share"]
    # JSON's NaN is no number from 0 to 1 either.
    if type(value) not in {int, float} or not 0 <= value <= 1:
        raise BadLineError("`share` must be a number from 0 to 1")

    return float(value)


def _number(fields: _Fields, key: str, low: int, high: int, default: int | None = None) -> int:
    value = fields.get(key, default)
    # A boolean is no number here, though Python thinks so.
    if type(value) is not int or not low <= value <= high:
        raise BadLineError(f"`{key}` must be a whole number from {low} to {high}")

    return value


def _text(fields: _Fields, key: str, default: str | None = None) -> str:
    value = fields.get(key, default)
    if type(value) is not str or (not value and default is None):
        raise BadLineError(f"`{key}` must be a text")

    return value


def _truth(fields: _Fields, key: str, *, default: bool | None = None) -> bool:
    value = fields.get(key, default)
    if type(value) is not bool:
        raise BadLineError(f"`{key}` must be true or false")

    return value


_VERDICTS = {str(verdict): verdict for verdict in Verdict}
_RATINGS = {int(rating): rating for rating in Rating}
