"""Reads HTML as signs in styles, with its pictures and sounds, and what is lost of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from quizgen.importers.texts import cleaned
from quizgen.markup import Style

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STYLES: Mapping[str, Style] = {
    **dict.fromkeys(("b", "strong", "th", *_HEADINGS), Style.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), Style.EMPHASIS),
    **dict.fromkeys(("code", "pre", "kbd", "samp", "tt"), Style.CODE),
    "sub": Style.SUBSCRIPT,
    "sup": Style.SUPERSCRIPT,
    "anki-mathjax": Style.TEX,
}
_SHIFTS = {"sub": "_", "sup": "^"}
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_BLOCKS = frozenset(
    {*_HEADINGS, *_LISTS, "div", "p", "table", "tr", "blockquote", "pre", "center", "section"}
    | {"article", "figure", "figcaption", "hr", "header", "footer", "main"}
)
_EMBEDDED = ("svg", "iframe", "object", "video", "audio", "canvas", "select", "textarea")
_SILENT = frozenset({*_EMBEDDED, "script", "style", "head", "title", "template"})
"""Elements whose inside is nothing to read."""

_VOID = frozenset(
    {"br", "hr", "img", "input", "embed", "source", "wbr", "col", "area", "link", "meta", "param"}
    | {"track", "base"}
)
_LOST: Mapping[str, str] = {
    "script": "scripts",
    "style": "style sheets",
    "table": "tables (their cells are kept, with | between them)",
    "math": "MathML",
    **dict.fromkeys(("u", "ins"), "underlining"),
    **dict.fromkeys(("s", "strike", "del"), "text struck through"),
    **dict.fromkeys(("mark", "font"), "colours"),
    **dict.fromkeys((*_EMBEDDED, "embed", "input", "button"), "embedded things"),
}
_PLAIN_COLOURS = frozenset({"inherit", "initial", "transparent", "black", "unset", "currentcolor"})
_BOLD = 600
_TEX = re.compile(
    r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\[latex\](.+?)\[/latex\]|\[\$\$?\](.+?)\[/\$\$?\]", re.DOTALL
)
_SOUND = re.compile(r"\[sound:([^\]]*)\]|\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)
_DOLLARS = re.compile(r"^\${1,2}|\${1,2}$|^\\begin\{math\}|\\end\{math\}$")
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")

_LITERAL = frozenset({Style.CODE, Style.TEX})
"""Styles inside which nothing is marked."""

Styles = tuple[Style, ...]


class Cell(NamedTuple):
    """A sign and its styles, outermost first."""

    sign: str
    styles: Styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a text shows."""

    file: str
    alt: str = ""


class _Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    styles: Styles
    address: str = ""


class Reader(HTMLParser):
    """Reads HTML as runs of text, each in its styles."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[str, Styles]] = []
        self.pictures: list[Picture] = []
        self.sounds: list[str] = []
        self.lost: set[str] = set()
        self._open: list[_Open] = []
        self._numbers: list[int] = []

    def read(self, text: str) -> None:
        """Read a whole text."""
        self.feed(cleaned(text))
        self.close()

    # What word processors write, as in `<![if !supportLists]>`, is a comment to browsers.
    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002, D102
        return self.rawdata.find(">", i) + 1 or -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        said = {name: value or "" for name, value in attrs}
        if any(name.startswith("on") for name in said):
            self.lost.add("scripts")
        if tag in _LOST and (tag != "font" or "color" in said):
            self.lost.add(_LOST[tag])
        if tag in _BLOCKS or tag == "br":
            self._say("\n")
        self._begin(tag)
        if tag == "img":
            self.pictures.append(
                Picture(file=said.get("src", ""), alt=" ".join(said.get("alt", "").split()))
            )
        if tag not in _VOID:
            own = (_STYLES[tag],) if tag in _STYLES else ()
            self._open.append(_Open(tag, own + self._styled(said), said.get("href", "")))

    def _begin(self, tag: str) -> None:
        """Say what stands before an element's own text."""
        if tag in {"ul", "ol"}:
            self._numbers.append(0 if tag == "ol" else -1)
        elif tag == "li" and self._numbers:
            number = self._numbers[-1]
            self._say("- " if number < 0 else f"{number + 1}. ")
            self._numbers[-1] += number >= 0
        elif tag in {"td", "th"} and self.runs and self.runs[-1][0] != "\n":
            self._say(" | ")
        elif tag == "rt":
            self._say("(")
        elif tag in _SHIFTS and any(_STYLES[tag] in each.styles for each in self._open):
            # Without a sign of its own 2 to the n to the 2 would be 2 to the n2.
            self.handle_data(_SHIFTS[tag])
            self.lost.add("signs raised or lowered twice")

    def _styled(self, said: Mapping[str, str]) -> Styles:
        """Return what a ``style`` makes of a text, and note what cannot be kept of it."""
        pairs = (part.partition(":") for part in said.get("style", "").lower().split(";"))
        style = {key.strip(): value.strip() for key, _, value in pairs}
        found = []
        weight = style.get("font-weight", "")
        if weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight[:4]) >= _BOLD):
            found.append(Style.STRONG)
        if style.get("font-style") in {"italic", "oblique"}:
            found.append(Style.EMPHASIS)
        raised = {"sub": Style.SUBSCRIPT, "super": Style.SUPERSCRIPT}
        if (kind := raised.get(style.get("vertical-align", ""))) is not None:
            found.append(kind)
        for key in ("color", "background-color", "background"):
            if style.get(key, "black") not in _PLAIN_COLOURS:
                self.lost.add("colours")
        line = style.get("text-decoration", style.get("text-decoration-line", ""))
        self.lost |= {"underlining"} if "underline" in line else set()
        self.lost |= {"text struck through"} if "line-through" in line else set()
        return tuple(found)

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        if any(element.tag == tag for element in self._open):
            while True:
                element = self._open.pop()
                self._end(element)
                if element.tag == tag:
                    break
        if tag in _BLOCKS:
            self._say("\n")

    def _end(self, element: _Open) -> None:
        if element.tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        elif element.tag == "rt":
            self._say(")")
        elif element.tag == "a" and element.address:
            said = self.runs[-1][0].strip() if self.runs else ""
            if element.address.strip("/") != said.strip("/"):
                self.lost.add("addresses of links")

    def handle_data(self, data: str) -> None:  # noqa: D102
        tags = {element.tag for element in self._open}
        if tags & _SILENT or "rp" in tags:
            return
        styles = dict.fromkeys(style for element in self._open for style in element.styles)
        if Style.CODE in styles or Style.TEX in styles:
            # Nothing is marked inside, so what is around comes first.
            literal = Style.TEX if Style.TEX in styles else Style.CODE
            styles = dict.fromkeys((*(it for it in styles if it not in _LITERAL), literal))
        if "pre" not in tags:
            data = _SPACE.sub(" ", data)
        self.runs.append((data, tuple(styles)))

    def _say(self, text: str) -> None:
        if not any(element.tag in _SILENT for element in self._open):
            self.runs.append((text, ()))


