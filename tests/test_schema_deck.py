"""The deck format's JSON Schema agrees with the reader, but for what no schema can say."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st
from test_deck_reader_mutations import GOOD
from test_wording_languages import GERMAN

from quizgen.deck_reader import parse_deck
from quizgen.kinds import KINDS
from quizgen.problems import Severity
from quizgen.wording import PHRASES, slots_of

ROOT = Path(__file__).parent.parent
FILE = files("quizgen").joinpath("deck.schema.json")
SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

BEYOND = {
    "duplicate-id": "ids are unique in a deck",
    "duplicate-key": "data has lost the second of two equal keys",
    "duplicate-value": "of several causes each is another one",
    "unknown-relation": "a fact's relation is declared elsewhere",
    "unknown-source": "a fact's source is declared elsewhere",
    "cloze-not-found": "a blank stands in the sentence",
    "cloze-repeated": "a blank stands in the sentence once",
    "cloze-overlap": "blanks do not overlap",
    "no-facts": "facts may stand in another file of the deck",
    **dict.fromkeys(
        ("anchor", "alias", "tag", "merge-key", "several-documents"), "not in the data"
    ),
}
"""Problems that a schema cannot see, and why."""


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as editors do: ``yes``, ``1:30`` and dates are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # as in the base


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}",
        re.compile(f"^(?:{pattern})$"),
        [*first, *([""] * (tag == "null"))],
    )


def with_text_keys(data: object) -> object:
    """Return data as JSON has it: keys are texts."""
    match data:
        case dict():
            return {str(key): with_text_keys(value) for key, value in data.items()}
        case list():
            return [with_text_keys(entry) for entry in data]
        case _:
            return data


def fits(text: str) -> bool:
    """Tell whether a deck fits the schema; with typed and with untyped scalars alike."""
    verdicts = {
        VALIDATOR.is_valid(with_text_keys(yaml.load(text, loader)))  # noqa: S506  # safe ones
        for loader in (EditorLoader, yaml.CBaseLoader)
    }
    assert len(verdicts) == 1, f"the types of scalars matter in\n{text}"
    return bool(verdicts.pop())


def errors(text: str) -> set[str]:
    """List the codes of the reader's errors."""
    problems = parse_deck(text, "deck.yaml").problems
    return {it.code for it in problems if it.severity is Severity.ERROR}


def assert_agreement(text: str) -> None:
    """Assert that a schema accepts what the reader accepts or what it cannot know better."""
    found = errors(text)
    assert fits(text) == (found <= BEYOND.keys()), f"{found} in\n{text}"


HEAD = "format: 1\ndeck: d\ntitle: D\nsources: {web: A page}\nrelations: {site: {}}\n"

