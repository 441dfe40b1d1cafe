"""Quizzes as JSON: what ``quizgen generate`` prints and other commands take back.

The file may be edited in between: items dropped or put in another order, points changed. Reading
checks all of it, for a key that went missing would be found by a learner first.
"""

from quizgen.quiz_file.fields import Fields, Findings
from quizgen.quiz_file.reading import parsed, quiz_of, read_quiz, refuse_if_bad
from quizgen.quiz_file.writing import VERSION, question_data, write_quiz

__all__ = [
    "VERSION",
    "Fields",
    "Findings",
    "parsed",
    "question_data",
    "quiz_of",
    "read_quiz",
    "refuse_if_bad",
    "write_quiz",
]
