"""Reads tables: one relation, a fact per row, with what the table says for all of them.

What a row says of ``tags``, ``never``, ``skip`` and ``wrong`` is added to what its table says;
anything else takes the place of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import assert_never

from quizgen.deck_reader.facts import (
    COMMON_KEYS,
    TABLE_TELLS,
    Common,
    DeckSoFar,
    read_citation,
    read_common,
    read_id,
    take_id,
)
from quizgen.deck_reader.fields import Fields, nfc
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.shapes import complete, link, read_values
from quizgen.deck_reader.tree import Node
from quizgen.model import EFFECT, Citation, Fact, Relation, Value
from quizgen.problems import Severity

_TABLE_KEYS = COMMON_KEYS | {*TABLE_TELLS, "one", "complete"}
_ROW_KEYS = COMMON_KEYS | {"value", "values", "also", "complete"}
_EVIDENCE = frozenset({"at", "quote", "source"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What a table says for its rows."""

    id: str
    relation: str
    one: bool
    complete: bool
    common: Common
    #: Whether ``common`` or ``was`` holds lists that must be fitted to each row.
    has_lists: bool
    #: Ids that the table had before: each row's history comes along.
    was: tuple[str, ...]
    citation: Citation | None
    #: The fields that the citation was read from.
    evidence: Mapping[str, Node]


def implied_relations(page: Page, facts: Iterable[Node]) -> Iterator[Relation]:
    """Find the relations that tables declare by being there."""
    for content, at, _ in facts:
        if not isinstance(content, dict):
            continue
        if "cause" in content:
            yield Relation(name=EFFECT, position=page.position(content["cause"][1]))
        if "table" not in content:
            continue
        fields = Fields(page, content, at, "a table")
        rows = content.get("rows", ("", at, at))[0]
        single = isinstance(rows, dict) and not _has_lists(rows)
        one = content.get("one", ("", at, at))[0] not in ("false", "no")
        if fields.is_text("table"):
            yield Relation(
                name=fields.text("table"), one=one and single, position=fields.position("table")
            )


def _has_lists(rows: Mapping[str, Node]) -> bool:
    """Tell whether a row has several values; most tables hold nothing but texts."""
    if {type(content) for content, _, _ in rows.values()} <= {str}:
        return False
    return any(map(_is_list, rows.values()))


def _is_list(node: Node) -> bool:
    return isinstance(node[0], list) or (isinstance(node[0], dict) and "values" in node[0])


def read_table(fields: Fields, so_far: DeckSoFar) -> Iterator[Fact]:
    """Read the rows; a row that cannot be used is reported and left out."""
    fields.what = "a table"
    fields.allow(_TABLE_KEYS)
    table = _read_table(fields, so_far)
    rows = fields.mapping("rows", "a table")
    if rows is None:
        if fields.sound:
            fields.error("missing-key", "a table needs `rows:`", fields.at)
        return
    if not fields.sound:  # its rows are looked through all the same
        table = replace(table, id="")
    for subject, node in rows.nodes.items():
        row = _read_row(fields, table, subject, node, so_far)
        if row is not None:
            yield row


def _read_table(fields: Fields, so_far: DeckSoFar) -> _Table:
    name = fields.need("table")
    _doubt_relation(fields, name, so_far)
    relation = so_far.relations.get(name)
    one = fields.flag("one")
    if one is None:
        one = so_far.head.one.get(name)
    if one is None:  # where some rows hold lists, one value may be one of several
        rows = fields.nodes.get("rows", ("", 0, 0))[0]
        one = not (isinstance(rows, dict) and _has_lists(rows))
    common = read_common(fields)
    was = common.pop("was", ())
    return _Table(
        id=read_id(fields, so_far),
        relation=name,
        one=one,
        complete=complete(fields, relation),
        was=was,
        has_lists=bool(was or common.get("wrong")),
        common=common,
        citation=read_citation(fields, so_far.head),
        evidence={key: node for key, node in fields.nodes.items() if key in _EVIDENCE},
    )


