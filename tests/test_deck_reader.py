"""Decks are read as written, with line and column; what is wrong is said, and the rest loads."""

import gc
from collections.abc import Sequence
from textwrap import dedent, indent

import pytest

from quizgen.deck_reader import parse_deck
from quizgen.deck_reader.cloze import slug
from quizgen.model import (
    Deck,
    Fact,
    Link,
    Number,
    Pair,
    Position,
    Statement,
    Steps,
    Term,
)

HEAD = "format: 1\ndeck: test-x1\ntitle: A test\nsources: {web: A page}\n"


def with_facts(facts: str) -> str:
    """Put facts under a good head; they begin in line 6."""
    return f"{HEAD}facts:\n{indent(dedent(facts).strip(), '  ')}\n"


def deck(text: str) -> Deck:
    """Read a deck in which nothing is wrong."""
    read = parse_deck(text, "deck.yaml")
    assert [problem.message for problem in read.problems] == []
    assert read.deck is not None
    return read.deck


def fact(text: str) -> Fact:
    """Read a single fact in which nothing is wrong."""
    (only,) = deck(with_facts(text)).facts
    return only


def found(text: str) -> list[str]:
    """List the problems of a text, as place and code."""
    return [
        f"{problem.position.line}:{problem.position.column} {problem.code}"
        for problem in parse_deck(text, "deck.yaml").problems
    ]


def hints(text: str) -> str:
    """Return all hints of a text's problems."""
    return "\n".join(problem.hint for problem in parse_deck(text, "deck.yaml").problems)


# What is right


@pytest.mark.parametrize("typed", ["007", "no", "1.10", "1e3", "1:30", "2020-01-01", "null", "~"])
def test_texts_stay_as_typed(typed: str) -> None:
    """YAML's own types play no part: a text is what the author wrote."""
    only = fact(f"- {{id: a, ask: What is it?, answer: {typed}}}")

    assert only.shape == Pair(ask="What is it?", answer=typed)


def test_block_texts_keep_their_line_breaks_but_the_last() -> None:
    """A literal text keeps its lines; the end of the last one is not part of it."""
    only = fact("""
        - id: a
          ask: What does the poem say?
          answer: |
            One.
            Two.
    """)

    assert only.shape == Pair(ask="What does the poem say?", answer="One.\nTwo.")


def test_a_question() -> None:
    """``ask`` and ``answer``, with other forms, wrong options and all that any fact may say."""
    only = fact("""
        - id: bile
          was: old-bile
          ask: Which organ makes bile?
          answer: the liver
          also: [hepar]
          wrong: [the pancreas, {text: the gallbladder, why: It only stores bile.}]
          never: the gut
          why: So it says.
          hint: It is large.
          topic: Organs
          tags: [organ, bile]
          image: {file: liver.png, alt: an organ}
          kinds: [recall, choice]
          skip: typed
          reverse: no
          retired: yes
          at: "¶4"
          quote: the liver makes bile
    """)

    assert only.shape == Pair(ask="Which organ makes bile?", answer="the liver", also=("hepar",))
    assert [(wrong.text, wrong.why) for wrong in only.wrong] == [
        ("the pancreas", ""),
        ("the gallbladder", "It only stores bile."),
    ]
    assert only.wrong[1].position == Position(file="deck.yaml", line=11, column=34)
    assert (only.was, only.never, only.skip) == (("old-bile",), ("the gut",), ("typed",))
    assert (only.why, only.hint, only.topic) == ("So it says.", "It is large.", "Organs")
    assert (only.tags, only.kinds) == (("organ", "bile"), ("recall", "choice"))
    assert (only.reverse, only.retired) == (False, True)
    assert only.image is not None
    assert (only.image.file, only.image.alt) == ("liver.png", "an organ")
    assert only.citation is not None
    assert (only.citation.source, only.citation.title) == ("web", "A page")
    assert (only.citation.at, only.citation.quote) == ("¶4", "the liver makes bile")
    assert only.citation.position == Position(file="deck.yaml", line=23, column=12)
    assert only.position == Position(file="deck.yaml", line=6, column=5)


def test_a_term() -> None:
    """``term`` and ``means``; ``also`` are the term's other names."""
    only = fact("- {id: a, term: cramp, means: a contraction, also: spasm}")

    assert only.shape == Term(term="cramp", means="a contraction", also=("spasm",))


