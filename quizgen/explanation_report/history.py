"""What the learner did with a card, and when it comes back."""

from collections.abc import Iterator

from quizgen.explanation import Record
from quizgen.explanation_report.layout import paragraph, shown
from quizgen.model import Interval, Memory, Moment, Phase, Review
from quizgen.scheduler import date_text, interval_text

_LAST = 5
"""Reviews that are shown."""

_MOST_TYPED = 40
"""Characters shown of what was typed."""


def history_lines(record: Record) -> Iterator[str]:
    """Yield the history of a card: how often, how well it is known, when it is due, the last."""
    state = _state(record)
    if record.card.memory is None:
        yield from paragraph(f"Not studied yet.{state}", "  ")
        return
    text = f"{_counts(record)} {_known(record)} {due_text(record)}{state}"
    yield from paragraph(text, "  ")
    hidden = len(record.reviews) - _LAST
    if hidden > 0:
        yield f"  … {hidden} earlier"
    for review in record.reviews[-_LAST:]:
        yield from paragraph(_review(review), "  ", "              ")


def _state(record: Record) -> str:
    """Return what the learner has done with the card beside reviewing it."""
    card = record.card
    return "".join(
        (
            " It is suspended: study passes it over." if card.suspended else "",
            " It is buried for today." if card.buried == record.now.day else "",
            " It is flagged." if card.flagged else "",
        )
    )


def _counts(record: Record) -> str:
    reps, lapses = record.card.reps, record.card.lapses
    forgotten = f", forgotten {_times(lapses)}" if lapses else ""
    return f"Reviewed {_times(reps)}{forgotten}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _known(record: Record) -> str:
    memory = record.card.memory
    if memory is None or record.recall is None:
        return ""
    return (
        f"Chance of recall today {round(100 * record.recall)} %;"
        f" stability {memory.stability:.1f} days,"
        f" difficulty {memory.difficulty:.1f} of 10."
    )


def due_text(record: Record) -> str:
    """Return when a card is due, in a sentence; empty while it is new."""
    memory, now = record.card.memory, record.now
    if memory is None:
        return ""
    if memory.phase is not Phase.REVIEW and memory.due_instant:
        return _due_at(memory, now)
    days, date = memory.due_day - now.day, date_text(memory.due_day)
    if days == 0:
        return "Due today."
    if days < 0:
        return f"Due since {date}."
    return f"Due on {date}, in {days} day{'s' * (days != 1)}."


def _due_at(memory: Memory, now: Moment) -> str:
    seconds = (memory.due_instant - now.instant) // 1000
    if seconds <= 0:
        return "In learning, due now."
    return f"In learning, due in {interval_text(Interval(seconds=seconds), now)}."


def _review(review: Review) -> str:
    mark = f"{review.mark.verdict}, " if review.mark else ""
    granted = interval_text(review.interval, review.moment) if _is_granted(review) else ""
    again = f", back in {granted}" if granted else ""
    given = f": {_given(review)}" if _given(review) else ""
    return (
        f"{date_text(review.moment.day)}  {shown(review.kind)}: "
        f"{mark}rated {review.rating.name.lower()}{again}{given}"
    )


def _is_granted(review: Review) -> bool:
    return bool(review.interval.days or review.interval.seconds)


def _given(review: Review) -> str:
    answer = review.answer
    texts = [answer.shown[at] for at in answer.chosen if at < len(answer.shown)]
    text = shown(answer.typed or ", ".join(texts))
    return f"“{text[:_MOST_TYPED]}{'…' * (len(text) > _MOST_TYPED)}”" if text else ""
