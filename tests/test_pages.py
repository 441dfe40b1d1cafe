"""Pages: templates and their folders, errors with their places, and text made safe."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.pages import Pages, css_string, direction, inline
from quizgen.problems import SetupError


def folder(path: Path, **templates: str) -> Path:
    """Write templates into a folder."""
    for name, text in templates.items():
        (path / f"{name}.html").write_text(text, encoding="utf-8")
    return path


def test_values_are_escaped_and_deck_text_is_rendered(tmp_path: Path) -> None:
    """What is not marked safe is escaped; the filters render deck text."""
    templates = folder(tmp_path, page="{{ text }}|{{ text | markup }}|{{ text | plain }}")

    page = Pages(templates).render("page.html", {"text": "*<b>*"})

    assert page == "*&lt;b&gt;*|<em>&lt;b&gt;</em>|&lt;b&gt;"


def test_a_number_has_its_noun(tmp_path: Path) -> None:
    """One of something is not several, and none is."""
    templates = folder(
        tmp_path, page="{% for n in [0, 1, 2] %}{{ n | counted('card') }};{% endfor %}"
    )

    assert Pages(templates).render("page.html", {}) == "0 cards;1 card;2 cards;"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{% if %}\n", 2),
        ("one\ntwo\n{{ nothing }}\n", 3),
        ("\n{{ text.nothing.more }}", 2),
        ("{{ text | unknown }}", 1),
        ("\n\n{{ 1 // 0 }}", 3),
        ("{{ text + 1 }}", 1),
        ("\n{{ text.__class__.__mro__ }}", 2),
        ("{{ ''.join.__func__ }}", 1),
        ("{% for _ in range(10 ** 9) %}{% endfor %}", 1),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, template: str, line: int) -> None:
    """Whatever goes wrong in a template, its author learns where."""
    templates = folder(tmp_path, page=template)

    with pytest.raises(SetupError) as caught:
        Pages(templates).render("page.html", {"text": "a"})

    assert caught.value.message.startswith(f"{tmp_path / 'page.html'}:{line}: ")


def test_an_error_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    """The innermost template is the one to correct."""
    templates = folder(tmp_path, page="{% include 'part.html' %}", part="\n{{ nothing }}")

    with pytest.raises(SetupError, match=re.escape(f"{tmp_path / 'part.html'}:2: ")):
        Pages(templates).render("page.html", {})


def test_a_missing_template_is_named() -> None:
    """A template that is nowhere is an error of the request, in words."""
    with pytest.raises(SetupError, match=r"no template 'nowhere\.html'"):
        Pages().render("nowhere.html", {})


def test_no_template_is_read_from_outside_its_folder(tmp_path: Path) -> None:
    """A name cannot climb out of the folder."""
    folder(tmp_path, outside="anything")
    inner = tmp_path / "inner"
    inner.mkdir()

    with pytest.raises(SetupError, match="no template"):
        Pages(inner).render("../outside.html", {})


def test_a_folder_of_the_user_goes_before_the_shipped_one(tmp_path: Path) -> None:
    """A template of the user may replace a shipped one, and may extend the one it replaces."""
    (tmp_path / "handout").mkdir()
    own = "{% extends 'shipped/handout/parts.html' %}"
    (tmp_path / "handout" / "parts.html").write_text(own, encoding="utf-8")
    (tmp_path / "handout" / "base.html").write_text("mine", encoding="utf-8")

    assert Pages(tmp_path).render("handout/parts.html", {}).strip() == ""
    assert Pages(tmp_path).render("handout/base.html", {}) == "mine"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is كتاب?", "ltr"),
        ("ما هي bile؟", "rtl"),
        ("שלום", "rtl"),
        ("37 °C", "ltr"),
        ("37", ""),
        ("", ""),
        ("水", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_strong_character(text: str, expected: str) -> None:
    """Figures and signs decide nothing."""
    assert direction(text) == expected


def test_inline_text_is_isolated_and_says_its_language() -> None:
    """Each piece of deck text is an element of its own."""
    assert inline("*a* & b") == "<bdi><em>a</em> &amp; b</bdi>"
    assert inline("كتاب", "ar") == '<bdi lang="ar" dir="rtl">كتاب</bdi>'
    assert inline("a", '"><script>') == '<bdi lang="&#34;&gt;&lt;script&gt;">a</bdi>'


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_css_strings_mean_the_text_and_nothing_else(text: str) -> None:
    """A string for ``content:`` cannot end early and comes out as it went in."""
    literal = str(css_string(text))

    assert re.fullmatch(r'"(?:[0-9A-Za-z]|\\[0-9a-f]{6})*"', literal)
    decoded = re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), literal[1:-1])
    assert decoded == text