def test_values_of_a_relation() -> None:
    """One value or several; what the fact does not say it takes from its relation."""
    text = HEAD + dedent("""
        relations:
          site: {complete: true}
          capital: {one: yes}
        facts:
          - {id: a, of: cramp, relation: site, values: [thigh, {text: calf, also: [calves]}]}
          - {id: b, of: spasm, relation: site, values: [thigh], complete: false}
          - {id: c, of: Peru, relation: capital, value: Lima, also: [Ciudad de los Reyes]}
          - {id: d, of: Chile, relation: site, value: Andes, one: true}
          - {id: e, of: Bolivia, relation: capital, values: [Sucre, La Paz]}
    """)

    shapes = [only.shape for only in deck(text).facts]

    assert [(it.complete, it.one) for it in shapes if isinstance(it, Link)] == [
        (True, False),
        (False, False),
        (False, True),
        (True, True),
        (False, False),
    ]
    assert isinstance(shapes[0], Link)
    assert [(value.text, value.also) for value in shapes[0].values] == [
        ("thigh", ()),
        ("calf", ("calves",)),
    ]
    assert isinstance(shapes[2], Link)
    assert shapes[2].values[0].also == ("Ciudad de los Reyes",)


def test_a_statement_with_blanks() -> None:
    """The first blank has no slot, later ones are named after their words or by the author."""
    only = fact("""
        - id: cramp
          say: A cramp is a sudden, brief, unintended contraction.
          cloze:
            sudden: [gradual, {text: slow, why: It is quick.}]
            brief:
            unintended: {slot: intent, also: [involuntary], wrong: [planned]}
    """)

    assert isinstance(only.shape, Statement)
    blanks = only.shape.blanks
    assert [(blank.text, blank.slot, blank.start) for blank in blanks] == [
        ("sudden", "", 13),
        ("brief", "brief", 21),
        ("unintended", "intent", 28),
    ]
    assert [[wrong.text for wrong in blank.wrong] for blank in blanks] == [
        ["gradual", "slow"],
        [],
        ["planned"],
    ]
    assert blanks[2].also == ("involuntary",)
    assert blanks[1].position == Position(file="deck.yaml", line=10, column=7)


@pytest.mark.parametrize("cloze", ["fluid", "[fluid]", "{fluid: }", "{fluid: [air]}"])
def test_forms_of_cloze(cloze: str) -> None:
    """A single blank may be a bare text; the fact's wrong options are its own."""
    only = fact(f"- {{id: a, say: Too much fluid is lost., cloze: {cloze}, wrong: [sleep]}}")

    assert isinstance(only.shape, Statement)
    (blank,) = only.shape.blanks
    assert (blank.text, blank.slot) == ("fluid", "")
    assert blank.wrong[-1].text == "sleep"
    assert only.wrong == ()


def test_numbers_and_steps() -> None:
    """A figure is bare, or has unit and tolerance; steps stay in their order."""
    shapes = [
        only.shape
        for only in deck(
            with_facts("""
                - {id: a, of: a normal temperature, number: {value: 37, unit: °C, tolerance: 0.5}}
                - {id: b, of: the legs of a spider, number: 8}
                - {id: c, of: easing a cramp, steps: [stop, stretch, massage]}
            """)
        ).facts
    ]

    assert shapes == [
        Number(subject="a normal temperature", value="37", unit="°C", tolerance="0.5"),
        Number(subject="the legs of a spider", value="8"),
        Steps(subject="easing a cramp", steps=("stop", "stretch", "massage")),
    ]


def test_a_table() -> None:
    """Each row is a fact whose id is the table's and its subject; a row may say more.

    Where a row has a list, one value may be one of several, and nothing says that it is not.
    """
    facts = deck(
        with_facts("""
            - id: capitals
              table: capital
              topic: Places
              tags: [city]
              at: p. 4
              quote: all capitals
              rows:
                France: Paris
                Côte d'Ivoire: {value: Yamoussoukro, id: ivory, tags: [west], topic: Africa}
                South Africa: [Pretoria, Cape Town]
                Bolivia: {value: Sucre, also: [Chuquisaca], never: [La Paz], at: p. 5}
        """)
    ).facts

    assert [it.id for it in facts] == [
        "capitals/France",
        "ivory",
        "capitals/South Africa",
        "capitals/Bolivia",
    ]
    links = [it.shape for it in facts if isinstance(it.shape, Link)]
    assert [(it.one, len(it.values)) for it in links] == [
        (False, 1),
        (False, 1),
        (False, 2),
        (False, 1),
    ]
    assert [it.topic for it in facts] == ["Places", "Africa", "Places", "Places"]
    assert [it.tags for it in facts] == [("city",), ("city", "west"), ("city",), ("city",)]
    assert facts[3].never == ("La Paz",)
    citations = [it.citation for it in facts if it.citation is not None]
    assert [(it.at, it.quote) for it in citations] == [
        ("p. 4", "all capitals"),
        ("p. 4", "all capitals"),
        ("p. 4", "all capitals"),
        ("p. 5", ""),
    ]
    assert facts[0].position == Position(file="deck.yaml", line=13, column=7)


