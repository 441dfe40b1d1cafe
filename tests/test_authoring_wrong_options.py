"""Wrong options: what is offered may be wrong, and what is accepted goes into the deck alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import World, worlds

from quizgen.authoring.suggestions import Lacking, suggest
from quizgen.authoring.wrong_options import Accepted, declare
from quizgen.checks import check_deck
from quizgen.deck_reader import Part, open_decks, parse_deck, read_deck, reopen
from quizgen.deck_reader.deck import open_part
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.parsing import parse
from quizgen.distractors import DeckIndex
from quizgen.generator import generate
from quizgen.model import Deck, Link, Statement
from quizgen.problems import Severity

HEAD = "format: 1\ndeck: d-1\ntitle: D\nsources: {book: A book}\nrelations: {r: {}}\nfacts:\n"


def written(folder: Path, facts: str, *texts: str, fact: str = "f", blank: str = "") -> str | None:
    """Return the facts of a deck with options declared wrong; ``None`` where it has no place."""
    (folder / "deck.yaml").write_bytes((HEAD + facts).encode())
    (parts,) = open_decks([folder / "deck.yaml"]).decks
    declared = declare(parts, [Accepted(fact=fact, blank=blank, texts=texts)])
    assert bool(declared.left) != bool(declared.texts)
    return next((text.removeprefix(HEAD) for text in declared.texts.values()), None)


ASK = "- id: f\n  ask: q\n  answer: a"
SAY = "- id: f\n  say: s t\n  cloze:"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{ASK}\n", f"{ASK}\n  wrong: [x, 'y, z']\n"),
        (ASK, f"{ASK}\n  wrong: [x, 'y, z']"),
        ("- {id: f, ask: q, answer: a}\n", "- {id: f, ask: q, answer: a, wrong: [x, 'y, z']}\n"),
        (f"{ASK} # c\n  why: w", f"{ASK} # c\n  wrong: [x, 'y, z']\n  why: w"),
        (f"{ASK}\r\n  why: w\r\n", f"{ASK}\r\n  wrong: [x, 'y, z']\r\n  why: w\r\n"),
        (
            "-\n  id: f\n  ask: q\n  answer: >\n    a\n    b\n\n# c\n",
            "-\n  id: f\n  ask: q\n  answer: >\n    a\n    b\n  wrong: [x, 'y, z']\n\n# c\n",
        ),
        (
            f"{ASK}\n  also:\n    - b # b\n  at: p",
            f"{ASK}\n  also:\n    - b # b\n  wrong: [x, 'y, z']\n  at: p",
        ),
        (f"{ASK}\n  wrong: w # c\n", f"{ASK}\n  wrong: [w, x, 'y, z'] # c\n"),
        (f"{ASK}\n  wrong: w, v\n", f"{ASK}\n  wrong: ['w, v', x, 'y, z']\n"),
        (f"{ASK}\n  wrong:\n", f"{ASK}\n  wrong: [x, 'y, z']\n"),
        (f"{ASK}\n  wrong: []\n", f"{ASK}\n  wrong: [x, 'y, z']\n"),
        (
            f"{ASK}\n  wrong: [w, {{text: v, why: u}},]\n",
            f"{ASK}\n  wrong: [w, {{text: v, why: u}}, x, 'y, z',]\n",
        ),
        (
            f"{ASK}\n  wrong: {{text: v, why: u}}\n",
            f"{ASK}\n  wrong: [{{text: v, why: u}}, x, 'y, z']\n",
        ),
        (
            f"{ASK}\n  wrong:\n  - w # c\n  - text: v\n    why: u\n  at: p\n",
            f"{ASK}\n  wrong:\n  - w # c\n  - text: v\n    why: u\n  - x\n  - y, z\n  at: p\n",
        ),
        (f"{SAY} s\n", f"{SAY} s\n  wrong: [x, 'y, z']\n"),
        (f"{SAY} {{s: [w], t: }}\n", f"{SAY} {{s: [w, x, 'y, z'], t: }}\n"),
        (f"{SAY} {{s: , t: [w]}}\n", f"{SAY} {{s: [x, 'y, z'], t: [w]}}\n"),
        (
            f"{SAY} {{s: {{slot: o}}, t: }}\n",
            f"{SAY} {{s: {{slot: o, wrong: [x, 'y, z']}}, t: }}\n",
        ),
        (f"{SAY} {{s: {{wrong: w}}, t: }}\n", f"{SAY} {{s: {{wrong: [w, x, 'y, z']}}, t: }}\n"),
        (f"{SAY}\n    s:\n    t: [w]\n", f"{SAY}\n    s: [x, 'y, z']\n    t: [w]\n"),
        (f"{SAY} [s, 't']\n", f"{SAY} {{s: [x, 'y, z'], 't': []}}\n"),
        (f"{SAY}\n    - s\n    - t\n", None),
    ],
)
def test_each_layout_gets_its_options_where_they_belong(
    tmp_path: Path, before: str, after: str | None
) -> None:
    """In the style that is there; comments, order and line ends stay, and nothing is forced."""
    blank = "s" if "say" in before else ""

    assert written(tmp_path, before, "x", "y, z", blank=blank) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("F: v # c", "F: {value: v, wrong: [x]} # c"),
        ("F: 'v'", "F: {value: 'v', wrong: [x]}"),
        ("F: v, w", "F: {value: 'v, w', wrong: [x]}"),
        ("F: [v, w]", "F: {values: [v, w], wrong: [x]}"),
        ("F: {value: v}", "F: {value: v, wrong: [x]}"),
        ("F: {id: own, value: v}", "F: {id: own, value: v, wrong: [x]}"),
        ("F:\n      value: v\n      why: w", "F:\n      value: v\n      wrong: [x]\n      why: w"),
        ("F:\n    - v", None),
    ],
)
def test_a_row_becomes_a_mapping(tmp_path: Path, before: str, after: str | None) -> None:
    """A bare value makes room for its wrong options."""
    table = "- id: f\n  table: r\n  rows:\n    E: u\n    "
    fact = "own" if "own" in before else "f/F"

    found = written(tmp_path, f"{table}{before}\n", "x", fact=fact)

    assert found == (None if after is None else f"{table}{after}\n")


texts = (
    st.text(
        # No deck may hold the sign that stands for a lost one.
        st.characters(
            exclude_categories=["C", "Z"],
            include_characters=" ,:#'\"",
            exclude_characters="\ufffd",
        ),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(texts, min_size=1, max_size=3, unique=True), st.sampled_from((0, 1, 2, 3)))
def test_whatever_is_declared_is_read_back(found: list[str], layout: int) -> None:
    """Texts of any sort end up as the fact's wrong options, and the rest stays."""
    facts = (
        "- {id: f, ask: q, answer: a}\n",
        "- id: f\n  ask: q\n  answer: a\n",
        "- id: f\n  ask: q\n  answer: a\n  wrong:\n    - w\n",
        "- id: f\n  ask: q\n  answer: a\n  wrong: [w]\n",
    )[layout]
    part = part_of(HEAD + facts)

    declared = declare([part], [Accepted(fact="f", texts=tuple(found))])

    read = parse_deck(declared.texts["deck.yaml"], "deck.yaml")
    assert read.problems == ()
    assert read.deck is not None
    assert [it.text for it in read.deck.facts[0].wrong] == ["w"] * (layout > 1) + found


