"""Reads facts: which shape one has, and what any fact may say besides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypedDict

from quizgen.deck_reader.causes import has_reverse, other_causes, read_effects
from quizgen.deck_reader.cloze import read_statement
from quizgen.deck_reader.fields import Fields, is_id, meant, nfc
from quizgen.deck_reader.head import Head, citable
from quizgen.deck_reader.shapes import (
    read_link,
    read_number,
    read_pair,
    read_steps,
    read_term,
)
from quizgen.model import EFFECT, Citation, Fact, Image, Position, Relation, Shape, Wrong


class Common(TypedDict, total=False):
    """What any fact may say, by the names of the model."""

    was: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    never: tuple[str, ...]
    ask: str
    ask_back: str
    ask_which: str
    ask_which_all: str
    say: str
    why: str
    hint: str
    topic: str
    tags: tuple[str, ...]
    image: Image | None
    kinds: tuple[str, ...] | None
    skip: tuple[str, ...]
    reverse: bool | None
    retired: bool


@dataclass(slots=True, kw_only=True)
class DeckSoFar:
    """What the facts of a deck refer to, and the ids they have taken."""

    head: Head
    #: The declared relations, and those that tables declare by being there.
    relations: Mapping[str, Relation]
    ids: dict[str, Position] = field(default_factory=dict)


_IMAGE_KEYS = ("file", "alt")


def read_image(fields: Fields, key: str) -> Image | None:
    """Read a picture; one without ``alt`` is a matter for the checks."""
    inner = fields.mapping(key, "an image")
    if inner is None:
        return None
    inner.allow(_IMAGE_KEYS)
    image = Image(file=inner.need("file"), alt=inner.text("alt"), position=inner.position("file"))
    fields.sound = fields.sound and inner.sound
    return image


#: Key → name in the model, and how it is read.
_COMMON: Mapping[str, tuple[str, Callable[[Fields, str], Any]]] = MappingProxyType(
    {
        "was": ("was", lambda fields, key: tuple(map(nfc, fields.texts(key)))),
        "wrong": ("wrong", Fields.wrong),
        "never": ("never", Fields.texts),
        "ask": ("ask", Fields.template),
        "ask back": ("ask_back", Fields.template),
        "ask which": ("ask_which", Fields.template),
        "ask which all": ("ask_which_all", Fields.template),
        "say": ("say", Fields.template),
        "why": ("why", Fields.text),
        "hint": ("hint", Fields.text),
        "topic": ("topic", Fields.text),
        "tags": ("tags", Fields.texts),
        "image": ("image", read_image),
        "kinds": ("kinds", lambda fields, key: fields.texts(key) or None),
        "skip": ("skip", Fields.texts),
        "reverse": ("reverse", Fields.flag),
        "retired": ("retired", Fields.flag),
    }
)

COMMON_KEYS = frozenset({"id", "at", "quote", "source", *_COMMON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A shape as authors write it."""

    what: str
    #: Keys that tell this form from the others.
    tells: tuple[str, ...]
    keys: frozenset[str]
    #: Keys that mean something else here than on any other fact.
    own: frozenset[str] = frozenset()
    read: Callable[[Fields, DeckSoFar], Shape]


def _form(
    what: str,
    tells: str,
    read: Callable[[Fields, DeckSoFar], Shape],
    *,
    keys: str = "",
    own: tuple[str, ...] = (),
) -> Form:
    all_keys = COMMON_KEYS | {*tells.split(), *keys.split(), *own}
    return Form(what=what, tells=tuple(tells.split()), keys=all_keys, own=frozenset(own), read=read)


def _read_link(fields: Fields, so_far: DeckSoFar) -> Shape:
    name = fields.text("relation")
    relation = so_far.relations.get(name)
    if name and relation is None and "relations" not in so_far.head.lost:
        fields.error(
            "unknown-relation",
            f"there is no relation '{name}'",
            fields.value_at("relation"),
            meant(name, so_far.relations, "relations")
            if so_far.relations
            else f"declare it: relations: {{{name}: {{}}}}",
        )
    return read_link(fields, relation)


def _read_effects(fields: Fields, so_far: DeckSoFar) -> Shape:
    return read_effects(fields, so_far.relations.get(EFFECT))


FORMS = (
    _form("a question", "answer", lambda fields, _: read_pair(fields), keys="also", own=("ask",)),
    _form("a term", "term means", lambda fields, _: read_term(fields), keys="also"),
    _form("a list", "relation value values", _read_link, keys="of also one complete"),
    _form("a cause", "cause effect", _read_effects, keys="also complete"),
    _form("a statement", "cloze", lambda fields, _: read_statement(fields), own=("say", "wrong")),
    _form("a number", "number", lambda fields, _: read_number(fields), keys="of"),
    _form("a procedure", "steps", lambda fields, _: read_steps(fields), keys="of"),
)
TABLE_TELLS = ("table", "rows")

