"""Reads the fields of one mapping: closed keys, texts, lists of texts, yes or no."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from quizgen.deck_reader.page import Page
from quizgen.deck_reader.tree import Content, Node
from quizgen.model import Position, Wrong
from quizgen.wording import SLOTS, unknown_slots

_FLAGS: Mapping[str, bool] = MappingProxyType(
    {"true": True, "yes": True, "false": False, "no": False}
)

_OTHER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "a": ("answer",),
        "aliases": ("also",),
        "back": ("answer",),
        "definition": ("means",),
        "distractors": ("wrong",),
        "explanation": ("why",),
        "front": ("ask",),
        "is": ("value", "means"),
        "name": ("title", "id"),
        "not": ("never", "wrong"),
        "q": ("ask",),
        "question": ("ask",),
        "ref": ("at",),
        "statement": ("say",),
        "subject": ("of",),
        "synonyms": ("also",),
        "type": ("a",),
    }
)
"""Keys that people try → ours, where they are allowed."""


_SIMPLE_ID = re.compile(r"[A-Za-z0-9._-]+")
_SPLIT = "inside {…} a comma ends a text: put the whole text in quotes"


class Fields:
    """The fields of one mapping of a page; ``sound`` turns false when one cannot be used.

    What is wrong is reported on the page; the methods then return the empty value.
    """

    __slots__ = ("_guessed", "at", "nodes", "page", "sound", "what")

    def __init__(self, page: Page, nodes: dict[str, Node], at: int, what: str) -> None:
        """Take a mapping, where it stands, and what it is in the author's words."""
        self.page = page
        self.nodes = nodes
        self.at = at
        self.what = what
        self.sound = True
        #: What was probably meant by keys that there are not.
        self._guessed = ""

    def position(self, key: str) -> Position:
        """Return where a field's value stands; without the field, where the mapping does."""
        return self.page.position(self.value_at(key))

    def value_at(self, key: str) -> int:
        """Return the offset of a field's value; without the field, that of the mapping."""
        node = self.nodes.get(key)
        return node[1] if node else self.at

    def error(self, code: str, message: str, at: int, hint: str = "", *, length: int = 0) -> None:
        """Report something that makes the mapping unusable."""
        self.page.error(code, message, at, hint, length=length)
        self.sound = False

    def allow(self, keys: Collection[str]) -> None:
        """Report every key that is not one of these, with the one that was probably meant."""
        for key, node in self.nodes.items():
            if key not in keys:
                hint = _SPLIT if self._is_rest_of_text(key, node) else meant(key, keys)
                self._guessed += hint
                self.error("unknown-key", f"{self.what} has no key '{key}'", node[2], hint)

    def _is_rest_of_text(self, key: str, node: Node) -> bool:
        """Tell whether a comma inside ``{…}`` cut a text in two, and this is its end."""
        after = self.page.text[node[2] + len(key) : node[2] + len(key) + 1]
        return node[0] == "" and after in (",", "}")

    def need(self, key: str, hint: str = "") -> str:
        """Read a text that must be there."""
        if key not in self.nodes:
            if f"'{key}'" in self._guessed:  # it is there, but misspelt
                self.sound = False
            else:
                self.error("missing-key", f"{self.what} needs `{key}:`", self.at, hint)
            return ""
        value = self.text(key)
        if self.is_text(key) and not value.strip():
            _, at, key_at = self.nodes[key]
            is_comment = self.page.text[at : at + 20].lstrip(" ").startswith("#")
            hint = "a text that begins with # must stand in quotes" if is_comment else ""
            self.error("empty-text", f"`{key}:` is empty", key_at, hint)
        return value

    def is_text(self, key: str) -> bool:
        """Tell whether the field is there and holds a text."""
        return key in self.nodes and isinstance(self.nodes[key][0], str)

    def text(self, key: str) -> str:
        """Read a text; empty where the field is missing or has no value."""
        node = self.nodes.get(key)
        return self._text(node, f"`{key}:`") if node else ""

    def template(self, key: str, slots: Collection[str] = SLOTS) -> str:
        """Read a wording template, and report the slots that there are not."""
        value = self.text(key)
        if "<" not in value:
            return value
        for slot in unknown_slots(value, slots):
            at = self.page.text.find(f"<{slot}>", self.value_at(key))
            self.error(
                "unknown-slot",
                f"there is no slot <{slot}>",
                at if at >= 0 else self.value_at(key),
                meant(slot, slots, "slots"),
                length=len(slot) + 2,
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, or a single one."""
        if key not in self.nodes:
            return ()
        return tuple(text for text, _ in self.texts_with_places(key))

    def texts_with_places(self, key: str) -> list[tuple[str, int]]:
        """Read a list of texts, or a single one, each with its offset."""
        return [(self.entry(node, key), node[1]) for node in self.items(key)]

    def items(self, key: str) -> list[Node]:
        """Return the entries of a list; a value that is no list counts as its only entry."""
        node = self.nodes.get(key)
        if node is None or node[0] == "":
            return []
        content = node[0]
        return content if isinstance(content, list) else [node]

    def listed(self, key: str, what: str) -> list[Node]:
        """Return the entries of a list that cannot be one entry without ``- ``."""
        node = self.nodes.get(key)
        if node is not None and isinstance(node[0], dict):
            self.error(
                "wrong-type",
                f"`{key}:` must be a list",
                node[2],
                f"begin each {what} with '- '",
            )
            return []
        return self.items(key)

    def flag(self, key: str) -> bool | None:
        """Read yes or no; ``None`` where the field is missing."""
        node = self.nodes.get(key)
        if node is None:
            return None
        value = yes_or_no(node[0])
        if node[0] is None:
            self.sound = False
        elif value is None:
            self.error("not-yes-or-no", f"`{key}:` must be true or false", node[1])
        return value

    def mapping(self, key: str, what: str) -> "Fields | None":
        """Read a mapping; ``None`` where the field is missing or holds none."""
        node = self.nodes.get(key)
        if node is None or node[0] == "":
            return None
        return self.inner(node, what, f"`{key}:`")

    def inner(self, node: Node, what: str, name: str) -> "Fields | None":
        """Read a node as a mapping; anything else is reported."""
        content = node[0]
        if isinstance(content, dict):
            return Fields(self.page, content, node[1], what)
        self.wrong_type(node, name, "a mapping (`key: value`)")
        return None

    def wrong(self, key: str) -> tuple[Wrong, ...]:
        """Read wrong options: texts, or mappings with a text and why it is wrong."""
        return tuple(self._wrong_options(key)) if key in self.nodes else ()

    def _wrong_options(self, key: str) -> Iterator[Wrong]:
        for node in self.items(key):
            if isinstance(node[0], dict):
                inner = Fields(self.page, node[0], node[1], "a wrong option")
                inner.allow(("text", "why"))
                text, why = inner.need("text"), inner.text("why")
                at = inner.value_at("text")
                self.sound = self.sound and inner.sound
            else:
                text, why, at = self.entry(node, key), "", node[1]
            yield Wrong(text=text, why=why, position=self.page.position(at))

    def entry(self, node: Node, key: str) -> str:
        """Read an entry of a list as a text that is not empty."""
        text = self._text(node, f"an entry of `{key}:`")
        if not text.strip() and isinstance(node[0], str):
            self.error("empty-text", f"an entry of `{key}:` is empty", node[1])
        return text

    def _text(self, node: Node, name: str) -> str:
        content = node[0]
        if isinstance(content, str):
            return content
        self.wrong_type(node, name, "a text")
        return ""

    def wrong_type(self, node: Node, name: str, wanted: str) -> None:
        """Report a value of another type; where it is unusable anyway, only remember that."""
        self.sound = False
        if node[0] is not None:
            self.page.error(
                "wrong-type", f"{name} must be {wanted}, not {type_name(node[0])}", node[1]
            )


def yes_or_no(content: Content) -> bool | None:
    """Read a content as yes or no; ``None`` where it is neither."""
    return _FLAGS.get(content.casefold()) if isinstance(content, str) else None


def type_name(content: Content) -> str:
    """Name the type of a content in the author's words."""
    match content:
        case str():
            return "a text" if content else "nothing"
        case list():
            return "a list"
        case dict():
            return "a mapping (`key: value`)"
        case None:
            return "unreadable"


def meant(word: str, known: Collection[str], what: str = "keys") -> str:
    """Return the hint for an unknown word: the one that was probably meant, else all there are."""
    if len(known) > _MOST_COMPARED:
        return ""
    plain = word.replace("_", " ").replace("-", " ").strip().casefold()
    near = [other for other in _OTHER_WORDS.get(plain, ()) if other in known]
    # Of a short word with two letters swapped, less than half seems right to a comparison.
    near = near or [other for other in known if sorted(other) == sorted(plain)]
    near = near or get_close_matches(plain, known, n=1) or get_close_matches(word, known, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"{what} here: {', '.join(sorted(known))}"


_MOST_COMPARED = 100
"""Among more words, comparing takes long, and listing them all helps nobody."""


def is_id(text: str) -> bool:
    """Tell whether a text may be an id: letters, figures, ``.``, ``_`` and ``-``."""
    return bool(_SIMPLE_ID.fullmatch(text)) or (
        bool(text)
        and all(
            character.isalnum() or character in "._-" or unicodedata.category(character)[0] == "M"
            for character in text
        )
    )


def nfc(text: str) -> str:
    """Return the one spelling of an id in Unicode, so that it survives every editor."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
