"""A deck in another language: what it says itself, and what it is told that it does not."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from quizgen.deck_reader import parse_deck
from quizgen.distractors import DeckIndex
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.library import check, load
from quizgen.model import Choice, Question
from quizgen.problems import Problem
from quizgen.wording import PHRASES, Wording
from quizgen.wording.templates import without_slots

GERMAN = """\
format: 1
deck: koerper-1
title: Der Körper
language: de
sources: {buch: Ein Lehrbuch}
wording:
  ask term: Was bedeutet „<subject>“?
  ask number: Wie hoch ist <subject>?
  ask number in unit: Wie hoch ist <subject>, in <unit>?
  ask steps: Welche Schritte hat <subject>, der Reihe nach?
  ask the one: Wie heißt <relation> von <subject>?
  ask all: Wie heißen alle <relations> von <subject>?
  ask some: Nenne einige <relations> von <subject>.
  ask any: Nenne <relation> von <subject>.
  ask n: Nenne <n> <relations> von <subject>.
  ask all n: Nenne alle <n> <relations> von <subject>.
  ask and name n: <question> Nenne <n>.
  ask which: Was davon gehört zu <relations> von <subject>?
  effect: Folge
  ask effect: Wozu kann <subject> führen?
  ask which effect: Wozu davon kann <subject> führen?
  ask back effect: Was kann zu <object> führen?
  ask back type and effect: Welches <type> kann zu <object> führen?
  say effect: <subject> kann zu <object> führen
  ask which all: Was alles gehört zu <relations> von <subject>?
  ask odd one: Alle bis auf eines gehören zu <relations> von <subject>. Welches gehört nicht dazu?
  ask how many: Wie viele <relations> von <subject> gibt es?
  ask next step: Welcher Schritt folgt bei <subject> gleich nach „<object>“?
  ask to order: "Bringe die Schritte der Reihe nach: <subject>."
  ask to order by size: Ordne nach <relation>, das kleinste zuerst.
  ask to match: Ordne einander zu, was als <relation> zusammengehört.
  ask to match type: Ordne jedem <type> zu, was als <relation> dazugehört.
  say steps: "<subject>: <steps>"
  say next step: Bei <subject> folgt auf „<previous>“ gleich „<object>“
  ask back term: "Welches Wort bedeutet: <object>?"
  ask back: Wozu gehört <relation> <object>?
  ask back list: Wozu gehören <relations> <object>?
  ask back type: Welches <type> hat <relation> <object>?
  ask back type and list: Welches <type> hat <relations> <object>?
  say term: „<subject>“ bedeutet <object>
  say number: <subject> beträgt <object>
  say the one: <relation> von <subject> heißt <object>
  say some: zu <relations> von <subject> gehört <object>
  say all: <relations> von <subject> sind <object>
  true or false: "Wahr oder falsch: <sentence>"
  option true: Wahr
  option false: Falsch
  list and: <list> und <last>
  because one: "<subject> hat genau eines als <relation>: <object>"
  because all: "das sind alle <relations> von <subject>: <object>"
  because not listed: <object> gehört nicht zu <relations> von <subject>
  because other type: <object> gilt als <type>, und kein <type> gilt als <wanted type>
  because off: Das liegt um <figure> daneben.
  because declared: Laut Lehrbuch stimmt das hier nicht.
  because stated: Der Satz ist die Tatsache selbst.
things:
  Wade: {a: Körperteil}
  Ferse: {a: Körperteil}
  Lunge: {a: Körperteil}
  Krampf: {a: Leiden}
  Zerrung: {a: Leiden}
  Prellung: {a: Leiden}
disjoint: [[Körperteil, Leiden]]
relations:
  Ort: {from: Leiden, to: Körperteil}
  Knochen: {complete: true}
facts:
  - {id: krampf, term: Krampf, means: eine schmerzhafte Zusammenziehung}
  - {id: wade, term: Wade, means: die Rückseite des Unterschenkels}
  - {id: ferse, term: Ferse, means: der hintere Teil des Fußes}
  - {id: zerrung, term: Zerrung, means: eine zu starke Dehnung, wrong: [ein Bruch, ein Riss]}
  - {id: prellung, term: Prellung, means: die Folge eines harten Stoßes}
  - {id: temperatur, of: die Körpertemperatur, number: {value: 37, unit: °C}}
  - {id: zähne, of: die Anzahl der Milchzähne, number: 20}
  - {id: pflege, of: die erste Hilfe, steps: [prüfen, rufen, drücken]}
  - {id: orte, of: Krampf, relation: Ort, values: [Wade, Fuß, Hand], wrong: [Zahn, Haar]}
  - {id: ort, of: Prellung, relation: Ort, value: Ferse}
  - {id: knochen, of: Mittelohr, relation: Knochen, values: [Hammer, Amboss, Steigbügel]}
  - {id: gelenk, of: Daumen, relation: Knochen, values: [Grundglied, Endglied], reverse: true}
  - {id: folge, cause: [Kälte, Nässe], effect: [Krampf, Zerrung], complete: true}
  - {id: folgen, cause: Überlastung, effect: [Riss, Bruch, Krampf], wrong: [Fieber, Husten]}
  - {id: wirkung, cause: Hitze, effect: Schwitzen, wrong: [Frieren, Niesen]}
  - id: organ
    table: Atemorgan
    rows: {Wal: Lunge, Hai: Kieme, Assel: Trachee, Wurm: Haut}
  - id: satz
    say: Ein Muskel kann sich nur verkürzen.
    cloze: {verkürzen: [verlängern, verdrehen]}
  - {id: herz, ask: Was pumpt das Blut?, answer: das Herz, wrong: [die Leber, die Milz]}
