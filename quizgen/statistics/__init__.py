"""What the log says of a learner's answers, and what it says of the days to come."""

from quizgen.statistics.answers import Given, Role, given_answers
from quizgen.statistics.curve import Bin, Curve
from quizgen.statistics.forecast import DayAhead, Forecast, forecast
from quizgen.statistics.hardest import Hard
from quizgen.statistics.looking import (
    Cards,
    Day,
    Part,
    Scope,
    Sitting,
    Statistics,
    Uncounted,
    look,
)
from quizgen.statistics.pace import Pace, pace_of
from quizgen.statistics.places import Place, Places
from quizgen.statistics.shares import Share

__all__ = [
    "Bin",
    "Cards",
    "Curve",
    "Day",
    "DayAhead",
    "Forecast",
    "Given",
    "Hard",
    "Pace",
    "Part",
    "Place",
    "Places",
    "Role",
    "Scope",
    "Share",
    "Sitting",
    "Statistics",
    "Uncounted",
    "forecast",
    "given_answers",
    "look",
    "pace_of",
]