def test_a_table_declares_its_relation() -> None:
    """An undeclared relation is one-valued if every row has one value and none says otherwise."""
    relations = deck(
        with_facts("""
            - {id: a, table: capital, rows: {France: Paris}}
            - {id: b, table: border, rows: {France: [Spain, Italy]}}
            - {id: c, table: food, one: false, rows: {France: bread}}
        """)
    ).relations

    assert {name: relation.one for name, relation in relations.items()} == {
        "capital": True,
        "border": False,
        "food": False,
    }


def test_a_relation_that_is_not_one_to_one_says_so() -> None:
    """``one: false`` on the relation or the table keeps a row open."""
    text = HEAD + dedent("""
        relations:
          food: {one: false}
          capital: {ask: Where is the government of <subject>?}
        facts:
          - {id: a, table: food, rows: {France: bread}}
          - {id: b, table: capital, rows: {France: Paris}}
    """)

    links = [it.shape for it in deck(text).facts if isinstance(it.shape, Link)]

    assert [link.one for link in links] == [False, True]


def test_a_table_that_was_renamed_and_shares_wrong_options() -> None:
    """Each row's old id is made from the table's; the table's wrong options skip a row's answer."""
    facts = deck(
        with_facts("""
            - id: capitals
              was: towns
              table: capital
              wrong: [Paris, Nice]
              rows:
                France: Paris
                Peru: {value: Lima, wrong: [Cusco], was: [peru]}
        """)
    ).facts

    assert [it.was for it in facts] == [("towns/France",), ("peru", "towns/Peru")]
    assert [[wrong.text for wrong in it.wrong] for it in facts] == [
        ["Nice"],
        ["Cusco", "Paris", "Nice"],
    ]


def test_the_head() -> None:
    """Metadata: sources, skipped statements, things, relations and the rest."""
    read = deck(
        dedent("""
            format: 1
            deck: head-x1
            title: A head
            language: pt-BR
            notice: Only a test.
            sources:
              web: {title: A page, url: "https://example.org", sha256: B03830…, file: a/web.txt}
              book: A book
            skipped:
              - {source: web, at: "¶1", quote: The impact, why: breaks off}
              - {source: book, at: "¶2", why: only pictures}
            things:
              calf: {a: body part, part of: leg, plural: calves, also: [calf muscle]}
              leg: body part
              arm:
            disjoint: [[disorder, body part], [artery, vein, nerve]]
            relations:
              site: {from: disorder, to: body part, symmetric: no, ask back: What is in <object>?}
              cause:
            kinds: [recall]
            skip: choice
            subdecks: no
            facts:
              - {id: a, ask: Why?, answer: Because., source: web}
        """).lstrip()
    )

    assert (read.id, read.title, read.language) == ("head-x1", "A head", "pt-BR")
    assert read.notice == "Only a test."
    assert read.sources["web"].sha256 == "b03830…"
    assert read.sources["book"].title == "A book"
    assert [(it.source, it.at, it.quote) for it in read.skipped] == [
        ("web", "¶1", "The impact"),
        ("book", "¶2", ""),
    ]
    assert read.things["calf"].part_of == ("leg",)
    assert [thing.type for thing in read.things.values()] == ["body part", "body part", ""]
    assert read.disjoint[1] == {"artery", "vein", "nerve"}
    assert read.relations["site"].ask_back == "What is in <object>?"
    assert (read.kinds, read.skip) == (("recall",), ("choice",))
    assert read.subdecks is False
    assert read.position == Position(file="deck.yaml", line=2, column=7)
    assert len(read.digest) == 64


def test_a_fact_without_place_cites_the_source() -> None:
    """With one source in the deck a fact needs not name it."""
    only = fact("- {id: a, ask: Why?, answer: Because.}")

    assert only.citation is not None
    assert (only.citation.title, only.citation.at) == ("A page", "")


def test_ids_have_one_spelling() -> None:
    """An editor that composes accents in another way changes no id."""
    decomposed = "e\u0301tude"

    (only,) = deck(with_facts(f"- {{id: {decomposed}, ask: Why?, answer: Because.}}")).facts

    assert only.id == "étude"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    """Lines end at LF, CRLF or CR, and are counted as editors count them."""
    text = with_facts("- {id: a, ask: Why?, anwser: No.}").replace("\n", line_end)

    assert found(text) == ["6:24 unknown-key"]


# What is wrong with the YAML


