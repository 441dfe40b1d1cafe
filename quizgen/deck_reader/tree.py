"""From YAML events to a tree of texts, lists and mappings in which every part knows its place.

Scalars stay as typed (``007``, ``no``, ``1.10``): what they mean is decided by the key that they
stand under, so YAML's own types play no part. Anchors, aliases, tags, merge keys, keys that are
no texts and second documents have no place in a deck and are refused where they stand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import yaml

from quizgen.deck_reader.page import BAD_CHARACTER, REPLACEMENT, Page, bad_character
from quizgen.problems import Problem

Content: TypeAlias = "str | dict[str, Node] | list[Node] | None"
"""What a node holds; ``None`` where the reader has already reported that it cannot be used."""

Node: TypeAlias = tuple[Content, int, int]
"""A content, where it starts, and where its key starts (without one: the same), in characters.

Plain tuples, because a deck has several for every line, and the garbage collector does not have
to look into those that hold only texts and figures.
"""

DEEPEST = 24
"""How deep lists and mappings may nest; a deck needs seven levels."""

Parser: TypeAlias = Callable[[str], "yaml.SafeLoader | yaml.CSafeLoader"]

#: Without libyaml the events are the same, and take twenty times as long.
FASTEST: Parser = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class TooDeepError(Exception):
    """Lists and mappings nest too deeply."""

    def __init__(self, at: int) -> None:
        """Keep where the limit was passed."""
        super().__init__(at)
        self.at = at


class _SecondDocumentError(Exception):
    """A second document begins: what comes is not read."""


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    """What the builder reads of an event; every parser sets its marks."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


@dataclass(slots=True)
class Growing:
    """A list or mapping while it grows."""

    #: ``None`` for a list.
    mapping: "dict[str, Node] | None"
    items: "list[Node]"
    #: Key under which the next node of a mapping goes; ``None`` where a key comes next.
    key: str | None = None
    key_at: int = 0


