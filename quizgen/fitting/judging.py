"""Whether one's own weights are worth having: they are tried on answers that they have not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizgen.fitting.estimate import ENOUGH, estimate
from quizgen.fitting.figures import Figures, figures
from quizgen.fitting.histories import History, count_scored, split_at, window
from quizgen.scheduler import DEFAULT_WEIGHTS, Likelihood

EARLIER = 0.8
"""The share of the answers that the trial is fitted on; the rest comes after them in time."""

_LEAST = 1e-4
"""The least difference in log loss that counts as better; below it, figures would look alike."""


class Advice(StrEnum):
    """What to do with the weights found."""

    #: Too few answers to find any.
    TOO_FEW = "too-few"
    ADOPT = "adopt"
    #: Those in force foresee the later answers as well.
    KEEP = "keep"
    #: The defaults foresee them better than either.
    DEFAULTS = "defaults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """How weights did on the later answers, those in force and those fitted on the earlier ones."""

    earlier: int
    before: Figures
    defaults: Figures
    after: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came out of a fit."""

    #: Answers that can be predicted, of all.
    scored: int
    answers: int
    advice: Advice
    #: ``None`` with too few answers.
    later: Later | None = None
    #: Fitted on all answers, or those in force where there are too few.
    weights: tuple[float, ...]


def judge(
    histories: Sequence[History],
    in_force: Sequence[float],
    step: Callable[[], None] | None = None,
) -> Judgement:
    """Fit weights on the earlier answers, try them on the later ones, then fit them on all.

    ``step`` is called for each look at all answers, to show that something goes on.
    """
    answers = sum(map(len, histories))
    scored = count_scored(histories)
    if scored < ENOUGH:
        return Judgement(
            scored=scored, answers=answers, advice=Advice.TOO_FEW, weights=tuple(in_force)
        )
    [cut] = split_at(histories, [EARLIER])
    earlier = Likelihood(window(histories, until=cut))
    later = Likelihood(window(histories, since=cut))
    found = estimate(earlier, step=step)
    tried = Later(
        earlier=len(earlier.sequels),
        before=_of(later, in_force),
        defaults=_of(later, DEFAULT_WEIGHTS),
        after=_of(later, found.weights),
    )
    whole = estimate(Likelihood(histories), start=found, step=step)

    return Judgement(
        scored=scored,
        answers=answers,
        advice=_advice(tried),
        later=tried,
        weights=whole.weights,
    )


def _advice(later: Later) -> Advice:
    before, defaults = later.before.log_loss, later.defaults.log_loss
    if later.after.log_loss <= min(before, defaults) - _LEAST:
        return Advice.ADOPT

    return Advice.DEFAULTS if defaults <= before - _LEAST else Advice.KEEP


def _of(answers: Likelihood, weights: Sequence[float]) -> Figures:
    return figures([(answers.sequels, answers.recalls(weights))])
