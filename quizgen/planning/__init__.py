"""What studying leads to, by a simulated learner; and what to do until an exam.

Pure: chance enters as a ``Random``, days as numbers, a learner's cards as states.
"""

from quizgen.planning.bound import Bound, upper_bound
from quizgen.planning.grid import Grid
from quizgen.planning.index import ExamIndex, Ranked
from quizgen.planning.learner import Costs, Memories, SimulatedLearner, State, Steps
from quizgen.planning.policies import Greedy, NewFirst, Policy, WhenDue
from quizgen.planning.simulation import study

__all__ = [
    "Bound",
    "Costs",
    "ExamIndex",
    "Greedy",
    "Grid",
    "Memories",
    "NewFirst",
    "Policy",
    "Ranked",
    "SimulatedLearner",
    "State",
    "Steps",
    "WhenDue",
    "study",
    "upper_bound",
]
