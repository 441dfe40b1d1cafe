"""Marking against whole sets of cases, and what must hold of any key and reply.

The sets were written from the rules and from general knowledge before the marking was tried on
them. At the first try, 1,502 of 1,602 cases of the first set were decided as wanted (10 accepted
that should not be, none of them an opposite, and 90 refused that should not be), and 428 of 439 of
the second (1 and 10); then the marking was mended, by rules. Of the third set, which is younger
than that, 261 of 273 were decided as wanted (0 and 12). Some 40 cases that asked for what the
rules forbid, such as a typo in a word of four letters or two in one word, were mended as well.
"""

import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking_samples import WANTED, Case, read_cases

from quizgen.marking.lookalikes import lookalike_words
from quizgen.marking.opposite_pairs import COUNTERPARTS, OPPOSITES, OTHER_LANGUAGES
from quizgen.marking.opposites import OPPOSITE, opposite
from quizgen.marking.phrases import mark_phrase
from quizgen.marking.spelling import forms
from quizgen.model import AcceptedKey, Verdict

SETS = {"first": 1_590, "second": 430, "third": 270}


@pytest.mark.parametrize("name", SETS)
def test_every_case_gets_the_verdict_that_a_fair_teacher_gives(name: str) -> None:
    """Right, slip or wrong, each reply of the set as it deserves."""
    cases = read_cases(name)
    found = [(case, case.mark()) for case in cases]

    assert len(cases) >= SETS[name]
    assert [case.shown(mark) for case, mark in found if mark.verdict not in case.verdicts] == []


@pytest.mark.parametrize("name", SETS)
def test_every_refusal_is_by_the_rule_that_a_learner_can_follow(name: str) -> None:
    """An opposite is refused as the opposite, another figure as a figure, and so on."""
    named = [case for case in read_cases(name) if WANTED[case.wanted]]
    found = [(case, case.mark()) for case in named]

    assert [case.shown(it) for case, it in found if it.rule not in WANTED[case.wanted]] == []
    assert [case.shown(it) for case, it in found if not it.note] == []


def test_the_sets_ask_for_every_verdict_and_all_kinds_of_keys() -> None:
    """Neither set is one-sided."""
    for name in SETS:
        counted = Counter(case.wanted for case in read_cases(name))
        refused = sum(count for wanted, count in counted.items() if wanted not in ACCEPTED)

        assert 0.4 < refused / counted.total() < 0.6
        assert {*WANTED} - {"look-alike"} <= {*counted}


ACCEPTED = {"right", "slip", "accept"}


def pairs(text: str, language: str) -> list[tuple[str, str, str]]:
    """Return the pairs of a table in both directions, with their language."""
    found = [(one, other, language) for one, other in map(str.split, text.split(","))]
    return [*found, *((other, one, language) for one, other, _ in found)]


ENGLISH = pairs(OPPOSITES, "en") + pairs(COUNTERPARTS, "en")
ABROAD = [pair for language, text in OTHER_LANGUAGES.items() for pair in pairs(text, language)]
PREFIXED = [
    ("hypertension", "hypotension", "en"), ("intramuscular", "intermuscular", "en"),
    ("adduction", "abduction", "en"), ("involuntary", "voluntary", "en"),
    ("symptomatic", "asymptomatic", "en"), ("afferent", "efferent", "en"),
    ("macroscopic", "microscopic", "en"), ("bradycardia", "tachycardia", "en"),
    ("exogenous", "endogenous", "en"), ("anaerobic", "aerobic", "en"),
    ("hydrophilic", "hydrophobic", "en"), ("monosaccharide", "disaccharide", "en"),
    ("prenatal", "postnatal", "en"), ("homozygous", "heterozygous", "en"),
    ("atypical", "typical", "en"), ("contraindication", "indication", "en"),
    ("supraspinatus", "infraspinatus", "en"), ("overexposed", "underexposed", "en"),
    ("Adduktion", "Abduktion", "de"), ("Hypertonie", "Hypotonie", "de"),
    ("unbeweglich", "beweglich", "de"), ("abducción", "aducción", "es"),
    ("hypertension", "hypotension", "fr"), ("involontaire", "volontaire", "fr"),
]  # fmt: skip
EDITS = ["none", "drop", "put", "change", "swap"]


