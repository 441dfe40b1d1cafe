"""Each check fires on one deck and stays silent on another; sources are compared in full."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from textwrap import dedent, indent

import pytest

from quizgen.checks import CHECKS, Scope, Verified, check_deck, verify
from quizgen.checks.nearest import nearest_passage
from quizgen.deck_reader import parse_deck
from quizgen.model import Deck
from quizgen.problems import Problem

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

    assert shown(check(Scope(read(bad)[0], KINDS, read(bad)[1]))) == expected
    assert shown(check(Scope(read(good)[0], KINDS, read(good)[1]))) == []


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
