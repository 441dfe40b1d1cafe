"""Writes accepted wrong options into facts, and touches nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from quizgen.authoring.edits import (
    Edit,
    contents,
    edited,
    end_of_line,
    facts_of,
    indentation,
    insertion,
    line_end,
    start_of_line,
)
from quizgen.authoring.scalars import scalar
from quizgen.deck_reader import Node, Part, ends, read_deck, reopen
from quizgen.deck_reader.fields import nfc
from quizgen.model import Fact

_ANSWERS = (
    *("answer", "means", "value", "values", "also", "one", "complete", "cloze", "number"),
    "slot",
)
"""Keys that wrong options follow; the last of them that is there."""

_Mapping = Mapping[str, Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Wrong options that the author has declared wrong, and for what."""

    fact: str
    #: The text of the blank that they fill; empty for facts that are no statements.
    blank: str = ""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The files of a deck with accepted options in them."""

    #: File → its new text, without byte-order mark; only files that change.
    texts: Mapping[str, str]
    #: What could not be written for the layout that it would have to go into.
    left: tuple[Accepted, ...]


def declare(parts: Sequence[Part], accepted: Sequence[Accepted]) -> Declared:
    """Write accepted options into their facts; what would change anything else is left out."""
    texts: dict[str, str] = {}
    left = {id(it): it for it in accepted}
    for part in parts:
        spans = ends(part.page.text)
        edits = [(it, edit) for it in accepted if (edit := _edit(part, it, spans)) is not None]
        for it, _ in (kept := _kept(parts, part, edits)):
            left.pop(id(it), None)
        if kept:
            texts[part.page.file] = edited(part.page.text, (edit for _, edit in kept))
    return Declared(texts=texts, left=tuple(left.values()))


_Edits = list[tuple[Accepted, Edit]]


def _kept(parts: Sequence[Part], part: Part, edits: _Edits) -> _Edits:
    """Keep the edits after which the deck says what it said, and these options."""
    if not edits or _says_only(parts, part, edits):
        return edits
    kept: _Edits = []
    for pair in edits:
        if _says_only(parts, part, [*kept, pair]):
            kept.append(pair)
    return kept


def _says_only(parts: Sequence[Part], changed: Part, edits: _Edits) -> bool:
    new_text = edited(changed.page.text, (edit for _, edit in edits))
    before = _opened(parts, {})
    after = _opened(parts, {changed.page.file: new_text})
    if len(after) < len(parts) or [*map(_head, before)] != [*map(_head, after)]:
        return False
    old, new = read_deck(before), read_deck(after)
    if old.deck is None or new.deck is None or len(old.problems) != len(new.problems):
        return False
    wanted = {fact.id: _bare(fact) for fact in old.deck.facts}
    for accepted, _ in edits:
        _expect(wanted[accepted.fact], accepted)
    return wanted == {fact.id: _bare(fact) for fact in new.deck.facts}


def _opened(parts: Sequence[Part], texts: Mapping[str, str]) -> list[Part]:
    opened = (reopen(part, texts.get(part.page.file, part.page.text)) for part in parts)
    return [part for part in opened if part is not None]


def _head(part: Part) -> dict[str, object]:
    return {key: contents(node) for key, node in part.fields.nodes.items() if key != "facts"}


def _bare(fact: Fact) -> dict[str, object]:
    """Return a fact as data without the places."""
    found: dict[str, object] = _without_places(asdict(fact))  # type: ignore[assignment]  # a fact is a mapping
    return found


def _without_places(data: object) -> object:
    match data:
        case dict():
            return {key: _without_places(it) for key, it in data.items() if key != "position"}
        case list() | tuple():
            return [_without_places(it) for it in data]
        case _:
            return data


def _expect(fact: dict[str, object], accepted: Accepted) -> None:
    """Add to a fact as data what is to be written into it."""
    shape = fact["shape"]
    blanks = shape.get("blanks", []) if isinstance(shape, dict) else []
    place = next((it for it in blanks if it["text"] == accepted.blank), fact)
    known = place["wrong"]
    place["wrong"] = [*known, *({"text": text, "why": ""} for text in accepted.texts)]  # type: ignore[misc]  # a list by the model


def _edit(part: Part, accepted: Accepted, spans: "_Spans") -> Edit | None:
    writer = _Writer(text=part.page.text, spans=spans, texts=accepted.texts)
    for node in facts_of(part):
        fact = node[0]
        if not isinstance(fact, dict):
            continue
        if _text(fact, "id") == accepted.fact:
            return writer.into_fact(node, fact, accepted.blank)
        for row, own_id in _rows(fact):
            if own_id == accepted.fact:
                return writer.into_row(row)
    return None


def _text(fact: _Mapping, key: str) -> str:
    content = fact[key][0] if key in fact else ""
    return nfc(content) if isinstance(content, str) else ""


def _rows(fact: _Mapping) -> Iterator[tuple[Node, str]]:
    rows = fact["rows"][0] if "rows" in fact else None
    for subject, node in rows.items() if isinstance(rows, dict) else ():
        own = _text(node[0], "id") if isinstance(node[0], dict) else ""
        yield node, own or nfc(f"{_text(fact, 'id')}/{subject}")


_Spans = Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Finds where some wrong options go in a text; ``None`` where the layout has no place."""

    text: str
    spans: _Spans
    texts: tuple[str, ...]

    @property
    def _list(self) -> str:
        return f"[{self._items}]"

    @property
    def _items(self) -> str:
        return ", ".join(scalar(text, flow=True) for text in self.texts)

    def into_fact(self, node: Node, fact: _Mapping, blank: str) -> Edit | None:
        """Write them into a fact, or into one blank of a statement."""
        cloze = fact.get("cloze")
        if not blank or cloze is None:
            return self._into_mapping(node, fact)
        match cloze[0]:
            case dict() as blanks if blank in blanks:
                inner = blanks[blank]
                if isinstance(inner[0], dict):
                    return self._into_mapping(inner, inner[0])
                return self._appended(inner)
            case list() as listed if len(listed) > 1:
                return self._into_listed(cloze, blank)
            case _:
                return self._into_mapping(node, fact)

    def into_row(self, row: Node) -> Edit | None:
        """Write them into a table's row, which becomes a mapping if it is none."""
        content, at, _ = row
        if isinstance(content, dict):
            return self._into_mapping(row, content)
        if isinstance(content, str):
            held = self._in_brackets(row)
            end = self.spans[at][0] if at in self.spans else at
            key = "value"
        else:
            end, style = self.spans.get(at, (at, ""))
            held, key = (self.text[at:end] if style == "[" else ""), "values"
        if not held:
            return None
        return Edit(start=at, end=end, text=f"{{{key}: {held}, wrong: {self._list}}}")

    def _into_mapping(self, node: Node, mapping: _Mapping) -> Edit | None:
        if "wrong" in mapping:
            return self._appended(mapping["wrong"])
        anchors = [mapping[key] for key in _ANSWERS if key in mapping]
        if not anchors:
            return None
        end = self._end(max(anchors, key=lambda it: it[1]))
        if self.text[node[1]] == "{":
            return insertion(end, f", wrong: {self._list}")
        return self._line(end, f"{indentation(self.text, node[1])}wrong: {self._list}")

    def _line(self, after: int, line: str) -> Edit:
        """Put a line below the one in which something ends; a comment behind it stays there."""
        at = end_of_line(self.text, after)
        return insertion(at, f"{line_end(self.text, at)}{line}")

    def _end(self, node: Node) -> int:
        """Return where a node's last word ends."""
        content, at, _ = node
        inner: list[Node] = []
        if self.text[at : at + 1] not in ("{", "[") and not isinstance(content, str):
            inner = list(content.values() if isinstance(content, dict) else content or [])
        if inner:
            return max(map(self._end, inner))
        end, style = self.spans.get(at, (at, ""))
        # A text over lines of its own ends with the line ends that follow it.
        return len(self.text[:end].rstrip()) if style in ("|", ">") else end

    def _appended(self, node: Node) -> Edit | None:
        """Write them behind the wrong options that are there."""
        content, at, _ = node
        match content:
            case "":
                return self._first(at)
            case list():
                return self._appended_to_list(content, at)
            case str():
                held, end = self._in_brackets(node), self.spans.get(at, (at, ""))[0]
            case dict() if self.text[at] == "{":
                end = self._end(node)
                held = self.text[at:end]
            case _:
                return None
        return Edit(start=at, end=end, text=f"[{held}, {self._items}]") if held else None

    def _first(self, at: int) -> Edit | None:
        """Write them where a key has nothing behind it."""
        if self.spans.get(at, (at, ""))[0] != at:  # quotes with nothing in them
            return None
        colon = "" if self.text[:at].rstrip().endswith(":") else ":"
        space = "" if self.text[at - 1].isspace() else " "
        return insertion(at, f"{colon}{space}{self._list}")

    def _appended_to_list(self, items: list[Node], at: int) -> Edit | None:
        if self.text[at] == "[":
            if not items:
                return insertion(at + 1, self._items)
            return insertion(self._end(items[-1]), f", {self._items}")
        if not items or self.text[at] != "-":
            return None
        before = self.text[start_of_line(self.text, at) : at]
        lines = (f"{before}- {scalar(text)}" for text in self.texts)
        return self._line(self._end(items[-1]), line_end(self.text, at).join(lines))

    def _in_brackets(self, node: Node) -> str:
        """Return a text as it can stand inside brackets; empty where it goes over lines."""
        content, at, _ = node
        end, style = self.spans.get(at, (at, ""))
        raw = self.text[at:end]
        if not isinstance(content, str) or style in ("|", ">") or "\n" in raw or "\r" in raw:
            return ""
        return raw if style else scalar(content, flow=True)

    def _into_listed(self, cloze: Node, blank: str) -> Edit | None:
        """Turn a list of blanks on one line into a mapping, with options for one of them."""
        content, at, _ = cloze
        end, style = self.spans.get(at, (at, ""))
        held = [self._in_brackets(node) for node in content] if isinstance(content, list) else []
        if style != "[" or not all(held) or "\n" in self.text[at:end]:
            return None
        entries = [
            f"{text}: {self._list if node[0] == blank else '[]'}"
            for text, node in zip(held, content or (), strict=True)
            if isinstance(node, tuple)
        ]
        return Edit(start=at, end=end, text=f"{{{', '.join(entries)}}}")
