"""Anki's gaps, ``{{c1::text::hint}}``: as blanks of a statement, or as questions with a gap."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from quizgen.deck_reader.cloze import slug
from quizgen.importers.html import from_html
from quizgen.statements import occurrences

GAP = "[…]"
"""What is shown where a text is left out."""

_DEEPEST = 8
"""Gaps inside one another; Anki shows no more either."""

_TOKEN = re.compile(r"\{\{c(\d+(?:,\d+)*)::|\}\}", re.IGNORECASE)
_OPEN, _CLOSE = "\ue000", "\ue001"
_BETWEEN = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_SIGN = re.compile(r"(?<!\\)[*`~^$]")


@dataclass(slots=True, kw_only=True)
class Gap:
    """A part that the cards of its numbers leave out; it may hold other gaps."""

    numbers: tuple[int, ...]
    parts: list["str | Gap"] = field(default_factory=list)
    hint: str = ""


Parts = Sequence[str | Gap]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanked:
    """A statement and its blanks."""

    say: str
    blanks: tuple[str, ...]
    hint: str = ""
    #: Hints of several blanks, of which a fact has only one.
    lost_hints: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gapped:
    """A question that shows its gap, and what belongs there."""

    ask: str
    answer: str
    hint: str = ""


def parse_gaps(html: str) -> list[str | Gap]:
    """Read a field; what is no gap, or never ends, is text."""
    root: list[str | Gap] = []
    open_: list[tuple[Gap, str]] = []
    done = 0
    for token in _TOKEN.finditer(html):
        here = open_[-1][0].parts if open_ else root
        here.append(html[done : token.start()])
        done = token.end()
        if token[1] and len(open_) < _DEEPEST:
            # The same number twice in one place is one gap.
            numbers = tuple(dict.fromkeys(int(each[:9]) for each in token[1].split(",")))
            open_.append((Gap(numbers=numbers), token[0]))
        elif open_ and not token[1]:
            gap = open_.pop()[0]
            _split_hint(gap)
            (open_[-1][0].parts if open_ else root).append(gap)
        else:
            here.append(token[0])
    (open_[-1][0].parts if open_ else root).append(html[done:])
    while open_:
        gap, text = open_.pop()
        (open_[-1][0].parts if open_ else root).extend([text, *gap.parts])
    return root


def gaps_in(parts: Parts) -> Iterator[Gap]:
    """List all gaps, outer ones first."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from gaps_in(part.parts)


def filled(parts: Parts, hidden: int = -1) -> str:
    """Return the HTML with the gaps of a number hidden and all others filled."""
    return "".join(
        part
        if isinstance(part, str)
        else GAP
        if hidden in part.numbers
        else filled(part.parts, hidden)
        for part in parts
    )


def as_statement(parts: Parts, say: str) -> Blanked | None:
    """Return a statement with a blank for each number; ``None`` where the format has none for it.

    ``say`` is the text :func:`filled` and reduced. Blanks are whole words that stand there once,
    each with a number of its own.
    """
    gaps = [part for part in parts if isinstance(part, Gap)]
    numbers = list(chain.from_iterable(gap.numbers for gap in gaps))
    if len(set(numbers)) != len(numbers) or len(numbers) != len(gaps):
        return None
    if any(isinstance(inner, Gap) for gap in gaps for inner in gap.parts):
        return None
    gaps.sort(key=lambda gap: gap.numbers)
    texts = _marked(parts, say) or {id(gap): from_html(filled(gap.parts)).text for gap in gaps}
    blanks = tuple(_blank(texts[id(gap)], say) for gap in gaps)
    slots = [slug(text) for text in blanks[1:]]
    if not all(blanks) or not all(slots) or len(set(slots)) < len(slots) or _overlap(blanks, say):
        return None
    hints = [from_html(gap.hint).text for gap in gaps if gap.hint]
    single = hints[0] if len(gaps) == len(hints) == 1 else ""
    return Blanked(say=say, blanks=blanks, hint=single, lost_hints=0 if single else len(hints))


def as_questions(parts: Parts) -> list[Gapped]:
    """Return a question for each number, its gaps shown as one sign."""
    gaps = list(gaps_in(parts))
    found = []
    for number in sorted({number for gap in gaps for number in gap.numbers}):
        mine = list(_outermost(parts, number))
        answers = dict.fromkeys(from_html(filled(gap.parts)).text for gap in mine)
        hints = dict.fromkeys(from_html(gap.hint).text for gap in mine if gap.hint)
        found.append(
            Gapped(
                ask=from_html(filled(parts, number)).text,
                answer=", ".join(filter(None, answers)),
                hint=", ".join(filter(None, hints)),
            )
        )
    return found


def _split_hint(gap: Gap) -> None:
    """Take the hint off the end of a gap's text."""
    for at, part in enumerate(gap.parts):
        if isinstance(part, str) and "::" in part:
            text, _, gap.hint = part.partition("::")
            gap.hint += "".join(it for it in gap.parts[at + 1 :] if isinstance(it, str))
            gap.parts[at:] = [text, *(it for it in gap.parts[at + 1 :] if isinstance(it, Gap))]
            return


def _outermost(parts: Parts, number: int) -> Iterator[Gap]:
    for part in parts:
        if isinstance(part, Gap):
            if number in part.numbers:
                yield part
            else:
                yield from _outermost(part.parts, number)


def _marked(parts: Parts, say: str) -> dict[int, str]:
    """Find each gap in the reduced text; nothing where marks in it would change it."""
    gaps = [part for part in parts if isinstance(part, Gap)]
    html = "".join(
        part if isinstance(part, str) else f"{_OPEN}{filled(part.parts)}{_CLOSE}" for part in parts
    )
    text = from_html(html).text
    found = _BETWEEN.findall(text)
    if len(found) != len(gaps) or text.replace(_OPEN, "").replace(_CLOSE, "") != say:
        return {}
    return {id(gap): text for gap, text in zip(gaps, found, strict=True)}


def _blank(text: str, say: str) -> str:
    """Return a blank as the statement has it once in whole words; empty where it has not."""
    bare = text.strip()
    for candidate in dict.fromkeys((bare, bare.strip("*`"))):
        signs = _SIGN.findall(candidate)
        whole = all(signs.count(sign) % 2 == 0 for sign in signs)
        places = occurrences(say, candidate)
        if candidate and whole and len(places) == 1 and not _is_literal(say[: places[0]]):
            return candidate
    return ""


def _is_literal(before: str) -> bool:
    """Tell whether code or a formula is open at the end of a text."""
    signs = _SIGN.findall(before)
    return signs.count("$") % 2 == 1 or signs.count("`") % 2 == 1


def _overlap(blanks: Sequence[str], say: str) -> bool:
    spans = sorted((occurrences(say, text)[0], len(text)) for text in blanks)
    return any(start + length > after for (start, length), (after, _) in pairwise(spans))