GOOD_FACTS = [
    "{id: a, ask: Why, answer: because}",
    "{id: 007, ask: 7, answer: 1.5, also: 3}",
    "{id: ä, ask: yes, answer: no, also: [true, 2020-01-01, 1:30]}",
    "{id: a, ask: Why, answer: b, was: [c, d], at: ¶4, quote: q, source: web}",
    "{id: a, ask: Why, answer: b, wrong: c}",
    "{id: a, ask: Why, answer: b, wrong: {text: c}}",
    "{id: a, ask: Why, answer: b, wrong: [c, {text: d, why: e}, {text: 1, why: }]}",
    "{id: a, ask: Why, answer: b, wrong: [], never: , tags: , also: []}",
    "{id: a, ask: Why, answer: b, why: , hint: , topic: , at: , quote: }",
    "{id: a, ask: Why, answer: b, image: {file: c.png, alt: d}}",
    "{id: a, ask: Why, answer: b, image: }",
    "{id: a, ask: Why, answer: b, kinds: recall, skip: [typed, choice]}",
    "{id: a, ask: Why, answer: b, reverse: yes, retired: No}",
    "{id: a, ask: Why, answer: b, ask back: Who is <object>?, ask which: Which one}",
    "{id: a, ask: Why, answer: b, ask which all: Which of these are <a subject>}",
    "{id: a, ask: Why <anything>?, answer: b}",
    "{id: a, term: b, means: c, also: [d], ask: What is <a subject>?, say: <Subject> is <object>}",
    "{id: a, of: b, relation: site, value: c, also: d, one: true}",
    "{id: a, of: b, relation: site, value: 5, complete: false, ask: What is 3 < 4 > 2}",
    "{id: a, of: b, relation: site, values: c}",
    "{id: a, of: b, relation: site, values: {text: c}}",
    "{id: a, of: b, relation: site, values: [c, {text: d, also: [e]}], complete: true}",
    "{id: a, of: b, relation: site, values: [c], one: true}",
    "{id: a, of: b, relation: site, values: [c, d], one: false}",
    "{id: a, cause: b, effect: c, also: d}",
    "{id: a, cause: [b, c], effect: [d, {text: e}], complete: true}",
    "{id: a, cause: [' b'], effect: {text: d, also: e}}",
    "{id: a, say: It is wet., cloze: wet}",
    "{id: a, say: It is wet., cloze: wet, wrong: [dry]}",
    "{id: a, say: It is wet., cloze: [It, wet]}",
    "{id: a, say: It is wet., cloze: {wet: , It: [He, {text: She}]}, wrong: []}",
    "{id: a, say: It is wet., cloze: {wet: {slot: s, also: damp, wrong: dry}}}",
    "{id: a, say: It is wet., cloze: {wet: dry}, wrong: [hot]}",
    "{id: a, say: It is <wet>., cloze: {wet: {slot: }}}",
    "{id: a, of: b, number: 7}",
    "{id: a, of: b, number: -7.5e3}",
    "{id: a, of: b, number: '−7'}",
    "{id: a, of: b, number: {value: +7., unit: 5, tolerance: .5}}",
    "{id: a, of: b, steps: [c, 2]}",
    "{id: a, table: c, rows: {d: e, 1: 2, f: [g, {text: h}], i: {value: j, also: k, id: l}}}",
    "{id: a, table: c, rows: {d: {values: [e, f], complete: yes, was: g, wrong: [h], at: i}}}",
    "{id: a, table: c, one: no, complete: yes, rows: {d: e}, wrong: [f], kinds: [recall]}",
]