def part_of(text: str) -> Part:
    """Open a deck from its text."""
    part = open_part(parse(Page(text, "deck.yaml")))
    assert part is not None
    return part


def offered(deck: Deck) -> list[Lacking]:
    """Return what is offered for the facts of a deck."""
    generated = generate([deck])
    return list(suggest(deck, generated.shortages.get(deck.id, {}), generated.questions))


def texts_for(facts: str, head: str = HEAD) -> dict[str, list[str]]:
    """Return what is offered for each fact of a deck in text."""
    read = parse_deck(head + facts, "deck.yaml")
    assert read.deck is not None
    assert read.problems == ()
    return {it.fact.id: [option.text for option in it.suggestions] for it in offered(read.deck)}


def test_the_likeliest_comes_first() -> None:
    """The same topic before another one, of about the same length before longer ones."""
    found = texts_for(
        "- {id: a, ask: Which bone is in the thigh?, answer: femur, topic: Bones}\n"
        "- {id: b, ask: Which bone is in the shin?, answer: tibia, topic: Bones}\n"
        "- {id: c, ask: Which bone is in the upper arm?, answer: humerus, topic: Bones}\n"
        "- {id: d, ask: Which muscle bends the arm?, answer: biceps, topic: Muscles}\n"
        "- {id: e, ask: How many bones are there?, answer: '206', topic: Bones}\n"
    )

    assert found["a"] == ["tibia", "humerus", "biceps"]
    assert found["e"] == []


