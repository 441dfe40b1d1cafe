"""What the tests of the study guide share: a deck of every shape, and how to export decks."""

from collections.abc import Callable

from handout_samples import Element, picture, read

from quizgen.deck_reader import parse_deck
from quizgen.export import Request
from quizgen.export.study_guide import STUDY_GUIDE
from quizgen.model import Deck, Image, Quiz

NO_QUIZ = Quiz(title="", language="en")

SAMPLE = r"""
format: 1
deck: body-1
title: The body, in *short*
notice: Study material, not medical advice.
sources:
  web: {title: On muscles, url: "https://example.org/muscles"}
  book: A book of anatomy
relations:
  capital: {from: country, one: true, say: "<Object> is the capital of <subject>."}
  common site: {say: "<Object> is a common site of <subject>."}
things: {hammer: {a: bone}, anvil: {a: bone}}
facts:
  - id: liver
    ask: Which organ makes bile?
    answer: the liver
    also: [hepar, liver]
    wrong: [the pancreas, {text: the gallbladder, why: It only stores bile}]
    topic: Digestion
    source: book
    at: p. 4
  - id: dehydrated
    term: dehydrated
    means: having lost too much fluid
    also: [dried out]
    topic: Muscles
    source: web
    at: "¶4"
    quote: lost too much fluid
  - id: cramp
    term: cramp
    means: a painful contraction
    image: {file: cramp.png, alt: A cramped *calf*}
    topic: Muscles
    source: web
    at: "¶4"
    quote: lost too much fluid
  - id: nature
    say: A cramp is a *sudden*, brief contraction; $x^2$ and H~2~O.
    cloze:
      sudden: [{text: gradual, why: It comes at once.}, slow]
      brief: {slot: length, wrong: [{text: gradual, why: It comes at once.}]}
    why: Nerves fire too often
    topic: Muscles
    source: web
    at: "¶1"
  - id: sites
    of: cramp
    relation: common site
    values: [thigh, calf, foot arch, hand]
    wrong: [{text: teeth, why: Teeth contain no muscle.}]
    topic: Muscles
    source: web
  - id: fever
    of: normal body temperature
    number: {value: 37, unit: °C, tolerance: 0.5}
    source: book
  - id: cold
    cause: cold
    effect: [cramps, shivering]
    source: book
  - id: relief
    of: easing a cramp
    steps: [Stop, Stretch, Massage]
    topic: Muscles
    source: book
  - id: capitals
    table: capital
    topic: Places
    source: book
    at: p. 9
    rows:
      France: Paris
      Bolivia: {value: Sucre, never: [La Paz], why: La Paz is the seat of government.}
      Kazakhstan: {value: Astana, also: [Nur-Sultan], wrong: [{text: Almaty, why: Until 1997.}]}
  - {id: old, ask: What was it?, answer: phlogiston, retired: true, source: book, at: p. 666}
"""


def deck_of(text: str) -> Deck:
    """Read a deck that has no errors."""
    found = parse_deck(text, "deck.yaml")
    assert [it for it in found.problems if it.severity == "error"] == []
    assert found.deck is not None
    return found.deck


def guide(
    *decks: Deck, media: Callable[[Image], bytes] | None = lambda _: picture(), **options: object
) -> str:
    """Export decks as a study guide and return its page."""
    request = Request(decks=decks, options={"name": "guide", **options}, media=media)
    return STUDY_GUIDE.export(NO_QUIZ, request).files["guide.html"].decode()


def page(*decks: Deck, **options: object) -> Element:
    """Export decks as a study guide and read its page."""
    return read(guide(*decks, **options))  # type: ignore[arg-type]  # options of the exporter


def entries(root: Element) -> list[Element]:
    """List what stands for one fact each, in reading order."""
    return [
        element
        for element in root.walk()
        if "entry" in (element.attributes.get("class") or "").split()
        or (element.tag == "tr" and element.all("th") and element.all("td", "value"))
    ]