BAD_FACTS = [
    "{ask: Why, answer: b}",
    "{id: , ask: Why, answer: b}",
    "{id: a b, ask: Why, answer: b}",
    "{id: a/b, ask: Why, answer: b}",
    "{id: [a], ask: Why, answer: b}",
    "{id: a, ask: Why}",
    "{id: a, answer: b}",
    "{id: a, ask: , answer: b}",
    "{id: a, ask: Why, answer: '  '}",
    "{id: a, ask: [Why], answer: b}",
    "{id: a, ask: Why, anwser: b}",
    "{id: a, ask: Why, answer: b, value: c}",
    "{id: a, ask: Why, answer: b, of: c}",
    "{id: a, ask: Why, answer: b, complete: true}",
    "{id: a, ask: Why, answer: b, retired: maybe}",
    "{id: a, ask: Why, answer: b, retired: }",
    "{id: a, ask: Why, answer: b, reverse: [true]}",
    "{id: a, ask: Why, answer: b, reverse: 1}",
    "{id: a, ask: Why, answer: b, also: {c: d}}",
    "{id: a, ask: Why, answer: b, also: [c, '']}",
    "{id: a, ask: Why, answer: b, tags: [[c]]}",
    "{id: a, ask: Why, answer: b, wrong: [{why: c}]}",
    "{id: a, ask: Why, answer: b, wrong: [{text: c, proof: d}]}",
    "{id: a, ask: Why, answer: b, wrong: [{text: ' '}]}",
    "{id: a, ask: Why, answer: b, why: [c]}",
    "{id: a, ask: Why, answer: b, hint: {c: d}}",
    "{id: a, ask: Why, answer: b, at: [c]}",
    "{id: a, ask: Why, answer: b, source: }",
    "{id: a, ask: Why, answer: b, image: c.png}",
    "{id: a, ask: Why, answer: b, image: {alt: c}}",
    "{id: a, ask: Why, answer: b, image: {file: c, text: d}}",
    "{id: a, ask: Why, answer: b, ask back: Who is <objct>}",
    "{id: a, term: b}",
    "{id: a, means: c}",
    "{id: a, term: b, means: c, answer: d}",
    "{id: a, term: b, means: c, say: <Subject> is <objects>}",
    "{id: a, of: b, relation: site}",
    "{id: a, of: b, value: c}",
    "{id: a, relation: site, value: c}",
    "{id: a, of: b, relation: site, value: c, values: [d]}",
    "{id: a, of: b, relation: site, value: [c]}",
    "{id: a, of: b, relation: site, values: []}",
    "{id: a, of: b, relation: site, values: }",
    "{id: a, of: b, relation: site, values: [c], also: d}",
    "{id: a, of: b, relation: site, values: [{text: c, why: d}]}",
    "{id: a, of: b, relation: site, values: [c, d], one: true}",
    "{id: a, of: b, relation: site, value: c, ask: Where is <x>}",
    "{id: a, cause: b}",
    "{id: a, effect: b}",
    "{id: a, cause: b, effect: c, one: true}",
    "{id: a, cause: b, effect: c, relation: d}",
    "{id: a, cause: [], effect: c}",
    "{id: a, cause: {text: b}, effect: c}",
    "{id: a, cause: [b, ' c'], effect: d}",
    "{id: a, cause: b, effect: [c], also: d}",
    "{id: a, cause: b, effect: {text: c}, also: d}",
    "{id: a, say: It is wet.}",
    "{id: a, cloze: wet}",
    "{id: a, say: It is wet., cloze: }",
    "{id: a, say: It is wet., cloze: []}",
    "{id: a, say: It is wet., cloze: {}}",
    "{id: a, say: It is wet., cloze: [wet, It], wrong: [dry]}",
    "{id: a, say: It is wet., cloze: {wet: [dry], It: [He]}, wrong: [hot]}",
    "{id: a, say: It is wet., cloze: {wet: {wrnog: [dry]}}}",
    "{id: a, say: It is wet., cloze: {wet: {slot: a b}}}",
    "{id: a, say: It is wet., cloze: {wet: {text: dry}}}",
    "{id: a, of: b, number: seven}",
    "{id: a, of: b, number: 1,250}",
    "{id: a, of: b, number: 7 km}",
    "{id: a, of: b, number: }",
    "{id: a, of: b, number: true}",
    "{id: a, of: b, number: [7]}",
    "{id: a, of: b, number: {unit: km}}",
    "{id: a, of: b, number: {value: 7, tolerance: -1}}",
    "{id: a, of: b, number: {value: 7, tolerance: }}",
    "{id: a, of: b, number: {value: 7, units: km}}",
    "{id: a, number: 7}",
    "{id: a, of: b, steps: [c]}",
    "{id: a, of: b, steps: c}",
    "{id: a, of: b, steps: [c, '']}",
    "{id: a, of: b, steps: [c, d], number: 7}",
    "{id: a, of: b}",
    "{id: a, table: c}",
    "{id: a, rows: {d: e}}",
    "{id: a, table: c, rows: [d, e]}",
    "{id: a, table: c, rows: }",
    "{id: a, table: c, rows: {d: }}",
    "{id: a, table: c, rows: {' d': e}}",
    "{id: a, table: c, rows: {d: []}}",
    "{id: a, table: c, rows: {d: {also: e}}}",
    "{id: a, table: c, rows: {d: {value: e, values: [f]}}}",
    "{id: a, table: c, rows: {d: {value: e, one: true}}}",
    "{id: a, table: c, rows: {d: {value: e, id: f g}}}",
    "{id: a, table: c, rows: {d: {value: e, rows: f}}}",
    "{id: a, table: c, rows: {d: e}, values: [f]}",
    "[id, a]",
    "a text",
    "",
    "{}",
]

UNSAYABLE_FACTS = [
    ("{id: a, of: b, relation: sit, value: c}", "unknown-relation"),
    ("{id: a, ask: Why, answer: b, source: book}", "unknown-source"),
    ("{id: a, say: It is wet., cloze: dry}", "cloze-not-found"),
    ("{id: a, say: wet is wet., cloze: wet}", "cloze-repeated"),
    ("{id: a, say: It is wet., cloze: [It is, is wet]}", "cloze-overlap"),
    ("{id: a, say: It is wet., cloze: {wet: {slot: s}, is: {slot: s}}}", "duplicate-id"),
    ("{id: a, ask: Why, answer: b, answer: c}", "duplicate-key"),
    ("{id: a, cause: [b, c, b], effect: d}", "duplicate-value"),
    ("{id: a, ask: Why, answer: &x b}", "anchor"),
    ("{id: a, ask: Why, answer: !!str b}", "tag"),
]

