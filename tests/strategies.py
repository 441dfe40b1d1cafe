"""Decks for tests: short builders for those written out, and strategies for all others.

A :class:`World` is a deck together with the truth that its author knows and the deck only partly
says: lists are cut short, things go by several names, facts are missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import strategies as st
from truth import AFTER, AMOUNT, Truth

from quizgen.model import (
    Blank,
    Citation,
    Deck,
    Fact,
    Image,
    Link,
    Number,
    Pair,
    Position,
    Relation,
    Shape,
    Statement,
    Steps,
    Term,
    Thing,
    Value,
    Wrong,
)

HERE = Position(file="deck.yaml", line=1, column=1)


def wrong(*texts: str, why: str = "") -> tuple[Wrong, ...]:
    """Options that the author declares wrong."""
    return tuple(Wrong(text=text, why=why, position=HERE) for text in texts)


def value(text: str, *also: str) -> Value:
    """An object with its other names."""
    return Value(text=text, also=also, position=HERE)


def thing(name: str, type_: str = "", *also: str, part_of: Iterable[str] = ()) -> Thing:
    """A thing with its other names and wholes."""
    return Thing(name=name, type=type_, also=also, part_of=tuple(part_of), position=HERE)


def relation(name: str, **fields: object) -> Relation:
    """A relation."""
    return Relation(name=name, position=HERE, **fields)  # type: ignore[arg-type]  # as given


def one(subject: str, name: str, text: str, *also: str) -> Link:
    """A link with exactly one object."""
    return Link(subject=subject, relation=name, values=(value(text, *also),), one=True)


def several(subject: str, name: str, *texts: str, complete: bool = False) -> Link:
    """A link with a list of objects."""
    values = tuple(value(text) for text in texts)
    return Link(subject=subject, relation=name, values=values, complete=complete)


def statement(say: str, *blanks: tuple[str, tuple[str, ...]]) -> Statement:
    """A statement with its blanks and their wrong options; later blanks' slots are their texts."""
    return Statement(
        say=say,
        blanks=tuple(
            Blank(
                text=text,
                slot=text.replace(" ", "-") if number else "",
                start=say.index(text),
                wrong=wrong(*options),
                position=HERE,
            )
            for number, (text, options) in enumerate(blanks)
        ),
    )


def fact(id_: str, shape: Shape, **fields: object) -> Fact:
    """A fact."""
    return Fact(id=id_, shape=shape, position=HERE, **fields)  # type: ignore[arg-type]  # as given


def deck(*facts: Fact, **fields: object) -> Deck:
    """A deck; things and relations are given as lists."""
    given = dict(fields)
    for name in ("things", "relations"):
        members = given.pop(name, ())
        given[name] = {member.name: member for member in members}  # type: ignore[attr-defined]  # as given
    given.setdefault("id", "d")
    given.setdefault("title", "Deck")
    return Deck(facts=facts, position=HERE, **given)  # type: ignore[arg-type]  # as given


def table(name: str, rows: Mapping[str, str]) -> list[Fact]:
    """A fact for each row of a table with one value each."""
    return [fact(f"{name}/{subject}", one(subject, name, text)) for subject, text in rows.items()]


CAPITALS = {
    "Norway": "Oslo",
    "Kenya": "Nairobi",
    "Chile": "Santiago",
    "Ghana": "Accra",
    "Latvia": "Riga",
    "Japan": "Tokyo",
}

#: Names that differ by more than a letter; some hold another one as a whole word.
NAMES = (
    *("larro", "mendik", "tupola", "serrem", "vistan", "kolbru", "hadrin", "ompelt", "jirrow"),
    *("fendal", "ruskit", "brenno", "caltav", "dorsip", "wellun", "zanqui", "pirrom", "gathel"),
    *("upper larro", "lower larro", "upper mendik", "left tupola", "serrem proper", "old vistan"),
)

texts = (
    st.text(
        st.characters(exclude_categories=["C", "Z"], include_characters=" "),
        min_size=1,
        max_size=20,
    )
    .map(str.strip)
    .filter(bool)
)
"""Any texts that a deck may hold, in any script and with any signs."""


def shapes() -> st.SearchStrategy[Shape]:
    """Any shape a fact may have."""
    words = st.sampled_from(NAMES)
    some = st.lists(words, min_size=1, max_size=4, unique=True).map(tuple)
    also = st.lists(texts, max_size=2).map(tuple)
    objects = some.map(lambda found: tuple(map(value, found)))
    return st.one_of(
        st.builds(Pair, ask=texts, answer=st.one_of(words, texts), also=also),
        st.builds(Term, term=st.one_of(words, texts), means=texts, also=also),
        st.builds(
            Link,
            subject=words,
            relation=st.sampled_from(("site", "cause", "partner")),
            values=objects,
            complete=st.booleans(),
        ),
        st.builds(one, words, st.sampled_from(("symbol", "partner")), words),
        st.builds(
            Number,
            subject=texts,
            value=st.sampled_from(("37", "0.5", "206", "1,200", "-40", "3", "many", "1969")),
            unit=st.sampled_from(("", "°C", "%", "kg")),
            tolerance=st.sampled_from(("", "0.5", "2")),
        ),
        st.builds(Steps, subject=texts, steps=some),
        _statements(),
    )


