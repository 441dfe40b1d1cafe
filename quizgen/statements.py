"""Splits the text of a source into statements, by one rule, and finds quotes in it.

The rule:

* Blank lines separate blocks; a line without a letter or figure (``-----``) counts as blank.
* A line that begins with ``#`` is a *heading*, and so is a block of one line of at most twelve
  words that does not end like a sentence. A heading is one statement.
* Every other block is a *paragraph*; ``¶4`` is the fourth, headings not counted.
* A line that begins with a list mark (``-``, ``*``, ``•``, ``1.``, ``a)``) begins a list item,
  which goes on to the next one; an item is one statement.
* Any other line break is only white space. The rest of a paragraph is split into sentences: one
  ends at ``.``, ``!``, ``?`` or ``…`` with whatever quotation marks and brackets close after it,
  if white space follows and then a letter that is not lower case, a figure, or an opening
  quotation mark or bracket; or at the end. Scripts without spaces end theirs at ``。！？``.
* The point of an abbreviation that stands before what it belongs to (``e.g.``, ``Dr.``, ``Fig.``)
  ends no sentence, nor does that of an initial between names (``George W. Bush``).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["SourceStatement", "normalised", "occurrences", "split_statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatement:
    """A sentence, list item or heading of a source, white space in it made single spaces."""

    text: str
    #: Counts paragraphs from 1; headings have 0.
    paragraph: int

    @property
    def locator(self) -> str:
        """How a citation names the place: ``¶4``, or ``heading``."""
        return f"¶{self.paragraph}" if self.paragraph else "heading"


_HEADING_WORDS = 12
_LIST_ITEM = re.compile(r"\s*(?:[-*•‣–]|\d{1,3}\.|\(?(?:\d{1,3}|[a-zA-Z])\))\s+(?=\S)")
_HEADING_MARK = re.compile(r"\s*#+\s+(?=\S)")
_SENTENCE_LIKE = re.compile(r"[.!?…:;,。！？؟।][\"'”’»)\]]*\s*\Z")

_END = re.compile(
    r"""[.!?…؟।]+["'”’»)\]]*   # the end marks, and what closes after them
        \s+(?=[^\W_]|["'“‘„«¿¡(\[])   # white space, then what may begin a sentence
      | [。！？]+[”’」』）]*\s*(?=\S)""",
    re.VERBOSE,
)

_BEFORE_ALL = re.compile(
    r"bzw|cf|d\.h|dr|e\.g|esp|i\.e|incl|mrs?|ms|mt|prof|resp|st|u\.a|viz|vs|z\.b", re.IGNORECASE
)
_BEFORE_FIGURES = re.compile(
    r"approx|art|ca?|ch|eq|figs?|max|min|nos?|nr|pp?|sec|vol", re.IGNORECASE
)
"""Abbreviations, without their last point, that stand before anything, or before figures only."""

_REACH = 60
"""How far back to look for the last two words, in characters."""

_CURLY = str.maketrans("“”„‟«»‘’‚‛′″\u2010\u2011", '""""""\'\'\'\'\'"--', "\u00ad")

#: Scripts that write words together; in these a part of a run of letters is a word as well.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)


def split_statements(text: str) -> tuple[SourceStatement, ...]:
    """Split a text into its statements, in order; the rule is this module's."""
    found = []
    paragraph = 0
    for block in _blocks(text):
        heading = _is_heading(block)
        paragraph += not heading
        pieces = [_heading_text(block)] if heading else _pieces(block)
        found += [
            SourceStatement(text=piece, paragraph=0 if heading else paragraph) for piece in pieces
        ]
    return tuple(found)


def normalised(text: str) -> str:
    """Return the text as quotes are compared: single spaces, straight quotation marks, NFC."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CURLY)).split())


def occurrences(text: str, part: str) -> list[int]:
    """List where the part stands in the text as whole words, in characters from the start."""
    found = []
    start = text.find(part) if part else -1
    while start >= 0:
        if _is_edge(text, start) and _is_edge(text, start + len(part)):
            found.append(start)
        start = text.find(part, start + 1)
    return found


def _is_edge(text: str, at: int) -> bool:
    """Tell whether no word goes on across this place."""
    if at in (0, len(text)) or not (_is_of_word(text[at - 1]) and _is_of_word(text[at])):
        return True
    return not _is_mark(text[at]) and bool(
        _UNSPACED.match(text[at - 1]) or _UNSPACED.match(text[at])
    )


def _is_of_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        marked = bool(_HEADING_MARK.match(line))
        if block and (marked or not _says_something(line)):
            yield block
            block = []
        if marked:
            yield [line]
        elif _says_something(line):
            block.append(line)
    if block:
        yield block


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_heading(block: list[str]) -> bool:
    line = block[0]
    return bool(_HEADING_MARK.match(line)) or (
        len(block) == 1
        and len(line.split()) <= _HEADING_WORDS
        and not _SENTENCE_LIKE.search(line)
        and not _LIST_ITEM.match(line)
    )


def _heading_text(block: list[str]) -> str:
    return " ".join(_HEADING_MARK.sub("", block[0]).split())


def _pieces(block: list[str]) -> Iterator[str]:
    """Split a paragraph into list items and the sentences of what stands before them."""
    running: list[str] = []
    is_item = False
    for line in block:
        if mark := _LIST_ITEM.match(line):
            yield from _sentences(running, whole=is_item)
            running, is_item = [line[mark.end() :]], True
        else:
            running.append(line)
    yield from _sentences(running, whole=is_item)


def _sentences(lines: list[str], *, whole: bool) -> Iterator[str]:
    text = " ".join(" ".join(lines).split())
    start = 0
    for end in () if whole else _END.finditer(text):
        before = text[max(start, end.start() - _REACH) : end.start()]
        if not _goes_on(before, end.group(), text[end.end() : end.end() + 1]) and (
            _says_something(text[start : end.end()])
        ):
            yield text[start : end.end()].strip()
            start = end.end()
    if _says_something(text[start:]):
        yield text[start:]


def _goes_on(before: str, end: str, after: str) -> bool:
    """Tell whether the sentence goes on after these end marks."""
    if after.islower():
        return True
    if not end.startswith(".") or end.startswith(".."):
        return False
    words = before.split()[-2:]
    last = words[-1].lstrip("\"'“‘„«([") if words else ""
    return (
        bool(_BEFORE_ALL.fullmatch(last))
        or (bool(_BEFORE_FIGURES.fullmatch(last)) and after.isdecimal())
        or (len(last) == 1 and last.isupper() and (len(words) == 1 or words[0][0].isupper()))
    )
