"""Reads what a deck says before its facts: titles, sources, things, relations."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from quizgen.checks.source_text import names_paragraphs
from quizgen.deck_reader.fields import Fields, is_id, yes_or_no
from quizgen.deck_reader.tree import Node
from quizgen.model import Relation, Skipped, Source, Thing
from quizgen.wording import PHRASES, slots_of

TOP_LEVEL = (
    "format",
    "deck",
    "title",
    "language",
    "notice",
    "sources",
    "skipped",
    "things",
    "disjoint",
    "relations",
    "wording",
    "kinds",
    "skip",
    "subdecks",
    "facts",
)
EVERYWHERE = ("format", "deck", "facts")
"""What each file of a deck may hold; all else stands in the one with the title."""

_RELATION = (
    "from",
    "to",
    "one",
    "complete",
    "symmetric",
    "ask",
    "ask back",
    "ask which",
    "ask which all",
    "say",
    "reverse",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}|[0-9a-fA-F]{6,63}…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What facts may refer to, and the rest of a deck's metadata."""

    title: str = ""
    language: str = "en"
    notice: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    things: Mapping[str, Thing] = field(default_factory=dict)
    disjoint: tuple[frozenset[str], ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)
    #: What a declared relation says about ``one``; it may say nothing.
    one: Mapping[str, bool | None] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()
    subdecks: bool = True
    #: Top-level keys whose content is not YAML, and so unknown.
    lost: frozenset[str] = frozenset()


def read_head(fields: Fields, lost: frozenset[str]) -> Head:
    """Read a deck's metadata; what cannot be used is reported and left out."""
    sources = {source.id: source for source in _sources(fields)}
    relations = _named(fields, "relations")
    return Head(
        title=_title(fields, lost),
        language=_language(fields),
        notice=fields.text("notice"),
        sources=sources,
        skipped=tuple(_skipped(fields, sources, lost)),
        things={name: _thing(fields, name, node) for name, node in _named(fields, "things")},
        disjoint=tuple(_disjoint(fields)),
        relations={name: _relation(fields, name, node) for name, node in relations},
        one={name: _one(node) for name, node in relations},
        wording=dict(_wording(fields)),
        kinds=fields.texts("kinds") or None,
        skip=fields.texts("skip"),
        subdecks=fields.flag("subdecks") is not False,
        lost=lost,
    )


def citable(fields: Fields, sources: Mapping[str, Source], lost: Collection[str]) -> Source | None:
    """Find the source that a fact or skipped statement names, or the deck's only one."""
    if "source" not in fields.nodes:
        if len(sources) > 1:
            fields.error(
                "missing-key",
                f"{fields.what} needs `source:`, the deck has several",
                fields.at,
                f"one of: {', '.join(sources)}",
            )
        return next(iter(sources.values())) if len(sources) == 1 else None
    name = fields.need("source")
    if name and name not in sources and "sources" not in lost:
        known = f"sources of the deck: {', '.join(sources)}" if sources else "the deck has none"
        fields.error(
            "unknown-source", f"there is no source '{name}'", fields.value_at("source"), known
        )
    return sources.get(name)


def _title(fields: Fields, lost: frozenset[str]) -> str:
    if "title" in lost:
        return ""
    return fields.need(
        "title", "write `title: …`; a deck in several files has it in one of them: name the folder"
    )


def _language(fields: Fields) -> str:
    language = fields.text("language") or "en"
    if _LANGUAGE.fullmatch(language):
        return language
    fields.error(
        "bad-language",
        f"'{language}' is no code of a language",
        fields.value_at("language"),
        "as in: en, de, pt-BR",
    )
    return "en"


def _named(fields: Fields, key: str) -> list[tuple[str, Node]]:
    """List the entries of a mapping from names to what they are."""
    inner = fields.mapping(key, f"`{key}:`")
    if inner is None:
        return []
    for name, node in inner.nodes.items():
        if not name.strip():
            fields.error("empty-text", f"a name in `{key}:` is empty", node[2])
    return [(name, node) for name, node in inner.nodes.items() if name.strip()]


def _sources(fields: Fields) -> Iterator[Source]:
    for name, node in _named(fields, "sources"):
        if not is_id(name):
            fields.error(
                "bad-id",
                f"'{name}' cannot be the id of a source",
                node[2],
                "letters, figures, '.', '_' and '-'; the work's name goes under `title:`",
            )
        place = fields.page.position(node[2])
        if not isinstance(node[0], dict):
            yield Source(id=name, title=_plain(fields, node, name), position=place)
            continue
        inner = Fields(fields.page, node[0], node[1], "a source")
        inner.allow(("title", "url", "sha256", "file"))
        yield Source(
            id=name,
            title=inner.need("title"),
            url=inner.text("url"),
            sha256=_sha256(inner),
            file=inner.text("file"),
            position=place,
        )


