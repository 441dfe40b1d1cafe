"""From HTML to the light markup of a deck, and what of it no text of a deck can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.importers.html_runs import Picture, Reader, cells_of
from quizgen.importers.texts import cleaned, escaped
from quizgen.markup import Span, Style, readable, spans

_SIGNS = {
    Style.STRONG: "**",
    Style.EMPHASIS: "*",
    Style.CODE: "`",
    Style.SUBSCRIPT: "~",
    Style.SUPERSCRIPT: "^",
    Style.TEX: "$",
}
_MARKS = frozenset("*`~^$\\")
"""Signs without which a text has no markup."""

_LITERAL = frozenset({Style.CODE, Style.TEX})
_ODD = "emphasis, raised or lowered signs in odd places"
_TRIED = 12
"""Styled pieces that are given up one by one before all are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """A field of HTML as a text of a deck, and what else there was in it."""

    text: str
    pictures: tuple[Picture, ...] = ()
    sounds: tuple[str, ...] = ()
    #: In words, as in ``colours``.
    lost: frozenset[str] = frozenset()


Run = tuple[str, tuple[Style, ...]]


def from_html(text: str) -> Reduced:
    """Reduce a field of HTML."""
    if not any(sign in text for sign in "<&[\\"):
        lines = (" ".join(line.split()) for line in cleaned(text).split("\n"))
        return Reduced(text=escaped(" ".join(filter(None, lines))))
    reader = Reader()
    reader.read(text)
    marked, whole = _marked(_runs(reader))
    return Reduced(
        # What was written as a reference, as in `&#x202e;`, has not been looked at yet.
        text=cleaned(marked) if "&#" in text else marked,
        pictures=tuple(reader.pictures),
        sounds=tuple(reader.sounds),
        lost=frozenset(reader.lost if whole else {*reader.lost, _ODD}),
    )


def _runs(reader: Reader) -> Sequence[Run]:
    """Return what was read, run by run, its white space tidied."""
    said = "".join(text for text, _ in reader.runs)
    # Most fields have neither styles nor formulas nor sounds; signs need not be looked at then.
    if not any(styles for _, styles in reader.runs) and "[" not in said and "\\" not in said:
        lines = (" ".join(line.split()) for line in said.split("\n"))
        return [("\n".join(filter(None, lines)), ())]
    return [
        ("".join(cell.sign for cell in group), styles)
        for styles, group in groupby(cells_of(reader), key=lambda cell: cell.styles)
    ]


def _marked(runs: Sequence[Run]) -> tuple[str, bool]:
    """Write runs in light markup; tell whether all their styles could be kept."""
    styled = [at for at, (_, styles) in enumerate(runs) if styles]
    if not styled and not any(sign in text for text, _ in runs for sign in _MARKS):
        return "".join(text for text, _ in runs), True
    ways = [list(runs)]
    ways += [
        [_bare(run) if at == it else run for it, run in enumerate(runs)] for at in styled[:_TRIED]
    ]
    for number, way in enumerate(ways):
        for always in (False, True):
            found = "".join(_written(way, always=always))
            if _signs_of(found) == _signs_in(way):
                return found, number == 0
    bare = "".join(text for text, _ in map(_bare, runs))
    return escaped(bare), not styled


def _bare(run: Run) -> Run:
    """Give up a piece's styles; what is raised or lowered, or a formula, is written readably."""
    text, styles = run
    return readable(Span(text=text, styles=frozenset(styles or {Style.PLAIN}))), ()


def _written(runs: Sequence[Run], *, always: bool) -> Iterator[str]:
    """Write each style's sign where it begins and where it ends, the outer ones around."""
    before: tuple[Style, ...] = ()
    last = ""
    for at, (text, styles) in enumerate(runs):
        same = _common(before, styles)
        yield "".join(_SIGNS[style] for style in reversed(before[same:]))
        tex = Style.TEX in styles
        # A formula that touches a word or a figure would be taken for a price.
        if tex and last.isalnum():
            yield " "
        yield "".join(_SIGNS[style] for style in styles[same:])
        yield text if _LITERAL.intersection(styles) else escaped(text, always=always)
        if tex and runs[at + 1 : at + 2] and runs[at + 1][0][:1].isdigit():
            yield f"{_SIGNS[Style.TEX]} "
            styles = styles[:-1]  # noqa: PLW2901  # it is closed already
        before, last = styles, text[-1:]
    yield "".join(_SIGNS[style] for style in reversed(before))


def _common(one: Sequence[Style], other: Sequence[Style]) -> int:
    """Count the styles that go on."""
    count = 0
    for first, second in zip(one, other, strict=False):
        # Code and formulas end where their element ends.
        if first is not second or first in _LITERAL:
            break
        count += 1
    return count


def _signs_of(text: str) -> list[tuple[str, frozenset[Style]]]:
    return [(sign, span.styles) for span in spans(text) for sign in span.text if not sign.isspace()]


def _signs_in(runs: Sequence[Run]) -> list[tuple[str, frozenset[Style]]]:
    plain = frozenset({Style.PLAIN})
    return [
        (sign, frozenset(styles) or plain)
        for text, styles in runs
        for sign in text
        if not sign.isspace()
    ]
