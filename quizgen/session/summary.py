"""What a session comes to: score, time, and what to look at again."""

from dataclasses import dataclass, replace
from itertools import filterfalse

from quizgen.model import Verdict
from quizgen.session.papers import Paper, is_right, review_of
from quizgen.session.states import Asking, Revealed, State, Take


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a session, or of the last round over the misses of a quiz."""

    answers: int
    #: How many questions were asked; in an exam with those left open.
    asked: int
    right: int
    slips: int
    #: Different cards, and how many of them were known at the first try.
    cards: int
    known: int
    seconds: int
    misses: tuple[Take, ...]


def summary(state: State) -> Summary:
    """Return the figures of the round that is on; a study session is one round."""
    takes = state.round_takes
    first = _first_takes(takes)
    paper = _paper(state)
    gone = state.latest.instant - state.begun.instant if paper is None else paper.used(state.latest)
    return Summary(
        answers=len(takes),
        asked=len(takes) if paper is None else len(paper.entries),
        right=sum(take.verdict is not Verdict.WRONG for take in takes),
        slips=sum(take.verdict is Verdict.SLIP for take in takes),
        cards=len(first),
        known=sum(take.verdict is not Verdict.WRONG for take in first),
        seconds=max(0, gone) // 1000,
        misses=misses(state),
    )


def first_round(state: State) -> State:
    """Return a session as before going over the misses, which changes no score."""
    return replace(state, round=0)


def misses(state: State) -> tuple[Take, ...]:
    """Return what to look at again: of a card asked more than once, how it went at first.

    In an exam also the questions that were left open.
    """
    if (paper := _paper(state)) is not None:
        missed = filterfalse(is_right, paper.entries)
        return tuple(
            Take(question=it.question, review=review_of(it, state.latest)) for it in missed
        )
    first = _first_takes(state.round_takes)
    return tuple(take for take in first if take.verdict is Verdict.WRONG)


def saved(state: State) -> int:
    """Return how many answers of the session are in the log and hold."""
    if state.paper is not None and state.paper.handed_in is None:
        return state.paper.answers
    return len(state.takes)


def position(state: State) -> tuple[int, int]:
    """Return the number of the question on the screen and how many there are in this round."""
    answered = len(state.round_takes)
    if state.scheduling:
        waiting = state.waiting
        return answered, answered + waiting.new + waiting.learning + waiting.due
    on_screen = isinstance(state.stage, Asking | Revealed)
    return answered + on_screen, answered + on_screen + len(state.pending)


def _paper(state: State) -> Paper | None:
    """Return the paper of an exam that was handed in, unless misses are being gone over."""
    paper = state.paper
    return paper if paper is not None and paper.handed_in is not None and not state.round else None


def _first_takes(takes: tuple[Take, ...]) -> tuple[Take, ...]:
    first: dict[str, Take] = {}
    for take in takes:
        first.setdefault(take.question.card, take)
    return tuple(first.values())
