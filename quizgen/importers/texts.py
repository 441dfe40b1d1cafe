r"""From texts of other programs to texts of a deck: signs keep meaning what they meant there."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from quizgen.deck_reader import BAD_CHARACTER
from quizgen.markup import Span, Style, plain, readable, spans

_SIGN = re.compile(r"(\\*)([*`~^$])")
_LINE_SEPARATORS = re.compile("[\u2028\u2029\x0b\x0c\x85]")
_LOST = "\ufffd"


def cleaned(text: str) -> str:
    """Return a text without characters that no deck may hold; lines end in LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not BAD_CHARACTER.search(text):
        return text.strip()
    kept = _LINE_SEPARATORS.sub(" ", text)
    return BAD_CHARACTER.sub(lambda found: found[0] if found[0] == _LOST else "", kept).strip()


def escaped(text: str, *, always: bool = False) -> str:
    """Return a text in which none of its signs is markup; ``always``: wherever it may stand."""
    if (
        not always
        and plain(text) == text
        and all(span.styles == {Style.PLAIN} for span in spans(text))
    ):
        return text
    return _SIGN.sub(lambda found: f"{found[1] * 2}\\{found[2]}", text)


_STYLES = {
    "b": Style.STRONG,
    "strong": Style.STRONG,
    "i": Style.EMPHASIS,
    "em": Style.EMPHASIS,
    "code": Style.CODE,
    "sub": Style.SUBSCRIPT,
    "sup": Style.SUPERSCRIPT,
    "anki-mathjax": Style.TEX,
}
_SIGNS = {
    Style.STRONG: "**",
    Style.EMPHASIS: "*",
    Style.CODE: "`",
    Style.SUBSCRIPT: "~",
    Style.SUPERSCRIPT: "^",
    Style.TEX: "$",
}
_LINES = frozenset({"br", "div", "p", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4"})
_SILENT = frozenset({"script", "style"})
_TEX = re.compile(
    r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\[latex\](.+?)\[/latex\]|\[\$\$?\](.+?)\[/\$\$?\]", re.DOTALL
)
_SOUND = re.compile(r"\[sound:([^\]]*)\]")


class _Runs(HTMLParser):
    """Reads HTML as runs of text in one style each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[str, Style]] = []
        self.pictures: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.runs.append(("\n", Style.PLAIN))
        elif tag == "img":
            self.pictures.append(dict(attrs).get("src") or "without a name")
        elif tag in _STYLES or tag in _SILENT:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        elif tag in _LINES - {"br"}:
            self.runs.append(("\n", Style.PLAIN))

    def handle_data(self, data: str) -> None:
        if not _SILENT.intersection(self._open):
            style = _STYLES[self._open[-1]] if self._open else Style.PLAIN
            self.runs.append((re.sub("[\u00a0\n]", " ", data), style))


def from_html(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a field of HTML as a text of a deck, and the media in it that a deck cannot hold."""
    parser = _Runs()
    parser.feed(text)
    parser.close()
    sounds = tuple(name for run, _ in parser.runs for name in _SOUND.findall(run))
    runs = [piece for run, style in parser.runs for piece in _pieces(_SOUND.sub("", run), style)]
    wanted = _tidy("".join(_readable(run, style) for run, style in runs))
    styles = {style for run, style in runs if run.strip()} - {Style.PLAIN}
    for always in (False, True):
        marked = _tidy("".join(_marked(runs, always=always)))
        found = {style for span in spans(marked) for style in span.styles} - {Style.PLAIN}
        if plain(marked) == wanted and found == styles:
            return marked, (*parser.pictures, *sounds)
    # What cannot be said in light markup stays as words.
    return escaped(_tidy("".join(run for run, _ in runs))), (*parser.pictures, *sounds)


def _pieces(run: str, style: Style) -> Iterator[tuple[str, Style]]:
    """Tell the TeX in a run from the text around it."""
    done = 0
    for found in _TEX.finditer(run) if style is Style.PLAIN else ():
        yield run[done : found.start()], style
        yield next(filter(None, found.groups()), "").strip(), Style.TEX
        done = found.end()
    yield run[done:], style


def _readable(run: str, style: Style) -> str:
    inner = run.strip()
    if not inner:
        return run
    start = run.index(inner)
    shown = readable(Span(text=inner, styles=frozenset({style})))
    return run[:start] + shown + run[start + len(inner) :]


def _marked(runs: Iterable[tuple[str, Style]], *, always: bool) -> Iterator[str]:
    for run, style in runs:
        inner = run.strip()
        if style is Style.PLAIN or not inner:
            yield escaped(run, always=always)
            continue
        start = run.index(inner)
        literal = style in {Style.CODE, Style.TEX}
        sign = _SIGNS[style]
        yield run[:start] + sign + (inner if literal else escaped(inner, always=always)) + sign
        yield run[start + len(inner) :]


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