def test_objects_of_the_same_relation_come_before_anything_else() -> None:
    """An open list proves nothing wrong, so its author is asked."""
    found = texts_for(
        "- {id: a, of: thigh, relation: r, values: [quadriceps, hamstrings]}\n"
        "- {id: b, of: arm, relation: r, values: [triceps]}\n"
        "- {id: c, ask: Which one?, answer: deltoideus}\n"
    )

    assert found["a"] == ["triceps", "deltoideus"]


def test_nothing_that_is_right_or_contested_or_alike_is_offered() -> None:
    """Other names, parts, wholes, contested texts and one letter's difference stay away."""
    head = (
        "format: 1\ndeck: d-1\ntitle: D\nsources: {book: A book}\nthings:\n"
        "  femur: {also: [thigh bone]}\n  femoral head: {part of: femur}\n  leg skeleton: {}\n"
        "  fibula: {}\n  skull: {}\nfacts:\n"
    )

    found = texts_for(
        "- {id: a, ask: Which one?, answer: femur, also: [os femoris], never: [skull]}\n"
        "- {id: b, ask: Which two?, answer: thigh bone}\n"
        "- {id: c, ask: Which three?, answer: femurs}\n"
        "- {id: d, ask: Which four?, answer: the femur shaft}\n"
        "- {id: e, ask: Which five?, answer: os femoris}\n",
        head,
    )

    assert found["a"] == ["fibula"]


def test_a_blank_gets_its_own_options() -> None:
    """The first blank that has too few is asked about."""
    (first, _) = offered(
        read_deck(
            [
                part_of(
                    HEAD + "- {id: a, say: Blood is red and warm., cloze: {red: , warm: }}\n"
                    "- {id: b, say: Grass is green., cloze: green}\n"
                )
            ]
        ).deck
        or pytest.fail("no deck")
    )

    assert isinstance(first.fact.shape, Statement)
    assert (first.blank or first.fact.shape.blanks[1]).text == "red"
    assert [(it.text, it.origin) for it in first.suggestions] == [
        ("green", "stands in: Grass is green.")
    ]


@given(worlds)
def test_what_the_deck_knows_to_be_right_is_never_offered(world: World) -> None:
    """Neither by its name nor by another one, nor as part or whole."""
    index = DeckIndex(world.deck)

    for it in offered(world.deck):
        shape = it.fact.shape
        if not isinstance(shape, Link):
            continue
        known = index.known(shape)
        for option in it.suggestions:
            name = index.names.canonical(option.text)
            assert name not in known.objects
            assert name not in known.contested
            assert not any(index.names.overlap(name, other) for other in known.objects)


def test_what_is_declared_leaves_the_deck_sound_and_gives_a_question() -> None:
    """With all offers accepted the facts have choice questions, and the check finds no error."""
    text = HEAD + "".join(
        f"- {{id: {name}, ask: 'Which tree has number {number}?', answer: {name}}}\n"
        for number, name in enumerate(("alder", "birch", "maple", "larch"))
    )
    part = part_of(text)
    before = parse_deck(text, "deck.yaml").deck
    assert before is not None
    accepted = [
        Accepted(fact=it.fact.id, texts=tuple(option.text for option in it.suggestions))
        for it in offered(before)
    ]

    declared = declare([part], accepted)
    after = reopen(part, declared.texts["deck.yaml"])

    assert after is not None
    deck = read_deck([after]).deck
    assert deck is not None
    assert [it for it in check_deck(deck, ["choice"]) if it.severity is Severity.ERROR] == []
    assert generate([deck], ["choice"]).shortages == {}
