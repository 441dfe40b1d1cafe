"""Sources are split into statements by the documented rule."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.statements import normalised, occurrences, split_statements

WEB_PAGE = Path(__file__).parent / "../../shared/source/what-do-muscle-spasms-mean.txt"


def texts(source: str) -> list[str]:
    """Return the statements' texts."""
    return [statement.text for statement in split_statements(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One is here. Two is there! Is three? Four…", 4),
        ("He said “Stop.” Then he left.", 2),
        ("(They do.) Others do not.", 2),
        ("It weighs 3.5 kg. It is heavy.", 2),
        ("In 1998. 20 people came.", 2),
        ("Use heat, e.g. Warm water, i.e. A bath. It helps.", 2),
        ("Dr. Smith and Prof. Jones agree. Mrs. Miller does not.", 2),
        ("See Fig. 3 and p. 41. Then stop.", 2),
        ("He said no. Then he left.", 2),
        ("Bones, nails, etc. They hold no muscle.", 2),
        ("George W. Bush spoke. J. R. R. Tolkien wrote.", 2),
        ("It holds vitamin C. It is sour.", 2),
        ("Damage to a. If it hurts, stop.", 2),
        ("Thighs, calves, hands . Others follow.", 2),
        ("How can we treat them?. Nobody knows.", 2),
        ("It goes on. and on, in lower case.", 1),
        ("¿Qué es? ¡Nada! «Sí.» Bueno.", 4),
        ("富士山は高い。海は青い。", 2),
        ("Это предложение. Это тоже.", 2),
    ],
)
def test_sentences(source: str, expected: int) -> None:
    """A sentence ends at an end mark before white space and what may begin the next one."""
    assert len(texts(source)) == expected


def test_a_line_break_in_a_paragraph_is_white_space() -> None:
    """Wrapped lines make one sentence, with single spaces."""
    assert texts("A cramp is a sudden\n   contraction. It\nhurts.") == [
        "A cramp is a sudden contraction.",
        "It hurts.",
    ]


def test_list_items() -> None:
    """A list item is one statement, whatever it holds, down to the next item."""
    source = "Sites are these:\n- thigh. And calf.\n* hand,\n  also cramped\n1. foot\n2) eye\n"

    assert texts(source) == [
        "Sites are these:",
        "thigh. And calf.",
        "hand, also cramped",
        "foot",
        "eye",
    ]


def test_headings_are_statements_and_no_paragraphs() -> None:
    """A short line by itself, or one with a number sign, is a heading; paragraphs are counted."""
    source = "A title\n\nFirst one. Same one.\n\n# Marked\nSecond one.\n\n-----\n\nsmall words\n"

    found = [(statement.locator, statement.text) for statement in split_statements(source)]

    assert found == [
        ("heading", "A title"),
        ("¶1", "First one."),
        ("¶1", "Same one."),
        ("heading", "Marked"),
        ("¶2", "Second one."),
        ("heading", "small words"),
    ]


def test_a_long_line_without_end_is_a_paragraph() -> None:
    """What has more words than a heading is a sentence that breaks off."""
    line = "This line goes on for many more words than any heading would and then it"

    assert [statement.paragraph for statement in split_statements(line)] == [1]


def test_nothing_says_nothing() -> None:
    """Blank lines, rules and stray signs are no statements."""
    assert texts("\n\n . \n\n---\n\n* * *\n") == []


@given(st.text(alphabet="Ab .!?\n-1é。\t#", max_size=80))
def test_nothing_is_lost(source: str) -> None:
    """Every letter of a source is in exactly one statement, in the source's order."""
    marks = {"-", "#", "1", "A", "b"}  # what may be the mark of a list item or heading

    kept = [sign for sign in "".join(texts(source)) if sign.isalnum() and sign not in marks]

    assert kept == [sign for sign in source if sign.isalnum() and sign not in marks]
    assert all(text == " ".join(text.split()) and text for text in texts(source))


@given(st.text(alphabet="Ab .!?e", max_size=60))
def test_splitting_again_changes_nothing(source: str) -> None:
    """The sentences of a paragraph, put together again, split the same way."""
    once = texts(f"{source} Some words that make this line too long for a heading, so it is none.")

    assert texts(" ".join(once)) == once


def test_quotes_are_compared_by_their_letters() -> None:
    """White space, the shape of quotation marks, soft hyphens and composition do not count."""
    assert normalised("  it’s “cafe\u0301”\n soft\u00adly ") == 'it\'s "café" softly'


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("an ache, a headache, ache", "ache", [3, 21]),
        ("In most cases most", "most", [3, 14]),
        ("富士山は高い", "富士山", [0]),
        ("서울은 크다", "서울", [0]),
        ("x+y", "+", [1]),
        ("हिन्दी में", "हिन्द", []),
        ("whatever", "", []),
    ],
)
def test_occurrences_are_whole_words(text: str, part: str, expected: list[int]) -> None:
    """A part counts where no word goes on across its edges; some scripts have no such edges."""
    assert occurrences(text, part) == expected


@pytest.mark.skipif(not WEB_PAGE.exists(), reason="the source of the muscle-spasm deck is not here")
def test_a_page_of_torn_sentences() -> None:
    """A patchwork of snippets splits at its points, whatever they tear apart."""
    found = split_statements(WEB_PAGE.read_text(encoding="utf-8"))

    counts = Counter(statement.locator for statement in found)
    assert counts == {"heading": 2, "¶1": 7, "¶2": 5, "¶3": 6, "¶4": 18}
    kept = {statement.text for statement in found}
    assert {"What do muscle spasms mean", "The impact that a.", "Learn how to."} <= kept
    assert "Muscle cramps can be a symptom of ." in kept
