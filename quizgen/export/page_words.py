"""What exporters of pages say alike."""

from quizgen.model import Choice, Quiz
from quizgen.problems import RequestError


def refuse_keyless(quiz: Quiz, noun: str) -> None:
    """Refuse a quiz that cannot be printed with its answers.

    Raises:
        RequestError: it has no question, which is called ``noun``, or one of them has no key.
    """
    if not quiz.questions:
        raise RequestError(f"there is no {noun} to print", "choose other decks or kinds")
    for question in quiz.questions:
        match question.response:
            case Choice(options=options) if not any(option.correct for option in options):
                hint = "generate the quiz with its answers"
                raise RequestError(f"'{question.id}' has no right option", hint)
            case _:
                pass
