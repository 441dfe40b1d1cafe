"""The scheduler fitted to its learner: from answers to weights, and how good they are.

Pure: histories come in, weights and figures go out. What answers are made of, in this program's
own log or in Anki's, is decided elsewhere.
"""

from quizgen.fitting.comparing import FEWEST, MODELS, Comparison, compare, steps_of
from quizgen.fitting.estimate import ENOUGH, OFFSETS, Estimate, estimate, weights_of
from quizgen.fitting.figures import Figures, bin_of, figures, in_order
from quizgen.fitting.histories import History, count_scored, histories_of, split_at, window
from quizgen.fitting.judging import Advice, Judgement, Later, judge
from quizgen.fitting.simplex import lowest

__all__ = [
    "ENOUGH",
    "FEWEST",
    "MODELS",
    "OFFSETS",
    "Advice",
    "Comparison",
    "Estimate",
    "Figures",
    "History",
    "Judgement",
    "Later",
    "bin_of",
    "compare",
    "count_scored",
    "estimate",
    "figures",
    "histories_of",
    "in_order",
    "judge",
    "lowest",
    "split_at",
    "steps_of",
    "weights_of",
    "window",
]
