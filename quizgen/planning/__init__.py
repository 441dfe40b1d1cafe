"""What studying leads to, by a simulated learner; and what to do until an exam.

Pure: chance enters as a ``Random``, days as numbers, a learner's cards as states.
"""

from quizgen.planning.learner import Costs, Memories, SimulatedLearner, State, Steps

__all__ = ["Costs", "Memories", "SimulatedLearner", "State", "Steps"]
