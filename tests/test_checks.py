"""Each check fires on one deck and stays silent on another; sources are compared in full."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from textwrap import dedent, indent
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.checks import CHECKS, Scope, Verified, check_deck, verify
from quizgen.checks.keys import key
from quizgen.checks.nearest import nearest_passage
from quizgen.deck_reader import parse_deck
from quizgen.distractors.text import fold
from quizgen.model import Deck
from quizgen.problems import Problem

texts_of_any_sort = st.lists(
    st.sampled_from(["the", "a", "an", "The", "é", "ß", "H~2~O", "$x$", "\\*", "*b*", "3.5", "−5"])
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4),
    max_size=4,
).map(" ".join)

KINDS = ("recall", "choice", "typed")


def read(text: str) -> tuple[Deck, dict[str, str]]:
    """Read a deck that is well-formed."""
    result = parse_deck(text, "deck.yaml")
    assert [problem.message for problem in result.problems] == []
    assert result.deck is not None
    return result.deck, dict(result.texts)


def deck(facts: str, head: str = "") -> str:
    """Put facts under a head; without one of its own it has three lines."""
    extra = dedent(head).strip() or "sources: {web: A page}"
    return (
        f"format: 1\ndeck: x\ntitle: A test\n{extra}\nfacts:\n"
        f"{indent(dedent(facts).strip(), '  ')}\n"
    )


def shown(problems: Iterator[Problem]) -> list[str]:
    """List problems as place, length and code."""
    return [
        f"{problem.position.line}:{problem.position.column}+{problem.length}"
        f" {problem.severity}[{problem.code}]"
        for problem in problems
    ]


CASES: list[tuple[str, str, list[str], str]] = [
    (
        "reused_ids",
        deck("""
            - {id: a, was: [b], ask: Why?, answer: c}
            - {id: b, ask: Who?, answer: d}
            - {id: e, was: [old], ask: What?, answer: f}
            - {id: g, was: [older, old], ask: When?, answer: h}
        """),
        ["6:19+1 error[duplicate-id]", "9:26+3 error[duplicate-id]"],
        deck("- {id: a, was: [b, c], ask: Why?, answer: d}"),
    ),
    (
        "contradictions",
        deck(
            """
            - {id: a, table: capital, rows: {France: Paris, Peru: Lima}}
            - {id: b, of: france, relation: capital, value: Lyon}
            """,
            "sources: {web: A page}\nrelations: {capital: {one: true}}",
        ),
        ["8:51+4 error[contradiction]"],
        deck(
            """
            - {id: a, table: capital, rows: {Hellas: Athens, Peru: Lima}}
            - {id: b, of: Greece, relation: capital, value: athens}
            - {id: c, of: Peru, relation: food, value: fish}
            - {id: d, of: Peru, relation: food, value: corn}
            - {id: e, of: Peru, relation: capital, value: Cusco, retired: true}
            """,
            "sources: {web: A page}\nrelations: {food: {}}\nthings: {Greece: {also: [Hellas]}}",
        ),
    ),
    (
        "wrong_is_right",
        deck("""
            - {id: a, ask: Why?, answer: the Liver, also: [hépar], wrong: [liver, Hepar, gut]}
            - {id: b, term: cramp, means: a contraction, wrong: [Contraction!]}
            - {id: c, say: It is sudden., cloze: {sudden: {also: [quick], wrong: [quick, slow]}}}
            - {id: d, of: x, number: {value: 8, unit: m}, wrong: [8 m, 9 m]}
        """),
        [
            "6:66+5 error[wrong-is-right]",
            "6:73+5 error[wrong-is-right]",
            "7:56+12 error[wrong-is-right]",
            "8:73+5 error[wrong-is-right]",
            "9:57+3 error[wrong-is-right]",
        ],
        deck("""
            - {id: a, ask: Why?, answer: the liver, also: [hepar], wrong: [lever, the gut]}
            - {id: b, say: It is big and red., cloze: {big: [small], red: [big]}}
            - {id: c, ask: How?, answer: well, wrong: [well], retired: true}
            - {id: d, of: x, steps: [y, z], wrong: [y]}
        """),
    ),
    (
        "wrong_is_right",
        deck(
            """
            - {id: a, of: cramp, relation: site, values: [calf], wrong: [Wade, thigh, ear]}
            - {id: b, of: Cramp, relation: site, values: [thigh]}
            """,
            "sources: {web: A page}\nrelations: {site: {}}\nthings: {calf: {also: [Wade]}}",
        ),
        ["8:64+4 error[wrong-is-right]", "8:70+5 error[wrong-is-right]"],
        deck(
            """
            - {id: a, of: cramp, relation: site, values: [calf], wrong: [thigh]}
            - {id: b, of: spasm, relation: site, values: [thigh]}
            """,
            "sources: {web: A page}\nrelations: {site: {}}",
        ),
    ),
    (
        "duplicate_wrong",
        deck("""
            - {id: a, ask: Why?, answer: b, wrong: [c d, {text: C  D}, e]}
            - {id: b, say: It is sudden., cloze: {sudden: [slow, slów]}}
        """),
        ["6:55+4 error[duplicate-option]", "7:56+4 error[duplicate-option]"],
        deck("- {id: a, ask: Why?, answer: b, wrong: [c d, c e, d, x]}"),
    ),
    (
        "duplicate_values",
        deck(
            "- {id: a, of: b, relation: site, values: [calf, thigh, {text: Thigh}, Wade]}",
            "sources: {web: A page}\nrelations: {site: {}}\nthings: {calf: {also: [Wade]}}",
        ),
        ["8:65+5 error[duplicate-value]", "8:73+4 error[duplicate-value]"],
        deck(
            "- {id: a, of: b, relation: site, values: [calf, thigh]}",
            "sources: {web: A page}\nrelations: {site: {}}",
        ),
    ),
    (
        "contested_answers",
        deck("""
            - id: a
              table: capital
              rows:
                Bolivia: {value: Sucre, never: [La Paz, sucre]}
        """),
        ["9:47+5 error[never-is-right]"],
        deck("- {id: a, table: capital, rows: {Bolivia: {value: Sucre, never: [La Paz]}}}"),
    ),
    (
        "near_duplicates",
        deck("""
            - {id: a, ask: Why?, answer: fluid, at: "¶4", quote: lost fluid}
            - {id: b, ask: What is lost?, answer: Fluid, at: "¶4", quote: lost fluid}
            - {id: c, ask: What is lost?, answer: sleep, at: "¶4", quote: lost fluid}
        """),
        ["7:5+1 warning[near-duplicate]"],
        deck("""
            - {id: a, table: colour, quote: all are red, rows: {rose: red, poppy: red}}
            - {id: b, ask: Why?, answer: red}
            - {id: c, ask: What?, answer: red}
        """),
    ),
    (
        "shared_names",
        deck(
            "- {id: a, ask: Why?, answer: b}",
            """
            sources: {web: A page}
            things:
              cramp: {also: [charley horse]}
              spasm: {also: [Charley Horse]}
              Cramp:
            """,
        ),
        ["7:18+13 error[shared-name]", "8:3+5 error[shared-name]"],
        deck(
            "- {id: a, ask: Why?, answer: b}",
            "sources: {web: A page}\nthings: {cramp: {also: [Cramp, charley horse]}, spasm: }",
        ),
    ),
    (
        "cycles",
        deck(
            "- {id: a, ask: Why?, answer: b}",
            """
            sources: {web: A page}
            things:
              foot: {part of: leg}
              leg: {part of: [body, lower half]}
              lower half: {part of: foot}
              egg: {a: egg}
              toe: {part of: foot}
            """,
        ),
        ["6:3+4 error[part-of-cycle]", "9:3+3 error[part-of-cycle]"],
        deck(
            "- {id: a, ask: Why?, answer: b}",
            """
            sources: {web: A page}
            things:
              foot: {a: body part, part of: [leg, body]}
              leg: {a: body part, part of: body}
              body: {a: thing}
            """,
        ),
    ),
    (
        "mismatched_types",
        deck(
            "- {id: a, of: calf, relation: site, values: [leg, fever]}",
            """
            sources: {web: A page}
            things: {calf: body part, leg: body part, fever: {a: sign}}
            relations: {site: {from: disorder, to: body part}}
            """,
        ),
        ["8:17+4 warning[type-mismatch]", "8:53+5 warning[type-mismatch]"],
        deck(
            "- {id: a, of: charley horse, relation: site, values: [leg, sole]}",
            """
            sources: {web: A page}
            things:
              cramp: {a: muscle disorder, also: [charley horse]}
              muscle disorder: disorder
              leg: Body part
            relations: {site: {from: disorder, to: body part}}
            """,
        ),
    ),
    (
        "unknown_kinds",
        deck(
            """
            - {id: a, ask: Why?, answer: b, kinds: [recall, tiped], skip: chioce}
            - {id: t, table: r, kinds: lasso, rows: {a: b, c: d}}
            """,
            "sources: {web: A page}\nkinds: [recall, recal]\nskip: [x]",
        ),
        [
            "5:17+5 error[unknown-kind]",
            "6:8+1 error[unknown-kind]",
            "8:51+5 error[unknown-kind]",
            "8:65+6 error[unknown-kind]",
            "9:30+5 error[unknown-kind]",
        ],
        deck("- {id: a, ask: Why?, answer: b, kinds: [recall, typed], skip: choice}"),
    ),
    (
        "uncited",
        deck("- {id: a, ask: Why?, answer: b}", "language: en"),
        ["2:7+1 warning[uncited]"],
        deck("- {id: a, ask: Why?, answer: b}"),
    ),
    (
        "long_quotes",
        deck(
            "- {id: a, ask: Why?, answer: b, quote: one two three four five six seven}",
            """
            sources: {web: A page}
            skipped: [{quote: one two three four five six seven, why: x}]
            """,
        ),
        ["7:42+33 warning[long-quote]", "5:19+33 warning[long-quote]"],
        deck("- {id: a, ask: Why?, answer: b, quote: one two three four five six}"),
    ),
    (
        "images_without_words",
        deck("- {id: a, ask: Why?, answer: b, image: {file: a.png}}"),
        ["6:49+5 warning[image-without-alt]"],
        deck("- {id: a, ask: Why?, answer: b, image: {file: a.png, alt: a red rose}}"),
    ),
    (
        "images_missing",
        deck("""
            - {id: a, ask: Why?, answer: b, image: {file: gone.png, alt: c}}
            - {id: t, table: t, rows: {x: y, z: w}, image: {file: gone.png, alt: c}}
        """),
        ["6:49+8 warning[image-missing]", "7:57+8 warning[image-missing]"],
        deck("""
            - {id: a, ask: Why?, answer: b, image: {file: there.png, alt: c}}
            - {id: b, ask: Who?, answer: b, image: {file: gone.png, alt: c}, retired: true}
        """),
    ),
    (
        "same_questions",
        deck(
            """
            - {id: a, ask: Which river is long?, answer: the Nile}
            - {id: b, ask: which River is *long*, answer: the Amazon}
            - {id: c, ask: What does “ice” mean?, answer: frozen water}
            - {id: d, term: ice, means: water that is solid}
            - {id: e, say: Ice is cold., cloze: cold}
            - {id: f, say: Ice is white., cloze: white}
            - {id: g, of: cramp, relation: site, values: [calf]}
            - {id: h, of: Cramp, relation: site, values: [hand]}
            - {id: i, ask: Which river is long?, answer: nile}
            """,
            "sources: {web: A page}\nrelations: {site: {}}",
        ),
        [
            "8:5+1 warning[same-question]",
            "10:5+1 warning[same-question]",
            "12:5+1 warning[same-question]",
            "15:5+1 warning[near-duplicate]",
            "14:5+1 warning[same-question]",
        ],
        deck(
            """
            - {id: a, ask: Which river is long?, answer: the Nile}
            - {id: b, ask: Which river is long?, answer: the Po, retired: true}
            - {id: c, ask: Which country is this?, answer: Chad, image: {file: a.png, alt: a}}
            - {id: d, ask: Which country is this?, answer: Peru, image: {file: b.png, alt: b}}
            - {id: e, ask: Which is 3.5 high?, answer: this}
            - {id: f, ask: Which is 35 high?, answer: that}
            - {id: g, of: cramp, relation: site, values: [calf]}
            - {id: h, of: cramp, relation: site, values: [hand], ask: Where else?}
            - {id: i, of: cramp, relation: cause, values: [hand]}
            """,
            "sources: {web: A page}\nrelations: {site: {}, cause: {}}",
        ),
    ),
    (
        "same_questions",
        deck(
            """
            - {id: a, of: cramp, relation: site, values: [calf]}
            - {id: b, of: cramp, relation: site, values: [hand]}
            - {id: c, of: cramp, relation: site, values: [calf]}
            """,
            "sources: {web: A page}\nrelations: {site: {}}",
        ),
        ["8:5+1 warning[same-question]", "9:5+1 warning[near-duplicate]"],
        deck(
            """
            - {id: t, table: site, rows: {cramp: calf}}
            - {id: a, of: Cramp, relation: site, value: hand, one: true}
            """,
            "sources: {web: A page}\nrelations: {site: {}}",
        ),
    ),
    (
        "nearly_same_questions",
        deck("""
            - {id: a, ask: Which organ produces the bile?, answer: the liver}
            - {id: b, ask: Which organ prodcues the bile?, answer: The liver}
            - {id: c, ask: Wich organ produces the bile?, answer: the liver}
            - {id: d, ask: Which orgen prodcues the bile?, answer: the liver}
        """),
        ["7:5+1 warning[near-duplicate]", "9:5+1 warning[near-duplicate]"],
        deck("""
            - {id: a, ask: On which continent is Zambia?, answer: Africa}
            - {id: b, ask: On which continent is Gambia?, answer: Africa}
            - {id: c, ask: Does it take part in adduction?, answer: "yes"}
            - {id: d, ask: Does it take part in abduction?, answer: "yes"}
            - {id: e, ask: Is the ilium a bone?, answer: "yes"}
            - {id: f, ask: Is the ileum a bone?, answer: "yes"}
            - {id: g, ask: Is 12341 even?, answer: "no"}
            - {id: h, ask: Is 12343 even?, answer: "no"}
            - {id: i, ask: Which organ produces bile?, answer: the liver}
            - {id: j, ask: Which organ prodcues bile?, answer: the gut}
            - {id: k, table: t, rows: {a tall house: x, a tall hause: x}}
        """),
    ),
    (
        "units_missing",
        deck("""
            - {id: t, table: height, rows: {a: 8848 m, b: 4810 m, c: 3776 m, d: "2962", e: 6 km}}
            - {id: a, of: the length of the Nile, number: {value: 6650, unit: km}}
            - {id: b, of: the length of the Rhine, number: {value: 1230, unit: km}}
            - {id: c, of: the length of the Po, number: 652}
            - {id: d, of: gold, number: {value: 19.3, unit: g}, ask: How dense is <subject>?}
            - {id: e, of: iron, number: {value: 7.9, unit: g}, ask: How dense is <subject>?}
            - {id: f, of: zinc, number: {value: 7.1}, ask: How dense is <subject>?}
        """),
        [
            "6:71+4 warning[unit-missing]",
            "9:47+3 warning[unit-missing]",
            "12:39+3 warning[unit-missing]",
        ],
        deck("""
            - {id: t, table: year, rows: {a: "1066", b: "1492", c: 1789 or so, d: never}}
            - {id: u, table: film, rows: {a: 12 Monkeys, b: "300", c: 21 Grams, d: "1917"}}
            - {id: v, table: dose, rows: {a: 5 mg, b: "7", c: 8 mg, d: "9"}}
            - {id: a, of: the length of the Nile, number: {value: 6650, unit: km}}
            - {id: b, of: the length of the Po, number: {value: 652, unit: km}}
            - {id: c, of: the number of its banks, number: 2}
            - {id: d, of: pH, number: 7}
            - {id: e, of: the length of a year, number: 365, retired: true}
        """),
    ),
    (
        "retired",
        deck("""
            - {id: a, ask: Why?, answer: b}
            - {id: b, ask: Who?, answer: c, retired: true}
        """),
        ["7:5+1 note[retired]"],
        deck("- {id: a, ask: Why?, answer: b, retired: false}"),
    ),
]


@pytest.mark.parametrize(
    ("name", "bad", "expected", "good"), CASES, ids=[name for name, *_ in CASES]
)
def test_checks(name: str, bad: str, expected: list[str], good: str) -> None:
    """The check reports the bad deck at the very words, and says nothing of the good one."""
    check: Callable[[Scope], Iterator[Problem]] = next(
        check for check in CHECKS if check.__name__ == name
    )

    def scope(text: str) -> Scope:
        return Scope(*(read(text)[0], KINDS, read(text)[1], lambda image: image.file != "gone.png"))

    assert shown(check(scope(bad))) == expected
    assert shown(check(scope(good))) == []


def test_every_check_has_its_decks() -> None:
    """No check is without a deck on which it fires."""
    assert {check.__name__ for check in CHECKS} == {name for name, *_ in CASES}


def test_all_checks_run() -> None:
    """A deck is checked by all of them; without texts problems point at whole facts."""
    bad, texts = read(deck("- {id: a, ask: Why?, answer: b, wrong: [B], kinds: lasso}"))

    assert shown(check_deck(bad, KINDS, texts)) == [
        "6:43+1 error[wrong-is-right]",
        "6:54+5 error[unknown-kind]",
    ]
    assert shown(check_deck(bad, KINDS))[1] == "6:5+1 error[unknown-kind]"


def test_questions_asked_twice_are_told_from_one_another() -> None:
    """The message names the other fact with its line, and the words that both ask with."""
    bad, texts = read(
        deck("""
            - {id: a, ask: Which river is long?, answer: the Nile}
            - {id: b, ask: Which river is long?, answer: the Po}
            - {id: c, ask: Which sea is salty?, answer: it, at: p. 1, quote: salty sea}
            - {id: d, ask: Which sea is salty?, answer: it, at: p. 1, quote: salty sea}
        """)
    )

    first, second = check_deck(bad, KINDS, texts)

    assert (first.code, first.position.line) == ("near-duplicate", 9)
    assert "has the quote and the answer" in first.message  # and it is reported once
    assert second.message == (
        "'b' asks the same as 'a' in line 6, and has another answer: “Which river is long?”"
    )


def test_thousands_of_alike_questions_take_no_time() -> None:
    """Looking for duplicates takes time in proportion to the facts, however alike they are."""
    facts = "\n".join(
        f"- {{id: f{number}, ask: Is the number {number} of these long words even?, answer: 'no'}}"
        for number in range(3000)
    )
    many, texts = read(deck(facts))
    start = process_time()

    assert list(check_deck(many, KINDS, texts)) == []
    assert process_time() - start < 3


@given(texts_of_any_sort)
def test_texts_that_fold_to_the_same_have_one_key(text: str) -> None:
    """The key never keeps apart what folding brings together."""
    folded = fold(text)

    for other in (folded, f"the {folded}", f"{folded}!", text.upper(), f" {text} "):
        if fold(other) == folded:
            assert key(other) == key(text)


def test_words_over_several_lines_are_not_searched_elsewhere() -> None:
    """A place that cannot be found is that of the fact, never that of the next one."""
    bad, texts = read(
        deck("""
            - id: a
              ask: Why?
              answer: b
              quote: one two three four
                five six seven
            - id: b
              ask: one two three four five six seven
              answer: c
        """)
    )

    assert shown(check_deck(bad, KINDS, texts)) == ["9:12+1 warning[long-quote]"]


# Sources

SOURCE = """\
A page