FACTS = "facts: [{id: a, ask: Why, answer: b}]\n"
START = "format: 1\ndeck: d\ntitle: D\n"

GOOD_HEADS = [
    START,
    "format: '1'\ndeck: 7\ntitle: 7\n",
    "format: 1\ndeck: d-1.x_y\ntitle: D\nlanguage: pt-BR\nnotice: N\n",
    f"{START}language:\nnotice:\nsources:\nskipped:\nthings:\ndisjoint:\nrelations:\nkinds:\n",
    f"{START}subdecks: no\n",
    f"{START}sources: {{a: {{title: T, url: u, file: f, sha256: abcdef…}}}}\n",
    f"{START}sources: {{a: 7}}\nskipped: [{{quote: q, why: w}}, {{at: ¶4, why: w}}]\n",
    f"{START}things: {{a: b, c: , d: {{a: e, also: f, part of: [g], plural: h}}}}\n",
    f"{START}disjoint: [[a, b], [c, d, e]]\n",
    f"{START}relations: {{a: , b: {{}}, c: {{from: d, to: e, one: true, ask: Who <subject>}}}}\n",
    f"{START}relations: {{c: {{complete: no, symmetric: yes, reverse: false, say: <Object>!}}}}\n",
    f"{START}relations: {{c: {{ask back: <object> is, ask which: Which of <the subject>}}}}\n",
    f"{START}relations: {{c: {{ask which all: Which of these are <the subject>}}}}\n",
    f"{START}wording: {{option true: Wahr, ask all: Alle <Relation> von <the subject>}}\n",
    f"{START}wording:\nkinds: recall\nskip: [typed]\n",
]

BAD_HEADS = [
    "format: 2\ndeck: d\ntitle: D\n",
    "format: one\ndeck: d\ntitle: D\n",
    "deck: d\ntitle: D\n",
    "format: 1\ntitle: D\n",
    "format: 1\ndeck: d e\ntitle: D\n",
    "format: 1\ndeck: d\ntitle:\n",
    "format: 1\ndeck: d\ntitle: [D]\n",
    f"{START}titel: D\n",
    f"{START}language: German!\n",
    f"{START}language: [de]\n",
    f"{START}notice: [N]\n",
    f"{START}sources: web\n",
    f"{START}sources: [web]\n",
    f"{START}sources: {{a b: T}}\n",
    f"{START}sources: {{a: }}\n",
    f"{START}sources: {{a: [T]}}\n",
    f"{START}sources: {{a: {{url: u}}}}\n",
    f"{START}sources: {{a: {{title: T, name: n}}}}\n",
    f"{START}sources: {{a: {{title: T, sha256: xyz}}}}\n",
    f"{START}sources: {{a: T, b: U}}\n",
    f"{START}sources: {{a: T}}\nskipped: {{quote: q, why: w}}\n",
    f"{START}sources: {{a: T}}\nskipped: [{{quote: q}}]\n",
    f"{START}sources: {{a: T}}\nskipped: [{{at: p. 4, why: w}}]\n",
    f"{START}sources: {{a: T}}\nskipped: [{{quote: , why: w}}]\n",
    f"{START}sources: {{a: T}}\nskipped: [{{quote: q, why: w, when: now}}]\n",
    f"{START}sources: {{a: T}}\nskipped: [q]\n",
    f"{START}things: [a]\n",
    f"{START}things: {{a: [b]}}\n",
    f"{START}things: {{a: {{type: b}}}}\n",
    f"{START}things: {{'': b}}\n",
    f"{START}disjoint: [a, b]\n",
    f"{START}subdecks: Muscles\n",
    f"{START}subdecks:\n",
    f"{START}disjoint: [[a]]\n",
    f"{START}disjoint: {{a: b}}\n",
    f"{START}relations: [a]\n",
    f"{START}relations: {{a: b}}\n",
    f"{START}relations: {{a: {{kind: b}}}}\n",
    f"{START}relations: {{a: {{one: many}}}}\n",
    f"{START}relations: {{a: {{ask: Where is <subjct>}}}}\n",
    f"{START}wording: [a]\n",
    f"{START}wording: {{option maybe: Vielleicht}}\n",
    f"{START}wording: {{option true: }}\n",
    f"{START}wording: {{option true: [Wahr]}}\n",
    f"{START}wording: {{ask all: Alle}}\n",
    f"{START}wording: {{list and: 7}}\n",
    f"{START}wording: {{ask all: Alle <object>}}\n",
    f"{START}kinds: {{recall: true}}\n",
    f"{START}skip: [[recall]]\n",
]

