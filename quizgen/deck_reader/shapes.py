"""Reads the shapes that a fact may have from its keys; statements are read in ``cloze``."""

import re

from quizgen.deck_reader.fields import Fields
from quizgen.deck_reader.tree import Node
from quizgen.model import Link, Number, Pair, Relation, Steps, Term, Value

_FIGURE = re.compile(r"[+\-−]?(\d+\.?\d*|\.\d+)([eE][+\-]?\d+)?", re.ASCII)


def read_pair(fields: Fields) -> Pair:
    """Read ``ask`` and ``answer``."""
    return Pair(ask=fields.need("ask"), answer=fields.need("answer"), also=fields.texts("also"))


def read_term(fields: Fields) -> Term:
    """Read ``term`` and ``means``."""
    return Term(term=fields.need("term"), means=fields.need("means"), also=fields.texts("also"))


def read_steps(fields: Fields) -> Steps:
    """Read ``of`` and ``steps``: at least two."""
    steps = fields.texts("steps")
    if len(steps) < 2 and fields.sound:  # noqa: PLR2004  # fewer have no order
        fields.error("too-few", "`steps:` needs two steps or more", fields.value_at("steps"))
    return Steps(subject=fields.need("of"), steps=steps)


def read_number(fields: Fields) -> Number:
    """Read ``of`` and ``number``: a bare figure, or one with unit and tolerance."""
    subject = fields.need("of")
    if fields.is_text("number"):
        return Number(subject=subject, value=_figure(fields, "number"))
    inner = fields.mapping("number", "a number")
    if inner is None:
        fields.sound = False
        return Number(subject=subject, value="")
    inner.allow(("value", "unit", "tolerance"))
    number = Number(
        subject=subject,
        value=_figure(inner, "value"),
        unit=inner.text("unit"),
        tolerance=_figure(inner, "tolerance") if "tolerance" in inner.nodes else "",
    )
    if number.tolerance.startswith(("-", "−")):
        inner.error("not-a-number", "a tolerance is not negative", inner.value_at("tolerance"))
    fields.sound = fields.sound and inner.sound
    return number


def _figure(fields: Fields, key: str) -> str:
    value = fields.need(key)
    if value and not _FIGURE.fullmatch(value):
        hint = "write figures with a point and nothing between them: 1250.5"
        if _FIGURE.match(value):
            hint += "; a unit goes under `unit:`"
        fields.error("not-a-number", f"'{value}' is no number", fields.value_at(key), hint)
    return value


def read_link(fields: Fields, relation: Relation | None) -> Link:
    """Read ``of``, ``relation`` and ``value`` or ``values``."""
    subject, name = fields.need("of"), fields.need("relation")
    values = read_values(fields)
    one = fields.flag("one")
    if one and len(values) > 1:
        fields.error(
            "contradiction",
            "`one: true`, and several values",
            fields.value_at("one"),
            "leave it out",
        )
    return link(
        subject,
        name,
        values,
        one=(relation is not None and relation.one) if one is None else one,
        complete=complete(fields, relation),
    )


def link(
    subject: str, relation: str, values: tuple[Value, ...], *, one: bool, complete: bool
) -> Link:
    """Make a link; with several values it is never a subject's only one."""
    return Link(
        subject=subject,
        relation=relation,
        values=values,
        one=one and len(values) == 1,
        complete=complete,
    )


def complete(fields: Fields, relation: Relation | None) -> bool:
    """Tell whether a list is complete: by the fact, else by its relation."""
    own = fields.flag("complete")
    return (relation is not None and relation.complete) if own is None else own


def read_values(fields: Fields) -> tuple[Value, ...]:
    """Read ``value`` with its other forms, or ``values``."""
    if "value" in fields.nodes and "values" in fields.nodes:
        fields.error("mixed-shapes", "`value:` and `values:` exclude each other", fields.at)
    if "values" not in fields.nodes:
        text = fields.need("value", "or `values:` for a list")
        return (Value(text=text, also=fields.texts("also"), position=fields.position("value")),)
    _refuse_also(fields, "values")
    return _entries(fields, "values")


def read_list(fields: Fields, key: str) -> tuple[Value, ...]:
    """Read one value with its other forms, or a list of values, under the same key."""
    node = fields.nodes.get(key)
    if node is not None and not isinstance(node[0], str):
        _refuse_also(fields, key)
        return _entries(fields, key)
    also = fields.texts("also")
    return (Value(text=fields.need(key), also=also, position=fields.position(key)),)


def _refuse_also(fields: Fields, key: str) -> None:
    if "also" in fields.nodes:
        fields.error(
            "unknown-key",
            "a list has no key 'also'",
            fields.nodes["also"][2],
            f"each value has its own: {key}: [{{text: tightness, also: [stiffness]}}]",
        )


def _entries(fields: Fields, key: str) -> tuple[Value, ...]:
    nodes = fields.items(key)
    if not nodes:
        fields.error("too-few", f"`{key}:` is empty", fields.value_at(key))
    return tuple(read_value(fields, node, key) for node in nodes)


def read_value(fields: Fields, node: Node, key: str = "values") -> Value:
    """Read an entry of a list of values: a text, or a mapping with its other forms."""
    if isinstance(node[0], dict):
        inner = Fields(fields.page, node[0], node[1], "a value")
        inner.allow(("text", "also"))
        value = Value(
            text=inner.need("text"), also=inner.texts("also"), position=inner.position("text")
        )
        fields.sound = fields.sound and inner.sound
        return value
    return Value(text=fields.entry(node, key), position=fields.page.position(node[1]))
