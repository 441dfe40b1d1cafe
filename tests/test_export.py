"""Laws that every exporter keeps, and what listing them costs."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from quizgen.export import EXPORTERS, Bundle, Exporter, Request
from quizgen.model import (
    Deck,
    Direction,
    Fact,
    Pair,
    Position,
    Question,
    Quiz,
    QuizDeck,
    Recall,
    card_id,
    question_id,
)

HERE = Position(file="deck.yaml", line=1, column=1)
PAIRS = (
    Pair(ask="Which organ makes *bile*?", answer="the liver"),
    Pair(ask="Which organ stores bile?", answer="the gallbladder"),
)
FACTS = tuple(Fact(id=f"fact-{n}", shape=pair, position=HERE) for n, pair in enumerate(PAIRS))
DECK = Deck(id="bile-k3f9", title="Bile", facts=FACTS, position=HERE)

every_exporter = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda it: it.name)


def asked(fact: Fact, pair: Pair) -> Question:
    """Ask a fact in the plainest way."""
    card = card_id(DECK.id, fact.id, Direction.FORWARD)
    return Question(
        id=question_id(card, "recall"),
        card=card,
        deck=DECK.id,
        fact=fact.id,
        kind="recall",
        direction=Direction.FORWARD,
        stem=pair.ask,
        response=Recall(answer=pair.answer),
    )


QUIZ = Quiz(
    title="On *bile*",
    language="en",
    seed="42",
    decks=(QuizDeck(id=DECK.id, title=DECK.title, digest=""),),
    questions=tuple(asked(fact, pair) for fact, pair in zip(FACTS, PAIRS, strict=True)),
)


def exported(exporter: Exporter, quiz: Quiz = QUIZ, deck: Deck = DECK) -> Bundle:
    """Export a quiz of two questions, and the deck that they are from."""
    return exporter.export(quiz, Request(decks=(deck,), now=1_790_000_000))


def test_names_are_unique_words() -> None:
    """What the user types is a word of its own."""
    names = [exporter.name for exporter in EXPORTERS]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@every_exporter
def test_each_exporter_describes_itself(exporter: Exporter) -> None:
    """The help has one line for each, and a suffix tells a file from a folder."""
    assert exporter.summary
    assert "\n" not in exporter.summary
    assert not exporter.summary.endswith(".")
    assert re.fullmatch(r"\.[a-z]+", exporter.suffix)
    assert exporter.selection in {"one-per-card", "quiz", "facts"}


@every_exporter
def test_each_exporter_writes_files_of_its_kind(exporter: Exporter) -> None:
    """Names are plain names with the suffix, contents are bytes, and the report says something."""
    bundle = exported(exporter)

    assert bundle.files
    for name, content in bundle.files.items():
        assert PurePosixPath(name).name == name
        assert name.endswith(exporter.suffix) or name in bundle.records.values()
        assert isinstance(content, bytes)
        assert content
    assert bundle.report
    assert all(line and "\n" not in line for line in bundle.report)
    assert bundle.locks.keys() <= {DECK.id}


@every_exporter
def test_the_same_quiz_gives_the_same_bundle(exporter: Exporter) -> None:
    """Nothing but the quiz and the request decides what comes out."""
    assert exported(exporter) == exported(exporter)


@every_exporter
def test_each_question_counts(exporter: Exporter) -> None:
    """Another question, or another fact to make it of, is another file."""
    fewer = replace(QUIZ, questions=QUIZ.questions[:1])
    of_fewer = replace(DECK, facts=FACTS[:1])

    assert exported(exporter, fewer, of_fewer).files != exported(exporter).files


def test_listing_the_exporters_imports_nothing_heavy() -> None:
    """The command line names the formats without paying for one."""
    program = (
        "import sys; from quizgen.export import EXPORTERS\n"
        "[(e.name, e.summary, e.suffix, e.selection) for e in EXPORTERS]\n"
        "heavy = {'jinja2', 'markupsafe', 'genanki', 'sqlite3', 'zipfile', 'markdown_it', 'yaml'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
