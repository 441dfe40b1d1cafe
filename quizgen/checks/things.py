"""Checks of things: names, wholes and types."""

from collections.abc import Iterator

from quizgen.checks.scope import Scope, problem
from quizgen.distractors.text import fold
from quizgen.model import Fact, Link, Thing
from quizgen.problems import Problem, Severity


def shared_names(scope: Scope) -> Iterator[Problem]:
    """No two things have a name in common: it would not tell which one is meant."""
    names: dict[str, Thing] = {}
    for thing in scope.deck.things.values():
        for name in dict.fromkeys((thing.name, *thing.also)):
            first = names.setdefault(fold(name), thing)
            if first is not thing:
                yield problem(
                    "shared-name",
                    f"'{name}' names the thing in line {first.position.line} too",
                    scope.find(thing.position, name, "also" if name != thing.name else ""),
                    "a name belongs to one thing; give each a name that tells them apart",
                )


def cycles(scope: Scope) -> Iterator[Problem]:
    """Nothing is a part of itself, or a kind of itself, by whatever detour."""
    reported: set[str] = set()
    for thing in scope.deck.things.values():
        path = _way_back(scope, thing)
        if path and not reported.intersection(path):
            reported.update(path)
            yield problem(
                "part-of-cycle",
                f"'{thing.name}' is a part or a kind of itself: {' → '.join(path)}",
                (thing.position, len(thing.name)),
                "`part of:` leads from the part to the whole, `a:` from a thing to its type",
            )


def _way_back(scope: Scope, start: Thing) -> list[str]:
    """Return the names on a way from a thing up to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        thing = waiting.pop()
        for name in filter(None, (thing.type, *thing.part_of)):
            above = scope.thing(name)
            if above is start:
                return _path(came_from, thing.name, start.name)
            if above is not None and above.name not in came_from:
                came_from[above.name] = thing.name
                waiting.append(above)
    return []


def _path(came_from: dict[str, str], last: str, start: str) -> list[str]:
    path = [start, last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def mismatched_types(scope: Scope) -> Iterator[Problem]:
    """What a relation connects is of the types that it declares, as far as the deck says."""
    for fact in scope.live:
        link = fact.shape
        if not isinstance(link, Link):
            continue
        relation = scope.deck.relations.get(link.relation)
        if relation is None:
            continue
        if relation.subject_type:
            yield from _mismatch(scope, fact, link.subject, relation.subject_type, "from")
        if relation.object_type:
            for value in link.values:
                yield from _mismatch(scope, fact, value.text, relation.object_type, "to")


def _mismatch(scope: Scope, fact: Fact, name: str, wanted: str, side: str) -> Iterator[Problem]:
    thing = scope.thing(name)
    if thing is None or not thing.type:
        return
    types = _types(scope, thing)
    if wanted.casefold() not in types:
        yield problem(
            "type-mismatch",
            f"'{name}' is a {thing.type}, and the relation leads {side} a {wanted}",
            scope.find(fact.position, name),
            f"correct the type of '{thing.name}' or the relation's `{side}:`",
            severity=Severity.WARNING,
        )


def _types(scope: Scope, thing: Thing) -> set[str]:
    """Return a thing's types: its own, that of its type, and so on."""
    types: set[str] = set()
    above: Thing | None = thing
    while above is not None and above.type and above.type.casefold() not in types:
        types.add(above.type.casefold())
        above = scope.thing(above.type)
    return types