@pytest.mark.parametrize(
    ("facts", "expected", "hint"),
    [
        ("- id: a\n\task: b", "7:3 tab", "indent with spaces"),
        ("- id: a\n  ask: What: is it?", "7:14 unquoted-text", "contains ': '"),
        ("- id: a\n  ask: 'open", "7:10 unclosed-quote", "close it"),
        ("- id: a\n  ask: 'it's'", "7:14 unquoted-text", "written twice"),
        ("- id: a\n  also: [b, c\n  ask: d", "7:11 unclosed-bracket", "close it with ]"),
        ("- id: a\n  ask: b\n   why: c", "8:6 bad-indent", "indentation"),
        ("- id: a\n ask: b", "7:4 bad-indent", "same column"),
        ("- {id: a, ask: {this} is}", "6:25 unquoted-text", "line of its own"),
        ("- {id: a, ask: What {is} it}", "6:23 unquoted-text", "line of its own"),
        ("- id: a\n  ask: *em* text", "7:10 unquoted-text", "quotes"),
        ("- id: a\n  ask: `code` text", "7:10 unquoted-text", "quotes"),
        ("- id: a\n  ask: @home", "7:10 unquoted-text", "quotes"),
        ("- id: a\n  ask: [b] c", "7:14 unquoted-text", "as a whole"),
        ('- id: a\n  ask: "b \\quad"', "7:13 unknown-escape", "backslash"),
        ("- id: a\n  ask b\n  why: c", "7:5 missing-colon", "space after the colon"),
        ("- id: a\n  ask: - b", "7:10 unquoted-text", "next line"),
        ("- id: a\n  ask: |b", "7:10 unquoted-text", "quotes"),
        ("- id: a\n  ask: !x!y z", "7:10 unquoted-text", "quotes"),
        ("- id: a\n\u00a0 ask: b\n  why: c", "7:3 bad-indent", "no-break space"),
        ("- {id: a, also: [b, , c]}", "6:23 unquoted-text", "signs"),
    ],
)
def test_yaml_that_breaks(facts: str, expected: str, hint: str) -> None:
    """Where YAML breaks, the author reads what to do; the other facts load."""
    text = with_facts(facts) + "  - {id: z, ask: Why?, answer: Because.}\n"

    read = parse_deck(text, "deck.yaml")

    assert found(text) == [expected]
    assert hint in read.problems[0].hint
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["z"]


def test_all_breaks_are_reported_at_once() -> None:
    """A break in one part of the deck hides none in another, and a table loses only a row."""
    text = dedent("""
        format: 1
        deck: breaks-x1
        title: A: b
        sources: {web: A page
        facts:
          - id: a
            ask: What: is it?
          - id: t
            table: capital
            rows:
              France: Paris
              Peru: [Lima
              Chile: 'Santiago
              Spain: Madrid
          # a comment
          - {id: b, ask: {x} y}
          - id: c
            ask: Why?
            answer: Because.
    """).lstrip()

    read = parse_deck(text, "deck.yaml")

    assert [problem.position.line for problem in read.problems] == [3, 4, 7, 12, 13, 16]
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["t/France", "t/Spain", "c"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("- {id: a, ask: &x Why?, answer: b}", "6:18 anchor"),
        ("- {id: a, ask: *x , answer: b}", "6:18 alias"),
        ("- {id: a, ask: !!str Why?, answer: b}", "6:18 tag"),
        ("- !x {id: a, ask: Why?, answer: b}", "6:5 tag"),
        ("- {id: a, <<: b, ask: Why?, answer: b}", "6:13 merge-key"),
        ("- {id: a, ask: Why?, ask: Who?, answer: b}", "6:24 duplicate-key"),
        ("- {id: a, {b: c}: d, ask: Why?, answer: b}", "6:13 complex-key"),
        ("- {id: a, ask: Why?, answer: b}\n---\n- c", "7:3 several-documents"),
    ],
)
def test_what_yaml_allows_and_decks_do_not(facts: str, expected: str) -> None:
    """Anchors, aliases, tags, merge keys and the like are refused where they stand."""
    text = f"{HEAD}facts:\n{indent(facts, '  ').replace('  ---', '---')}\n"

    assert found(text)[0] == expected.replace("7:3", "7:1")


def test_deep_nesting_is_refused() -> None:
    """A hundred thousand brackets are answered at once."""
    assert found(f"{HEAD}facts: {'[' * 100_000}") == ["5:31 too-deep"]


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\x07", "control-character"),
        ("\x1b", "control-character"),
        ("\x85", "control-character"),
        ("\u2028", "control-character"),
        ("\u202e", "control-character"),
        ("\u2066", "control-character"),
        ("\ufeff", "control-character"),
        ("\ud800", "control-character"),
        ("\ufffd", "lost-character"),
    ],
)
def test_characters_that_no_text_may_hold(sign: str, code: str) -> None:
    """Control characters and their like are errors; the fact is left out, the others load."""
    text = with_facts(f"""
        - {{id: a, ask: Why{sign}?, answer: b}}
        - {{id: b, ask: Who?, answer: c}}
    """)

    read = parse_deck(text, "deck.yaml")

    assert found(text) == [f"6:21 {code}"]
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["b"]


@pytest.mark.parametrize("escape", ["\\e", "\\u202e", "\\x00", "\\L", "\\ufffd"])
def test_characters_cannot_be_escaped_in(escape: str) -> None:
    """What may not stand in a text may not be written as an escape."""
    assert found(with_facts(f'- {{id: a, ask: "Why{escape}?", answer: b}}')) == [
        f"6:18 {'lost' if 'fffd' in escape else 'control'}-character"
    ]


