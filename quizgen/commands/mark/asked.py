"""What the user asks of ``mark``, and which of its options do not go together."""

from dataclasses import dataclass

from quizgen.problems import RequestError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command."""

    answers: str | None = None
    class_list: str | None = None
    blank: str | None = None
    scores: str | None = None
    record: bool = False
    learner: str | None = None
    date: str | None = None
    as_json: bool = False
    plain: bool = False


def check(asked: Asked) -> None:
    """Refuse options that do not go together.

    Raises:
        RequestError: two of them do not, or one lacks another.
    """
    ways = {
        "--answers": asked.answers is not None,
        "--class": bool(asked.class_list),
        "--blank": bool(asked.blank),
    }
    given = [name for name, there in ways.items() if there]
    if len(given) > 1:
        raise RequestError(f"{' and '.join(given)} do not go together", "use one of them")
    if asked.scores and not asked.class_list:
        raise RequestError("--csv is for a class", "name its list with --class FILE.csv")
    if asked.blank and asked.record:
        raise RequestError("there is nothing to record in an empty list", "leave --record out")
    if asked.date and not asked.record:
        raise RequestError("--on is the date to record", "add --record, or leave --on out")
    if asked.learner is not None and asked.class_list:
        raise RequestError("a class list names its learners itself", "leave --learner out")
    if asked.record and asked.learner is None and not asked.class_list:
        hint = "add --learner NAME; --learner me is the owner of this home"
        raise RequestError("--record needs to know whose answers these are", hint)
    if asked.learner is not None and not asked.record:
        raise RequestError("--learner is for --record", "add --record, or leave --learner out")
