"""Which column of a sheet holds what, and the entries that its rows make."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.distractors import fold
from quizgen.importers.entries import Column, Entry, Finds
from quizgen.importers.html import from_html
from quizgen.importers.rows import Row, Sheet
from quizgen.importers.texts import cleaned, escaped
from quizgen.problems import RequestError

_MEANINGS = {
    "ask": "ask question front q prompt",
    "answer": "answer back a response",
    "term": "term word expression name",
    "means": "means definition meaning description",
    "topic": "topic category chapter unit section deck",
    "tags": "tags tag labels",
    "why": "why explanation reason extra comment",
    "wrong": "wrong distractor distractors incorrect",
    "hint": "hint clue",
    "id": "id",
    "also": "also synonyms alternatives",
    "at": "at page location reference",
    "": "- guid notetype",
}
NAMES: Mapping[str, str] = {
    name: meaning for meaning, names in _MEANINGS.items() for name in names.split()
}
"""Name of a column, in small letters → key of a fact; empty where it is passed over."""

_KEYS = tuple(filter(None, _MEANINGS))
_SEVERAL = {
    "wrong": re.compile(r"[;|\n]"),
    "also": re.compile(r"[;|\n]"),
    "tags": re.compile(r"[\s,;]+"),
}
_CLOZE = re.compile(r"\{\{c\d+::(.+?)(?:::[^{}]*?)?\}\}", re.DOTALL)
_HEADER_HINT = "name them, as in --columns ask,answer,tags; '-' passes one over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user says about a file."""

    #: What each column holds; empty: by the header, else by their number.
    columns: tuple[str, ...] = ()
    terms: bool = False
    table: bool = False


def meaning_of(name: str) -> str | None:
    """Return the key of a fact that a column's name means; ``None`` where it is not known."""
    plain = re.sub(r"[\s_]*(answers?|options?)?[\s_]*\d*$", "", name.strip().casefold())
    return NAMES.get(name.strip().casefold(), NAMES.get(plain))


def find_entries(sheet: Sheet, finds: Finds, wishes: Wishes) -> None:
    """Turn the rows of a sheet into entries."""
    if wishes.table:
        _find_columns(sheet, finds)
        return
    keys, rows = _keys(sheet, finds, wishes)
    if wishes.terms:
        keys = tuple({"ask": "term", "answer": "means"}.get(key, key) for key in keys)
    reader = _Reader(finds=finds, html=sheet.html, keys=keys)
    found = [entry for row in rows if (entry := reader.entry(row))]
    if len({entry.topic for entry in found}) == 1 and "deck" in sheet.special.values():
        found = [replace(entry, topic="") for entry in found]
    finds.entries += found


def _keys(sheet: Sheet, finds: Finds, wishes: Wishes) -> tuple[tuple[str, ...], Sequence[Row]]:
    """Return what each column holds, and the rows below the header."""
    rows = sheet.rows
    names = sheet.names or (rows[0].cells if rows else ())
    header = [meaning_of(name) for name in names]
    is_header = _is_whole(header) and (bool(sheet.names) or len(set(header)) > 1)
    below = rows[1:] if is_header and not sheet.names else rows
    if wishes.columns:
        return wishes.columns, below
    if is_header:
        for name, meaning in zip(names, header, strict=True):
            if meaning is None:
                finds.report(
                    "unused-column",
                    f"the column '{name}' is not used",
                    1,
                    _HEADER_HINT,
                    fatal=False,
                )
        keys = tuple(meaning or "" for meaning in header)
        return tuple(_special(sheet, at) or key for at, key in enumerate(keys)), below
    return _by_number(sheet, finds), rows


def _is_whole(header: Iterable[str | None]) -> bool:
    known = set(header)
    return {"ask", "answer"} <= known or {"term", "means"} <= known or {"term", "answer"} <= known


def _special(sheet: Sheet, at: int) -> str:
    return NAMES.get(sheet.special.get(at, ""), "") if at in sheet.special else ""


