"""Writes decks as their authors would, and keeps what is true.

A JSON text is a YAML text too, so each deck goes through the reader like any other.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from truth import AMOUNT, Truth

from quizgen.deck_reader import parse_deck
from quizgen.model import Deck


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDeck:
    """A deck as text and as read, and what is true."""

    text: str
    deck: Deck = field(repr=False)
    truth: Truth = field(repr=False)


class Author:
    """Writes a deck, and keeps what is true."""

    def __init__(self, title: str) -> None:
        """Begin with a title alone."""
        self._title = title
        self._things: dict[str, dict[str, object]] = {}
        self._relations: dict[str, dict[str, object]] = {}
        self._tables: dict[str, dict[str, object]] = {}
        self._numbers: list[dict[str, object]] = []
        self._wholes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._never: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._secret: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._amounts: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}

    def thing(self, name: str, type_: str, *also: str, part_of: str = "") -> None:
        """Name a thing, once."""
        fields = {"a": type_, "also": list(also), "part of": part_of}
        self._things[name] = {key: value for key, value in fields.items() if value}
        self._names |= {it.casefold(): name for it in (name, *also)}
        if part_of:
            self._wholes[name] = part_of

    def relation(self, name: str, **fields: object) -> None:
        """Say how things hang together; what is false is left out."""
        self._relations[name] = {
            key.rstrip("_").replace("_", " "): value for key, value in fields.items() if value
        }

    def row(
        self,
        relation: str,
        subject: str,
        *objects: str,
        never: Iterable[str] = (),
        wrong: Iterable[str] = (),
    ) -> None:
        """Add a row to the table of a relation."""
        values = objects[0] if len(objects) == 1 else list(objects)
        key = "value" if len(objects) == 1 else "values"
        besides = {"never": list(never), "wrong": list(wrong)}
        more = {name: texts for name, texts in besides.items() if texts}
        self._tables.setdefault(relation, {})[subject] = {key: values, **more} if more else values
        for name in (subject, *objects, *never):
            self._names.setdefault(name.casefold(), name)
        self._told[relation, subject].update(self._main(it) for it in objects)
        self._never[relation, subject].update(self._main(it) for it in never)
        if self._relations[relation].get("symmetric"):
            for it in objects:
                self._told[relation, it].add(subject)

    def secret(self, relation: str, subject: str, *objects: str) -> None:
        """Keep to itself that something is true."""
        self._secret[relation, subject].update(map(self._main, objects))

    def number(self, name: str, subject: str, exact: Decimal, unit: str, *, figures: int) -> None:
        """Add an amount that is told with so many figures."""
        told = Decimal(f"{exact:.{figures}g}")
        grain = Decimal(1).scaleb(told.adjusted() - figures + 1)
        fields = {"value": f"{told.quantize(grain):f}", "unit": unit, "tolerance": f"{grain * 5:f}"}
        self._numbers.append({"id": name, "of": subject, "number": fields})
        self._names[subject.casefold()] = subject
        self._amounts[AMOUNT, subject] = exact, grain * 5

    def _main(self, name: str) -> str:
        return self._names[name.casefold()]

    def _above(self, name: str) -> set[str]:
        whole = self._wholes.get(name)
        return {whole, *self._above(whole)} if whole else set()

    def _truth(self) -> Truth:
        """A whole is true where its part is; a part of what is true may be or not."""
        below: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._wholes:
            for whole in self._above(name):
                below[whole].add(name)
        told = self._told
        true = {key: told[key] | self._secret[key] for key in {**told, **self._secret}}
        return Truth(
            objects={
                key: names.union(*(self._above(it) for it in names)) for key, names in true.items()
            },
            unsure={
                key: self._never[key].union(*(below[it] for it in names))
                for key, names in true.items()
            },
            lists=told,
            figures={
                key: Decimal(name)
                for key, names in told.items()
                for name in names
                if name.isdecimal()
            },
            amounts=self._amounts,
            names=self._names,
        )

    def done(self) -> WrittenDeck:
        """Write the deck and read it again."""
        tables = [
            {"id": name.replace(" ", "-"), "table": name, "rows": rows}
            for name, rows in self._tables.items()
        ]
        written = {
            "format": "1",
            "deck": f"{self._title.lower()}-o1",
            "title": self._title,
            "sources": {"data": "Data of another project"},
            "things": self._things,
            "relations": self._relations,
            "facts": [*tables, *self._numbers],
        }
        text = json.dumps(written, ensure_ascii=False, indent=1)
        read = parse_deck(text, "outside.yaml")
        assert read.deck, read.problems
        assert not read.problems, read.problems
        return WrittenDeck(text=text, deck=read.deck, truth=self._truth())
