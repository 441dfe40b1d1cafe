"""Sheet codes: short names of printed papers, read aloud and copied by hand."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from quizgen.model import Choice, Match, Order, Question, Quiz, Recall, Response, Typed
from quizgen.sheets.areas import answers
from quizgen.sheets.grouping import Grouping
from quizgen.sheets.record import Paper

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: they are taken for others, or make words."""

_HALF = 3
_CODE = re.compile(rf"([{_LETTERS}]{{{_HALF}}})([{_LETTERS}]{{{_HALF}}})([A-Z]{{0,2}})")
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def code_of(quiz: Quiz, grouping: Grouping, papers: Iterable[Paper]) -> str:
    """Return a code of six letters that depends on all that is printed: ``K7Q-M2X``."""
    said = [quiz.seed, quiz.title, grouping]
    said += (f"{deck.id} {deck.digest}" for deck in quiz.decks)
    for question in quiz.questions:
        said += [question.id, question.stem, str(question.points), *_content(question)]
    for paper in papers:
        said += (f"{paper.version} {slot.question} {slot.shown}" for slot in paper.slots)
    digest = hashlib.sha256("\0".join(said).encode(errors="replace")).digest()
    code = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[: 2 * _HALF])
    return f"{code[:_HALF]}-{code[_HALF:]}"


def full_code(code: str, version: str) -> str:
    """Return the code of one paper: that of all of them, and its version."""
    return f"{code}-{version}" if version else code


def read_code(text: str) -> tuple[str, str] | None:
    """Read a code as people write it; return that of all papers, and the version.

    Case, hyphens and spaces do not matter, and letters stand for the figures they look like.
    """
    signs = re.sub(r"[\s\-‐‑–_]", "", text).upper()
    base, version = signs[: 2 * _HALF].translate(_ALIKE), signs[2 * _HALF :]
    found = _CODE.fullmatch(base + version)
    return (f"{found[1]}-{found[2]}", found[3]) if found else None


def _content(question: Question) -> Iterator[str]:
    response: Response = question.response
    match response:
        case Choice(options=options):
            yield from (f"{option.correct:d} {option.text}" for option in options)
        case Order(items=items):
            yield from items
        case Match(pairs=pairs):
            yield from (side for pair in pairs for side in pair)
        case Recall() | Typed():
            yield from answers(response)
        case never:
            assert_never(never)
