"""What a class says of its questions: counts first, and no judgement without enough of them."""

from dataclasses import replace
from random import Random

import pytest
from answer_sheets import key_text, marked
from handout_samples import choice, question, quiz, true_false
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.sheets import Grouping, SheetRecord, arranged, lay_out
from quizgen.sheets.classes import (
    ENOUGH,
    ClassFigures,
    ClassPaper,
    Group,
    Telling,
    by_chance,
    class_figures,
    groups,
    telling,
)
from quizgen.sheets.marking import Result

QUESTIONS = tuple(
    question(f"q{n}", f"Question {n}?", choice("a", "b", "c", "d", key="a"), "choice")
    for n in range(10)
)
NONE = (Grouping.NONE, 1)
RECORD = arranged(quiz(*QUESTIONS), Grouping.NONE, 3)


def paper(name: str, right: set[int], version: int = 0, record: SheetRecord = RECORD) -> ClassPaper:
    """Make the paper of somebody who has some questions of the quiz right, and b elsewhere."""
    sheet = lay_out(record, record.papers[version])
    text = ""
    for entry in sheet.entries:
        if int(entry.question.fact[1:]) in right:
            text += key_text(entry)
        else:
            area = entry.area
            text += next(it.letter for it in area.bubbles if it.option.text == "b")  # type: ignore[union-attr]  # all of these have bubbles
    return ClassPaper(name=name, version=sheet.version, marked=marked(sheet, text))


def of_class(size: int, seed: int) -> ClassFigures:
    """Return the figures of a class by chance, over all versions."""
    chance = Random(seed)  # noqa: S311  # no secret
    return class_figures(
        RECORD,
        [
            paper(str(n), {q for q in range(10) if chance.random() < 0.6}, chance.randrange(3))
            for n in range(size)
        ],
    )


def test_a_question_is_the_same_in_each_version() -> None:
    """Who has one question right counts for it, whatever its number and letter on the paper."""
    figures = class_figures(RECORD, [paper(str(n), {4}, n) for n in range(3)])

    assert [it.question.fact for it in figures.questions] == [f"q{n}" for n in range(10)]
    assert [it.right for it in figures.questions] == [3 if n == 4 else 0 for n in range(10)]
    for it in figures.questions:
        for at, version in enumerate("ABC"):
            slot = RECORD.papers[at].slots[it.numbers[version] - 1]
            assert slot.question == it.index


def test_options_are_counted_by_their_text() -> None:
    """An option is one option in all versions; its letter is that of the first."""
    figures = class_figures(RECORD, [paper(str(n), {4}, n) for n in range(3)])
    picked = figures.questions[0].picked

    assert [(it.letter, it.text, it.correct, it.count) for it in picked] == [
        *(("A", "a", True, 0), ("B", "b", False, 3), ("C", "c", False, 0), ("D", "d", False, 0))
    ]


def test_mean_and_median() -> None:
    """Of the points, beside the most there are."""
    figures = class_figures(
        RECORD, [paper("a", set()), paper("b", {1}), paper("c", set(range(10)))]
    )

    assert (round(figures.mean, 2), figures.median, figures.most) == (3.67, 1, 10)


@settings(max_examples=30)
@given(st.integers(1, 30), st.integers(0, 10**6))
def test_counts_add_up(size: int, seed: int) -> None:
    """Of each question, what became of it adds up to the papers, and the points to the score."""
    figures = of_class(size, seed)

    assert sum(paper.marked.points for paper in figures.papers) == sum(
        it.right for it in figures.questions
    )
    for it in figures.questions:
        assert sum(it.results.values()) == it.papers == size
        assert sum(pick.count for pick in it.picked) == size
        assert it.best.right <= it.best.papers <= size
        assert it.weakest.right + it.best.right <= it.right
        if size < ENOUGH:
            assert it.telling is Telling.TOO_FEW


@settings(max_examples=15)
@given(st.integers(20, 30), st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_of_papers_means_nothing(size: int, seed: int, chance: Random) -> None:
    """Nobody is among the best for standing early in the list."""
    figures = of_class(size, seed)
    shuffled = chance.sample(figures.papers, size)

    assert class_figures(RECORD, shuffled).questions == figures.questions


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=1, max_size=60))
def test_groups_are_the_best_and_the_weakest(answers: list[tuple[bool, int]]) -> None:
    """No group has less than 27 in a hundred, none is in both, and equals are together."""
    right, others = [it for it, _ in answers], [score for _, score in answers]
    best, weakest = groups(right, others)

    if best.papers:
        size = max(1, round(0.27 * len(answers)))
        assert min(best.papers, weakest.papers) >= size
        assert best.papers + weakest.papers <= len(answers)
        low = sorted(others)[: weakest.papers]
        high = sorted(others)[-best.papers :]
        assert low[-1] < high[0]
        assert others.count(low[-1]) == low.count(low[-1])
        assert others.count(high[0]) == high.count(high[0])
    else:
        assert weakest == Group()


