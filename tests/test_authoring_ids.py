"""Ids are filled in, and every other byte of a deck stays."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.authoring.edits import Edit, contents, edited, facts_of, insertion
from quizgen.authoring.ids import FilledIds, fill_ids
from quizgen.authoring.scalars import scalar
from quizgen.deck_reader import Node, Part, open_decks, parse_deck
from quizgen.deck_reader.deck import open_part
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.parsing import parse

HEAD = "format: 1\ndeck: d-1\ntitle: D\nsources: {book: A book}\nfacts:\n"


def opened(folder: Path, **texts: str) -> tuple[Part, ...]:
    """Open the only deck in a folder of these files."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    (parts,) = open_decks([folder]).decks
    return parts


def filled(folder: Path, facts: str) -> str:
    """Return the facts of a deck with their ids filled in."""
    result = fill_ids(opened(folder, deck=HEAD + facts))
    return next(iter(result.texts.values()), HEAD + facts).removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - ask: Why?\n    answer: so\n", "  - id: why\n    ask: Why?\n    answer: so\n"),
        ("  - {term: ice, means: x}\n", "  - {id: ice, term: ice, means: x}\n"),
        ("  - { term: ice, means: x }\n", "  - { id: ice, term: ice, means: x }\n"),
        ("- term: ice\n  means: x", "- id: ice\n  term: ice\n  means: x"),
        ("  -\n    term: ice\n    means: x", "  -\n    id: ice\n    term: ice\n    means: x"),
        ("  - id:\n    term: ice\n    means: x", "  - id: ice\n    term: ice\n    means: x"),
        ("- id: ''\n  term: ice\n  means: x", "- id: 'ice'\n  term: ice\n  means: x"),
        ("- id: # one\n  term: ice\n  means: x", "- id: ice # one\n  term: ice\n  means: x"),
        ("- term: ice\r\n  means: x\r\n", "- id: ice\r\n  term: ice\r\n  means: x\r\n"),
        ("- term: ice # cold\n  means: x", "- id: ice\n  term: ice # cold\n  means: x"),
        ("- # note\n  term: ice\n  means: x", "- # note\n  id: ice\n  term: ice\n  means: x"),
        ('- "term": ice\n  means: x\n', '- id: ice\n  "term": ice\n  means: x\n'),
    ],
)
def test_each_layout_gets_its_id_where_it_belongs(tmp_path: Path, before: str, after: str) -> None:
    """The id comes first, in the style of the fact; comments and line ends stay."""
    assert filled(tmp_path, before) == after


@pytest.mark.parametrize(
    ("fact", "own_id"),
    [
        (
            "{ask: Which bone is the longest in the human body?, answer: x}",
            "bone-longest-human-body",
        ),
        ("{of: water, relation: state, values: [a]}", "water-state"),
        ("{of: the boiling point of water, number: 100}", "boiling-point-water"),
        ("{table: capital, rows: {France: Paris}}", "capital"),
        ("{say: Ice floats on water., cloze: ice}", "ice-floats-water"),
        ("{term: H~2~O, means: water}", "h2o"),
        ("{term: Türkiye, means: x}", "türkiye"),
        ("{term: ❤\ufe0f heart, means: x}", "heart"),
        ('{ask: "???", answer: x}', "fact"),
        ("{ask: What is it?, answer: x}", "what-is-it"),
    ],
)
def test_ids_are_made_of_the_words_of_a_fact(tmp_path: Path, fact: str, own_id: str) -> None:
    """A few telling words, without articles and question words where others are left."""
    assert f"id: {own_id}," in filled(tmp_path, f"  - {fact}\n")


def test_no_id_is_taken_twice(tmp_path: Path) -> None:
    """Not one of another file, of a row, from ``was:``, of a broken fact or of the lock."""
    parts = opened(
        tmp_path,
        a=f"{HEAD}  - {{term: ice, means: x}}\n  - {{id: ice, was: ice-2, term: y, means: z}}\n",
        b=(
            "format: 1\ndeck: d-1\nfacts:\n"
            "  - {id: t, table: r, rows: {F: {id: ice-3, value: v}}}\n"
            '  - id: Ice-4\n    ask: "broken\n'
        ),
    )

    assert [new.id for new in fill_ids(parts, ["ice-5"]).ids] == ["ice-6"]


def test_more_words_tell_two_questions_apart_before_a_number_does(tmp_path: Path) -> None:
    """Questions that begin alike get longer ids."""
    after = filled(
        tmp_path,
        "  - {ask: Which muscle bends the lower left arm?, answer: a}\n"
        "  - {ask: Which muscle bends the lower left leg?, answer: b}\n"
        "  - {ask: Which muscle bends the lower left leg?, answer: c}\n",
    )

    for own_id in (
        "muscle-bends-lower-left",
        *("muscle-bends-lower-left-leg",),
        "muscle-bends-lower-left-2",
    ):
        assert f"id: {own_id}," in after


