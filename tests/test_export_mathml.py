r"""Formulas on pages: TeX becomes MathML that only shows, or stays a reading in Unicode."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from handout_samples import choice, export, pages, question, quiz, read
from hypothesis import given
from hypothesis import strategies as st
from printing import by_chromium, chromium, needs_chromium, needs_printing, words

from quizgen.export.mathml import mathml, only_shows, readings
from quizgen.export.pages import html, inline
from quizgen.markup import plain


def content(tex: str) -> str:
    """Return what stands in the ``math`` element of a formula."""
    found = re.fullmatch(
        r'<math dir="ltr" alttext="[^"]*"><mrow>(.*)</mrow></math>', str(mathml(tex))
    )
    assert found, mathml(tex)
    return found[1]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mn>3</mn></mroot>"),
        (r"a \le b", "<mi>a</mi><mo>≤</mo><mi>b</mi>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>"),
        (r"a\,b", '<mi>a</mi><mspace width="0.167em"></mspace><mi>b</mi>'),
        (r"a\!b", '<mi>a</mi><mspace width="-0.167em"></mspace><mi>b</mi>'),
        ("水", "<mi>水</mi>"),
    ],
)
def test_formulas_become_mathml(tex: str, expected: str) -> None:
    """Signs, scripts, fractions, roots, text and spaces are set as mathematics."""
    assert content(tex) == expected


def test_a_formula_says_how_it_reads() -> None:
    """Where MathML is not known, the reading in Unicode takes its place; it is escaped."""
    made = mathml(r'\frac{a}{b} < x^{2} \text{"}')

    assert made is not None
    assert 'dir="ltr" alttext="a/b &lt; x² &quot;"' in made
    assert readings(f"<p>{made}!</p>") == '<p><span class="tex">a/b &lt; x² &quot;</span>!</p>'


def test_letters_of_units_stand_upright_and_bold_ones_are_bold() -> None:
    """MathML Core slants a letter that stands alone, and knows no bold but Unicode's."""
    upright = '<mi mathvariant="normal">m</mi>'

    assert content(r"\mathrm{m}") == upright
    assert content(r"\mathrm{mm}") == f"<mrow>{upright}{upright}</mrow>"
    assert content("m") == "<mi>m</mi>"
    assert content(r"\mathbf{A0}") == "<mrow><mi>𝐀</mi><mn>𝟎</mn></mrow>"


def test_styles_around_a_formula_stay() -> None:
    """A raised formula stays raised, and what is strong stays strong around it."""
    x = mathml("x")

    assert html("**a $x$**") == f"<strong>a </strong><strong>{x}</strong>"
    assert html("10^$x$^") == f"10<sup>{x}</sup>"
    assert html(r"**$\cancel{x}$**") == '<strong><span class="tex">cancelx</span></strong>'
    assert inline("$x$", "ar") == f'<bdi lang="ar">{x}</bdi>'


@pytest.mark.parametrize(
    "tex",
    [
        *(r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\class{a}{x}"),
        *(r"\color{red}x", r"\unicode{x3c}", r"\def\a{b}\a", r"\newcommand{\a}{b}\a"),
        *(r"\cancel{x}", r"\boxed{x}", r"\hspace{900em}x", r"\rule{9em}{9em}"),
        *(r"\ce{H2O}", r"\unknown{x}", r"\text{a \ss b}", r"\text{&lt;b&gt;}", "&#x3c;b&#x3e;"),
        *(r"\frac{a}", "x^", "{", "}", r"\left(", r"x^a^b", "a & b", r"a \\ b", r"\begin{x}"),
        *("", " ", r"\quad", "50 % of x", "x = ____", r"\_\_\_\_"),
        *("x" * 60, "x+" * 300 + "x", r"\begin{matrix}" + r"1\\" * 30 + r"1\end{matrix}"),
    ],
)
def test_all_else_stays_unicode(tex: str) -> None:
    """What acts, is not understood, is a comment or a gap, or fits no column, is left as text."""
    assert mathml(tex) is None
    assert "<math" not in html(f"${tex}$")


def test_every_command_that_could_do_more_is_left_alone() -> None:
    """The same commands are text on a page and in Anki."""
    assert only_shows(r"\frac{a}{b} \classy \hrefs")
    assert not only_shows(r"\href{a}{b}")
    assert not only_shows(r"x\gdef\y{z}")


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{" * 500 + "x" + "}" * 500,
        r"\frac1{" * 57 + "x" + "}" * 55,
        "{" * 200 + "x" + "}" * 200,
        "x^{" * 100 + "x" + "}" * 100,
        r"\sqrt" * 80,
        r"\left(" * 66,
        r"\def\a{xx}\def\b{\a\a\a\a}\def\c{\b\b\b\b}\def\d{\c\c\c\c}\def\e{\d\d\d\d}\e\e\e\e",
        r"\begin{matrix}" * 28,
        "9" * 400,
        r"\text{" + "$" * 390,
        "'" * 400,
    ],
)
def test_bombs_do_not_go_off(tex: str) -> None:
    """However deep or long, a formula is dealt with at once."""
    begun = time.process_time()

    assert mathml(tex) is None
    assert time.process_time() - begun < 1


TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msqrt", "mroot", "mfrac", "mstyle"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mphantom"),
    *("mtable", "mtr", "mtd"),
}
ATTRIBUTES = {
    *("dir", "alttext", "mathvariant", "stretchy", "fence", "separator", "symmetric", "largeop"),
    *("movablelimits", "accent", "accentunder", "displaystyle", "width", "height", "depth"),
    *("lspace", "rspace", "voffset", "minsize", "maxsize", "linethickness", "form", "scriptlevel"),
}
COMMANDS = sorted(
    {
        *(r"\frac", r"\sqrt", r"\text", r"\href", r"\style", r"\color", r"\left", r"\right"),
        *(r"\begin{matrix}", r"\end{matrix}", r"\begin{array}", r"\begin{cases}", r"\\", "&"),
        *("^", "_", "{", "}", "[", "]", "(", ")", "|", "'", '"', "<", ">", "%", "#", "~", "-"),
        *(r"\hspace", r"\kern", r"\rule", r"\mathbf", r"\mathrm", r"\mathbb", r"\operatorname"),
        *(r"\sum", r"\int", r"\lim", r"\vec", r"\hat", r"\overline", r"\underbrace", r"\not"),
        *(
            r"\binom",
            r"\big",
            r"\Bigg",
            r"\verb|",
            r"\tag",
            r"\substack",
            r"\xrightarrow",
            r"\hbox",
        ),
        *(r"\limits", r"\displaystyle", r"\tiny", r"\middle", r"\genfrac", r"\skew", r"\limits"),
        *("<script>alert(1)</script>", "</math>", "<!--", "]]>", "&lt;", "&#x3c;", "javascript:"),
        *("x", "y", "12", "3em", "水", "ا", "\u202e", "\ud800", "\0", " "),
    }
)
formulas = st.lists(st.sampled_from(COMMANDS), max_size=25).map("".join) | st.text(max_size=40)


@given(formulas)
def test_whatever_is_written_only_shows(tex: str) -> None:
    """The page stays whole, with no element and no attribute that is not known to be harmless."""
    made = mathml(tex)
    if made is None:
        return

    root = read(made)
    math = root.one("math")
    assert root.children == [math]
    assert all(element.tag in TAGS for element in root.walk())
    for element in root.walk():
        assert element.attributes.keys() <= ATTRIBUTES
        assert all(
            name == "alttext" or re.fullmatch(r"[\w.-]*", value or "")
            for name, value in element.attributes.items()
        )
        # A command that was not understood would be shown by its name.
        if not element.all():
            assert not re.search(r"\\\w", element.text)


@given(formulas)
def test_a_reading_takes_the_place_of_the_whole_formula(tex: str) -> None:
    """Put back into its reading, a page holds what it would hold without MathML."""
    page = readings(f"<p>{html(f'a ${tex}$ b ${tex}$')}</p>")

    assert "<math" not in page.replace("&lt;", "")
    read(page)


EVERY_FORMULA = (
    *(r"\frac{a}{b} \le x^{2}", r"\sqrt{b^2-4ac}", r"\sum_{i=1}^n i = \frac{n(n+1)}{2}"),
    *(r"\int_0^1 x\,dx", r"\lim_{x\to 0} \frac{\sin x}{x}", r"\vec{a}\cdot\hat{b}"),
    *(r"\overline{AB}", r"37\,^\circ\text{C}", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}"),
    *(r"f'(x)", r"\binom{n}{k}", r"\left(\frac{a}{b}\right)", r"{}^{14}_{6}\mathrm{C}"),
)


@needs_chromium
def test_a_browser_takes_each_formula_as_it_is_written(tmp_path: Path) -> None:
    """Nothing of a formula is moved or dropped while a browser reads the page."""
    for tex in EVERY_FORMULA:
        assert mathml(tex) is not None, tex
    page = tmp_path / "page.html"
    body = "".join(f"<p>{mathml(tex)}</p>" for tex in EVERY_FORMULA)
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{body}</body>", encoding="utf-8")

    dom = chromium(tmp_path, "--dump-dom", page.as_uri())

    assert read(dom.split("<body>")[1].split("</body>")[0]) == read(body)


@needs_printing
def test_formulas_stay_inside_the_paper() -> None:
    """The widest formula that is set as one stays inside its column, a wider one breaks."""
    widest = next(tex for size in range(60, 0, -1) if mathml(tex := "x+" * size + "m"))
    made = [
        question(f"q{n}", f"Is ${tex}$ so?", choice(f"${tex}$", "no", key="no"), "choice")
        for n, tex in enumerate((*EVERY_FORMULA, widest, widest * 4))
    ]
    paper, _ = pages(export(quiz(*made), paper="a4"))

    for page in words(by_chromium(paper)):
        assert max(word.right for word in page.words) < page.width - 47


def test_only_formulas_cost_the_library() -> None:
    """Who writes none, waits for none."""
    program = (
        "import sys; from quizgen.export.pages import html; html('**a** costs $5');"
        "assert 'latex2mathml' not in sys.modules;"
        "html('$x$'); assert 'latex2mathml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_reading_is_what_a_terminal_shows() -> None:
    """The words that stand for a formula are those of every other place."""
    for tex in EVERY_FORMULA:
        assert read(html(f"${tex}$")).one("math").attributes["alttext"] == plain(f"${tex}$")
