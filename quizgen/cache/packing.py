"""Questions as JSON that holds every field of theirs, places in files included, and back."""

from enum import StrEnum
from typing import Any

from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    Direction,
    Image,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Position,
    Proof,
    ProofTag,
    Question,
    Quiz,
    QuizDeck,
    Recall,
    Typed,
)

_CLASSES: dict[str, Any] = {
    it.__name__: it
    for it in (
        *(AcceptedKey, Choice, Citation, Direction, Image, ListKey, Match, NumberKey, Option),
        *(Order, Position, Proof, ProofTag, Question, Quiz, QuizDeck, Recall, Typed),
    )
}


def packed(value: object) -> object:
    """Return a value of the model as JSON: objects become their class's name and fields."""
    if value is None or type(value) in {str, bool, int}:
        return value
    if isinstance(value, tuple):
        return [packed(each) for each in value]
    name = type(value).__name__
    if isinstance(value, StrEnum):
        return {name: str(value)}
    return {name: [packed(getattr(value, field)) for field in _CLASSES[name].__slots__]}


def unpacked(value: Any) -> Any:  # noqa: ANN401  # whatever was packed
    """Return the value that was packed.

    Raises:
        KeyError, TypeError, ValueError: this is nothing that was packed.
    """
    if isinstance(value, list):
        return tuple(unpacked(each) for each in value)
    if not isinstance(value, dict):
        return value
    ((name, content),) = value.items()
    made = _CLASSES[name]
    if issubclass(made, StrEnum):
        return made(content)
    return made(**dict(zip(made.__slots__, map(unpacked, content), strict=True)))