@pytest.mark.parametrize("sign", ["\t", "\u00a0", "\u200d", "\u200e", "👩‍🚀", "e\u0301", "ß"])
def test_characters_that_texts_do_hold(sign: str) -> None:
    """Tabs inside a line, joiners, marks and emoji stand in texts."""
    only = fact(f"- {{id: a, ask: Why, answer: a{sign}b}}")

    assert only.shape == Pair(ask="Why", answer=f"a{sign}b")


# What is wrong with the fields


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("- {ask: Why?, answer: b}", ["6:5 missing-id"]),
        ("- {id: , ask: Why?, answer: b}", ["6:5 missing-id"]),
        ("- {id: a b, ask: Why?, answer: b}", ["6:10 bad-id"]),
        ("- {id: a/b, ask: Why?, answer: b}", ["6:10 bad-id"]),
        ('- {id: "a#b", ask: Why?, answer: b}', ["6:10 bad-id"]),
        ("- {id: a, ask: Why?, anwser: b}", ["6:24 unknown-key"]),
        ("- {id: a, ask: Why?}", ["6:5 missing-key"]),
        ("- {id: a, say: So it is.}", ["6:5 missing-key"]),
        ("- {id: a, of: b}", ["6:5 missing-key"]),
        ("- {id: a, term: b}", ["6:5 missing-key"]),
        ("- {id: a, why: b}", ["6:5 no-shape"]),
        ("- {id: a, ask: Why?, answer: b, steps: [c, d]}", ["6:5 mixed-shapes"]),
        ("- {id: a, ask: Why?, answer: [b]}", ["6:32 wrong-type"]),
        ("- {id: a, ask: Why?, answer: {b: c}}", ["6:32 wrong-type"]),
        ("- {id: a, ask: Why?, answer: }", ["6:24 empty-text"]),
        ('- {id: a, ask: Why?, answer: " "}', ["6:24 empty-text"]),
        ("- {id: a, ask: Why?, answer: b, also: [c, [d]]}", ["6:45 wrong-type"]),
        ("- {id: a, ask: Why?, answer: b, also: [c, '']}", ["6:45 empty-text"]),
        ("- {id: a, ask: Why?, answer: b, reverse: maybe}", ["6:44 not-yes-or-no"]),
        ("- {id: a, ask: Why?, answer: b, source: wbe}", ["6:43 unknown-source"]),
        ("- {id: a, ask: Why?, answer: b, image: c.png}", ["6:42 wrong-type"]),
        ("- {id: a, ask: Why?, answer: b, image: {alt: c}}", ["6:42 missing-key"]),
        (
            "- {id: a, ask: Why?, answer: b, wrong: [{txt: c}]}",
            ["6:44 unknown-key"],
        ),
        ("- {id: a, of: b, steps: [c]}", ["6:27 too-few"]),
        ("- {id: a, of: b, number: many}", ["6:28 not-a-number"]),
        ("- {id: a, of: b, number: 37 °C}", ["6:28 not-a-number"]),
        ("- {id: a, of: b, number: 1,5}", ["6:30 unknown-key"]),
        ("- {id: a, of: b, number: [1]}", ["6:28 wrong-type"]),
        ("- {id: a, of: b, number: {value: 1, tolerance: -1}}", ["6:50 not-a-number"]),
        ("- {id: a, of: b, number: {value: ., unit: m}}", ["6:36 not-a-number"]),
        ("- {id: a, of: b, relation: size, value: c}", ["6:30 unknown-relation"]),
        ("- {id: a, say: b c., cloze: d}", ["6:31 cloze-not-found"]),
        ("- {id: a, say: abc., cloze: b}", ["6:31 cloze-not-found"]),
        ("- {id: a, say: b and b., cloze: b}", ["6:35 cloze-repeated"]),
        ("- {id: a, say: b c d., cloze: [b c, c d]}", ["6:39 cloze-overlap"]),
        ("- {id: a, say: b c., cloze: []}", ["6:31 too-few"]),
        ("- {id: a, say: b C c., cloze: [b, C, c]}", ["6:40 duplicate-id"]),
        ("- {id: a, say: b c., cloze: [b, c], wrong: [d]}", ["6:39 unknown-key"]),
        ("- {id: a, say: b c., cloze: {b: {slot: x y}}}", ["6:42 bad-id"]),
        ("- {id: a, table: b}", ["6:5 missing-key"]),
        ("- {id: a, table: b, rows: c}", ["6:29 wrong-type"]),
        ("- {id: a, table: b, rows: {c: }}", ["6:30 empty-text"]),
        ("- {id: a, table: b, rows: {c: {why: d}}}", ["6:33 missing-key"]),
        ("- {id: a, table: b, rows: {c: {value: d, values: [e]}}}", ["6:33 mixed-shapes"]),
        ("- {id: a, table: b, rows: {c: {values: [d], also: [e]}}}", ["6:47 unknown-key"]),
        ("- {id: a, table: b, rows: {c: {value: d, extra: e}}}", ["6:44 unknown-key"]),
        ('- {id: a, table: b, rows: {" c": d}}', ["6:30 bad-id"]),
        ("- just a text", ["6:5 wrong-type"]),
        ("- [a, b]", ["6:5 wrong-type"]),
    ],
)
def test_a_fact_that_cannot_be_used(facts: str, expected: Sequence[str]) -> None:
    """It is reported at the very place and left out; the others load."""
    text = with_facts(facts) + "  - {id: z, ask: Why?, answer: Because.}\n"

    read = parse_deck(text, "deck.yaml")

    assert found(text) == expected
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["z"]


