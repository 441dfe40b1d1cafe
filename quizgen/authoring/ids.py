"""Fills in the ids that facts and tables lack, and touches nothing else."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.authoring.edits import Edit, contents, edited, facts_of, indentation, insertion
from quizgen.authoring.edits import line_end as line_end_at
from quizgen.authoring.slugs import USUAL, new_id, words_of
from quizgen.deck_reader import Node, Part, reopen
from quizgen.model import Position

_ID_KEY = re.compile(r"""(?:id|"id"|'id')\s*:""")
_ID_SOMEWHERE = re.compile(r"""\bid["']?\s*:\s*["']?([^\s"',{}\[\]#]+)""")
_WAS_SOMEWHERE = re.compile(r"""\bwas["']?\s*:([^\n\r]*(?:[\n\r]+\s*- [^\n\r]*)*)""")

_SUBJECT_WORDS = 3
_RELATION_WORDS = 2

#: Keys whose text an id can be made of; the first that is there.
_NAMING = ("table", "term", "of", "ask", "say", "answer", "means")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewId:
    """An id for a fact or table that has none."""

    id: str
    #: What the id was made of, in the author's words.
    text: str
    position: Position
    edit: Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIds:
    """The ids that a deck lacks, and its files as they read with them."""

    ids: tuple[NewId, ...]
    #: File → its new text, without byte-order mark; only files that change.
    texts: Mapping[str, str]


def fill_ids(parts: Sequence[Part], locked: Iterable[str] = ()) -> FilledIds:
    """Find ids for all facts and tables of a deck that have none.

    Args:
        parts: the open files of the deck.
        locked: ids that learners have notes under, though the deck may hold them no more.
    """
    taken = {name.casefold() for name in (*locked, *_taken(parts))}
    found: list[NewId] = []
    texts: dict[str, str] = {}
    for part in parts:
        # A file with bytes that are no text could not be written again as it was.
        lossy = any(problem.code == "not-utf-8" for problem in part.page.problems)
        new = [] if lossy else _kept(part, list(_new_ids(part, taken)))
        found += new
        if new:
            texts[part.page.file] = edited(part.page.text, (it.edit for it in new))
    return FilledIds(ids=tuple(found), texts=texts)


def _new_ids(part: Part, taken: set[str]) -> Iterator[NewId]:
    for node in facts_of(part):
        fact = node[0]
        if not isinstance(fact, dict) or not _lacks_id(fact):
            continue
        named = next((_text(fact, key) for key in _NAMING if _text(fact, key)), "")
        if not named:
            continue
        own_id = new_id(_words(fact, named), taken)
        edit = _edit(part, node, own_id)
        if edit is not None:
            taken.add(own_id.casefold())
            position = part.page.position(node[1])
            yield NewId(id=own_id, text=named, position=position, edit=edit)


def _lacks_id(fact: Mapping[str, Node]) -> bool:
    content = fact["id"][0] if "id" in fact else ""
    return isinstance(content, str) and not content.strip()


def _text(fact: Mapping[str, Node], key: str) -> str:
    content = fact[key][0] if key in fact else ""
    return content.strip() if isinstance(content, str) else ""


def _words(fact: Mapping[str, Node], named: str) -> list[str]:
    """Name a link by its subject and relation, anything else by what it is about."""
    relation = _text(fact, "relation")
    if relation and _text(fact, "of"):
        start = words_of(named)[:_SUBJECT_WORDS]
        return [*start, *words_of(relation)[: max(_RELATION_WORDS, USUAL - len(start))]]
    return words_of(named)


def _edit(part: Part, node: Node, own_id: str) -> Edit | None:
    """Put the id first into the fact, or behind a key that waits for it."""
    text = part.page.text
    fact, at, _ = node
    if not isinstance(fact, dict):
        return None
    if "id" in fact:
        return _completed(text, fact["id"], own_id)
    if text[at] == "{":
        space = " " if text[at + 1].isspace() else ""
        return insertion(at + 1, f"{space}id: {own_id},{'' if space else ' '}")
    if text[at] in "&!*":  # an anchor or tag, which the reader refuses
        return None
    return insertion(at, f"id: {own_id}{line_end_at(text, at)}{indentation(text, at)}")


def _completed(text: str, node: Node, own_id: str) -> Edit | None:
    _, at, key_at = node
    key = _ID_KEY.match(text, key_at)
    if key is None:
        return None
    if at > key_at and text[at : at + 2] in ('""', "''"):
        return insertion(at + 1, own_id)
    quoted = text[key.end() : at + 1].strip()[:1] in ("'", '"')
    return None if quoted else insertion(key.end(), f" {own_id}")


def _kept(part: Part, new: list[NewId]) -> list[NewId]:
    """Keep the ids after which the file still says everything that it said, and the id."""
    if not new or _says_the_same(part, new):
        return new
    kept: list[NewId] = []
    for it in new:
        if _says_the_same(part, [*kept, it]):
            kept.append(it)
    return kept


def _says_the_same(part: Part, new: Sequence[NewId]) -> bool:
    after = reopen(part, edited(part.page.text, (it.edit for it in new)))
    if after is None:
        return False
    ids = {it.position: it.id for it in new}
    wanted = [
        _with_id(contents(node), ids.get(part.page.position(node[1]))) for node in facts_of(part)
    ]
    rest, rest_after = _without_facts(part), _without_facts(after)
    return wanted == [contents(node) for node in facts_of(after)] and rest == rest_after


def _with_id(fact: object, own_id: str | None) -> object:
    return {**fact, "id": own_id} if own_id and isinstance(fact, dict) else fact


def _without_facts(part: Part) -> dict[str, object]:
    return {key: contents(node) for key, node in part.fields.nodes.items() if key != "facts"}


def _taken(parts: Collection[Part]) -> Iterator[str]:
    """List all ids of a deck, present and past; also those in parts that cannot be read."""
    for part in parts:
        text = part.page.text
        yield from _ID_SOMEWHERE.findall(text)
        for was in _WAS_SOMEWHERE.findall(text):
            yield from re.findall(r"""[^\s"',\[\]{}#]+""", was)
        for node in facts_of(part):
            yield from _ids_in(node)


def _ids_in(node: Node) -> Iterator[str]:
    content = node[0]
    if not isinstance(content, dict):
        return
    yield _text(content, "id")
    was = content.get("was", ("", 0, 0))
    for old in was[0] if isinstance(was[0], list) else [was]:
        yield old[0].strip() if isinstance(old[0], str) else ""
    rows = content["rows"][0] if "rows" in content else None
    for row in rows.values() if isinstance(rows, dict) else ():
        yield from _ids_in(row)
