"""What stands between the braces of a GIFT question."""

import re
from dataclasses import dataclass

from quizgen.item_reader.gift_text import hidden, readable
from quizgen.item_reader.places import Places
from quizgen.items import Form
from quizgen.problems import Severity

_TRUE = frozenset({"T", "TRUE"})
_FALSE = frozenset({"F", "FALSE"})
_ANSWER = re.compile(r"[=~][^=~]*")
_WEIGHT = re.compile(r"\s*%([^%\s]*)%")
_NUMBER = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?"
_NUMERIC = re.compile(rf"\s*{_NUMBER}\s*(?:(?::|\.\.)\s*{_NUMBER}\s*)?")
_ARROW = "->"
_WHOLE = 100.0
_ROUNDING = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The options of a question, as far as it has any."""

    form: Form
    options: tuple[str, ...] = ()
    correct: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its sign, its text and its weight in percent."""

    at: int
    right: bool
    text: str
    weight: float | None


def answers(places: Places, at: int, written: str) -> Answers | None:
    """Read what stands between braces; ``None`` with a problem where it makes no sense."""
    # An answer's feedback comes behind a hash; the hash at the beginning means a number.
    said = hidden(written).partition("#")[0].strip().upper()
    if not written.strip():
        return Answers(form="open")
    if said in _TRUE | _FALSE:
        key = 0 if said in _TRUE else 1
        return Answers(form="true-false", options=("True", "False"), correct=(key,))
    if written.lstrip().startswith("#"):
        return _numeric(places, at, written)
    found = _split(places, at, written)
    if found is None:
        return None
    if all(one.right for one in found):
        return _open(places, found)
    return _choice(places, at, found)


def _split(places: Places, at: int, written: str) -> list[_Answer] | None:
    """Take the answers apart."""
    signs = hidden(written)
    first = re.search("[=~]", signs)
    lead = signs[: first.start() if first else len(signs)]
    if lead.strip():
        begin = at + len(lead) - len(lead.lstrip())
        places.add(
            begin,
            "bad-gift",
            f"“{lead.strip()[:40]}” is no answer",
            "begin right answers with = and wrong ones with ~; write T or F for true and false",
            length=len(lead.strip()),
        )
        return None
    parts = [(it.start(), it[0]) for it in _ANSWER.finditer(signs)]
    read = [_answer(places, at + begin, written[begin : begin + len(it)]) for begin, it in parts]
    sound = [one for one in read if one is not None]
    return sound if len(sound) == len(read) else None


def _answer(places: Places, at: int, written: str) -> _Answer | None:
    text = written[1 : len(hidden(written).partition("#")[0])]
    weight = None
    if found := _WEIGHT.match(text):
        try:
            weight = float(found[1])
        except ValueError:
            weight = 2 * _WHOLE
        if not -_WHOLE <= weight <= _WHOLE:
            places.add(
                at + 1 + found.end() - len(found[0].strip()),
                "bad-gift",
                f"{found[0].strip()} is no weight",
                "write a number from -100 to 100 between percent signs, or \\% for the sign",
                length=len(found[0].strip()),
            )
            return None
        text = text[found.end() :]
    return _Answer(at, written[0] == "=", readable(text)[0], weight)


def _open(places: Places, found: list[_Answer]) -> Answers | None:
    """Take right answers alone: short ones, or pairs to match."""
    paired = [_ARROW in one.text for one in found]
    for one, its in zip(found, paired, strict=True):
        left, _, right = one.text.partition(_ARROW)
        if any(paired) and not (its and left.strip() + right.strip()):
            places.add(
                one.at,
                "bad-gift",
                f"“{one.text[:40]}” is no pair",
                "write each pair as =left -> right",
            )
            return None
    return Answers(form="open")


def _choice(places: Places, at: int, found: list[_Answer]) -> Answers:
    """Take options: of several answers each has its weight, and none an equals sign."""
    options = tuple(one.text for one in found)
    right = tuple(number for number, one in enumerate(found) if one.right)
    if right:
        return Answers(form="choice", options=options, correct=right)
    weights = [one.weight or 0.0 for one in found]
    total = sum(weight for weight in weights if weight > 0)
    if total and abs(total - _WHOLE) > _ROUNDING:
        places.add(
            at,
            "weights",
            f"the weights of the right answers make {total:g} %, not 100 %",
            "divide 100 among them",
            severity=Severity.WARNING,
        )
    correct = tuple(number for number, weight in enumerate(weights) if weight > 0)
    return Answers(form="multi-select" if correct else "choice", options=options, correct=correct)


def _numeric(places: Places, at: int, written: str) -> Answers | None:
    body = written.lstrip()[1:]
    begin = at + len(written) - len(body)
    signs = hidden(body)
    parts = [it[0][1:] for it in _ANSWER.finditer(signs)] or [signs]
    for part in parts:
        number = _WEIGHT.sub("", part, count=1).partition("#")[0]
        # A bare ~ only carries the feedback for all other numbers.
        if number.strip() and not _NUMERIC.fullmatch(number):
            places.add(
                begin,
                "bad-gift",
                f"“{number.strip()[:40]}” is no number",
                "write {#3.14:0.01} for a number and its tolerance, or {#3..4} for a range",
                length=len(body.rstrip()),
            )
            return None
    return Answers(form="open")