def test_a_question_is_not_compared_with_itself() -> None:
    """Who is good is seen by the other questions: one by chance alone is not its own witness."""
    figures = class_figures(RECORD, [paper(str(n), {9} if n % 2 else set()) for n in range(20)])

    assert figures.questions[9].telling is Telling.TOO_ALIKE
    assert figures.questions[0].telling is Telling.NOBODY


def test_what_tells_and_what_does_not() -> None:
    """Known by the good ones alone, by everybody, by nobody, or by the weak ones."""
    good, weak = {*range(8)}, {7, 8}
    papers = [paper(f"good {n}", good, n % 3) for n in range(10)]
    papers += [paper(f"weak {n}", weak, n % 3) for n in range(10)]
    figures = class_figures(RECORD, papers)

    assert [it.telling for it in figures.questions] == [
        *[Telling.WELL] * 7,
        *(Telling.EVERYBODY, Telling.NOT, Telling.NOBODY),
    ]
    not_ = figures.questions[8]
    assert (not_.best, not_.weakest) == (Group(right=0, papers=10), Group(right=10, papers=10))


@pytest.mark.parametrize(
    ("best", "weakest", "expected"),
    [
        ((6, 8), (2, 8), Telling.WELL),
        ((6, 8), (5, 8), Telling.HARDLY),
        ((5, 8), (5, 8), Telling.NOT),
        ((5, 8), (6, 8), Telling.NOT),
        ((5, 10), (3, 5), Telling.NOT),
    ],
)
def test_the_difference_decides(
    best: tuple[int, int], weakest: tuple[int, int], expected: Telling
) -> None:
    """Shares are compared, for groups may differ in size."""
    one, other = (Group(right=right, papers=size) for right, size in (best, weakest))

    assert telling(12, 30, one, other) is expected
    assert telling(12, ENOUGH - 1, one, other) is Telling.TOO_FEW


def test_chance_is_this_wide() -> None:
    """Two groups of eight are up to four apart in 19 of 20 cases, where nothing is behind it."""
    chance = Random(7)  # noqa: S311  # no secret
    for size in (5, 8, 14, 27):
        apart = sorted(
            abs(sum(chance.random() < 0.5 for _ in range(size)) - _flips(chance, size))
            for _ in range(4000)
        )
        assert abs(apart[3800] - by_chance(size)) <= 1
    assert by_chance(8) == 4


def test_what_became_of_answers() -> None:
    """Spoilt and empty ones are counted as such."""
    sheet = lay_out(RECORD, RECORD.papers[0])
    one = ClassPaper(name="x", version="A", marked=marked(sheet, "*.A ..."))
    results = [it.results for it in class_figures(RECORD, [one]).questions]

    assert results[:3] == [{Result.SPOILT: 1}, {Result.EMPTY: 1}, {Result.RIGHT: 1}]


def test_points_are_shares_of_what_a_question_is_worth() -> None:
    """A question of four points that got one has a quarter."""
    record = arranged(quiz(replace(QUESTIONS[0], points=4)), Grouping.NONE)
    sheet = lay_out(record, record.papers[0])
    one = ClassPaper(name="x", version="", marked=marked(sheet, "B+1"))
    figures = class_figures(record, [one])

    assert figures.questions[0].share == 0.25
    assert figures.questions[0].results == {Result.PARTLY: 1}


def _flips(chance: Random, size: int) -> int:
    return sum(chance.random() < 0.5 for _ in range(size))


def test_true_and_false_have_the_letters_of_the_paper() -> None:
    """T and F, as the circles have them, not A and B."""
    record = arranged(quiz(question("t", "Is it?", true_false(true=True), "true-false")), *NONE)
    sheet = lay_out(record, record.papers[0])
    one = ClassPaper(name="x", version="", marked=marked(sheet, "F"))
    (found,) = class_figures(record, [one]).questions

    assert sorted((it.letter, it.correct, it.count) for it in found.picked) == [
        ("F", False, 1),
        ("T", True, 0),
    ]


@pytest.mark.parametrize(("papers", "size"), [(20, 5), (30, 8), (60, 16), (100, 27)])
def test_groups_are_27_in_a_hundred(papers: int, size: int) -> None:
    """As many as Kelley found to tell most, where no scores are equal."""
    best, weakest = groups([True] * papers, range(papers))

    assert (best, weakest) == (Group(right=size, papers=size),) * 2