@dataclass(slots=True)
class Builder:
    """Builds the tree of one text; after an exception it holds what came before.

    The text is the page's, or as long as it (with broken parts blanked out).
    """

    page: Page
    text: str
    parser: Parser = FASTEST
    root: Node | None = None
    refusals: list[Problem] = field(default_factory=list)
    #: Lists and mappings that have not ended yet, outermost first.
    growing: list[Growing] = field(default_factory=list)
    _documents: int = 0
    _next: Callable[[], yaml.Event | None] = field(init=False)

    def run(self) -> None:
        """Read all events.

        Raises:
            yaml.MarkedYAMLError: the text is not YAML.
            TooDeepError: it nests too deeply.
        """
        parser = self.parser(self.text)
        self._next = parser.get_event
        handlers: dict[type[yaml.Event], Callable[..., None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while (event := self._next()) is not None:
                if handler := handlers.get(type(event)):
                    handler(event)
        except _SecondDocumentError:
            pass
        finally:
            parser.dispose()

    def _scalar(self, event: _Event) -> None:
        value = event.value
        at = event.start_mark.index
        if event.style:
            value = self._styled(event, at)
        if event.anchor or event.tag:
            self._refuse_decoration(event, at)
        place = self.growing[-1] if self.growing else None
        if place and place.mapping is not None and place.key is None:
            self._key(place, value, at, plain=not event.style)
        else:
            # Characters that may not stand in a text are reported already.
            self._put(None if REPLACEMENT in value else value, at)

    def _put(self, content: Content, at: int) -> None:
        if not self.growing:
            self.root = (content, at, at)
            return
        place = self.growing[-1]
        if place.mapping is None:
            place.items.append((content, at, at))
        elif place.key is not None:
            place.mapping[place.key] = (content, at, place.key_at)
            place.key = None

    def _key(self, place: Growing, key: str, at: int, *, plain: bool) -> None:
        if plain and key == "<<":
            self._refuse("merge-key", "decks have no merge keys", at, "write the keys out")
            self._skip_node()
        elif place.mapping is not None and key in place.mapping:
            self._refuse_duplicate(place.mapping[key], key, at)
            self._skip_node()
        elif REPLACEMENT in key:
            self._skip_node()
        else:
            place.key, place.key_at = key, at

    def _start_mapping(self, event: _Event) -> None:
        self._start(event, {})

    def _start_list(self, event: _Event) -> None:
        self._start(event, None)

    def _start(self, event: _Event, mapping: dict[str, Node] | None) -> None:
        at = event.start_mark.index
        if event.anchor or event.tag:
            self._refuse_decoration(event, at)
        if len(self.growing) >= DEEPEST:
            raise TooDeepError(at)
        if self._wants_key():
            self._refuse(
                "complex-key",
                "a key must be a text",
                at,
                "a text that begins with { or [ must stand in quotes",
                length=1,
            )
            self._skip_node(begun=1)
            self._skip_node()
            return
        items: list[Node] = []
        self._put(items if mapping is None else mapping, at)
        self.growing.append(Growing(mapping, items))

    def _wants_key(self) -> bool:
        if not self.growing:
            return False
        place = self.growing[-1]
        return place.mapping is not None and place.key is None

    def _end(self, _event: _Event) -> None:
        self.growing.pop()

    def _alias(self, event: _Event) -> None:
        at = event.start_mark.index
        self._refuse(
            "alias",
            "decks have no aliases",
            at,
            "a text that begins with * must stand in quotes",
        )
        if self._wants_key():
            self._skip_node()
        else:
            self._put(None, at)

    def _document(self, event: _Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(
                "several-documents",
                "a second YAML document begins here",
                event.start_mark.index,
                "put each deck into a file of its own",
            )
            raise _SecondDocumentError

    def _skip_node(self, begun: int = 0) -> None:
        """Pass over the next node, or over the rest of one whose start has been read."""
        depth = begun
        while (event := self._next()) is not None:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if len(self.growing) + depth > DEEPEST:
                    raise TooDeepError(event.start_mark.index if event.start_mark else 0)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 0:
                return

    def _styled(self, event: _Event, at: int) -> str:
        """Return a quoted or block scalar; only a double-quoted one can escape characters in."""
        value: str = event.value
        if event.style in ("|", ">"):
            return value.rstrip("\n")
        if event.style == '"' and (REPLACEMENT in value or not value.isprintable()):
            written = self.text[at : event.end_mark.index]
            escaped = [sign for sign in BAD_CHARACTER.findall(value) if sign not in written]
            if escaped:
                hint = "write '…' instead, in which a backslash is only a backslash"
                self._refuse(*bad_character(escaped[0]), at, hint)
                return REPLACEMENT
        return value

    def _refuse_decoration(self, event: _Event, at: int) -> None:
        if event.anchor:
            self._refuse(
                "anchor",
                "decks have no anchors",
                at,
                "a text that begins with & must stand in quotes",
                length=len(event.anchor) + 1,
            )
        else:
            self._refuse(
                "tag",
                "decks have no tags: every text stays as it is written",
                at,
                "a text that begins with ! must stand in quotes",
            )

    def _refuse_duplicate(self, first: Node, key: str, at: int) -> None:
        line = self.page.position(first[2]).line
        self._refuse(
            "duplicate-key", f"the key '{key}' stands here twice; first in line {line}", at
        )

    def _refuse(self, code: str, message: str, at: int, hint: str = "", *, length: int = 0) -> None:
        self.refusals.append(self.page.problem(code, message, at, hint, length=length))


def ends(text: str, parser: Parser = FASTEST) -> dict[int, tuple[int, str]]:
    """Return where texts and ``[…]`` or ``{…}`` end: start → end and style, in characters.

    The style is the quotation mark or sign that a text begins with, a bracket, or nothing. As far
    as the text is YAML; lists and mappings in lines of their own have no sign where they end.
    """
    found: dict[int, tuple[int, str]] = {}
    waiting: list[int] = []

    def note(start: int, end: int, style: str) -> None:
        found[start] = end, style

    events = parser(text)
    try:
        while (event := events.get_event()) is not None:
            _note_end(event, waiting, text, note)
    except yaml.MarkedYAMLError:
        pass
    finally:
        events.dispose()
    return found


def _note_end(
    event: Any,  # noqa: ANN401  # the stubs know events without marks, and no parser makes any
    waiting: list[int],
    text: str,
    note: Callable[[int, int, str], None],
) -> None:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        note(start, end, event.style or "")
    elif isinstance(event, yaml.CollectionStartEvent):
        waiting.append(start)
    elif isinstance(event, yaml.CollectionEndEvent):
        start = waiting.pop()
        if text[start : start + 1] in ("[", "{"):
            note(start, end, text[start])
