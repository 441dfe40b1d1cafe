"""Changes of a deck's text that leave everything else as the author has it, byte for byte."""

from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.deck_reader import Node, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put a text in place of what stands between two offsets; equal offsets only insert."""

    start: int
    end: int
    text: str


def insertion(at: int, text: str) -> Edit:
    """Return the edit that puts a text before an offset."""
    return Edit(start=at, end=at, text=text)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits, which do not overlap, made in it."""
    parts, done = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def line_end(text: str, at: int) -> str:
    """Return how the line at an offset ends; where it is the last, how the others do."""
    for place in range(at, len(text)):
        if text[place] in "\r\n":
            return "\r\n" if text.startswith("\r\n", place) else text[place]
    if "\r\n" in text[:at]:
        return "\r\n"
    return "\r" if "\r" in text[:at] and "\n" not in text[:at] else "\n"


def start_of_line(text: str, at: int) -> int:
    """Return where the line at an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def end_of_line(text: str, at: int) -> int:
    """Return where the line at an offset ends, before its line end."""
    ends = [found for sign in "\r\n" if (found := text.find(sign, at)) >= 0]
    return min(ends, default=len(text))


def indentation(text: str, at: int) -> str:
    """Return the spaces that put another line into the column of an offset.

    A ``- `` before it counts as space: what belongs to the item stands below its first key.
    """
    before = text[start_of_line(text, at) : at]
    return "".join(sign if sign in " \t" else " " for sign in before)


def contents(node: Node) -> object:
    """Return what a node holds, without the places."""
    content = node[0]
    if isinstance(content, dict):
        return {key: contents(inner) for key, inner in content.items()}
    if isinstance(content, list):
        return [contents(inner) for inner in content]
    return content


def facts_of(part: Part) -> list[Node]:
    """Return the entries of a file's ``facts:`` as they stand there, the unusable ones too."""
    node = part.fields.nodes.get("facts")
    return node[0] if node is not None and isinstance(node[0], list) else []
