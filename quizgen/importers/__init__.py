"""Makes decks of what other programs write: CSV, TSV, Anki's plain text, Markdown.

Whatever is sound goes on; what is not is reported with its line, all at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.authoring.first_deck import title_of
from quizgen.deck_reader import in_order
from quizgen.importers.columns import Wishes, find_entries, known_keys, meaning_of
from quizgen.importers.deck_text import write_deck
from quizgen.importers.entries import Finds
from quizgen.importers.markdown import find_in_markdown
from quizgen.importers.rows import read_sheet
from quizgen.problems import DeckError, Problem

__all__ = ["Imported", "Wishes", "import_deck", "known_keys", "meaning_of"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", ""),
    (b"\x00\x00\xfe\xff", ""),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAVE_AS = "save it with the encoding UTF-8 and try again"
_MARKDOWN = re.compile(r"^(?:[-*]\s+)?(?:\*\*)?Q(?:uestion)?\s*:|^\S.*\s::\s", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A deck as text, and what of the file did not get into it."""

    text: str
    facts: int
    #: By line of the file.
    problems: tuple[Problem, ...] = ()
    #: File → text, to show the lines that problems are about.
    texts: Mapping[str, str] = field(default_factory=dict)


def import_deck(
    data: bytes, file: str, *, title: str = "", suffix: str, wishes: Wishes | None = None
) -> Imported:
    """Make a deck of a file's bytes.

    Args:
        data: what the file holds.
        file: its name; the ending tells Markdown and TSV from the rest.
        title: of the deck; by default what the file says, else its name.
        suffix: something random, so that no two decks share an id.
        wishes: what the user says about the columns.

    Raises:
        DeckError: the file is no text in a known encoding.
        RequestError: nobody can tell what the columns hold.
    """
    wishes = wishes or Wishes()
    text = _decoded(data, file)
    finds = Finds(file=file)
    ending = file.rpartition(".")[2].lower()
    is_tabbed = ending == "tsv" or (ending == "txt" and "\t" in text)
    if ending in {"md", "markdown"} or (
        ending == "txt" and not is_tabbed and not text.startswith("#") and _MARKDOWN.search(text)
    ):
        find_in_markdown(text, finds)
    else:
        find_entries(read_sheet(text, finds, tabs=is_tabbed), finds, wishes)
    deck, facts = write_deck(finds, title or finds.title or title_of(file), suffix)
    return Imported(text=deck, facts=facts, problems=in_order(finds.problems), texts={file: text})


def _decoded(data: bytes, file: str) -> str:
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    if not encoding:
        raise DeckError(f"{file} is UTF-32", _SAVE_AS)
    if encoding == "utf-8" and b"\0" in data:
        raise DeckError(
            f"{file} is no text file",
            "in Anki choose File, Export, Notes in Plain Text; in a spreadsheet save as CSV UTF-8",
        )
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        what = "UTF-8" if encoding == "utf-8" else "UTF-16"
        line = data[: error.start].count(b"\n") + 1
        raise DeckError(f"{file} is not {what}: line {line} cannot be read", _SAVE_AS) from error
