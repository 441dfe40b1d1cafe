"""Makes the reviews of a session: what is logged of an answer."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from types import MappingProxyType
from typing import assert_never

from quizgen.model import (
    AcceptedKey,
    Answer,
    Card,
    Choice,
    Interval,
    ListKey,
    Mark,
    Match,
    Moment,
    NumberKey,
    Order,
    Phase,
    Question,
    Rating,
    Recall,
    Review,
    Typed,
    Verdict,
)
from quizgen.progress import capped
from quizgen.scheduler import EVIDENCE, Grade
from quizgen.session.events import Stamp
from quizgen.session.states import Asking, State

_NO_INTERVALS: Mapping[Rating, Interval] = MappingProxyType({})


def suggested(state: State, answer: Answer, mark: Mark) -> Grade:
    """Return what an answer that was marked speaks for."""
    scheduler = state.plan.scheduler
    policy = scheduler.policy if scheduler else EVIDENCE
    return policy.suggest(answer, mark)


def with_time(asking: Asking, answer: Answer, mark: Mark) -> Answer:
    """Return an answer with what there is to say of its time: where it is right, but slow.

    While a card is new or being learned, the time is that of reading and says nothing.
    """
    memory, slow_from = asking.card.memory, asking.slow_from
    known = memory is not None and memory.phase is Phase.REVIEW
    if not (known and slow_from) or mark.verdict is Verdict.WRONG:
        return answer
    return replace(answer, slow_from=slow_from) if capped(answer.took) > slow_from else answer


def intervals(
    state: State, card: Card, moment: Moment, guess: float = 0.0
) -> Mapping[Rating, Interval]:
    """Return what each rating would give now; nothing in a quiz, nor in going over misses."""
    scheduler = state.plan.scheduler
    if not state.scheduling or scheduler is None:
        return _NO_INTERVALS
    outcomes = scheduler.outcomes(card.memory, card.id, card.reps, moment, guess)
    return {rating: outcome.interval for rating, outcome in outcomes.items()}


def make_review(  # noqa: PLR0913  # an answer has that many sides
    state: State,
    asking: Asking,
    stamp: Stamp,
    *,
    answer: Answer,
    mark: Mark | None,
    rating: Rating,
    granted: Mapping[Rating, Interval],
) -> Review:
    """Return the review of an answer; going over misses is practice and never counts."""
    question, session = asking.question, state.plan.session
    return Review(
        id=stamp.ids[0],
        moment=stamp.moment,
        card=question.card,
        kind=question.kind,
        answer=answer,
        mark=mark,
        rating=rating,
        interval=granted.get(rating, Interval()),
        session=f"{session}/again" if state.round else session,
        counted=state.scheduling,
        fingerprint=fingerprint(question),
    )


def overruled(review: Review, program: Mark) -> Mark:
    """Return the mark that turns the program's round; its note names the program's verdict."""
    if review.mark != program:
        return program
    verdict = Verdict.RIGHT if program.verdict is Verdict.WRONG else Verdict.WRONG
    return Mark(verdict=verdict, rule="overruled", note=f"{program.verdict}: {program.rule}")


def replaced(review: Review, stamp: Stamp, **changes: object) -> Review:
    """Return the review that stands for an earlier one from now on."""
    return replace(review, id=stamp.ids[0], moment=stamp.moment, replaces=review.id, **changes)  # type: ignore[arg-type]  # the callers' keywords are fields


def fingerprint(question: Question) -> str:
    """Return a short digest of stem and key: it differs where the answer was changed."""
    text = "\x1f".join((question.stem, *_key(question)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _key(question: Question) -> tuple[str, ...]:
    match question.response:
        case Recall(answer=answer):
            return (answer,)
        case Typed(key=key):
            return _typed_key(key)
        case Choice(options=options):
            return tuple(sorted(option.text for option in options if option.correct))
        case Order(items=items):
            return items
        case Match(pairs=pairs):
            return tuple(side for pair in pairs for side in pair)
        case _ as never:
            assert_never(never)


def _typed_key(key: AcceptedKey | NumberKey | ListKey) -> tuple[str, ...]:
    match key:
        case AcceptedKey(accepted=accepted):
            return accepted
        case NumberKey(value=value, unit=unit, tolerance=tolerance):
            return (value, unit, tolerance)
        case ListKey(values=values):
            return tuple(form for forms in values for form in forms[:1])
        case _ as never:
            assert_never(never)
