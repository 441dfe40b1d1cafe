"""The light markup: what it makes of signs, and what it leaves alone."""

import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.markup import Span, Style, html, plain, readable, spans

SIGNS = "*`~^$"
TEXTS = st.text(
    st.sampled_from(list(SIGNS) + list(r"\\<>&\"'{}_") + list("ab2 ß漢 \n")) | st.characters()
)


class Tags(HTMLParser):
    """Collects what a browser would see in a fragment."""

    def __init__(self, fragment: str) -> None:
        """Parse the fragment at once."""
        super().__init__(convert_charrefs=True)
        self.opened: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []
        self.text = ""
        self.others: list[str] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag down."""
        self.opened.append((tag, tuple(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that tags nest."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Note a comment down: there must be none."""
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        """Note a declaration down: there must be none."""
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        """Note an instruction down: there must be none."""
        self.others.append(data)


@pytest.mark.parametrize(
    ("text", "expected_plain", "expected_html"),
    [
        ("*not* now", "not now", "<em>not</em> now"),
        ("**NOT**", "NOT", "<strong>NOT</strong>"),
        ("***both***", "both", "<strong><em>both</em></strong>"),
        ("`a < b`", "a < b", "<code>a &lt; b</code>"),
        ("H~2~O", "H₂O", "H<sub>2</sub>O"),
        ("x^2^", "x²", "x<sup>2</sup>"),
        ("^14^C, SO~4~^2-^", "¹⁴C, SO₄²⁻", "<sup>14</sup>C, SO<sub>4</sub><sup>2-</sup>"),
        ("T~Amb,1~", "T_(Amb,1)", "T<sub>Amb,1</sub>"),
        ("*x^n^*", "xⁿ", "<em>x</em><em><sup>n</sup></em>"),
        ("pho**to**graph", "photograph", "pho<strong>to</strong>graph"),
        ("*un*happy", "unhappy", "<em>un</em>happy"),
        ("これは*強調*です", "これは強調です", "これは<em>強調</em>です"),
        (r"\*as typed\*", "*as typed*", "*as typed*"),
        (r"a\\*b*", r"a\b", r"a\<em>b</em>"),
        (r"$\frac{a}{b}$", "a/b", '<span class="tex">a/b</span>'),
        ("<b>", "<b>", "&lt;b&gt;"),
        ("", "", ""),
    ],
)
def test_signs_mean_what_authors_expect(text: str, expected_plain: str, expected_html: str) -> None:
    """Each construct has a readable plain form and a tag."""
    assert plain(text) == expected_plain
    assert html(text) == expected_html


@pytest.mark.parametrize(
    "text",
    [
        *("5 * 3", "5*3*2", "2**3**4", "a*b*c", "2 ** 3", "value* and other*", "* one * two"),
        *("(*) and (*)", 'the "*" in "**"', "*args, **kwargs", "*.txt and *.csv"),
        *("a_b", "_a_", "__init__", "snake_case_name"),
        *("$5 and $6", "US$5 or C$6", "costs $5, or 6$ in all", "$HOME", "A$ and B$", "$5"),
        *("2^10", "2^10 and 2^20", "2^10^2", "~30", "~30 to ~40", "10~20,30~40", "~/a~ b"),
        *("~~gone~~", "^^", "it`s", "``", r"C:\new\*.txt", r"¯\_(ツ)_/¯", r"\\server\share"),
        *("# one", "- two", "[a](b)", "![a](b)", "<http://a.b>", "&amp;", "a  \nb", "1. x"),
    ],
)
def test_ordinary_signs_stay_as_typed(text: str) -> None:
    """Arithmetic, money, paths, names and other tools' markup come out as they went in."""
    # A backslash before a sign is the one thing that must go.
    expected = text.replace(r"\*", "*")

    assert plain(text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"E = mc^2", "E = mc²"),
        (r"\frac{a+1}{2b} \le x^{2}", "(a+1)/2b ≤ x²"),
        (r"37\,^\circ\text{C}", "37 °C"),
        (r"\vec{a} + \hat b", "a\u20d7 + b\u0302"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1&2; 3&4)"),
        (r"\vec", "vec"),
        (r"\overline{" * 40 + "x" + "}" * 40, "x" + "\u0305" * 40),
        (r"\sqrt{2} \approx 1.41", "√2 ≈ 1.41"),
        (r"\Delta G = -RT \ln K", "ΔG = −RT ln K"),
        (r"x_i, x_{n+1}, x_\beta", "xᵢ, xₙ₊₁, x_β"),
        (r"\left( \text{if } a \right)", "( if  a )"),
        (r"50\,\%", "50 %"),
        (r"\unknown{a}{b", "unknownab"),
        (r"}^", ""),
    ],
)
def test_tex_is_put_into_words(source: str, expected: str) -> None:
    """TeX becomes readable Unicode; what is not known keeps its name."""
    assert readable(Span(text=source, styles=frozenset({Style.TEX}))) == expected


