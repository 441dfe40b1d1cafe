"""Writes what was found as the text of a deck, and reads it again before anybody else does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.authoring.first_deck import deck_id
from quizgen.authoring.scalars import scalar
from quizgen.authoring.slugs import new_id, words_of
from quizgen.checks import check_deck
from quizgen.deck_reader import BAD_CHARACTER, bad_character, parse_deck
from quizgen.deck_reader.fields import is_id, nfc
from quizgen.distractors import fold
from quizgen.importers.entries import Column, Entry, Finds
from quizgen.kinds import KINDS
from quizgen.problems import Problem, Severity

_NAME = "deck.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the deck, and the line of the other file that it comes from (0: from none)."""

    text: str
    source: int = 0


def write_deck(finds: Finds, title: str, suffix: str) -> tuple[str, int]:
    """Return a sound deck of all that was found, and how many facts it has.

    What would make the deck unsound is reported and left out.
    """
    _drop_duplicates(finds)
    finds.entries = [_without_right_ones(entry, finds) for entry in finds.entries]
    # The reader names only the first of these, so that each would cost a look of its own.
    refused = set(_refuse_unreadable(finds))
    while True:
        lines = list(_lines(finds, title, suffix, refused))
        text = "".join(f"{line.text}\n" for line in lines)
        read = parse_deck(text, _NAME)
        checked = check_deck(read.deck, [kind.name for kind in KINDS]) if read.deck else ()
        errors = [it for it in (*read.problems, *checked) if it.severity is Severity.ERROR]
        new = {lines[error.position.line - 1].source: error for error in reversed(errors)}
        new.pop(0, None)
        if not new:
            return text, len(read.deck.facts) if read.deck else 0
        _refuse(finds, new)
        refused |= new.keys()


def _refuse(finds: Finds, errors: dict[int, Problem]) -> None:
    for line, error in sorted(errors.items()):
        finds.report(error.code, f"{error.message}; this one is left out", line, error.hint)


def _refuse_unreadable(finds: Finds) -> Iterator[int]:
    """Report the entries with characters that no deck may hold; yield their lines."""
    for entry in finds.entries:
        texts = (entry.ask, entry.answer, entry.why, entry.hint, entry.topic, entry.at, entry.alt)
        lists = (*entry.blanks, *entry.also, *entry.wrong, *entry.tags)
        if found := BAD_CHARACTER.search("\n".join((*texts, *lists))):
            code, message = bad_character(found[0])
            finds.report(code, f"{message}; this one is left out", entry.line)
            yield entry.line


def _drop_duplicates(finds: Finds) -> None:
    """Leave out what stands there twice."""
    seen: dict[tuple[str, ...], int] = {}
    kept: list[Entry] = []
    for entry in finds.entries:
        first = seen.setdefault(_said(entry), entry.line)
        if first != entry.line:
            finds.report(
                "duplicate-row",
                f"the same stands in line {first}; this one is left out",
                entry.line,
                fatal=False,
            )
        else:
            kept.append(entry)
    finds.entries = kept


def _said(entry: Entry) -> tuple[str, ...]:
    """Return what makes two entries say the same."""
    return fold(entry.ask), fold(entry.answer), entry.image, *map(fold, entry.blanks)


def _without_right_ones(entry: Entry, finds: Finds) -> Entry:
    """Leave out wrong options that are the answer under another spelling."""
    right = {fold(text) for text in (entry.answer, *entry.also)}
    kept = tuple(text for text in entry.wrong if fold(text) not in right)
    for text in entry.wrong:
        if text not in kept:
            finds.report(
                "wrong-is-right",
                f"'{text}' is offered as wrong, and it is right; it is left out",
                entry.line,
                fatal=False,
            )
    return replace(entry, wrong=kept)


def _lines(finds: Finds, title: str, suffix: str, refused: set[int]) -> Iterator[_Line]:
    source = finds.file.replace("\\", "/").rpartition("/")[2]
    own_id = deck_id(title, suffix)
    yield _Line(text="format: 1")
    yield _Line(text=f"deck: {own_id} # stays for ever: everything learned hangs on it")
    yield _Line(text=f"title: {scalar(title)}")
    yield _Line(text="sources:")
    yield _Line(text=f"  imported: {scalar(source)} # better: the book or page that it rests on")
    columns = [_without(column, refused) for column in finds.columns]
    columns = [column for column in columns if column.rows]
    if columns:
        yield _Line(text="relations:")
    for column in columns:
        subject = scalar(column.subject_type, flow=True)
        yield _Line(text=f"  {scalar(column.relation, flow=True)}: {{from: {subject}}}")
    yield _Line(text="facts:")
    taken: set[str] = set()
    for column in columns:
        yield from _table(column, taken)
    own_ids = _own_ids(finds.entries)
    taken |= {own_id.casefold() for own_id in own_ids.values()}
    tried: dict[str, int] = {}
    for entry in finds.entries:
        if entry.line not in refused:
            own_id = own_ids.get(entry.line) or new_id(words_of(entry.ask), taken, tried=tried)
            taken.add(own_id.casefold())
            yield from (_Line(text=text, source=entry.line) for text in fact_lines(entry, own_id))


def _without(column: Column, refused: set[int]) -> Column:
    rows = {subject: row for subject, row in column.rows.items() if row[1] not in refused}
    return Column(relation=column.relation, subject_type=column.subject_type, rows=rows)


def _table(column: Column, taken: set[str]) -> Iterator[_Line]:
    own_id = new_id(words_of(column.relation), taken, "table")
    taken.add(own_id.casefold())
    yield _Line(text=f"  - id: {own_id}")
    yield _Line(text=f"    table: {scalar(column.relation)}")
    yield _Line(text="    rows:")
    for subject, (text, line) in column.rows.items():
        yield _Line(text=f"      {scalar(subject, flow=True)}: {scalar(text)}", source=line)


def _own_ids(entries: Sequence[Entry]) -> dict[int, str]:
    """Return the ids that the file gives, as far as each is given once and may be an id."""
    found: dict[str, str] = {}
    lines: dict[int, str] = {}
    for entry in entries:
        own_id = nfc(entry.id)
        if is_id(own_id) and own_id.casefold() not in found:
            found[own_id.casefold()] = own_id
            lines[entry.line] = own_id
    return lines


def fact_lines(entry: Entry, own_id: str) -> Iterator[str]:
    """Yield the lines of a fact, its id first."""
    first, second = ("term", "means") if entry.is_term else ("ask", "answer")
    yield f"  - id: {own_id}"
    if entry.blanks:
        yield f"    say: {scalar(entry.ask)}"
        yield f"    cloze: {_flow(entry.blanks)}"
    else:
        yield f"    {first}: {scalar(entry.ask)}"
        yield f"    {second}: {scalar(entry.answer)}"
    for key, texts in (("also", entry.also), ("wrong", entry.wrong), ("tags", entry.tags)):
        if texts:
            yield f"    {key}: {_flow(texts)}"
    for key, text in (
        ("why", entry.why),
        ("hint", entry.hint),
        ("topic", entry.topic),
        ("at", entry.at),
    ):
        if text:
            yield f"    {key}: {scalar(text)}"
    if entry.reverse:
        yield "    reverse: true"
    if entry.image:
        alt = f", alt: {scalar(entry.alt, flow=True)}" if entry.alt else ""
        yield f"    image: {{file: {scalar(entry.image, flow=True)}{alt}}}"


def _flow(texts: Sequence[str]) -> str:
    return f"[{', '.join(scalar(text, flow=True) for text in texts)}]"