def damaged(word: str, edit: str, place: int, letter: str) -> str:
    """Return a word with one edit."""
    at = place % len(word)
    return {
        "none": word,
        "drop": word[:at] + word[at + 1 :],
        "put": word[:at] + letter + word[at:],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[edit]


@given(
    pair=st.sampled_from([*ENGLISH, *ABROAD, *PREFIXED * 20]),
    place=st.integers(0, 20),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    edit=st.sampled_from(EDITS),
)
@settings(max_examples=1_000)
def test_no_single_edit_of_any_opposite_is_accepted(
    *, pair: tuple[str, str, str], place: int, letter: str, edit: str
) -> None:
    """An opposite of six languages is refused as it stands and with any one edit."""
    key, other, language = pair
    reply = damaged(other, edit, place, letter)
    found = mark_phrase(reply, AcceptedKey(accepted=(key,)), language)

    # One letter may also make the key of its opposite, or a plural of it.
    same = reply == key or (language == "en" and bool(forms(reply) & forms(key)))
    assert same or found.verdict is Verdict.WRONG


@pytest.mark.parametrize("around", ["{}", "{} muscles", "xylem {}"])
def test_every_opposite_is_refused_by_name(around: str) -> None:
    """The rule is that of opposites, the note says so, and a phrase around it changes nothing."""
    found = [
        (pair, mark_phrase(around.format(pair[1]), _accepting(around.format(pair[0])), pair[2]))
        for pair in [*ENGLISH, *ABROAD, *PREFIXED]
        # Inside an answer these carry no meaning of their own.
        if {*pair[:2]} not in ({"from", "to"}, {"ein", "aus"})
    ]

    assert [(pair, it) for pair, it in found if it.rule != "opposite"] == []
    assert all(it.note.startswith("That is ") for _, it in found)


def _accepting(text: str) -> AcceptedKey:
    return AcceptedKey(accepted=(text,))


WORDS = sorted({word for one, other, _ in ENGLISH for word in (one, other)} | lookalike_words())


@given(key=st.sampled_from(WORDS), reply=st.sampled_from(WORDS))
@settings(max_examples=500)
def test_only_opposites_are_called_opposites(*, key: str, reply: str) -> None:
    """Whatever two words meet, the note never calls one the opposite that is not."""
    found = mark_phrase(reply, AcceptedKey(accepted=(key,)), "en")
    known = {it for own in forms(key) | {key} for it in forms(reply) | {reply} if opposite(own, it)}

    assert not found.note.startswith(OPPOSITE) or known


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True),
    reply=st.sampled_from(WORDS),
    place=st.integers(0, 20),
    edit=st.sampled_from(EDITS),
)
@settings(max_examples=500)
def test_a_different_thing_is_a_term_of_the_deck(
    *, words: list[str], reply: str, place: int, edit: str
) -> None:
    """What the note calls a different thing is among the deck's other terms."""
    key, *others = words
    typed = damaged(reply, edit, place, "e")
    found = mark_phrase(typed, AcceptedKey(accepted=(key,), others=tuple(others)), "en")
    named = found.note.removesuffix("” is a different thing.").removeprefix("“")

    assert (found.rule == "other-term") == found.note.endswith("is a different thing.")
    assert found.rule != "other-term" or named in others


@given(
    text=st.text(max_size=4_000), part=st.sampled_from(["", "the liver ", "12 kg, ", "(((", "/"])
)
@settings(max_examples=60, deadline=None)
def test_any_paste_is_marked_at_once(*, text: str, part: str) -> None:
    """Four thousand characters of anything take no time that anybody would notice."""
    reply = (part * 800 + text)[:4_000]
    begun = time.perf_counter()
    for name in ("en", "de", "ja"):
        mark_phrase(reply, AcceptedKey(accepted=("the liver", "hepar (liver)")), name)

    assert time.perf_counter() - begun < 1


def test_marking_an_answer_takes_about_a_millisecond() -> None:
    """The cases of both sets, lists and refusals with all their reasons among them."""
    cases: list[Case] = [case for name in SETS for case in read_cases(name)]
    for case in cases[::50]:
        case.mark()
    begun = time.perf_counter()
    for case in cases:
        case.mark()

    # Ten times of what it takes where nothing else runs.
    assert (time.perf_counter() - begun) / len(cases) < 0.005


def test_the_readme_tells_what_marking_says() -> None:
    """Every row of its table of answers holds."""
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    table = text.partition("| answer | typed | verdict | the note |\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[1:]]
    found = [mark_phrase(typed, _accepting(key), "en") for key, typed, *_ in rows]

    assert len(rows) >= 10
    assert [[str(it.verdict), it.note] for it in found] == [row[2:] for row in rows]


def test_cases_stand_in_the_order_of_the_file() -> None:
    """What is reported of a case names its line."""
    assert all(one.line <= other.line for one, other in pairwise(read_cases("first")))
