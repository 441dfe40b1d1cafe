"""HTML as Anki's editor and pasted pages have it, as light markup; what is lost is named."""

from html import escape
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.importers import html as reduction
from quizgen.importers.html import from_html
from quizgen.importers.html_runs import Reader, cells_of
from quizgen.importers.texts import cleaned
from quizgen.markup import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a&nbsp;</div><div><br></div><div> b</div>", "a\nb"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n- c"),
        ("<b>bold <i>both</i></b>", "**bold *both***"),
        ('<span style="font-weight: 700">x</span> y', "**x** y"),
        ('<span style="font-weight: 400">x</span> y', "x y"),
        ("H<sub>2</sub>O, x<sup>2</sup>", "H~2~O, x^2^"),
        ("a<sup>2 + b</sup>", "a^(2 + b)"),
        ("x<sub>max value</sub> is <b>big</b>", "x_(max value) is **big**"),
        ("x<sup>n<sup>2</sup></sup>", r"x^n\^2^"),
        ("\\(x^2\\) and \\[y\\]", "$x^2$ and $y$"),
        (
            "<table><tr><th>a</th><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>",
            "**a** | b\n1 | 2",
        ),
        ("<!--StartFragment--><p>x</p><!--EndFragment-->", "x"),
        ("a <![if !supportLists]>b<![endif]> c", "a b c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("costs $5 and $6", "costs $5 and $6"),
    ],
)
def test_what_editors_write(html: str, text: str) -> None:
    """Lines, lists, styles, formulas and tables are what they look like."""
    assert from_html(html).text == text


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("a<sup>2 + b</sup>", "emphasis, raised or lowered signs in odd places"),
        ("x<sub>n<sub>2</sub></sub>", "signs raised or lowered twice"),
    ],
)
def test_what_is_written_otherwise_is_named(html: str, lost: str) -> None:
    """Where light markup cannot raise what was raised, it is said."""
    assert from_html(html).lost == {lost}


def test_what_is_lost_is_named() -> None:
    """Pictures and sounds are listed, and so is what light markup has no sign for."""
    found = from_html(
        '<u>a</u> <font color="red">b</font> [sound:x.mp3] <img src="y z.png" alt="a  leg">'
        '<a href="https://example.org" onclick="steal()">c</a><video src="v.mp4"></video>'
    )

    assert found.text == "a b c"
    assert [(it.file, it.alt) for it in found.pictures] == [("y z.png", "a leg")]
    assert found.sounds == ("x.mp3",)
    assert found.lost == {
        "underlining",
        "colours",
        "scripts",
        "embedded things",
        "addresses of links",
    }


pieces = st.lists(
    st.sampled_from(
        (
            *("<div>", "</div>", "<br>", "&nbsp;", " ", "a", "b", "<li>", "<ul>", "</ul>", "<td>"),
            *("<p>", "\t", "*", "<code>", "</code>", "<b>", "</b>", "&#8203;"),
        )
    ),
    max_size=12,
)


@given(pieces)
def test_fields_without_styles_are_read_the_same_way(parts: list[str]) -> None:
    """The short way for most fields comes to what looking at each sign comes to."""
    reader = Reader()
    reader.read("".join(parts))
    long = [
        ("".join(cell.sign for cell in group), styles)
        for styles, group in groupby(cells_of(reader), key=lambda cell: cell.styles)
    ]

    short = reduction._runs(reader)

    assert [run for run in short if run[0]] == long


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_plain_text_stays(text: str) -> None:
    """A text that was escaped for HTML reads as before, but for white space and control signs."""
    if "\\" in text or "[" in text:  # formulas and sounds begin with them
        return
    reduced = from_html(escape(text))

    assert plain(reduced.text).split() == cleaned(text).split()
