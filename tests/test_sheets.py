"""Papers: arranged once, alike in what they ask, unlike in how, and laid out from their record."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from handout_samples import QUESTIONS, choice, question, quiz, typed
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Choice, Question
from quizgen.sheets import Grouping, SheetRecord, arranged, full_code, lay_out, read_code
from quizgen.sheets.areas import Bubbles, shown_texts

groupings = st.sampled_from(Grouping)


def choices(count: int) -> tuple[Question, ...]:
    """Make questions of four options each."""
    return tuple(
        question(f"q{n}", f"Question {n}?", choice("a", "b", "c", "d", key="a"), "choice")
        for n in range(count)
    )


def letters(record: SheetRecord, version: int) -> list[str]:
    """Return the letters of a version's keys, in the order of its numbers."""
    sheet = lay_out(record, record.papers[version])
    return [
        bubble.letter
        for entry in sheet.entries
        if isinstance(entry.area, Bubbles)
        for bubble in entry.area.bubbles
        if bubble.option.correct
    ]


@given(st.text(max_size=8), groupings, st.integers(1, 6))
def test_each_version_asks_the_same(seed: str, grouping: Grouping, versions: int) -> None:
    """Every version has each question once, with each of its options once."""
    made = quiz(seed=seed)
    record = arranged(made, grouping, versions)

    assert len(record.papers) == versions
    for paper in record.papers:
        assert sorted(slot.question for slot in paper.slots) == list(range(len(made.questions)))
        for slot in paper.slots:
            texts = shown_texts(made.questions[slot.question])
            assert sorted(slot.shown) == list(range(len(texts)))


@given(groupings, st.integers(1, 4))
def test_the_first_version_keeps_the_quizs_order(grouping: Grouping, versions: int) -> None:
    """Version A of several is what a single paper would be, but for its letter."""
    paper = arranged(quiz(), grouping, versions).papers[0]
    options = [
        slot.shown for slot in paper.slots if isinstance(QUESTIONS[slot.question].response, Choice)
    ]

    assert options == [tuple(range(len(shown))) for shown in options]
    if grouping is Grouping.NONE:
        assert [slot.question for slot in paper.slots] == list(range(len(QUESTIONS)))


@given(st.text(max_size=8), st.integers(2, 6))
def test_letters_are_balanced_in_each_shuffled_version(seed: str, versions: int) -> None:
    """Each letter has as many keys as any other."""
    record = arranged(quiz(*choices(16), seed=seed), Grouping.NONE, versions)

    for version in range(1, versions):
        assert set(Counter(letters(record, version)).values()) == {4}


@given(st.text(max_size=8))
def test_versions_are_unlike(seed: str) -> None:
    """What a neighbour marks helps no more than guessing does."""
    record = arranged(quiz(*choices(40), seed=seed), Grouping.NONE, 4)
    orders = [[slot.question for slot in paper.slots] for paper in record.papers]

    for first in range(4):
        for second in range(first):
            same = sum(map(int.__eq__, orders[first], orders[second]))
            assert same < 10


def test_parts_stay_in_their_order_in_each_version() -> None:
    """Shuffled within its part: a version begins with the same topic as the first."""
    made = quiz(*(replace(it, topic=f"Topic {n % 3}") for n, it in enumerate(choices(12))))

    for paper in (record := arranged(made, Grouping.TOPIC, 5)).papers:
        sheet = lay_out(record, paper)
        assert [part.heading for part in sheet.parts] == ["Topic 0", "Topic 1", "Topic 2"]


def test_true_stays_before_false() -> None:
    """Options whose order means something stay as they are in every version."""
    fixed = question(
        "f", "Which?", Choice(options=choice("a", "b", key="a").options, fixed=True), "x"
    )

    for paper in arranged(quiz(fixed, *choices(3)), Grouping.NONE, 8).papers:
        assert [slot.shown for slot in paper.slots if slot.question == 0] == [(0, 1)]


def test_too_few_questions_make_versions_alike() -> None:
    """One question to write on has one version only, and that is no endless search."""
    record = arranged(quiz(question("q", "Q?", typed("a"), "typed")), Grouping.FORM, 3)

    assert len({paper.slots for paper in record.papers}) == 1


def test_versions_have_letters_and_one_alone_has_none() -> None:
    """The code of a paper is that of all papers and its letter."""
    several = arranged(quiz(), Grouping.FORM, 3)
    single = arranged(quiz(), Grouping.FORM)

    assert [paper.version for paper in several.papers] == ["A", "B", "C"]
    assert [paper.version for paper in single.papers] == [""]
    assert lay_out(several, several.papers[1]).code == f"{several.code}-B"
    assert lay_out(single, single.papers[0]).code == single.code
    assert several.code != single.code


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "43"},
        {"title": "Another"},
        {"questions": QUESTIONS[1:]},
        {"questions": (replace(QUESTIONS[0], points=9), *QUESTIONS[1:])},
        {"questions": (replace(QUESTIONS[0], stem="Other?"), *QUESTIONS[1:])},
    ],
    ids=["seed", "title", "fewer", "points", "stem"],
)
def test_another_paper_has_another_code(change: dict[str, object]) -> None:
    """Whatever is printed otherwise gets another code; the same again the same."""
    before = arranged(quiz(), Grouping.FORM)

    assert arranged(quiz(), Grouping.FORM).code == before.code
    assert arranged(quiz(**change), Grouping.FORM).code != before.code
    assert arranged(quiz(), Grouping.NONE).code != before.code


@given(st.builds(lambda seed: arranged(quiz(seed=seed), Grouping.FORM, 2), st.text()))
def test_a_code_is_read_as_people_write_it(record: SheetRecord) -> None:
    """Case, hyphens, spaces and look-alike letters do not matter."""
    code = record.code
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}", code)

    for written in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code} "):
        assert read_code(written) == (code, "")
    assert read_code(code.replace("0", "O").replace("1", "l")) == (code, "")
    assert read_code("uil-oo5-u") == ("V11-005", "U")
    assert read_code(full_code(code, "B").lower()) == (code, "B")
    assert read_code(code.replace("-", "") + "b") == (code, "B")


@pytest.mark.parametrize("text", ["", "K7Q", "K7Q-M2", "K7Q-M2X-AAA", "K7Q-M2X-1", "K7Q/M2X", "…"])
def test_what_is_no_code(text: str) -> None:
    """Anything else is no code."""
    assert read_code(text) is None
