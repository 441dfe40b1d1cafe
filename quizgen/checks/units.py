"""Checks that numbers which stand for the same sort of thing all have their unit.

Numbers are of one sort where they are values of one relation, answers to one template of a
question (``ask: How high is <subject>?``), or quantities of one name (``the length of …``).
"""

import re
from collections import Counter
from collections.abc import Iterator

from quizgen.checks.scope import Scope, problem
from quizgen.model import Link, Number, Position
from quizgen.problems import Problem, Severity

_FEWEST = 2
"""Numbers of a sort with the same unit, before one without any stands out."""

_FOR_EACH = 2
"""How many of them there are for each one without: with fewer, the author may well mean it."""

_START = frozenset("+-−±0123456789")
_QUANTITY = re.compile(r"[+\-−±]?[0-9](?:[0-9.,\s]*[0-9])?\s*(?P<unit>[^0-9\s.,][^0-9]{0,15})?")
_WHOSE = re.compile(r"\s(?:of|in|von|vom|der|des|de|du|del|di|van|av)\s")

_Quantity = tuple[str, str, tuple[Position, int]]
"""A unit, or nothing; the number as it is written; and its place."""


def units_missing(scope: Scope) -> Iterator[Problem]:
    """A number has a unit where most of its sort have the same one."""
    for sort, numbers in _sorts(scope).items():
        bare = [(text, place) for unit, text, place in numbers if not unit]
        (unit, count), *_ = Counter(unit for unit, _, _ in numbers if unit).most_common(1) or [
            ("", 0)
        ]
        if not bare or count < max(_FEWEST, _FOR_EACH * len(bare)):
            continue
        for text, place in bare:
            yield problem(
                "unit-missing",
                f"'{text}' has no unit, and {count} others of {sort} have '{unit}'",
                place,
                "give it its unit; if it has none, it belongs under another name",
                severity=Severity.WARNING,
            )


def _sorts(scope: Scope) -> dict[str, list[_Quantity]]:
    sorts: dict[str, list[_Quantity]] = {}
    for fact in scope.live:
        match fact.shape:
            case Link(relation=relation, values=values):
                for value in values:
                    if value.text[:1] in _START and (found := _QUANTITY.fullmatch(value.text)):
                        place = value.position, len(value.text)
                        unit = (found["unit"] or "").strip()
                        sorts.setdefault(f"'{relation}'", []).append((unit, value.text, place))
            case Number(subject=subject, value=figure, unit=unit):
                sort = fact.ask if "<" in fact.ask else _WHOSE.split(subject, maxsplit=1)[0]
                if sort != subject:
                    place = scope.find(fact.position, figure, "number")
                    name = sort if sort == fact.ask else f"{sort} …"
                    sorts.setdefault(f"'{name}'", []).append((unit, figure, place))
            case _:
                pass
    return sorts