def _doubt_relation(fields: Fields, name: str, so_far: DeckSoFar) -> None:
    declared = so_far.head.relations
    near = [] if name in declared else get_close_matches(name, declared, n=1, cutoff=0.75)
    if near:
        problem = fields.page.problem(
            "unknown-relation",
            f"the relation '{name}' is not among `relations:`, so it has no wording of its own",
            fields.value_at("table"),
            f"did you mean '{near[0]}'?",
        )
        fields.page.problems.append(replace(problem, severity=Severity.WARNING))


def _read_row(
    fields: Fields, table: _Table, subject: str, node: Node, so_far: DeckSoFar
) -> Fact | None:
    content, at, key_at = node
    if not subject or "\n" in subject or subject != subject.strip():
        fields.error("bad-id", "a row's subject is one line without spaces around it", key_at)
        return None
    match content:
        case str() if content.strip():
            return _plain_row(fields, table, subject, node, so_far)
        case str():
            fields.error("empty-text", f"'{subject}' has no value", key_at)
            return None
        case list():
            row = Fields(fields.page, {"values": node}, key_at, "a row")
        case dict():
            row = Fields(fields.page, content, at, "a row")
        case None:
            return None
        case _:
            assert_never(content)
    return _full_row(row, table, subject, key_at, so_far)


def _plain_row(
    fields: Fields, table: _Table, subject: str, node: Node, so_far: DeckSoFar
) -> Fact | None:
    """Read ``France: Paris``, which most rows of long tables are, without any detour."""
    content, at, key_at = node
    own_id = nfc(f"{table.id}/{subject}")
    position = take_id(fields, own_id, key_at, so_far) if table.id else None
    if position is None:
        return None
    values = (Value(text=str(content), position=fields.page.position(at)),)
    return Fact(
        id=own_id,
        shape=link(subject, table.relation, values, one=table.one, complete=table.complete),
        position=position,
        citation=table.citation,
        **(_for_row(table, subject, values, {}) if table.has_lists else table.common),
    )


def _full_row(
    fields: Fields, table: _Table, subject: str, key_at: int, so_far: DeckSoFar
) -> Fact | None:
    fields.allow(_ROW_KEYS)
    if "id" in fields.nodes:
        own_id = read_id(fields, so_far)
    else:
        own_id = nfc(f"{table.id}/{subject}")
        if table.id:
            take_id(fields, own_id, key_at, so_far)
    values = read_values(fields)
    own_complete = fields.flag("complete")
    common = _for_row(table, subject, values, read_common(fields))
    citation = _row_citation(fields, table, so_far)
    if not (fields.sound and table.id):
        return None
    return Fact(
        id=own_id,
        shape=link(
            subject,
            table.relation,
            values,
            one=table.one,
            complete=table.complete if own_complete is None else own_complete,
        ),
        position=fields.page.position(key_at),
        citation=citation,
        **common,
    )


def _for_row(table: _Table, subject: str, values: tuple[Value, ...], own: Common) -> Common:
    """Join what the table says for all rows with what this one says."""
    joined: Common = {**table.common, **own}
    joined["tags"] = table.common.get("tags", ()) + own.get("tags", ())
    joined["never"] = table.common.get("never", ()) + own.get("never", ())
    joined["skip"] = table.common.get("skip", ()) + own.get("skip", ())
    joined["was"] = own.get("was", ()) + tuple(nfc(f"{old}/{subject}") for old in table.was)
    # An option that is wrong for the table as a whole is the answer of some row.
    right = {text.casefold() for value in values for text in (value.text, *value.also)}
    joined["wrong"] = own.get("wrong", ()) + tuple(
        wrong for wrong in table.common.get("wrong", ()) if wrong.text.casefold() not in right
    )
    return joined


def _row_citation(fields: Fields, table: _Table, so_far: DeckSoFar) -> Citation | None:
    """Read a row's evidence; what it leaves out is the table's, but a new place has a new quote."""
    if not (_EVIDENCE & fields.nodes.keys()):
        return table.citation
    inherited = {} if "at" in fields.nodes else table.evidence
    source = table.evidence.get("source")
    nodes = {**({"source": source} if source else {}), **inherited, **fields.nodes}
    joined = Fields(fields.page, nodes, fields.at, fields.what)
    citation = read_citation(joined, so_far.head)
    fields.sound = fields.sound and joined.sound
    return citation
