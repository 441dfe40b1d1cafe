"""How a question is answered, with its key and what is wrong about each wrong option."""

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import assert_never

from quizgen.distractors import RULES
from quizgen.explanation_report.layout import labelled, paragraph, shown
from quizgen.model import (
    AcceptedKey,
    Choice,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Recall,
    Response,
    Typed,
)
from quizgen.wording import PHRASES, quantity


def response_lines(response: Response) -> Iterator[str]:
    """Yield the key of a question, or its options with their proofs."""
    match response:
        case Recall(answer=answer, also=also):
            yield from labelled("Answer", shown(answer))
            yield from labelled("Also right", _listed(also))
        case Typed(key=key):
            yield from _typed(key)
        case Choice(options=options):
            for letter, option in zip(ascii_uppercase, options, strict=False):
                yield from _option(letter, option)
        case Order(items=items):
            for number, item in enumerate(items, start=1):
                yield from paragraph(shown(item), f"  {number}. ")
        case Match(pairs=pairs):
            for left, right in pairs:
                yield from paragraph(f"{shown(left)} – {shown(right)}", "  ", "    ")
        case _:
            assert_never(response)


def _typed(key: AcceptedKey | NumberKey | ListKey) -> Iterator[str]:
    match key:
        case AcceptedKey(accepted=accepted, others=others, case_sensitive=case_sensitive):
            yield from labelled("Accepted", _listed(accepted))
            yield from labelled("", "Capitals matter." if case_sensitive else "")
            yield from labelled("Told apart", _listed(others))
        case NumberKey(value=value, unit=unit, tolerance=tolerance):
            off = f", at most {quantity(tolerance, unit)} off" if tolerance else ""
            yield from labelled("Accepted", shown(f"{quantity(value, unit)}{off}"))
        case ListKey() as listed:
            order = ", in this order" if listed.ordered else ""
            yield from labelled("Accepted", f"{listed.at_least} of {len(listed.values)}{order}:")
            for forms in listed.values:
                yield from labelled("", " = ".join(map(shown, forms)))
            open_ = "" if listed.complete else "Others may be right: the list is open."
            yield from labelled("", open_)
            yield from labelled("Told apart", _listed(listed.others))
        case _:
            assert_never(key)


_DECLARED = PHRASES["because declared"]

_MOST = 6
"""Names shown of those that are told apart from the key; a table has hundreds."""


def _listed(texts: Sequence[str]) -> str:
    more = f"; and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return "; ".join(map(shown, texts[:_MOST])) + more


def _option(letter: str, option: Option) -> Iterator[str]:
    yield from paragraph(
        f"{shown(option.text)}{'  ← the key' if option.correct else ''}", f"  {letter}. "
    )
    said: Iterable[str] = (option.why,)
    if option.proof:
        yield from paragraph(f"{option.proof.tag}: {RULES[option.proof.tag]}.", "     ")
        # That the author declares it wrong has just been said.
        because = option.proof.because
        said = dict.fromkeys((because if because != _DECLARED else "", option.why))
    for text in filter(None, map(shown, said)):
        yield from paragraph(text, "     ")
