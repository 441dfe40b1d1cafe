"""Whether one's own weights are worth having: they are tried on answers that they have not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizgen.fitting.estimate import ENOUGH, Estimate, estimate
from quizgen.fitting.figures import Figures, figures
from quizgen.fitting.histories import History, count_scored, split_at, window
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, Likelihood

CUTS = (0.5, 0.75)
"""Shares of the answers behind which weights are tried, each time fitted on all before.

So half of them are tried. On simulated learners of 550 to 2500 answers this adopted weights of
use more often, and useless ones less often, than one trial on the last fifth.
"""

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
    """How weights did on later answers: those in force, and those fitted on what came before."""

    #: Answers before the first cut, which are not tried.
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
    tries: list[tuple[Likelihood, Estimate]] = []
    start = None
    cuts = split_at(histories, CUTS)
    for cut, end in zip(cuts, [*cuts[1:], None], strict=True):
        start = estimate(Likelihood(window(histories, until=cut)), start, step)
        tries.append((Likelihood(window(histories, cut, end)), start))
    tried = _tried(scored, tries, in_force)
    whole = estimate(Likelihood(histories), start, step)

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


def _tried(
    scored: int, tries: Sequence[tuple[Likelihood, Estimate]], in_force: Sequence[float]
) -> Later:
    def under(weights: Sequence[float]) -> Figures:
        return figures([(answers.sequels, answers.recalls(weights)) for answers, _ in tries])

    after = figures([(it.sequels, it.recalls(fitted.weights)) for it, fitted in tries])

    return Later(
        earlier=scored - after.answers,
        before=under(in_force),
        defaults=under(DEFAULT_WEIGHTS),
        after=after,
    )
