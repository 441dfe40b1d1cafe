"""An item as a test-taker sees it: a stem, and options in the order shown."""

from dataclasses import dataclass
from typing import Literal

from quizgen.model import Choice, Position, Question

Form = Literal["choice", "multi-select", "true-false", "open"]
"""Pick one, pick all that are right, judge a sentence, or answer without options."""

_FACT_SHAPE_WITH_GAPS = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question reduced to its surface, wherever it was written."""

    id: str
    stem: str
    form: Form
    options: tuple[str, ...] = ()
    #: Indexes into ``options``.
    correct: tuple[int, ...] = ()
    #: The order of the options means something.
    fixed: bool = False
    #: The stem is a sentence with a gap by declaration, so that the gap may stand anywhere.
    gapped: bool = False
    language: str = "en"
    #: What belongs together: of a deck's questions the deck and the relation.
    group: str = ""
    #: Items of one card, and those of one group with different sides, never share a sheet.
    card: str = ""
    side: str = ""
    #: Where it was read; ``None`` for a question that was computed.
    position: Position | None = None


def item_of(question: Question) -> Item:
    """Return a question as an item; whatever has no options is an open one."""
    response = question.response
    gapped = question.kind == "cloze" or question.relation == _FACT_SHAPE_WITH_GAPS
    options: tuple[str, ...] = ()
    correct: tuple[int, ...] = ()
    form: Form = "open"
    fixed = False
    if isinstance(response, Choice):
        options = tuple(option.text for option in response.options)
        correct = tuple(at for at, option in enumerate(response.options) if option.correct)
        form = "multi-select" if response.several else "choice"
        form = "true-false" if question.kind == "true-false" else form
        fixed = response.fixed
    return Item(
        id=question.id,
        stem=question.stem,
        form=form,
        options=options,
        correct=correct,
        fixed=fixed,
        gapped=gapped,
        language=question.language,
        group=f"{question.deck}/{question.relation}",
        card=question.card,
        side=question.direction.value,
    )