@st.composite
def _statements(draw: st.DrawFn) -> Statement:
    first, second = draw(st.lists(st.sampled_from(NAMES[:18]), min_size=2, max_size=2, unique=True))
    options = st.lists(texts, max_size=4).map(tuple)
    return statement(
        f"A {first} lies in an {second} here.", (first, draw(options)), (second, draw(options))
    )


@st.composite
def facts(draw: st.DrawFn, id_: str) -> Fact:
    """Any fact with this id."""
    return fact(
        id_,
        draw(shapes()),
        wrong=tuple(
            option
            for text in draw(st.lists(st.one_of(texts, st.sampled_from(NAMES)), max_size=4))
            for option in wrong(text, why=draw(st.sampled_from(("", "Because."))))
        ),
        never=draw(st.lists(st.sampled_from(NAMES), max_size=1).map(tuple)),
        why=draw(st.sampled_from(("", "So it is."))),
        hint=draw(st.sampled_from(("", "A hint"))),
        topic=draw(st.sampled_from(("", "Topic"))),
        tags=draw(st.lists(texts, max_size=2).map(tuple)),
        image=draw(st.none() | st.just(Image(file="a.png", alt="A picture", position=HERE))),
        reverse=draw(st.none() | st.booleans()),
        retired=draw(st.sampled_from((False, False, False, True))),
        citation=draw(st.none() | st.builds(_citation, texts)),
    )


