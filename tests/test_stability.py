"""What is learned stays: a fact more or less changes next to nothing about the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest
from strategies import deck, fact, one, relation, several

from quizgen.export.anki.pins import Pins, wrong_texts
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Choice, Deck, Fact, Link, Question, QuestionId

ROWS = 300
MOST = {"mark": 6, "haunt": 6, "colour": 10}
"""Questions of a table and direction that may get another option.

A value that many rows share stands on a ring many times, so that a question may look further.
"""

ALL = [kind.name for kind in KINDS]
CHANGES = [
    pytest.param(name, seed, marks=pytest.mark.slow if seed else ())
    for name in MOST
    for seed in range(10)
]
_SYLLABLES = [one + two for one in "bdfghjklmnprstvwz" for two in ("a", "e", "i", "o", "u", "an")]


class _Namer:
    """Makes names up, each once."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311  # made-up names, no secret
        self._taken: set[str] = set()

    def __call__(self) -> str:
        """Return a new name."""
        while True:
            count = self.rng.randint(2, 4)
            found = "".join(self.rng.choice(_SYLLABLES) for _ in range(count)).capitalize()
            if found not in self._taken:
                self._taken.add(found)
                return found


def facts_of(seed: int) -> dict[str, list[Fact]]:
    """Tables of many rows with one value each, of their own or shared, and with complete lists."""
    name = _Namer(seed)
    colours = [name() for _ in range(30)]
    places = [name() for _ in range(200)]
    found: dict[str, list[Fact]] = {}
    for _ in range(ROWS + 1):
        subject = name()
        shapes = (
            one(subject, "mark", name()),
            one(subject, "colour", name.rng.choice(colours)),
            several(subject, "haunt", *name.rng.sample(places, 3), complete=True),
        )
        for shape in shapes:
            row = fact(f"{shape.relation}/{subject}", shape)
            found.setdefault(shape.relation, []).append(row)
    return found


def built(facts: Iterable[Fact]) -> Deck:
    """A deck of one table."""
    return deck(*facts, relations=[relation("haunt", reverse=True)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A deck with a fact less and with it, and the questions of all other facts."""

    less: Deck
    more: Deck
    fact: Fact
    before: Mapping[QuestionId, Question]
    after: Mapping[QuestionId, Question]


@cache
def change(name: str, seed: int) -> Change:
    """A table loses a row, or gains it."""
    facts = facts_of(seed)[name]
    lost = Random(seed).choice(facts)  # noqa: S311  # made-up data, no secret
    less, more = built(it for it in facts if it is not lost), built(facts)
    before, after = (
        {it.id: it for it in generate([one], ALL).questions if it.fact != lost.id}
        for one in (less, more)
    )
    return Change(less=less, more=more, fact=lost, before=before, after=after)


def texts(question: Question) -> frozenset[str]:
    """All options of a question."""
    response = question.response
    options = response.options if isinstance(response, Choice) else ()
    return frozenset(it.text for it in options)


def other_options(
    before: Mapping[QuestionId, Question], after: Mapping[QuestionId, Question]
) -> Counter[str]:
    """In how many questions of a direction and kind other options are shown."""
    return Counter(
        f"{it.direction} {it.kind}"
        for id_, it in before.items()
        if id_ in after and texts(it) != texts(after[id_])
    )


def pinned(
    now: Deck, questions: Mapping[QuestionId, Question], before: Mapping[QuestionId, Question]
) -> dict[QuestionId, Question]:
    """Today's questions with the options of their last export."""
    pins = Pins(now)
    return {id_: pins.applied(it, wrong_texts(before[id_])) for id_, it in questions.items()}


@pytest.mark.parametrize(("name", "seed"), CHANGES)
def test_a_fact_more_or_less_changes_few_other_questions(name: str, seed: int) -> None:
    """The others keep their ids, all of them, and nearly all keep their options."""
    it = change(name, seed)
    changed = other_options(it.before, it.after)

    assert len(it.before) >= 4 * ROWS
    assert it.before.keys() == it.after.keys()
    assert {what: count for what, count in changed.items() if count > MOST[name]} == {}


@pytest.mark.parametrize(("name", "seed"), CHANGES)
def test_notes_in_anki_keep_their_wrong_options(name: str, seed: int) -> None:
    """A new fact touches no note; one that goes only those that showed what it named."""
    it = change(name, seed)
    gained = pinned(it.more, it.after, it.before)
    lost = pinned(it.less, it.before, it.after)

    for id_, question in it.before.items():
        assert wrong_texts(gained[id_]) == wrong_texts(question)
    assert isinstance(it.fact.shape, Link)
    gone = {it.fact.shape.subject, *(value.text for value in it.fact.shape.values)}
    for id_, question in it.after.items():
        kept = wrong_texts(lost[id_])
        assert len(kept) == len(wrong_texts(question))
        assert {*wrong_texts(question)}.difference(kept) <= gone, question


def test_a_note_never_loses_an_option() -> None:
    """Where a list changes, and with it what is shown of it, as many options are shown."""
    values = ("foot", "calf", "hand", "thigh", "neck")
    before, after = (
        deck(
            fact("f", several("spasm", "site", *shown, complete=True)),
            *(fact(it, several(it, "site", f"{it} muscle", complete=True)) for it in "abc"),
        )
        for shown in (values, values[1:])
    )

    (old,), (new,) = (
        [it for it in generate([one], ["odd-one-out"]).questions if it.fact == "f"]
        for one in (before, after)
    )
    assert len(texts(Pins(after).applied(new, wrong_texts(old)))) == len(texts(new)) == 4
    assert "foot" in texts(old)
