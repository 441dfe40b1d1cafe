"""The commented deck that ``quizgen new`` writes: true, sound, and one fact of each shape."""

import re

from quizgen.authoring.scalars import scalar
from quizgen.authoring.slugs import short_slug

_DECK = """\
# A deck of quizgen. Replace what it says by what you know; comments begin with #.
#
#   quizgen check        finds what is wrong or weak
#   quizgen ids --write  fills in the ids that are missing
#   quizgen suggest      offers wrong options
#   quizgen quiz         asks you

format: 1
deck: {deck} # stays for ever: everything learned hangs on it
title: {title}
language: en

# Where the facts come from. With `at:` a fact says where in it, so that anybody can look it up.
sources:
  book: Your source here, with author, title and year

# What things are, and what else they are called. This makes wrong options comparable.
things:
  # The Netherlands: {{a: country, also: [Holland]}}
  cello: {{a: instrument, also: [violoncello]}}
  double bass: {{a: instrument, also: [contrabass]}}
  harp: {{a: instrument}}

# How to ask for what belongs together; tables and lists below use it.
relations:
  capital:
    from: country
    to: city
    one: true # a country has exactly one
    ask: What is the capital of <subject>?
    ask back: Which country has the capital <object>?
  instrument:
    to: instrument
    ask: Which instruments make up <subject>?
    ask which: Which of these belongs to <subject>?

facts:
  # A question and its answer. A wrong option must be wrong beyond doubt; say why where it helps.
  - id: innermost-planet # a word of your choice; it stays when you reword the fact
    ask: Which planet is the closest to the Sun?
    answer: Mercury
    wrong: [{{text: Venus, why: Venus is the second planet from the Sun.}}, Mars, Jupiter]
    topic: Astronomy
    at: p. 1

  # A term: asked in both directions.
  - id: archipelago
    term: archipelago
    means: a group of islands
    wrong:
      - {{text: a strip of land between two seas, why: That is an isthmus.}}
      - {{text: a narrow sea between two coasts, why: That is a strait.}}
    at: p. 2

  # A table: one relation and a line for each fact. Its other values are the wrong options.
  - id: capitals
    table: capital
    at: p. 3
    rows:
      Chile: Santiago
      France: Paris
      Japan: Tokyo
      Kenya: {{value: Nairobi, why: Nairobi took over from Mombasa in 1907.}}

  # A list. With `complete: true` everything that is not on it is wrong.
  - id: string-quartet
    of: a string quartet
    relation: instrument
    values: [violin, viola, cello]
    complete: true
    at: p. 4

  # A statement. Each blank has wrong options of its own.
  - id: honey
    say: Bees make honey from nectar.
    cloze: {{nectar: [resin, {{text: wax, why: Wax comes from glands of the bees.}}]}}
    at: p. 5

  # A number with its unit; an answer within the tolerance is right.
  - id: everest
    of: the height of Mount Everest
    number: {{value: 8849, unit: m, tolerance: 5}}
    hint: a little less than nine kilometres
    at: p. 6

  # Steps in their order.
  - id: butterfly
    of: the life of a butterfly
    steps: [egg, caterpillar, chrysalis, adult butterfly]
    at: p. 7

# Also on any fact:
#   why: the reason, shown after the answer
#   quote: at most six words of the source
#   tags: [exam, week 1]
#   image: {{file: pictures/heart.png, alt: A heart in section}}
#   never: [contested answers, neither right nor wrong]
#   was: [the id it had before]
#   retired: true  (asked no more, and nobody's history is lost)
"""


def first_deck(title: str, suffix: str) -> str:
    """Return a commented deck of this title; the suffix makes its id one of its kind."""
    return _DECK.format(deck=deck_id(title, suffix), title=scalar(title))


def deck_id(title: str, suffix: str) -> str:
    """Return the id of a new deck: words of its title, and something that nobody else has."""
    return f"{file_stem(title)}-{suffix}"


def file_stem(title: str) -> str:
    """Return how to name the file of a deck."""
    return short_slug(title) or "deck"


def title_of(file: str) -> str:
    """Return a title made of a file's name."""
    name = re.split(r"[/\\]", file)[-1]
    words = " ".join(re.split(r"[-_\s]+", name.rpartition(".")[0] or name)).strip()
    return words[:1].upper() + words[1:] or "Deck"