def _citation(quote: str) -> Citation:
    return Citation(source="book", title="A book", at="p. 1", quote=quote, position=HERE)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Any deck of a few facts, with things, types and relations."""
    ids = draw(st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), max_size=8, unique=True))
    types = st.sampled_from(("", "part", "cause", "sign"))
    names = draw(st.lists(st.sampled_from(NAMES), max_size=8, unique=True))
    return deck(
        *(draw(facts(id_)) for id_ in ids),
        things=[
            thing(name, draw(types), part_of=draw(st.lists(st.sampled_from(NAMES), max_size=1)))
            for name in names
        ],
        relations=[
            relation("site", object_type=draw(types), say=draw(st.sampled_from(("", _SAY)))),
            relation("partner", symmetric=True),
        ],
        disjoint=draw(st.sampled_from(((), (frozenset({"part", "cause"}),)))),
        notice=draw(st.sampled_from(("", "No advice."))),
        digest="ab" * 32,
    )


_SAY = "<Object> is a site of <subject>."


@dataclass(frozen=True, repr=False)
class World:
    """A deck, and what is true whether the deck says so or not."""

    deck: Deck
    truth: Truth
    seed: int

    def __repr__(self) -> str:
        """Write what it is made of: all of it would hide the failure that it is told for."""
        return f"world({self.seed})"


class _Builder:
    """Makes a world: first the truth, then a deck that tells part of it."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        rng = self.rng = Random(seed)  # noqa: S311  # made-up data, no secret
        self.names = rng.sample(NAMES, rng.randint(8, len(NAMES)))
        self.also = {name: f"{name}ine" for name in self.names if rng.random() < 0.3}
        self.wholes = {
            name: rng.sample(self.names[:number], 1)
            for number, name in enumerate(self.names)
            if number and rng.random() < 0.3
        }
        self.above = {name: self._above(name) for name in self.names}
        self.objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.contested: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.lists: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self.figures: dict[tuple[str, str], Decimal] = {}
        self.amounts: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
        self.facts: list[Fact] = []

    def _above(self, name: str) -> set[str]:
        """Wholes of a thing, and what its own name says it is a kind of."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            kinds = [it for it in self.names if it != current and it in current.split()]
            for whole in (*self.wholes.get(current, ()), *kinds):
                if whole not in found:
                    found.add(whole)
                    waiting.append(whole)
        return found - {name}

    def call(self, name: str) -> str:
        """A thing by one of its names."""
        return self.also[name] if name in self.also and self.rng.random() < 0.5 else name

    def state(self, relation_name: str, subject: str, names: Iterable[str]) -> None:
        """Make it true, and with it everything that its parts or wholes make true."""
        for name in sorted(names):
            below = [it for it in self.names if name in self.above[it] and self.rng.random() < 0.5]
            self.objects[relation_name, subject].update({name, *self.above[name], *below})
            self.lists[relation_name, subject].add(name)

    def tell(self, link: Link, **fields: object) -> None:
        """Put a fact into the deck, sometimes with declared wrong options."""
        key = link.relation, link.subject
        unfit = self.objects[key] | self.contested[key]
        false = [it for it in self.names if it not in unfit and self.rng.random() < 0.15]
        declared = wrong(*map(self.call, false)) if key not in self.figures else ()
        called = replace(link, subject=self.call(link.subject))
        self.put(called, wrong=declared, reverse=self.rng.choice(_FLAGS), **fields)

    def put(self, shape: Shape, **fields: object) -> None:
        """Put a fact into the deck."""
        self.facts.append(fact(f"f{len(self.facts)}", shape, **fields))

    def add_relation(self, name: str, style: str) -> None:
        """Add facts of one relation: functional, complete, open, or symmetric and complete."""
        objects = self.rng.sample(self.names, self.rng.randint(3, 7))
        subjects = self.rng.sample(self.names, self.rng.randint(2, 7))
        links: dict[str, set[str]] = {}
        for subject in subjects:
            count = 1 if style == "one" else self.rng.randint(1, 4)
            links[subject] = set(self.rng.sample(objects, min(count, len(objects))))
            self.state(name, subject, links[subject])
        if style == "symmetric":
            for subject, found in links.items():
                for object_ in sorted(found):
                    self.state(name, object_, [subject])
        for subject, found in links.items():
            # A list that is complete by symmetry only needs all the others.
            if style == "symmetric" or self.rng.random() < 0.85:
                self._tell_some(name, style, subject, sorted(found))

    def _tell_some(self, name: str, style: str, subject: str, found: list[str]) -> None:
        told = found if style != "open" else found[: self.rng.randint(1, len(found))]
        never: tuple[str, ...] = ()
        if style in {"one", "complete"} and self.rng.random() < 0.2:
            others = sorted({*self.names} - self.objects[name, subject])
            never = tuple(self.rng.sample(others, min(1, len(others))))
            self.contested[name, subject].update(never)
        link = Link(
            subject=subject,
            relation=name,
            values=tuple(value(self.call(it)) for it in told),
            one=style == "one",
            complete=style in {"complete", "symmetric"},
        )
        self.tell(link, never=tuple(map(self.call, never)))

    def add_figures(self, name: str) -> None:
        """Add facts of a relation that leads to figures, told as rounded as the author likes."""
        for subject in self.rng.sample(self.names, self.rng.randint(2, 8)):
            # Never half way between two figures: which of them it is, is a matter of convention.
            exact = Decimal(self.rng.randint(1000, 99999)) / 1000 + Decimal("0.0001")
            told = exact.quantize(Decimal(1).scaleb(-self.rng.choice((0, 1, 1, 1))))
            self.figures[name, subject] = exact
            self.tell(one(subject, name, str(told)))

    def add_steps(self) -> None:
        """Add something that is done step by step."""
        steps = self.rng.sample(self.names, self.rng.randint(2, 6))
        name = f"{AFTER} f{len(self.facts)}"
        for previous, step in pairwise(steps):
            self.objects[name, previous] = {step}
        # Nothing comes after the last one.
        self.objects[name, steps[-1]] = set()
        self.put(Steps(subject="the work", steps=tuple(map(self.call, steps))))

    def add_amount(self) -> None:
        """Add a quantity, told as exactly as the author knows it."""
        subject = f"the weight of {self.rng.choice(self.names)}"
        told = Decimal(self.rng.randint(1, 9999)).scaleb(-self.rng.randint(0, 2))
        tolerance = (told / self.rng.choice((10, 25, 50, 1000))).quantize(told)
        exact = told + tolerance * self.rng.choice((-1, 0, 1))
        self.amounts[AMOUNT, subject] = exact, tolerance
        self.put(Number(subject=subject, value=str(told), unit="kg", tolerance=str(tolerance)))

    def _near(self, names: Iterable[str]) -> set[str]:
        """These and everything above and below them."""
        found = set(names)
        below = {it for it in self.names if not self.above[it].isdisjoint(found)}
        return found.union(below, *(self.above[it] for it in found))

    def world(self) -> World:
        """Finish."""
        self.rng.shuffle(self.facts)
        built = deck(
            *self.facts,
            things=[
                thing(
                    name,
                    "",
                    *([self.also[name]] if name in self.also else []),
                    part_of=self.wholes.get(name, ()),
                )
                for name in self.names
            ],
            relations=[
                relation(name, symmetric=name == "symmetric", say="<subject> | <object>")
                for name in (*_STYLES, _FIGURE)
            ],
        )
        truth = Truth(
            objects=self.objects,
            unsure={key: self._near(names) for key, names in self.contested.items()},
            lists=self.lists,
            figures=self.figures,
            amounts=self.amounts,
            names={name: name for name in self.names}
            | {also: it for it, also in self.also.items()}
            | {subject: subject for _, subject in self.amounts},
        )
        return World(deck=built, truth=truth, seed=self.seed)


_STYLES = ("one", "complete", "open", "symmetric")
_FIGURE = "size"
_FLAGS = (None, None, True)


def world(seed: int) -> World:
    """A world with relations of every style, figures, steps and an amount."""
    builder = _Builder(seed)
    for style in _STYLES:
        builder.add_relation(style, style)
    builder.add_figures(_FIGURE)
    builder.add_steps()
    builder.add_amount()
    return builder.world()


worlds = st.integers(0, 2**32).map(world)
"""Worlds; a seed that fails is all there is to know, so there is nothing to make smaller."""