def test_deep_tex_is_shown_as_it_stands() -> None:
    """Nesting beyond reason neither fails nor loses anything."""
    source = "{" * 5000 + "x" + "}" * 5000

    assert source in plain(f"${source}$")


def test_spans_carry_their_styles() -> None:
    """Neighbours of one style are one span, and TeX keeps its source."""
    assert spans(r"a **b *c*** $\pi$") == (
        Span(text="a ", styles=frozenset({Style.PLAIN})),
        Span(text="b ", styles=frozenset({Style.STRONG})),
        Span(text="c", styles=frozenset({Style.STRONG, Style.EMPHASIS})),
        Span(text=" ", styles=frozenset({Style.PLAIN})),
        Span(text=r"\pi", styles=frozenset({Style.TEX})),
    )


def test_the_parser_is_not_imported_for_texts_without_markup() -> None:
    """Texts whose signs enclose nothing cost no import."""
    program = (
        "import sys; from quizgen import markup\n"
        "for text in ('a', '5 * 3', '2^10', '$5', '~30 `', 'C:\\\\dir'):\n"
        "    assert markup.plain(text) == text and markup.html(text)\n"
        "assert 'markdown_it' not in sys.modules\n"
        "markup.plain('*a*')\n"
        "assert 'markdown_it' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


@given(TEXTS)
def test_html_is_inert(text: str) -> None:
    """Whatever a text holds, a browser sees only our tags around the readable text."""
    tags = Tags(html(text))

    assert not tags.others
    assert not tags.open
    assert set(tags.opened) <= {
        ("span", (("class", "tex"),)),
        *((tag, ()) for tag in ("em", "strong", "code", "sub", "sup")),
    }
    html(text).encode("utf-8")


@given(TEXTS)
def test_html_and_spans_say_the_same(text: str) -> None:
    """Styles aside, the fragment holds the text of the spans, TeX in words."""
    shown = "".join(
        readable(span) if Style.TEX in span.styles else span.text for span in spans(text)
    )

    assert letters(Tags(html(text)).text) == letters(shown)


@given(TEXTS.map(lambda text: text.replace("$", "")))
def test_plain_loses_no_letter(text: str) -> None:
    """Signs go, letters and figures stay; raised and lowered ones are still the same letters."""
    assert letters(plain(text)) == letters(text)


@given(TEXTS)
def test_plain_loses_no_figure(text: str) -> None:
    """TeX commands may become signs, but no figure goes with them."""
    assert [char for char in letters(plain(text)) if char.isdigit()] == [
        char for char in letters(text) if char.isdigit()
    ]


@given(st.text(st.characters(exclude_characters=SIGNS)))
def test_text_without_signs_stays(text: str) -> None:
    """A text without any of our signs is one plain span, whatever else it holds."""
    assert plain(text) == text
    assert [span.text for span in spans(text)] == ([text] if text else [])


@given(TEXTS.map(lambda text: text.replace("\\", "")))
def test_a_backslash_takes_every_meaning_away(text: str) -> None:
    """With a backslash before each sign, any text can be written."""
    escaped = re.sub(f"([{re.escape(SIGNS)}])", r"\\\1", text)

    assert plain(escaped) == text


def letters(text: str) -> list[str]:
    """Return the letters and figures of a text, without raising, lowering and accents."""
    return [char for char in unicodedata.normalize("NFKD", text) if char.isalnum()]