UNSAYABLE_DECKS = [
    (f"{START}skipped: [{{quote: q, why: w}}]\n{FACTS}", "unknown-source"),
    (START, "no-facts"),
    (f"{START}facts:\n", "no-facts"),
    (f"{START}facts: []\n", "no-facts"),
    (f"{START}{FACTS}title: E\n", "duplicate-key"),
    (
        f"{START}facts: [{{id: a, ask: b, answer: c}}, {{id: a, ask: d, answer: e}}]\n",
        "duplicate-id",
    ),
]


def test_the_schema_is_one() -> None:
    """The file is a JSON Schema by itself, with a title for each key of a deck and of a fact."""
    VALIDATOR.check_schema(SCHEMA)
    keys = [SCHEMA["properties"][key] for key in SCHEMA["properties"]]
    for shape in SCHEMA["$defs"]["fact"]["anyOf"]:
        defined = SCHEMA["$defs"][shape["$ref"].removeprefix("#/$defs/")]
        keys += [defined, *defined["properties"].values()]
    for key in keys:
        name = key.get("$ref", "").removeprefix("#/$defs/")
        assert key.get("title") or SCHEMA["$defs"][name]["title"], key


def test_the_schema_knows_every_phrase_and_kind(golden: Golden) -> None:
    """Editors offer the phrases with their slots, and the kinds; ``--golden`` writes them."""
    known = json.loads(json.dumps(SCHEMA))
    known["$defs"]["wording"]["properties"] = {
        name: {
            "description": f"In English: “{text}”",
            "type": "string" if slots_of(name) else ["string", "number", "boolean"],
            "pattern": f"<(?:{'|'.join(sorted(slots_of(name)))})>" if slots_of(name) else r"\S",
            "not": {"type": "string", "pattern": not_a_slot(slots_of(name))},
            "default": text,
        }
        for name, text in PHRASES.items()
    }
    one, several, _ = known["$defs"]["kinds"]["anyOf"]
    one["examples"] = several["items"]["examples"] = [kind.name for kind in KINDS]
    if golden.rewrite:
        text = json.dumps(known, indent=2, ensure_ascii=False) + "\n"
        (ROOT / "quizgen" / "deck.schema.json").write_text(text, encoding="utf-8")
        return

    assert known == SCHEMA, "run pytest --golden on this test"


def not_a_slot(slots: tuple[str, ...]) -> str:
    """Write the pattern of what stands in angle brackets and is no slot."""
    known = f"(?!(?:{'|'.join(sorted(slots))})>)" if slots else ""
    return rf"<{known}[A-Za-z][\w -]*>"


@pytest.mark.parametrize("fact", GOOD_FACTS)
def test_good_facts_fit(fact: str) -> None:
    """What the reader takes without a word fits the schema."""
    text = f"{HEAD}facts:\n  - {fact}\n"

    assert errors(text) == set()
    assert fits(text)


@pytest.mark.parametrize("fact", BAD_FACTS)
def test_bad_facts_do_not_fit(fact: str) -> None:
    """What the reader refuses does not fit the schema, such as wrong types and closed keys."""
    text = f"{HEAD}facts:\n  - {fact}\n"

    assert errors(text) - BEYOND.keys()
    assert not fits(text)


@pytest.mark.parametrize(("fact", "code"), UNSAYABLE_FACTS)
def test_what_no_schema_can_say_of_facts(fact: str, code: str) -> None:
    """What refers to another place is the reader's alone."""
    text = f"{HEAD}facts:\n  - {fact}\n"

    assert errors(text) == {code}
    assert fits(text)


@pytest.mark.parametrize("head", GOOD_HEADS)
def test_good_heads_fit(head: str) -> None:
    """Every key of a deck's head, in each of its forms."""
    assert errors(head + FACTS) == set()
    assert fits(head + FACTS)


