"""Quizzes as JSON: what ``quizgen generate`` prints and other commands take back.

The file may be edited in between: items dropped or put in another order, points changed. Reading
checks all of it, for a key that went missing would be found by a learner first.
"""

from quizgen.quiz_file.reading import read_quiz
from quizgen.quiz_file.writing import VERSION, question_data, write_quiz

__all__ = ["VERSION", "question_data", "read_quiz", "write_quiz"]
