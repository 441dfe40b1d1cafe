"""Deck text in Anki's fields: it must arrive as typed, and do nothing."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.anki.field_text import (
    cloze_html,
    deck_name,
    field_html,
    markdown,
    sanitised_tags,
    typed_html,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="*`~^$\\"))


class Reader(HTMLParser):
    """Reads HTML as a browser shows it."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # its signature
        """Keep a tag's name."""
        self.tags.add(tag)
        self.text += "\n" if tag == "br" else ""


def shown(fragment: str) -> str:
    """Return what a reader sees."""
    reader = Reader()
    reader.feed(fragment)
    reader.close()
    return reader.text


@given(TEXTS)
def test_any_text_arrives_as_typed(text: str) -> None:
    """Whatever is typed without markup is what the reader sees, composed."""
    expected = unicodedata.normalize("NFC", text).strip()

    assert shown(field_html(text)).strip() == re.sub("[\ufdd0-\ufdd2]", "", expected)


@given(TEXTS, TEXTS, TEXTS)
def test_a_deletion_has_one_beginning_and_one_end(before: str, hidden: str, after: str) -> None:
    """Nothing that an author types can open, close or divide a deletion."""
    made = cloze_html(before, hidden, after)

    assert made.count("{{") == made.count("}}") == made.count("::") == 1
    assert made.count("{") == made.count("}") == 2
    assert made.index("{{c1::") < made.index("}}")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", "one<br>two"),
        ("cafe\u0301", "café"),
        ("H~2~O and *x*", "H<sub>2</sub>O and <em>x</em>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{Answer}}", "&#123;&#123;Answer&#125;&#125;"),
        ("std::vector", "std&#58;&#58;vector"),
        ("[sound:a.mp3]", "&#91;sound:a.mp3]"),
        ("[LaTeX]x", "&#91;LaTeX]x"),
        ("[[type:Answer]]", "&#91;[type:Answer]]"),
        ("[a list]", "[a list]"),
        ("f(x) = \\(y\\)", "f(x) = <span>\\</span>(y<span>\\</span>)"),
    ],
)
def test_signs_that_anki_acts_on_are_disarmed(text: str, html: str) -> None:
    """HTML, templates, deletions, sounds, LaTeX, input boxes and MathJax."""
    assert field_html(text) == html


def test_markup_may_reach_across_a_deletion() -> None:
    """A blank inside emphasis stays inside it."""
    assert cloze_html("a *very ", "sudden", " pain* here") == (
        "a <em>very {{c1::sudden}} pain</em> here"
    )


def test_tags_have_no_spaces_and_no_doubles() -> None:
    """Anki splits tags at spaces and takes those that differ in case for one."""
    assert sanitised_tags(("b c", "A", "a", " ", "d\u3000e", "x::y")) == ("A", "b-c", "d-e", "x::y")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Muscle spasms", "Muscle spasms"),
        ("C++: std::vector", "C++: std:vector"),
        ("H~2~O", "H₂O"),
        ('the "big" one', "the ”big” one"),
        (" a \n b ", "a b"),
        ("::", ""),
    ],
)
def test_a_deck_name_makes_no_levels(title: str, name: str) -> None:
    """Two colons would make a deck in a deck."""
    assert deck_name(title) == name


def test_a_description_shows_markdown_signs() -> None:
    """A title with stars and angle brackets is shown, not interpreted."""
    assert markdown("a *b* <c> [d]\n_e_") == r"a \*b\* \<c\> \[d\] \_e\_"


def test_formulas_are_mathjax_and_unicode_where_they_are_typed() -> None:
    """Anki's braces are disarmed inside; MathJax reads the text that the browser shows."""
    formula = "$\\frac{a}{b} < x^{2^{n}}$"

    assert shown(field_html(f"so {formula}!")) == "so \\(\\frac{a}{b} < x^{2^{n}}\\)!"
    assert "{" not in field_html(formula)
    assert shown(typed_html("$\\sqrt{2}$")) == "√2"


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{cloze}{x}",
        r"\def\x{\href}",
        r"\require{html}",
        r"\mmlToken{mi}[href=x]{y}",
    ],
)
def test_a_formula_that_could_do_more_than_be_seen_is_no_formula(formula: str) -> None:
    """Links, styles and new commands stay out of MathJax; what is left is text."""
    assert "\\(" not in field_html(f"${formula}$")
    assert shown(field_html(f"${formula}$"))


def test_a_formula_may_hold_a_deletion() -> None:
    """The learner sees the gap in its place."""
    assert shown(cloze_html("$a = ", "b", "$")) == "\\(a = {{c1::b}}\\)"