"""


def texts(question: Question) -> Iterator[str]:
    """List all that a learner reads of a question."""
    yield from (question.stem, question.explanation)
    if isinstance(question.response, Choice):
        for option in question.response.options:
            yield from (option.text, option.why)
            if option.proof:
                yield option.proof.because


def english_words() -> set[str]:
    """List the words of the catalogue that are no words of the German deck."""
    words = {
        word.casefold()
        for phrase in PHRASES
        for word in re.findall(r"\w+", without_slots(PHRASES[phrase]))
    }
    return words - {"in"}


def questions(text: str) -> tuple[Question, ...]:
    """Make all questions of a deck that is well-formed, in every kind."""
    read = parse_deck(text, "deck.yaml")
    assert read.problems == ()
    assert read.deck is not None
    return generate([read.deck], [kind.name for kind in KINDS]).questions


def checked(text: str, folder: Path) -> list[Problem]:
    """Check a deck, and list what is said about its language."""
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    return [it for it in check(load(path)).problems if it.code == "untranslated"]


def test_every_text_of_a_german_deck_is_german() -> None:
    """Where a deck says all phrases itself, no word of the built-in ones is left."""
    found = [text for question in questions(GERMAN) for text in texts(question)]
    words = {word.casefold() for text in found for word in re.findall(r"\w+", text)}

    assert words & english_words() == set()
    assert {
        "Was bedeutet „Krampf“?",
        "Welches Wort bedeutet: eine schmerzhafte Zusammenziehung?",
        "Wie hoch ist die Körpertemperatur, in °C?",
        "Welche Schritte hat die erste Hilfe, der Reihe nach?",
        "Nenne einige Ort von Krampf.",
        "Nenne alle 3 Knochen von Mittelohr.",
        "Wie heißt Atemorgan von Hai?",
        "Wozu gehört Atemorgan Kieme?",
        "Wozu gehören Knochen Grundglied, Endglied?",
        "Knochen von Mittelohr sind Hammer, Amboss und Steigbügel.",
        "Wal hat genau eines als Atemorgan: Lunge.",
        "Das sind alle Knochen von Daumen: Grundglied, Endglied.",
        "Wozu kann Kälte führen?",
        "Nenne alle 2 Folge von Kälte.",
        "Was kann zu Krampf, Zerrung führen?",
        "Hitze kann zu ____ führen.",
        "Wahr",
        "Falsch",
    } <= set(found)


def test_a_deck_that_says_all_it_needs_is_silent(tmp_path: Path) -> None:
    """Phrases that no question of the deck needs may stay unsaid."""
    assert checked(GERMAN, tmp_path) == []
    assert checked(GERMAN.replace("  ask back list:", "  # ask back list:"), tmp_path) != []
    only_pair = "facts: [{id: herz, ask: Was pumpt das Blut?, answer: das Herz}]"
    assert checked(GERMAN[: GERMAN.index("wording:")] + only_pair, tmp_path) == []


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_decks_use_english(language: str, tmp_path: Path) -> None:
    """The built-in phrases are no problem in any English."""
    text = GERMAN.replace("language: de", f"language: {language}")

    assert checked(text.replace("  option true: Wahr\n", ""), tmp_path) == []


def test_the_warning_names_what_is_missing(tmp_path: Path) -> None:
    """One warning at ``language:`` names all phrases, with an entry for each to fill in."""
    missing = ["ask term", "option true", "because off"]
    text = "".join(
        line
        for line in GERMAN.splitlines(keepends=True)
        if not line.startswith(tuple(f"  {name}:" for name in missing))
    )

    (found,) = checked(text, tmp_path)

    assert (found.position.line, found.position.column, found.length) == (4, 11, 2)
    assert found.severity == "warning"
    assert found.message.endswith("3 phrases in English: ask term, option true, because off")
    assert "add to `wording:` {" in found.hint


def test_the_hint_is_ready_to_paste(tmp_path: Path) -> None:
    """What the hint offers is YAML that the reader takes, after which the check is silent."""
    text = GERMAN[: GERMAN.index("wording:")] + GERMAN[GERMAN.index("things:") :]
    (found,) = checked(text, tmp_path)
    offered = found.hint[found.hint.index("wording: ") :]

    assert set(yaml.safe_load(offered)["wording"].items()) <= set(PHRASES.items())
    assert checked(text.replace("things:", f"{offered}\nthings:", 1), tmp_path) == []


def test_signs_need_no_translation() -> None:
    """A comma between items is the same in German; a deck may still set it."""
    wording = Wording("de")

    assert wording.joined(["eins", "zwei"]) == "eins, zwei"
    assert wording.in_order(["eins", "zwei"]) == "eins → zwei"
    assert wording.untranslated == ()
    assert Wording("ja", {"list comma": "、"}).joined(["一", "二"]) == "一、二"


def test_the_index_of_a_deck_has_its_wording() -> None:
    """Language and phrases come from the deck."""
    read = parse_deck(
        dedent("""\
            format: 1
            deck: d
            title: D
            language: de
            wording: {option true: Wahr}
            facts: [{id: a, ask: Was?, answer: das}]
        """),
        "deck.yaml",
    )
    assert read.deck is not None
    wording = DeckIndex(read.deck).wording

    assert not wording.english
    assert wording.say("option true") == "Wahr"
