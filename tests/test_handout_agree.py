"""Paper and key agree, read back from what was printed, by somebody who knows nothing but the deck.

The reader sees words and their places. It looks each stem up in the deck, takes what the deck says
is right, finds it on the printed paper, and then asks whether the printed key says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import assert_never

import pytest
from handout_samples import export
from paper_reader import Entry, bare, read_key, read_paper
from printing import by_chromium, by_weasyprint, needs_both, needs_printing, words

from quizgen import library
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.markup import plain
from quizgen.model import (
    AcceptedKey,
    Choice,
    Deck,
    ListKey,
    Match,
    NumberKey,
    Order,
    Question,
    Quiz,
    Recall,
    Typed,
)
from quizgen.selection import pick_quiz

ALL = [kind.name for kind in KINDS]


@cache
def the_deck() -> tuple[tuple[Deck, ...], tuple[Question, ...]]:
    """Return the shipped decks, and all that can be asked of them."""
    decks = library.load(["decks"]).decks
    return decks, generate(decks, ALL).questions


def paper(seed: str, kinds: Sequence[str] = ALL) -> Quiz:
    """Draw a quiz of every kind as the command does."""
    decks, asked = the_deck()
    chosen = [question for question in asked if question.kind in kinds]
    return pick_quiz(chosen, decks, count=60, seed=seed, title="Read back")


@dataclass(frozen=True)
class Known:
    """An answer that the deck knows: how a key has to say it, and how at a glance."""

    full: str
    glance: str


def found_in_the_deck(entry: Entry) -> Question:
    """Find the question of which a paper has the words: the longest stem that they begin with."""
    told = bare(entry.text)
    asked = [
        (bare(stem), question)
        for question in the_deck()[1]
        if printed_alike(entry, question)
        for stem in (plain(question.stem).removeprefix("True or false: "),)
        if told.startswith(bare(stem))
    ]
    assert asked, entry
    return max(asked, key=lambda it: len(it[0]))[1]


def printed_alike(entry: Entry, question: Question) -> bool:
    """Tell whether a question is answered in the way that an entry has room for."""
    match question.response:
        case Choice() as response:
            alone = question.kind == "true-false"
            texts = {bare(plain(it.text)) for it in response.options if it.correct}
            seen = {bare(text) for text in entry.options.values()}
            return bool(entry.options) and not entry.boxes and (alone or texts <= seen)
        case Match(pairs=pairs):
            return {bare(plain(left)) for left, _ in pairs} == {bare(box) for box in entry.boxes}
        case Order(items=items):
            return {bare(plain(item)) for item in items} == {bare(box) for box in entry.boxes}
        case Typed() | Recall():
            return not entry.options and not entry.boxes
        case never:
            assert_never(never)


def answer(entry: Entry, question: Question) -> Known:
    """Answer a printed entry by what the deck says is right."""
    match question.response:
        case Choice(options=options) if question.kind == "true-false":
            right = next(it.text for it in options if it.correct)
            return Known(f"{right[0]} {right}", right[0])
        case Choice(options=options):
            right_texts = {bare(plain(it.text)) for it in options if it.correct}
            picked = {it: text for it, text in entry.options.items() if bare(text) in right_texts}
            assert len(picked) == len(right_texts)
            full = " ".join(f"{letter} {text}" for letter, text in sorted(picked.items()))
            return Known(full, " ".join(sorted(picked)))
        case Order(items=items):
            places = [bare(plain(item)) for item in items]
            full = " ".join(f"{place}. {plain(item)}" for place, item in enumerate(items, start=1))
            numbers = [str(places.index(bare(box)) + 1) for box in entry.boxes]
            return Known(full, " ".join(numbers))
        case Match(pairs=pairs):
            partners = {bare(plain(left)): bare(plain(right)) for left, right in pairs}
            letters = {bare(text): letter for letter, text in entry.options.items()}
            found = [(letters[partners[bare(box)]], box) for box in entry.boxes]
            full = " ".join(f"{it} {box} {partners[bare(box)]}" for it, box in found)
            return Known(full, " ".join(letter for letter, _ in found))
        case Recall() | Typed() as response:
            known = " ".join(plain(text) for text in written(response))
            return Known(known, known)
        case never:
            assert_never(never)


def written(response: Recall | Typed) -> list[str]:
    """Return what has to be written, whatever the paper looks like."""
    if isinstance(response, Recall):
        return [response.answer]
    match response.key:
        case AcceptedKey(accepted=accepted):
            return [accepted[0]]
        case NumberKey(value=value, unit=unit):
            return [f"{value} {unit}"]
        case ListKey(values=values):
            return [forms[0] for forms in values]
        case never:
            assert_never(never)


def assert_agree(
    made: Quiz, by_engine: Callable[[bytes], bytes], group: str = "form", versions: int = 1
) -> None:
    """Print each version and its key, and hold them against the deck."""
    files = export(made, paper="a4", group=group, versions=versions).files
    papers = [name for name in files if f"{name.removesuffix('.html')}-key.html" in files]
    for name in papers:
        printed = read_paper(words(by_engine(files[name])))
        key = words(by_engine(files[f"{name.removesuffix('.html')}-key.html"]))
        glance, answers = read_key(key)
        numbers = list(range(1, len(made.questions) + 1))
        assert list(printed) == list(glance) == list(answers) == numbers
        for number, entry in printed.items():
            question = found_in_the_deck(entry)
            known = answer(entry, question)
            assert bare(glance[number]) in {bare(known.glance), "below"}
            if isinstance(question.response, Choice | Order | Match):
                assert glance[number] == known.glance
            stem = bare(plain(question.stem).removeprefix("True or false: "))[:120]
            told = bare(answers[number])
            assert told.startswith(stem)
            assert bare(known.full) in told[len(stem) :]


@needs_printing
def test_a_printed_key_is_right() -> None:
    """One paper of every kind that the decks have, as a browser prints it."""
    assert_agree(paper("1"), by_chromium)


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("engine", [by_chromium, by_weasyprint], ids=["chromium", "weasyprint"])
@pytest.mark.parametrize(("seed", "group"), [("7", "form"), ("8", "topic"), ("9", "none")])
def test_every_version_has_its_own_right_key(
    engine: Callable[[bytes], bytes], seed: str, group: str
) -> None:
    """Whatever the seed, the order and the version: the printed key answers the printed paper."""
    assert_agree(paper(seed), engine, versions=4, group=group)


@needs_printing
@pytest.mark.slow
@pytest.mark.parametrize("kind", ALL)
def test_each_kind_has_a_right_key(kind: str) -> None:
    """Kinds of which a mixed paper has few, many times over."""
    assert_agree(paper("3", [kind]), by_chromium, versions=2)


@needs_printing
def test_the_reader_is_no_fool() -> None:
    """A key of another version is found out."""
    made = paper("5")
    files = export(made, paper="a4", versions=2).files
    printed = read_paper(words(by_chromium(files["quiz-A.html"])))
    glance, _ = read_key(words(by_chromium(files["quiz-B-key.html"])))

    known = {it: answer(entry, found_in_the_deck(entry)) for it, entry in printed.items()}
    wrong = [it for it in known if bare(glance[it]) not in {bare(known[it].glance), "below"}]
    assert len(wrong) > len(made.questions) / 3
