"""How a question is answered, with its key and what is wrong about each wrong option."""

from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import assert_never

from quizgen.distractors import RULES
from quizgen.explanation_report.layout import labelled, listed, paragraph, shown
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
            yield from labelled("Also right", listed(also))
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
            yield from labelled("Accepted", listed(accepted))
            yield from labelled("", "Capitals matter." if case_sensitive else "")
            yield from labelled("Told apart", listed(others))
        case NumberKey(value=value, unit=unit, tolerance=tolerance):
            off = f", at most {quantity(tolerance, unit)} off" if tolerance else ""
            yield from labelled("Accepted", shown(f"{quantity(value, unit)}{off}"))
        case ListKey() as several:
            order = ", in this order" if several.ordered else ""
            yield from labelled("Accepted", f"{several.at_least} of {len(several.values)}{order}:")
            for forms in several.values:
                yield from labelled("", " = ".join(map(shown, forms)))
            open_ = "" if several.complete else "Others may be right: the list is open."
            yield from labelled("", open_)
            yield from labelled("Told apart", listed(several.others))
        case _:
            assert_never(key)


_DECLARED = PHRASES["because declared"]


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
