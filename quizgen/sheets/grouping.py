"""What the parts of a paper have in common, and so the order of its questions."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import assert_never

from quizgen.model import Question
from quizgen.sheets.areas import Form, form_of


class Grouping(StrEnum):
    """What the parts of a paper have in common."""

    FORM = "form"
    TOPIC = "topic"
    NONE = "none"


def place_in(
    questions: Iterable[Question], grouping: Grouping
) -> Callable[[Question], tuple[int, ...]]:
    """Return the sort key that brings questions into their parts; topics come as first met."""
    forms = {form: index for index, form in enumerate(Form)}
    topics = list(dict.fromkeys(question.topic for question in questions if question.topic))
    # Questions without a topic come last.
    places = {topic: index for index, topic in enumerate([*topics, ""])}
    match grouping:
        case Grouping.FORM:
            return lambda question: (forms[form_of(question)],)
        case Grouping.TOPIC:
            return lambda question: (places[question.topic], forms[form_of(question)])
        case Grouping.NONE:
            return lambda _: ()
        case never:
            assert_never(never)