@pytest.mark.parametrize("head", BAD_HEADS)
def test_bad_heads_do_not_fit(head: str) -> None:
    """Wrong types, missing and misspelt keys of a deck's head."""
    assert errors(head + FACTS) - BEYOND.keys()
    assert not fits(head + FACTS)


@pytest.mark.parametrize(("text", "code"), UNSAYABLE_DECKS)
def test_what_no_schema_can_say_of_decks(text: str, code: str) -> None:
    """The files of a deck together have facts, under ids of their own."""
    assert errors(text) == {code}
    assert fits(text)


def test_each_thing_that_no_schema_can_say_is_shown() -> None:
    """The list of exceptions names nothing that is not tried above."""
    tried = {code for _, code in UNSAYABLE_FACTS + UNSAYABLE_DECKS}

    assert BEYOND.keys() - tried == {"alias", "merge-key", "several-documents"}


@pytest.mark.parametrize("text", ["format: 1\ndeck: d\n" + FACTS, f"{START}things: {{a: b}}\n"])
def test_a_deck_may_stand_in_several_files(text: str) -> None:
    """By itself a file with only facts is no deck, and one without facts has none: both fit."""
    assert errors(text)
    assert fits(text)
    assert not fits(text.replace("title: D\n", "") + "notice: N\n")


@pytest.mark.parametrize("path", sorted((ROOT / "decks").rglob("*.yaml")), ids=lambda it: it.name)
def test_shipped_decks_fit(path: Path) -> None:
    """The shipped decks fit, and so does the deck of the tests in another language."""
    assert fits(path.read_text(encoding="utf-8"))
    assert fits(GERMAN)


def places(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """List the places in a deck, from outside to inside."""
    match data:
        case dict():
            for key, value in data.items():
                yield (*path, key)
                yield from places(value, (*path, key))
        case list():
            for at, value in enumerate(data):
                yield (*path, at)
                yield from places(value, (*path, at))
        case _:
            pass


def untyped(text: str) -> dict[str, Any]:
    """Load YAML in which every scalar is a text."""
    return cast("dict[str, Any]", yaml.load(text, yaml.CBaseLoader))  # noqa: S506  # it makes nothing but texts


def small_decks() -> list[dict[str, Any]]:
    """Take the good decks apart: one with all of the head, and one for each fact."""
    whole = untyped(GOOD)
    spare = untyped(FACTS)["facts"]
    more = [untyped(fact) for fact in GOOD_FACTS if "cause" in fact]
    short = {key: whole[key] for key in ("format", "deck", "title", "relations")}
    wording = {"option true": "Wahr", "ask all": "Alle <relations> von <subject>?"}
    return [
        {**whole, "wording": wording, "facts": spare},
        *({**short, "facts": [fact]} for fact in [*whole["facts"], *more]),
    ]


SMALL = small_decks()
SPOTS = [(number, path) for number, deck in enumerate(SMALL) for path in places(deck)]
OTHERS: list[object] = ["", "x", " y ", "<x>", True, 7, ["x"], [], [["x"]], {"x": "y"}, {}]


def changed(deck: dict[str, Any], path: tuple[str | int, ...], change: object) -> str:
    """Write a deck in which one place is dropped, renamed, or holds something else."""
    data = json.loads(json.dumps(deck))
    *above, last = path
    inner = data
    for step in above:
        inner = inner[step]
    if change == "drop":
        del inner[last]
    elif change == "rename" and isinstance(last, str):
        inner[f"{last}x"] = inner.pop(last)
    else:
        inner[last] = change
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


@pytest.mark.parametrize("number", range(len(SMALL)))
def test_small_changes_find_both_of_one_mind(number: int) -> None:
    """Wherever a key is dropped or renamed, reader and schema agree."""
    for path in [path for at, path in SPOTS if at == number]:
        for change in ("drop", "rename"):
            assert_agreement(changed(SMALL[number], path, change))


@given(st.sampled_from(SPOTS), st.sampled_from(OTHERS))
def test_other_types_find_both_of_one_mind(spot: tuple[int, Any], other: object) -> None:
    """Wherever something else stands than should, reader and schema agree."""
    number, path = spot

    assert_agreement(changed(SMALL[number], path, other))