def cells_of(reader: Reader) -> list[Cell]:
    """Return what was read sign by sign: formulas found, sounds taken out, white space tidied."""
    cells: list[Cell] = []
    for text, styles in _joined(reader.runs):
        if Style.TEX in styles:
            cells += _tex(text, styles)
        elif Style.CODE in styles:
            cells += (Cell(sign, styles) for sign in text)
        else:
            cells += _worded(text, styles, reader.sounds)
    return list(_tidy(cells))


def _joined(runs: Sequence[tuple[str, Styles]]) -> Iterator[tuple[str, Styles]]:
    """Join runs of the same styles; formulas in brackets may go over several lines."""
    text, before = "", ()
    for more, styles in runs:
        if styles != before:
            yield text, before
            text = ""
        text, before = text + more, styles  # type: ignore[assignment]  # of any length
    yield text, before


def _worded(text: str, styles: Styles, sounds: list[str]) -> Iterator[Cell]:
    """Tell formulas in brackets from the text around them."""
    sounds += [found[1] or "speech" for found in _SOUND.finditer(text)]
    text = _SOUND.sub("", text)
    done = 0
    for found in _TEX.finditer(text):
        yield from (Cell(sign, styles) for sign in text[done : found.start()])
        yield from _tex(next(filter(None, found.groups()), ""), (*styles, Style.TEX))
        done = found.end()
    yield from (Cell(sign, styles) for sign in text[done:])


def _tex(text: str, styles: Styles) -> Iterator[Cell]:
    inner = _DOLLARS.sub("", " ".join(text.split())).strip()
    yield from (Cell(sign, styles) for sign in inner)


def _tidy(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Leave single spaces inside lines, none around them, and no line empty."""
    first = True
    for is_break, group in groupby(cells, key=lambda cell: cell.sign == "\n"):
        line = [] if is_break else list(_line(list(group)))
        if line and not first:
            yield Cell("\n", ())
        first = first and not line
        yield from line


def _line(cells: Sequence[Cell]) -> Iterator[Cell]:
    waiting: list[Cell] = []
    last: Cell | None = None
    for cell in cells:
        if cell.sign.isspace():
            waiting.append(cell)
            continue
        # Only code begins with spaces that mean something.
        if waiting and (last or Style.CODE in waiting[0].styles):
            yield from _spaces(waiting, last.styles if last else cell.styles, cell.styles)
        yield cell
        waiting, last = [], cell


def _spaces(waiting: Sequence[Cell], before: Styles, after: Styles) -> Iterator[Cell]:
    """Keep the spaces of code; elsewhere one belongs to what goes on around it."""
    if before == after == waiting[0].styles and _LITERAL.intersection(after):
        yield from waiting
        return
    same = 0
    while same < min(len(before), len(after)) and before[same] is after[same]:
        same += 1
    yield Cell(" ", tuple(it for it in after[:same] if it not in _LITERAL))
