"""Figures of a quiz as a whole, and the statistics behind them."""

import math

import pytest
from made_up_quiz import Draft, quiz

from quizgen.items import Item, flaws
from quizgen.items.chance import chi_square_p, upper_gamma, wilson
from quizgen.items.figures import UNLIKELY, Figures, figures


def of(items: list[Item]) -> Figures:
    """Return the figures of items."""
    return figures(items, [flaws(item) for item in items], sheet=True)


def choice(name: str, stem: str, *options: str, key: int = 0) -> Item:
    """Write a choice item down."""
    return Item(id=name, stem=stem, form="choice", options=options, correct=(key,))


@pytest.mark.parametrize(
    ("statistic", "freedom", "p"),
    [(3.841459, 1, 0.05), (11.344867, 3, 0.01), (7.814728, 3, 0.05), (0.5, 2, math.exp(-0.25))],
)
def test_the_chi_square_distribution_is_that_of_the_tables(
    statistic: float, freedom: int, p: float
) -> None:
    """The upper tail agrees with printed tables, on both sides of where the method changes."""
    assert upper_gamma(freedom / 2, statistic / 2) == pytest.approx(p, rel=1e-5)


def test_even_counts_are_no_surprise() -> None:
    """Counts as expected have p 1, counts far off nearly 0; one count alone says nothing."""
    assert chi_square_p([25, 25, 25, 25], [25, 25, 25, 25]) == 1
    assert chi_square_p([100, 0, 0, 0], [25, 25, 25, 25]) < 1e-60
    assert chi_square_p([7], [7]) == 1
    assert chi_square_p([], []) == 1


def test_wilsons_interval() -> None:
    """It is that of the textbook, and stays within 0 and 1."""
    assert wilson(25, 100) == pytest.approx((0.17545, 0.34305), abs=1e-4)
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == pytest.approx(1)
    assert wilson(0, 0) == (0, 1)


def test_keys_are_counted_by_their_places() -> None:
    """A balanced quiz is no surprise; one with all keys in one place is, and is one long run."""

    def first(it: Draft) -> None:
        it.place = 0

    even = of(quiz("even", 200)).positions
    uneven = of(quiz("uneven", 200, first, often=1)).positions

    assert sum(even.counts) == 200
    assert even.p > UNLIKELY
    assert even.run < 8
    assert (uneven.counts, uneven.run) == ((200, 0, 0, 0), 200)
    assert uneven.p < UNLIKELY


def test_places_of_items_with_fewer_options_are_expected_there() -> None:
    """Items of three and of four options are counted together without one looking uneven."""
    three = [choice(f"a{at}", "Which?", "x", "y", "z", key=at % 3) for at in range(120)]
    four = [choice(f"b{at}", "Which?", "x", "y", "z", "w", key=at % 4) for at in range(120)]
    positions = of([*three, *four]).positions

    assert positions.counts == (70, 70, 70, 30)
    assert positions.p == pytest.approx(1)


def test_flaws_are_summed_up() -> None:
    """Items without a flaw, items with a fatal one, and each flaw by its name."""
    found = of(
        [
            choice("a", "Which organ makes bile?", "liver", "spleen", "lung"),
            choice("b", "Which organ is red?", "lung", "lung", "bone"),
            choice("c", "Which organ is grey?", "liver", "all of these", "lung"),
        ]
    )

    assert (found.items, found.flawless, found.fatal) == (3, 1, 1)
    assert found.flaws["duplicate-option"] == 1
    assert found.options == {3: 3}


def test_stems_that_repeat_are_found_whatever_their_case() -> None:
    """Two items that ask in the same words are named together, in their order."""
    items = [
        choice("a", "Which organ is it?", "liver", "lung"),
        choice("b", "Which bone is it?", "skull", "rib"),
        choice("c", "which organ is it", "eye", "ear"),
    ]

    assert [[it.id for it in group] for group in of(items).repeated] == [["a", "c"]]


def test_a_key_in_another_stem_is_a_cue() -> None:
    """The key that stands in another stem gives itself away, unless a distractor does so too."""
    items = [
        choice("a", "Which organ makes bile?", "the liver", "the spleen", "the lung"),
        choice("b", "Which vein leaves the liver?", "portal", "hepatic", "caval"),
        choice("c", "What protects a lung?", "the lung", "the rib"),
        choice("d", "Which organ is soft?", "spleen", "lung"),
    ]
    found = of(items).cues

    assert [(cue.item.id, cue.key, cue.named_by.id) for cue in found] == []
    found = of(items[:2]).cues
    assert [(cue.item.id, cue.key, cue.named_by.id) for cue in found] == [("a", "the liver", "b")]


def test_how_often_keys_and_distractors_are_met() -> None:
    """An option's frequency tells something where keys and distractors differ in it."""
    items = [
        choice("a", "Which one is it?", "liver", "lung"),
        choice("b", "Which other is it?", "spleen", "lung"),
    ]

    assert (of(items).key_met, of(items).distractor_met) == (1, 2)


def test_true_sentences_are_counted() -> None:
    """Of true-false items it is told how many are true."""
    items = [
        Item(id="a", stem="It is.", form="true-false", options=("True", "False"), correct=(0,)),
        Item(id="b", stem="So is.", form="true-false", options=("True", "False"), correct=(1,)),
        Item(id="c", stem="Is it.", form="true-false", options=("True", "False"), correct=(1,)),
    ]

    assert (of(items).true, of(items).true_false) == (1, 3)


def test_a_quiz_without_items_has_figures() -> None:
    """Nothing is divided by nothing."""
    found = of([])

    assert (found.items, found.positions.counts, found.positions.p) == (0, (), 1)
