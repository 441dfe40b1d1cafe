"""Finds deck files in files and folders, reads them, and puts the files of a deck together."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizgen.collecting import without_collection
from quizgen.deck_files import deck_files
from quizgen.deck_reader.deck import Part, ReadDeck, in_order, open_part, read_deck
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.parsing import Tree, parse
from quizgen.deck_reader.source_bytes import LARGEST, open_page, too_large, whole_file
from quizgen.model import Deck
from quizgen.problems import Problem, Severity

_DECK_KEY = re.compile(r"^(deck|format)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDecks:
    """The decks of some files and folders, and everything that is wrong with their texts."""

    decks: tuple[Deck, ...] = ()
    #: By file, line and column.
    problems: tuple[Problem, ...] = ()
    #: File → text, to show lines of.
    texts: Mapping[str, str] = field(default_factory=dict)


@without_collection()
def parse_deck(text: str, file: str) -> ReadDeck:
    """Read a deck from its text; ``file`` is what problems call it.

    Never raises on content: what is wrong is among the problems, and the rest is read.
    """
    page = Page(text.removeprefix("\ufeff"), file)
    part = open_part(parse(page))
    if part is not None:
        return read_deck([part])
    return ReadDeck(deck=None, problems=in_order(page.problems), texts={file: page.text})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecks:
    """The decks of some files and folders before their facts are read."""

    #: The files of each deck.
    decks: tuple[tuple[Part, ...], ...]
    #: What is wrong with files that are no deck or cannot be opened.
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]


@without_collection()
def open_decks(paths: Sequence[Path]) -> OpenDecks:
    """Open the decks in these files and folders; never raises on what is there."""
    pile = _Pile()
    for path in paths:
        if not pile.add(str(path)):
            pile.problems.append(
                whole_file(
                    "no-decks",
                    "there is no deck in this folder",
                    str(path),
                    "the name of a deck file ends in .yaml or .yml",
                )
            )
    decks = tuple(tuple(parts) for parts in _together(pile.parts))
    return OpenDecks(decks=decks, problems=tuple(pile.problems), texts=pile.texts)


@without_collection()
def reopen(part: Part, text: str) -> Part | None:
    """Open a file of a deck as if it held another text; ``None`` where that is no deck."""
    return open_part(parse(Page(text, part.page.file)))


@without_collection()
def read_decks(paths: Sequence[Path]) -> ReadDecks:
    """Read the decks in these files and folders; never raises on what is there.

    Folders are searched with all that is in them, except hidden files and folders, for
    ``*.yaml`` and ``*.yml``. Files of one folder with the same deck id are one deck.
    """
    opened = open_decks(paths)
    read = [read_deck(parts) for parts in opened.decks]
    problems = [*opened.problems, *(problem for deck in read for problem in deck.problems)]
    # Where an id stands for two decks, which is reported, the first one keeps it.
    decks = {deck.deck.id: deck.deck for deck in reversed(read) if deck.deck is not None}
    return ReadDecks(
        decks=tuple(reversed(decks.values())),
        problems=in_order(problems),
        texts=opened.texts,
    )


class _Pile:
    """The files that have been opened, before it is known which of them are one deck."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}
        self._seen: set[str] = set()

    def add(self, path: str) -> bool:
        """Open a file, or all files of a folder; ``False`` where none is or should be a deck."""
        useful = False
        for file in deck_files(path, self._note):
            real = os.path.realpath(file)
            if real in self._seen:
                useful = True
                continue
            self._seen.add(real)
            useful = self._open(file, named=file == path) or useful
        return useful or any(problem.position.file == path for problem in self.problems)

    def _note(self, path: str, error: OSError) -> None:
        self.problems.append(_unreadable(path, error))

    def _open(self, file: str, *, named: bool) -> bool:
        """Open a file; ``False`` where it lies in a folder and is no deck."""
        page = _read_page(file)
        if isinstance(page, Problem):
            self.problems.append(page)
            return True
        tree = parse(page)
        if not named and not _looks_like_deck(tree):
            self.problems.append(
                replace(
                    whole_file("not-a-deck", "skipped: neither `deck:` nor `format:` in it", file),
                    severity=Severity.WARNING,
                )
            )
            return False
        self.texts[file] = page.text
        part = open_part(tree)
        if part is None:
            self.problems += page.problems
        else:
            self.parts.append(part)
        return True


def _looks_like_deck(tree: Tree) -> bool:
    root = tree.root[0] if tree.root else None
    keys = root.keys() if isinstance(root, dict) else ()
    return "deck" in keys or "format" in keys or bool(_DECK_KEY.search(tree.page.text))


def _read_page(file: str) -> Page | Problem:
    try:
        with Path(file).open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LARGEST:
                return too_large(file)
            # Not everything that can be read knows its size.
            data = stream.read(LARGEST + 1)
    except OSError as error:
        return _unreadable(file, error)
    return open_page(data, file)


def _unreadable(file: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError) and not Path(file).is_symlink():
        return whole_file("no-such-file", "there is no such file or folder", file)
    return whole_file("unreadable", f"cannot be read: {error.strerror}", file)


def _together(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Put the files of a deck together; the same deck in another folder is reported."""
    decks: dict[tuple[str, str], list[Part]] = {}
    first: dict[str, Part] = {}
    for part in parts:
        folder = _folder(part)
        other = first.setdefault(part.id, part) if part.id else part
        if _folder(other) != folder:
            part.fields.error(
                "duplicate-deck",
                f"there is a deck '{part.id}' already, in {other.page.file}",
                part.fields.value_at("deck"),
                "each deck needs an id of its own; the files of one deck lie in one folder",
            )
        name = (folder, part.id or part.page.file)
        decks.setdefault(name, []).append(part)
    yield from decks.values()


def _folder(part: Part) -> str:
    return os.path.realpath(Path(part.page.file).parent)