Muscles hold fibers. Nerves control them. Twitches are harmless.
Twitches.

- thigh
- calf

It’s “jarring” to get a
spasm. A spasm is brief.
"""


def compare(facts: str, skipped: str = "", source: str = SOURCE, digest: str = "") -> Verified:
    """Compare facts, given as locator and quote, with a source."""
    given = digest or sha256(source.encode()).hexdigest()
    lines = [
        f"- {{id: f{number}, ask: Why?, answer: b{number}, {line}}}"
        for number, line in enumerate(facts.strip().splitlines())
    ]
    head = f"sources: {{web: {{title: A page, sha256: {given}}}}}\n"
    skips = [f"  - {{{line.strip()}, why: so}}\n" for line in skipped.strip().splitlines()]
    text = deck("\n".join(lines), head + "".join(["skipped:\n", *skips] if skips else []))
    made, texts = read(text)
    return verify(Scope(made, KINDS, texts), made.sources["web"], source.encode())


def codes(verified: Verified) -> list[str]:
    """List the codes of the problems, open statements left out."""
    return [it.code for it in verified.problems if it.code != "open-statement"]


@pytest.mark.parametrize(
    ("reference", "covered"),
    [
        ('at: "¶1", quote: hold fibers', ["Muscles hold fibers."]),
        ('at: "¶ 1", quote: "hold  fibers"', ["Muscles hold fibers."]),
        ("at: p. 7, quote: hold fibers", ["Muscles hold fibers."]),
        ("quote: hold fibers", ["Muscles hold fibers."]),
        ('at: "¶1–2", quote: thigh', ["thigh"]),
        ("at: heading, quote: A page", ["A page"]),
        ('at: "¶3", quote: It\'s "jarring"', ["It’s “jarring” to get a spasm."]),
        ('at: "¶3", quote: to get a spasm', ["It’s “jarring” to get a spasm."]),
        ('at: "¶1", quote: fibers. Nerves', ["Muscles hold fibers.", "Nerves control them."]),
        ('at: "¶1", quote: Twitches', ["Twitches."]),
        ('at: "¶1", quote: Twitches.', ["Twitches."]),
    ],
)
def test_a_quote_covers_its_statement(reference: str, covered: list[str]) -> None:
    """A quote is found in its paragraph, or anywhere, whatever the white space and the signs."""
    verified = compare(reference)

    assert codes(verified) == []
    assert [statement.text for statement in verified.coverage.cited] == covered


@pytest.mark.parametrize(
    ("reference", "code", "hint"),
    [
        ('at: "¶2", quote: hold fibers', "quote-not-found", 'at: "¶1"'),
        ('at: "¶1", quote: Nerves controls them', "quote-not-found", "“Nerves control them.”"),
        ('at: "¶1", quote: entirely different', "quote-not-found", "word for word"),
        ('at: "¶1", quote: fiber', "quote-not-found", ""),
        ('at: "¶4", quote: hold fibers', "no-such-paragraph", "last paragraph is ¶3"),
        ('at: "¶0", quote: A page', "no-such-paragraph", "headings are not counted"),
        ("quote: spasm", "ambiguous-quote", "quote more words"),
    ],
)
def test_a_quote_that_is_not_there(reference: str, code: str, hint: str) -> None:
    """A quote that is misspelt, misplaced or ambiguous is an error with a way out."""
    verified = compare(reference)

    found = next(it for it in verified.problems if it.code != "open-statement")
    assert codes(verified) == [code]
    assert hint in found.hint
    assert verified.coverage.cited == ()


def test_coverage() -> None:
    """Every statement is cited, skipped or open; the open ones are named with what to write."""
    verified = compare(
        'at: "¶1", quote: hold fibers\nat: "¶3", quote: spasm is brief',
        'at: "¶2"\nat: "¶1", quote: Nerves control\nat: heading, quote: A page',
    )

    coverage = verified.coverage
    assert (coverage.deck, coverage.source, coverage.statements) == ("x", "web", 9)
    assert [it.text for it in coverage.cited] == ["Muscles hold fibers.", "A spasm is brief."]
    assert [it.text for it in coverage.skipped] == [
        "A page",
        "Nerves control them.",
        "thigh",
        "calf",
    ]
    assert [it.text for it in coverage.open] == [
        "Twitches are harmless.",
        "Twitches.",
        "It’s “jarring” to get a spasm.",
    ]
    assert coverage.percent == 66
    last = verified.problems[-1]
    assert (last.code, last.position.line) == ("open-statement", 4)
    assert 'at: "¶3", quote: "It\'s \\"jarring\\" to get a spasm."' in last.hint


def test_everything_is_covered() -> None:
    """A deck that deals with all statements has nothing to report."""
    verified = compare(
        'at: "¶1", quote: One',
        source="One is here. Two is not.",
        skipped='at: "¶1", quote: Two',
    )

    assert verified.problems == ()
    assert verified.coverage.percent == 100


def test_a_torn_statement_may_be_used_and_skipped_in_parts() -> None:
    """Only the same words must not be both cited and skipped."""
    parts = compare('at: "¶1", quote: hold fibers', 'at: "¶1", quote: Muscles')
    same = compare('at: "¶1", quote: hold fibers', 'at: "¶1", quote: Muscles hold')

    assert codes(parts) == []
    assert codes(same) == ["skipped-and-cited"]
    assert [it.text for it in same.coverage.skipped] == []


def test_the_text_of_a_source_is_recognised() -> None:
    """Another text than the declared one is an error; line ends do not matter, nor does a part."""
    whole = sha256(SOURCE.encode()).hexdigest()

    assert codes(compare("quote: calf", digest="0" * 64)) == ["source-changed"]
    assert codes(compare("quote: calf", digest=f"{whole[:8]}…")) == []
    made, texts = read(deck("- {id: a, ask: b, answer: c}", "sources: {web: A page}"))
    scope = Scope(made, KINDS, texts)
    windows = SOURCE.replace("\n", "\r\n").encode()
    without = verify(scope, made.sources["web"], windows)
    assert codes(without) == ["no-sha256"]
    assert sha256(windows).hexdigest() in without.problems[0].hint


def test_the_same_file_with_other_line_ends() -> None:
    """A checkout that made CRLF of LF is the same text."""
    whole = sha256(SOURCE.encode()).hexdigest()
    made, texts = read(
        deck("- {id: a, ask: b, answer: c}", f"sources: {{web: {{title: d, sha256: {whole}}}}}")
    )

    verified = verify(
        Scope(made, KINDS, texts), made.sources["web"], SOURCE.replace("\n", "\r\n").encode()
    )

    assert codes(verified) == []


def test_rows_share_the_citation_of_their_table() -> None:
    """A table's quote is looked up once, not for every row."""
    made, texts = read(
        deck("- {id: t, table: r, quote: not there, rows: {a: b, c: d}}", "sources: {web: A page}")
    )

    verified = verify(Scope(made, KINDS, texts), made.sources["web"], SOURCE.encode())

    assert codes(verified).count("quote-not-found") == 1


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("lost to much fluid", "lost too much fluid"),
        ("fine movments of a small", "fine movements of a small"),
        ("something else entirely", ""),
        ("", ""),
    ],
)
def test_the_nearest_passage(quote: str, expected: str) -> None:
    """A quote with a slip is answered with the words that it comes from."""
    lines = ["Your body has lost too much fluid.", "These are fine movements of a small area."]

    assert nearest_passage(quote, lines).rstrip(".") == expected