def _plain(fields: Fields, node: Node, name: str) -> str:
    """Read the short form of an entry, which is a single text."""
    if isinstance(node[0], str) and node[0].strip():
        return node[0]
    if isinstance(node[0], str):
        fields.error("empty-text", f"'{name}' needs a title", node[2])
    else:
        fields.wrong_type(node, f"'{name}'", "a text or a mapping")
    return ""


def _sha256(fields: Fields) -> str:
    value = fields.text("sha256")
    if value and not _SHA256.fullmatch(value):
        fields.error(
            "bad-sha256",
            "this is no SHA-256: 64 figures and letters from a to f",
            fields.value_at("sha256"),
            "`sha256sum FILE` prints it",
        )
        return ""
    return value.lower()


def _skipped(
    fields: Fields, sources: Mapping[str, Source], lost: frozenset[str]
) -> Iterator[Skipped]:
    for node in fields.listed("skipped", "skipped statement"):
        inner = fields.inner(node, "a skipped statement", "an entry of `skipped:`")
        if inner is None:
            continue
        inner.allow(("source", "at", "quote", "why"))
        source = citable(inner, sources, lost)
        why = inner.need("why", "say why no fact uses it")
        if not (inner.text("quote") or names_paragraphs(inner.text("at"))):
            inner.error(
                "missing-key",
                "a skipped statement needs `quote:`",
                inner.at,
                'without one, at: "¶4" skips a whole paragraph',
            )
        if not sources and "sources" not in lost:
            inner.error("unknown-source", "the deck has no source to skip from", inner.at)
        if source is not None and inner.sound:
            yield Skipped(
                source=source.id,
                at=inner.text("at"),
                quote=inner.text("quote"),
                why=why,
                position=inner.position("quote"),
            )


def _thing(fields: Fields, name: str, node: Node) -> Thing:
    place = fields.page.position(node[2])
    if isinstance(node[0], str):
        return Thing(name=name, type=node[0], position=place)
    inner = fields.inner(node, f"the thing '{name}'", f"'{name}'")
    if inner is None:
        return Thing(name=name, position=place)
    inner.allow(("a", "also", "part of", "plural"))
    return Thing(
        name=name,
        type=inner.text("a"),
        also=inner.texts("also"),
        part_of=inner.texts("part of"),
        plural=inner.text("plural"),
        position=place,
    )


def _disjoint(fields: Fields) -> Iterator[frozenset[str]]:
    for node in fields.items("disjoint"):
        inner = Fields(fields.page, {"disjoint": node}, node[1], "`disjoint:`")
        types = frozenset(inner.texts("disjoint"))
        if len(types) > 1:
            yield types
        elif inner.sound:
            fields.error(
                "wrong-type",
                "`disjoint:` is a list of lists of types",
                node[1],
                "as in: disjoint: [[disorder, body part], [artery, vein, nerve]]",
            )


def _relation(fields: Fields, name: str, node: Node) -> Relation:
    place = fields.page.position(node[2])
    inner = (
        Fields(fields.page, {}, node[1], name)
        if node[0] == ""
        else fields.inner(node, f"the relation '{name}'", f"'{name}'")
    )
    if inner is None:
        return Relation(name=name, position=place)
    inner.allow(_RELATION)
    return Relation(
        name=name,
        subject_type=inner.text("from"),
        object_type=inner.text("to"),
        one=inner.flag("one") or False,
        complete=inner.flag("complete") or False,
        symmetric=inner.flag("symmetric") or False,
        ask=inner.template("ask"),
        ask_back=inner.template("ask back"),
        ask_which=inner.template("ask which"),
        ask_which_all=inner.template("ask which all"),
        say=inner.template("say"),
        reverse=inner.flag("reverse"),
        position=place,
    )


def _wording(fields: Fields) -> Iterator[tuple[str, str]]:
    inner = fields.mapping("wording", "`wording:`")
    if inner is None:
        return
    inner.allow(PHRASES)
    for phrase in filter(PHRASES.__contains__, inner.nodes):
        inner.sound = True
        slots = slots_of(phrase)
        template = inner.template(phrase, slots)
        if not inner.sound or not (template.strip() or inner.need(phrase)):
            continue
        if slots and not any(f"<{slot}>" in template for slot in slots):
            inner.error(
                "missing-slot",
                f"'{phrase}' says nothing without one of its slots",
                inner.value_at(phrase),
                f"in English: {PHRASES[phrase]}",
            )
            continue
        yield phrase, template


def _one(node: Node) -> bool | None:
    """Tell what a relation says about ``one``, of which the model keeps only yes."""
    content = node[0].get("one") if isinstance(node[0], dict) else None
    return yes_or_no(content[0]) if content else None
