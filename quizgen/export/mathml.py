r"""TeX as MathML for pages; the only importer of latex2mathml.

What the library makes is not trusted: the tree is built anew of what MathML Core knows and what
only shows. Any other formula stays what it is without this, a reading in Unicode.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizgen.markup import Span, Style, readable
from quizgen.wording import GAP

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOES_MORE = re.compile(
    r"\\(?:href|url|class|style|cssId|data|mmlToken|toggle|includegraphics|unicode|require|csname"
    r"|[xeg]?def|let|newcommand|renewcommand|newenvironment|renewenvironment"
    r"|DeclareMathOperator|DeclarePairedDelimiter\w*)(?![a-z])"
)
"""What makes links and attributes, and what could be another name for that."""

_LONGEST = 400
"""Characters of source."""
_DEEPEST = 30
"""Elements within each other."""
_WIDEST = 48
"""Signs beside each other: Unicode text breaks into lines where a column ends, MathML does not."""
_TALLEST = 8
"""Rows of a table: no page break goes through one."""

_TOKENS = frozenset({"mi", "mn", "mo", "mspace", "mtext"})
_ROWS = frozenset({"mrow", "msqrt", "mstyle", "mphantom", "mtd"})
_SCRIPTS = MappingProxyType({"msub": 2, "msup": 2, "msubsup": 3})
_STACKS = MappingProxyType({"mfrac": 2, "mroot": 2, "munder": 2, "mover": 2, "munderover": 3})
_PARTS: Mapping[str, int] = MappingProxyType({**_SCRIPTS, **_STACKS})
"""How many children an element has, where their number is fixed."""
_WITHIN: Mapping[str, str] = MappingProxyType({"mtable": "mtr", "mtr": "mtd"})
"""The only children that an element may have."""

_TRUTH = re.compile("true|false")
_LENGTH = re.compile(r"-?[0-3]?(?:\.\d{1,4})?(?:em|ex)?")
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        **dict.fromkeys(("stretchy", "fence", "separator", "symmetric", "largeop"), _TRUTH),
        **dict.fromkeys(("movablelimits", "accent", "accentunder", "displaystyle"), _TRUTH),
        **dict.fromkeys(("width", "height", "depth", "lspace", "rspace", "voffset"), _LENGTH),
        **dict.fromkeys(("minsize", "maxsize", "linethickness"), _LENGTH),
        "form": re.compile("prefix|infix|postfix"),
        "scriptlevel": re.compile("[0-2]"),
    }
)
"""What an attribute may say."""
_LEFT_OUT = frozenset({"columnalign", "columnspacing", "rowspacing", "mathvariant"})
"""Attributes whose loss does not change what a formula says."""
_LENGTH_NAMES: Mapping[str, str] = MappingProxyType({"negativethinmathspace": "-0.167em"})

_BOLD: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {"bold": (0x1D400, 0x1D41A, 0x1D7CE), "bold-italic": (0x1D468, 0x1D482, 0x1D7CE)}
)
"""Where the bold A, a and 0 stand in Unicode; MathML Core knows bold letters only as such."""

_ENTITY = re.compile("&#x([0-9A-Fa-f]{1,6});")
_LEFT_OVER = re.compile(r"[\\{}$^_&]")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_MATH = re.compile(r'<math\b[^>]*?\balttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)


class _OddError(Exception):
    """A formula holds what is not let through."""


def only_shows(tex: str) -> bool:
    """Tell whether a formula has no command that could do more than be seen."""
    return not _DOES_MORE.search(tex)


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str | None:
    """Return a formula as a ``math`` element with its reading in Unicode; None where it cannot."""
    # What follows a percent sign is a comment, which an author hardly means.
    if len(tex) > _LONGEST or not only_shows(tex) or _COMMENT.search(tex):
        return None
    # Few texts have formulas.
    from latex2mathml.converter import Converter  # noqa: PLC0415

    try:
        tree = Converter().convert_to_element(tex)
        content, width = _children(tree, 0)
    except Exception:  # noqa: BLE001  # whatever it is, the formula can still be read
        return None
    reading = readable(Span(text=tex, styles=frozenset({Style.TEX})))
    if not 0 < width <= _WIDEST or GAP in reading:
        return None
    return f'<math dir="ltr" alttext="{escape(reading)}">{content}</math>'


def readings(page: str) -> str:
    """Put each ``math`` element of a page back into its reading, for what knows no MathML."""
    return _MATH.sub(r'<span class="tex">\1</span>', page)


def _children(node: "Element", depth: int) -> tuple[str, float]:
    """Return what an element holds, and about how many signs it is wide."""
    if depth > _DEEPEST or _blank(node.text):
        raise _OddError
    made = [_element(child, depth + 1) for child in node]
    widths = [width for _, width in made]
    within = _WITHIN.get(node.tag)
    if (
        len(made) != _PARTS.get(node.tag, len(made))
        or (within and {child.tag for child in node} != {within})
        or (node.tag == "mtable" and len(made) > _TALLEST)
    ):
        raise _OddError
    return "".join(content for content, _ in made), _width(node.tag, widths)


def _width(tag: str, widths: list[float]) -> float:
    if tag in _STACKS or tag == "mtable":
        return max(widths)
    if tag in _SCRIPTS:
        return widths[0] + 0.7 * max(widths[1:])
    return sum(widths) + (len(widths) if tag == "mtr" else 0)


def _element(node: "Element", depth: int) -> tuple[str, float]:
    known = node.tag in _TOKENS or node.tag in _ROWS or node.tag in _PARTS or node.tag in _WITHIN
    if not known or _blank(node.tail):
        raise _OddError
    attributes = "".join(_attribute(node.tag, *pair) for pair in node.items())
    if node.tag not in _TOKENS:
        content, width = _children(node, depth)
    elif len(node) or (node.tag == "mspace" and node.text):
        raise _OddError
    else:
        text, upright = _text(node.text or "", node.get("mathvariant", ""))
        content, width = escape(text), float(sum(map(_signs, text)))
        attributes += ' mathvariant="normal"' if upright and node.tag == "mi" else ""
    return f"<{node.tag}{attributes}>{content}</{node.tag}>", width


def _attribute(tag: str, name: str, value: str) -> str:
    value = _LENGTH_NAMES.get(value, value)
    # So the library marks the bar of an overline, which is to be as long as what is under it.
    if (tag, name) == ("mo", "accent"):
        name = "stretchy"
    if name in _LEFT_OUT:
        return ""
    if name not in _ATTRIBUTES or not _ATTRIBUTES[name].fullmatch(value):
        raise _OddError
    return f' {name}="{value}"'


def _text(raw: str, variant: str) -> tuple[str, bool]:
    r"""Return what a token says, and whether it is a lone letter that stands upright.

    The library writes ``\mathrm{m}`` as the number of its character and says nothing else.
    """
    if _LEFT_OVER.search(_ENTITY.sub("", raw)):
        raise _OddError
    text = _ENTITY.sub(lambda found: chr(int(found[1], 16)), raw)
    if not all(char.isprintable() or char.isspace() for char in text):
        raise _OddError
    if variant in _BOLD:
        return "".join(_bold(char, *_BOLD[variant]) for char in text), False
    if variant not in {"", "normal", "italic"}:
        raise _OddError
    lettered = text != raw and text.isascii() and text.isalpha()
    return text, len(text) == 1 and (variant == "normal" or lettered)


def _bold(char: str, capital: int, small: int, digit: int) -> str:
    for first, last, start in (("A", "Z", capital), ("a", "z", small), ("0", "9", digit)):
        if first <= char <= last:
            return chr(start + ord(char) - ord(first))
    return char


def _signs(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _blank(text: str | None) -> bool:
    return bool(text and text.strip())