def _by_number(sheet: Sheet, finds: Finds) -> tuple[str, ...]:
    width = max((len(row.cells) for row in sheet.rows), default=0)
    free = [at for at in range(width) if at not in sheet.special]
    extra = len(free) - 2
    if width and (extra < 0 or (extra > 0 and not sheet.special and not sheet.html)):
        columns = "one column" if width == 1 else f"{width} columns"
        raise RequestError(
            f"{finds.file} has {columns} and no header that tells what they hold",
            "separate question and answer by a tab or a comma"
            if width == 1
            else f"{_HEADER_HINT}; --table makes a table of each column after the first",
        )
    keys = ["" for _ in range(width)]
    for at, key in zip(free, ("ask", "answer"), strict=False):
        keys[at] = key
    for at in free[2:]:
        finds.report("unused-column", f"column {at + 1} is not used", 1, _HEADER_HINT, fatal=False)
    return tuple(_special(sheet, at) or key for at, key in enumerate(keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads rows whose columns are known."""

    finds: Finds
    html: bool
    keys: tuple[str, ...]

    def entry(self, row: Row) -> Entry | None:
        """Read a row; ``None`` where it cannot be used, which is reported."""
        if len(row.cells) > len(self.keys) and any(row.cells[len(self.keys) :]):
            self.finds.report(
                "broken-row",
                f"{len(row.cells)} cells in a sheet of {len(self.keys)} columns",
                row.line,
                "put a text that holds the separator in quotes",
            )
            return None
        texts: dict[str, list[str]] = {}
        for key, cell in zip(self.keys, row.cells, strict=False):
            if key and (text := self._text(cell, row.line)):
                texts.setdefault(key, []).append(text)
        return self._made(row.line, texts)

    def _made(self, line: int, texts: Mapping[str, list[str]]) -> Entry | None:
        is_term = "term" in self.keys
        first = "\n".join(texts.get("term", texts.get("ask", [])))
        second = "\n".join(texts.get("means", texts.get("answer", [])))
        rest = rest_of(texts)
        if _CLOZE.search(first):
            say, blanks = _statement(first)
            why = rest.pop("why", "") or second
            return Entry(line=line, ask=say, answer="", blanks=blanks, why=why, **rest)  # type: ignore[arg-type]  # by the names of the fields
        if not first or not second:
            missing = ("term" if is_term else "question") if not first else "answer"
            self.finds.report("empty-text", f"this row has no {missing}", line)
            return None
        return Entry(line=line, ask=first, answer=second, is_term=is_term, **rest)  # type: ignore[arg-type]  # the same

    def _text(self, cell: str, line: int) -> str:
        """Return a cell as a text of a deck."""
        text = cleaned(cell)
        if self.html:
            found = from_html(text)
            text = found.text
            media = (picture.file or "without a name" for picture in found.pictures)
            for name in (*media, *found.sounds):
                self.finds.report(
                    "left-out",
                    f"a deck's texts hold no picture or sound: {name}",
                    line,
                    fatal=False,
                )
        else:
            text = escaped(text)
        return text.strip()


def rest_of(texts: Mapping[str, list[str]]) -> dict[str, str | tuple[str, ...]]:
    """Read all columns but question and answer, by the names of an entry's fields."""
    found: dict[str, str | tuple[str, ...]] = {}
    for key, values in texts.items():
        if key in _SEVERAL:
            parts = (part.strip() for value in values for part in _SEVERAL[key].split(value))
            found[key] = tuple(dict.fromkeys(filter(None, parts)))
        elif key == "topic":
            found[key] = values[0].rpartition("::")[2]
        elif key not in {"ask", "answer", "term", "means"}:
            found[key] = " ".join(values)
    return found


def _statement(text: str) -> tuple[str, tuple[str, ...]]:
    """Read a sentence with Anki's gaps, ``{{c1::…}}``."""
    blanks = tuple(dict.fromkeys(found[1].strip() for found in _CLOZE.finditer(text)))
    return _CLOZE.sub(lambda found: found[1], text), blanks


def _find_columns(sheet: Sheet, finds: Finds) -> None:
    """Read a table: subjects in the first column, one relation for each column after it."""
    if not sheet.rows or len(sheet.rows[0].cells) < 2:  # noqa: PLR2004  # a subject and an object
        raise RequestError(f"{finds.file} is no table", "its first row names two columns or more")
    header = [_small(escaped(cleaned(name))) for name in sheet.rows[0].cells]
    rows = list(_unique_rows(sheet.rows[1:], header[0], finds))
    for at, relation in enumerate(header[1:], start=1):
        if not relation or relation in header[1:at]:
            finds.report("bad-header", f"column {at + 1} has no name of its own", 1)
            continue
        cells = {
            subject: (text, row.line)
            for subject, row in rows
            if (text := escaped(cleaned(row.cells[at])) if at < len(row.cells) else "")
        }
        if cells:
            finds.columns.append(Column(relation=relation, subject_type=header[0], rows=cells))


def _unique_rows(rows: Sequence[Row], what: str, finds: Finds) -> Iterator[tuple[str, Row]]:
    seen: dict[str, int] = {}
    for row in rows:
        subject = " ".join(escaped(cleaned(row.cells[0])).split())
        if not subject:
            finds.report("empty-text", f"this row has no {what}", row.line)
            continue
        first = seen.setdefault(fold(subject), row.line)
        if first != row.line:
            finds.report(
                "duplicate-row",
                f"'{subject}' stands in line {first} already; this row is left out",
                row.line,
                fatal=False,
            )
            continue
        yield subject, row


def _small(name: str) -> str:
    """Write a column's name as it stands inside a sentence."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def known_keys() -> tuple[str, ...]:
    """Return what a column may hold."""
    return _KEYS