def test_every_template_slot_is_known() -> None:
    """An unknown slot is an error in the very column where it stands."""
    text = HEAD + dedent("""
        relations:
          site:
            ask: Where is <subject>?
            say: "<The subject> is in <object>, 3 < 4 > 2."
            ask back: >-
              What is
              in <objct>?
        facts:
          - {id: a, of: b, relation: site, value: c, ask: What is <x> of <subject>?}
          - {id: d, ask: What is <this>?, answer: an element}
    """)

    read = parse_deck(text, "deck.yaml")

    assert found(text) == ["9:11 unknown-slot", "12:10 unknown-slot", "14:59 unknown-slot"]
    assert [problem.length for problem in read.problems] == [13, 7, 3]
    assert read.problems[1].hint == "did you mean 'object'?"


def test_causes_and_effects() -> None:
    """Each cause leads to all effects; the first has the fact's id, each other one an own id."""
    text = with_facts("""
        - {id: a, cause: smoking, effect: stroke, also: [apoplexy], wrong: [rash]}
        - id: b
          was: [z]
          cause: [rain, deep snow]
          effect: [floods, {text: mud, also: [muck]}]
          complete: true
          why: Both are water.
        - {id: c, cause: [sun], effect: {text: heat, also: [warmth]}, reverse: true}
    """)

    deck = parse_deck(text, "deck.yaml").deck

    assert deck is not None
    shapes = {fact.id: fact.shape for fact in deck.facts}
    assert list(shapes) == ["a", "b", "b/deep snow", "c"]
    links = {key: link for key, link in shapes.items() if isinstance(link, Link)}
    assert {link.relation for link in links.values()} == {"effect"}
    assert "effect" in deck.relations
    assert [link.subject for link in links.values()] == ["smoking", "rain", "deep snow", "sun"]
    assert [[value.text for value in link.values] for link in links.values()] == [
        *(["stroke"], ["floods", "mud"], ["floods", "mud"], ["heat"])
    ]
    assert links["a"].values[0].also == ("apoplexy",)
    assert links["c"].values[0].also == ("warmth",)
    assert [link.complete for link in links.values()] == [False, True, True, False]
    assert not any(link.one for link in links.values())
    assert [fact.reverse for fact in deck.facts] == [False, True, True, True]
    assert [fact.was for fact in deck.facts] == [(), ("z",), ("z/deep snow",), ()]
    assert deck.facts[2].why == "Both are water."
    assert (deck.facts[2].position.line, deck.facts[2].position.column) == (9, 19)


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        ("{id: a, cause: rain}", "6:5 missing-key"),
        ("{id: a, effect: mud}", "6:5 missing-key"),
        ("{id: a, cause: rain, effect: mud, one: true}", "6:39 unknown-key"),
        ("{id: a, cause: rain, effect: mud, value: dirt}", "6:5 mixed-shapes"),
        ("{id: a, cause: rain, effect: [mud], also: [dirt]}", "6:41 unknown-key"),
        ("{id: a, cause: rain, effect: []}", "6:34 too-few"),
        ("{id: a, cause: [], effect: mud}", "6:20 wrong-type"),
        ('{id: a, cause: [rain, ""], effect: mud}', "6:27 empty-text"),
        ('{id: a, cause: [rain, " snow"], effect: mud}', "6:27 bad-id"),
        ("{id: a, cause: [rain, rain], effect: mud}", "6:27 duplicate-value"),
        ("{id: a, cause: {text: rain}, effect: mud}", "6:20 wrong-type"),
        ("{id: a, cause: rain, effect: {txt: mud}}", "6:35 unknown-key"),
    ],
)
def test_causes_and_effects_that_cannot_be_read(fact: str, problem: str) -> None:
    """What is missing, doubled or of another type is reported where it stands."""
    assert found(f"{HEAD}facts:\n  - {fact}\n") == [problem]