def test_broken_parts_are_left_alone(tmp_path: Path) -> None:
    """What cannot be read stays as it is, and the facts around it get their ids."""
    after = filled(
        tmp_path,
        '  - ask: "never closed\n  - term: ice\n    means: x\n  - &a {term: b, means: c}\n  - 7\n',
    )

    assert after == (
        '  - ask: "never closed\n  - id: ice\n    term: ice\n    means: x\n'
        "  - &a {term: b, means: c}\n  - 7\n"
    )


@dataclass(frozen=True)
class Written:
    """A fact as text: lines without indentation and line ends."""

    lines: tuple[str, ...]


words = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"],
        exclude_characters="\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    min_size=1,
    max_size=12,
).filter(str.strip)


@st.composite
def quoted(draw: st.DrawFn, *, flow: bool) -> str:
    """A text in one of the ways that YAML knows."""
    text = draw(words)
    style = draw(st.sampled_from(("plain", "'", '"')))
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return scalar(text, flow=flow)


@st.composite
def facts(draw: st.DrawFn) -> Written:
    """A question or term, with or without an id, in lines or in braces."""
    flow = draw(st.booleans())
    keys = draw(st.sampled_from((("ask", "answer"), ("term", "means"), ("means", "term", "why"))))
    pairs = [(key, draw(quoted(flow=flow))) for key in keys]
    own = draw(st.sampled_from(("none", "none", "own", "empty")))
    if own != "none":
        value = (
            f"own-{draw(st.integers(0, 10**9))}"
            if own == "own"
            else draw(st.sampled_from(("", '""')))
        )
        place = draw(st.integers(0, len(pairs)))
        pairs.insert(place, ("id", value))
    if flow:
        space = draw(st.sampled_from(("", " ")))
        joined = ", ".join(f"{key}: {value}" for key, value in pairs)
        return Written((f"- {{{space}{joined}{space}}}{draw(st.sampled_from(('', '  # note')))}",))
    gap = draw(st.sampled_from((" ", "   ", "\n")))
    notes = st.sampled_from(("", "  # a: note"))
    lines = [f"{key}: {value}{draw(notes)}" for key, value in pairs]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(1, len(lines))), "# a comment of its own")
    if gap == "\n":
        return Written(("-", *(f"  {line}" for line in lines)))
    return Written((f"-{gap}{lines[0]}", *(f" {' ' * len(gap)}{line}" for line in lines[1:])))


@st.composite
def decks(draw: st.DrawFn) -> str:
    """A deck in any layout."""
    indent = draw(st.sampled_from(("", " ", "    ")))
    lines = ["format: 1", "deck: d-1", "title: D", "facts:"]
    for fact in draw(st.lists(facts(), min_size=1, max_size=5)):
        lines += [f"{indent}{line}" for line in fact.lines]
        lines += draw(st.sampled_from(((), ("",), (f"{indent}# between",))))
    if draw(st.booleans()):
        lines.append("sources: {book: A book}")
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    return end.join(lines) + draw(st.sampled_from(("", end)))


@given(decks())
@example("format: 1\ndeck: d-1\ntitle: D\nfacts:\n- {id: , ask: a, answer: b}")
def test_everything_else_stays_byte_for_byte(text: str) -> None:
    """Without the new ids it is the old text, all fields are read as before, and that is all."""
    part = part_of(text)
    result = fill_ids([part])
    after = result.texts.get("deck.yaml", text)

    assert without(after, result) == text
    assert [fields_but_id(fact) for fact in facts_of(part_of(after))] == [
        fields_but_id(fact) for fact in facts_of(part)
    ]
    assert fill_ids([part_of(after)]).ids == ()
    before = {problem.code for problem in parse_deck(text, "deck.yaml").problems}
    assert {problem.code for problem in parse_deck(after, "deck.yaml").problems} == before - {
        "missing-id"
    }


def part_of(text: str) -> Part:
    """Open a deck from its text."""
    part = open_part(parse(Page(text, "deck.yaml")))
    assert part is not None
    return part


def without(text: str, result: FilledIds) -> str:
    """Take the inserted bits out again."""
    for new in sorted(result.ids, key=lambda it: it.edit.start):
        start = new.edit.start
        assert text[start:].startswith(new.edit.text)
        text = text[:start] + text[start + len(new.edit.text) :]
    return text


def fields_but_id(node: Node) -> object:
    """Return what a fact holds but its id."""
    held = contents(node)
    return (
        {key: value for key, value in held.items() if key != "id"}
        if isinstance(held, dict)
        else held
    )


def test_edits_are_made_from_the_first_to_the_last() -> None:
    """Offsets are those of the text before."""
    assert edited("abcd", [insertion(3, "-"), Edit(start=1, end=2, text="xyz")]) == "axyzc-d"