_FORM_BY_KEY: Mapping[str, Form | None] = MappingProxyType(
    {key: form for form in FORMS for key in form.tells} | dict.fromkeys(TABLE_TELLS)
)
_EVERY_KEY = frozenset(key for form in FORMS for key in form.keys) | {*TABLE_TELLS}

_CHOICES = (
    "a fact has one of: ask + answer; term + means; of + relation + value(s); cause + effect;"
    " say + cloze; of + number; of + steps; table + rows"
)
_MISSING: Mapping[str, str] = MappingProxyType(
    {
        "ask": "a question needs `answer:`",
        "say": "a statement needs `cloze:`",
        "of": "`of:` needs `relation:` with `value:` or `values:`, or `number:`, or `steps:`",
    }
)


def form_of(fields: Fields) -> Form | None:
    """Tell a fact's form by its keys; where it cannot be told, that is reported.

    A table has none of these forms: then it is ``None`` as well, and the fields stay sound.
    """
    told = {key: _FORM_BY_KEY[key] for key in fields.nodes if key in _FORM_BY_KEY}
    forms = set(map(id, told.values()))
    if len(forms) == 1:
        return next(iter(told.values()))
    fields.allow(_EVERY_KEY)
    if told:
        key, *_, other = told
        fields.error(
            "mixed-shapes", f"`{key}:` and `{other}:` do not go together", fields.at, _CHOICES
        )
    elif fields.sound:
        missing = next((said for key, said in _MISSING.items() if key in fields.nodes), "")
        fields.error(
            "missing-key" if missing else "no-shape",
            missing or "the keys of this fact do not tell what to ask",
            fields.at,
            _CHOICES,
        )
    return None


def read_facts(fields: Fields, form: Form, so_far: DeckSoFar) -> Iterator[Fact]:
    """Read a fact that is no table, and as many more as it has further causes."""
    fact = read_fact(fields, form, so_far)
    if fact is not None:
        yield fact
        if "cause" in fields.nodes:

            def take(own_id: str, at: int) -> bool:
                return take_id(fields, own_id, at, so_far) is not None

            yield from other_causes(fields, fact, take)


def read_fact(fields: Fields, form: Form, so_far: DeckSoFar) -> Fact | None:
    """Read a fact by itself; ``None`` where something in it cannot be used."""
    fields.what = form.what
    fields.allow(form.keys)
    own_id = read_id(fields, so_far)
    shape = form.read(fields, so_far)
    common = read_common(fields, form.own)
    if "cause" in form.tells and "reverse" not in common:
        common["reverse"] = has_reverse(fields, so_far.relations.get(EFFECT))
    citation = read_citation(fields, so_far.head)
    if not fields.sound:
        return None
    position = fields.page.position(fields.at)
    return Fact(id=own_id, shape=shape, citation=citation, position=position, **common)


def read_common(fields: Fields, own: frozenset[str] = frozenset()) -> Common:
    """Read what any fact may say, as far as it is there."""
    found: Common = {}
    for key in fields.nodes:
        if key in _COMMON and key not in own:
            name, read = _COMMON[key]
            found[name] = read(fields, key)  # type: ignore[literal-required]  # the table's names
    return found


def read_citation(fields: Fields, head: Head) -> Citation | None:
    """Read the evidence: without locator and quote it is the source as a whole."""
    source = citable(fields, head.sources, head.lost)
    at, quote = fields.text("at"), fields.text("quote")
    if source is None:
        return None
    key = "quote" if "quote" in fields.nodes else "at"
    return Citation(
        source=source.id,
        title=source.title,
        at=at,
        quote=quote,
        position=fields.position(key),
    )


def read_id(fields: Fields, so_far: DeckSoFar) -> str:
    """Read the id and take it; a second one of the same name is reported."""
    if not fields.text("id").strip() and fields.nodes.get("id", ("",))[0] is not None:
        fields.error(
            "missing-id",
            f"{fields.what} needs `id:`, under which its history is kept",
            fields.at,
            "choose one that can stay for ever; `quizgen ids --write` fills in what is missing",
        )
        return ""
    own_id = nfc(fields.text("id"))
    at = fields.value_at("id")
    if own_id and not is_id(own_id):
        fields.error(
            "bad-id",
            f"'{own_id}' cannot be an id",
            at,
            "letters, figures, '.', '_' and '-', without spaces",
        )
    if own_id:
        take_id(fields, own_id, at, so_far)
    return own_id


def take_id(fields: Fields, own_id: str, at: int, so_far: DeckSoFar) -> Position | None:
    """Take an id and return where; ``None`` where it is taken already, which is reported."""
    position = fields.page.position(at)
    first = so_far.ids.setdefault(own_id, position)
    if first is position:
        return position
    where = f"{first.file}:{first.line}" if first.file != position.file else f"line {first.line}"
    fields.error(
        "duplicate-id",
        f"the id '{own_id}' is taken already, in {where}",
        at,
        "ids are unique in a deck; give this fact another one",
    )
    return None