def test_a_declared_effect_words_its_facts() -> None:
    """A deck may declare the relation, and word it, or make all its facts complete."""
    text = f"""{HEAD}relations:
  effect: {{complete: true, ask: "What does <subject> do?", reverse: false}}
facts:
  - {{id: a, cause: rain, effect: mud}}
"""

    deck = parse_deck(text, "deck.yaml").deck

    assert deck is not None
    assert deck.relations["effect"].ask == "What does <subject> do?"
    assert isinstance(deck.facts[0].shape, Link)
    assert deck.facts[0].shape.complete
    assert deck.facts[0].reverse is None


def test_a_deck_sets_its_own_phrases() -> None:
    """A phrase or slot that there is not is reported and left out; the rest still works."""
    text = dedent("""\
        format: 1
        deck: d
        title: D
        language: de
        wording:
          option true: Wahr
          option flase: Falsch
          ask term: Was bedeutet „<subject>“?
          ask the one: "<Relation> von <subjekt>?"
          ask which: ""
          list comma: [", "]
          true or false: Wahr oder falsch?
        facts:
          - {id: t, term: Krampf, means: etwas}
    """)

    read = parse_deck(text, "deck.yaml")

    assert found(text) == [
        "7:3 unknown-key",
        "9:32 unknown-slot",
        "10:3 empty-text",
        "11:15 wrong-type",
        "12:18 missing-slot",
    ]
    assert [problem.hint for problem in read.problems[:2]] == [
        "did you mean 'option false'?",
        "did you mean 'subject'?",
    ]
    assert read.deck is not None
    assert read.deck.wording == {
        "option true": "Wahr",
        "ask term": "Was bedeutet „<subject>“?",
    }
    assert len(read.deck.facts) == 1


def test_ids_are_unique() -> None:
    """An id that is taken is reported with the place that has it; the first fact keeps it."""
    text = with_facts("""
        - {id: a, ask: Why?, answer: b}
        - {id: a, ask: Who?, answer: c}
        - id: t
          table: capital
          rows:
            France: Paris
            Peru: {value: Lima, id: a}
        - {id: t, ask: Where?, answer: d}
    """)

    read = parse_deck(text, "deck.yaml")

    assert found(text) == ["7:10 duplicate-id", "12:31 duplicate-id", "13:10 duplicate-id"]
    assert "line 6" in read.problems[0].message
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["a", "t/France"]


def test_a_fact_of_several_sources_names_one() -> None:
    """Where the deck has two sources nothing is guessed."""
    text = with_facts("- {id: a, ask: Why?, answer: b}").replace(
        "{web: A page}", "{web: A page, book: A book}"
    )

    assert found(text) == ["6:5 missing-key"]
    assert hints(text) == "one of: web, book"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1\n", "", ["1:1 missing-key"]),
        ("format: 1", "format: 2", ["1:9 unknown-format"]),
        ("format: 1", "format: one", ["1:9 unknown-format"]),
        ("deck: test-x1\n", "", ["1:1 missing-key"]),
        ("test-x1", "a test", ["2:7 bad-id"]),
        ("title: A test\n", "", ["1:1 missing-key"]),
        ("title: A test", "title: [A, test]", ["3:8 wrong-type"]),
        ("title: A test", "titel: A test", ["3:1 unknown-key"]),
        ("title: A test", "title: A test\nlanguage: English", ["4:11 bad-language"]),
        ("{web: A page}", "[A page]", ["4:10 wrong-type"]),
        ("{web: A page}", "{web: {url: b}}", ["4:16 missing-key"]),
        ("{web: A page}", "{web: }", ["4:11 empty-text"]),
        ("{web: A page}", "{a page: A page}", ["4:11 bad-id"]),
        ("{web: A page}", "{web: {title: b, sha256: 12}}", ["4:35 bad-sha256"]),
        ("{web: A page}", "{web: {title: b, sha: 12}}", ["4:27 unknown-key"]),
        ("title: A test", "title: A test\nskipped: [{quote: b}]", ["4:11 missing-key"]),
        ("title: A test", "title: A test\nskipped: [{why: b}]", ["4:11 missing-key"]),
        ("title: A test", "title: A test\nskipped: [text]", ["4:11 wrong-type"]),
        ("title: A test", "title: A test\nthings: [a]", ["4:9 wrong-type"]),
        ("title: A test", "title: A test\nthings: {a: {b: c}}", ["4:14 unknown-key"]),
        ("title: A test", "title: A test\nthings: {a: [b]}", ["4:13 wrong-type"]),
        ("title: A test", "title: A test\nrelations: {a: b}", ["4:16 wrong-type"]),
        ("title: A test", "title: A test\nrelations: {a: {one: 1}}", ["4:22 not-yes-or-no"]),
        (
            "title: A test",
            "title: A test\ndisjoint: [a, b]",
            ["4:12 wrong-type", "4:15 wrong-type"],
        ),
    ],
)
def test_a_head_with_a_mistake(old: str, new: str, expected: list[str]) -> None:
    """Mistakes in the metadata are reported where they stand."""
    text = with_facts("- {id: a, ask: Why?, answer: b}").replace(old, new)

    assert found(text) == expected


def test_facts_are_checked_even_without_a_deck_id() -> None:
    """Without an id there is no deck, but everything else that is wrong is still said."""
    text = "format: 1\ntitle: A test\nfacts:\n  - {id: a, ask: Why?}\n"

    assert parse_deck(text, "deck.yaml").deck is None
    assert found(text) == ["1:1 missing-key", "4:5 missing-key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 empty-file"),
        ("\n\n", "1:1 empty-file"),
        ("# nothing\n# here\n", "1:1 empty-file"),
        ("---\n", "1:1 empty-file"),
        ("just a text", "1:1 not-a-deck"),
        (f"{HEAD}facts: {{a: {{ask: Why?, answer: b}}}}\n", "5:1 wrong-type"),
        ("- a\n- b\n", "1:1 not-a-deck"),
        (f"{HEAD}facts:\n", "1:1 no-facts"),
        (HEAD, "1:1 no-facts"),
    ],
)
def test_texts_that_are_no_decks(text: str, expected: str) -> None:
    """Empty files and other texts are named as such."""
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("anwser", "did you mean 'answer'?"),
        ("aks", "did you mean 'ask'?"),
        ("asy", "did you mean 'say'?"),
        ("di", "did you mean 'id'?"),
        ("question", "did you mean 'ask'?"),
        ("ask_back", "did you mean 'ask back'?"),
        ("distractors", "did you mean 'wrong'?"),
        ("Why", "did you mean 'why'?"),
    ],
)
def test_unknown_keys_are_guessed(key: str, hint: str) -> None:
    """A misspelt key, or another program's word for it, is answered with ours."""
    text = with_facts(f"- {{id: a, ask: Why?, answer: b, {key}: c}}")

    assert hints(text) == hint


def test_a_comma_in_a_one_line_map_is_recognised() -> None:
    """The rest of a text that a comma cut off is not taken for a misspelt key."""
    text = with_facts("- {id: a, ask: Why, answer: In fact, the, why: So.}")

    assert found(text) == ["6:40 unknown-key"]
    assert "comma" in hints(text)


def test_a_table_of_a_misspelt_relation_is_doubted() -> None:
    """A table whose relation is nearly a declared one gets a warning: its wording would be lost."""
    text = HEAD + dedent("""
        relations: {capital: {ask: What is the capital of <subject>?}}
        facts:
          - {id: a, table: captial, rows: {France: Paris}}
    """)

    read = parse_deck(text, "deck.yaml")

    assert [(it.severity.value, it.code) for it in read.problems] == [
        ("warning", "unknown-relation")
    ]
    assert read.deck is not None


def test_a_head_that_is_not_yaml_causes_no_further_problems() -> None:
    """Facts that refer to sources and relations which could not be read are not to blame."""
    text = dedent("""
        format: 1
        deck: lost-x1
        title: A test
        sources: {web: 'A page}
        relations:
          site: {ask: a: b: c}
        facts:
          - {id: a, of: b, relation: site, value: c, source: web}
    """).lstrip()

    assert found(text) == ["4:16 unclosed-quote", "6:16 unquoted-text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Once a day", "once-a-day"),
        ("foo  (bar)!", "foo-bar"),
        ("Größe", "grösse"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    """Words become an id in any script."""
    assert slug(text) == expected


def test_rows_of_a_table_that_cannot_be_used_are_checked_too() -> None:
    """A table without an id makes no facts, but mistakes in its rows are said, and only those."""
    text = with_facts("""
        - {table: a, rows: {b: c, d: {valu: e}}}
        - {table: a, rows: {b: c, d: []}}
    """)

    assert found(text) == [
        "6:5 missing-id",
        "6:33 unknown-key",
        "7:5 missing-id",
        "7:32 too-few",
    ]


def test_a_file_full_of_breaks_is_given_up_in_the_end() -> None:
    """After two dozen breaks the reader says that it reads no further; what it has read stays."""
    broken = "".join(f"  - {{id: a{number}, ask: b: c: d}}\n" for number in range(100))
    text = f"{HEAD}facts:\n  - {{id: z, ask: Why?, answer: b}}\n{broken}"

    read = parse_deck(text, "deck.yaml")

    assert len(read.problems) == 25
    assert "what follows was not read" in read.problems[-1].message
    assert read.deck is not None
    assert [it.id for it in read.deck.facts] == ["z"]


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    """Collection is paused while reading, not afterwards, and stays off for those who want so."""
    gc.disable()
    parse_deck(HEAD, "deck.yaml")
    was_off = not gc.isenabled()
    gc.enable()
    parse_deck("a: 'b", "deck.yaml")

    assert was_off
    assert gc.isenabled()
