"""The test-wise solver: at chance on balanced quizzes, far above it on each way to spoil one."""

import time
from dataclasses import replace

import pytest
from made_up_quiz import Draft, Spoil, quiz, word

from quizgen.items import Item
from quizgen.items.chance import wilson
from quizgen.solver import ENOUGH, MOST, RULES, Score, Solved, solve


def _longer(it: Draft) -> None:
    it.options[0] += f" {word(it.chance)}"


def _shorter(it: Draft) -> None:
    it.options[1:] = [f"{text} {word(it.chance)}" for text in it.options[1:]]


def _shares_word(it: Draft) -> None:
    told = it.stem.rstrip("?").split()[-1]
    it.options = [f"{word(it.chance)} {text}" for text in it.options]
    it.options[0] = f"{told} {it.options[0].split()[1]}"


def _shares_letters(it: Draft) -> None:
    told = it.stem.rstrip("?").split()[-1]
    it.options[0] = f"x{told[1:-1]}q"


def _avoids(it: Draft) -> None:
    told = it.stem.rstrip("?").split()[-1]
    it.options = [
        word(it.chance) if at == 0 else f"{letter}{told[1:-1]}{letter}"
        for at, letter in enumerate("xqjw")
    ]


def _in_stem(it: Draft) -> None:
    it.stem = f"Which {it.options[0]} is the {word(it.chance)}?"


def _central(it: Draft) -> None:
    one, other = word(it.chance), word(it.chance)
    it.options = [
        f"{one} {other}",
        f"{one} {word(it.chance)}",
        f"{word(it.chance)} {other}",
        f"{word(it.chance)} {word(it.chance)}",
    ]


def _odd(it: Draft) -> None:
    shared = word(it.chance)
    it.options[1:] = [f"{shared} {text}" for text in it.options[1:]]
    it.options[0] = f"{word(it.chance)} {it.options[0]}"


def _parts(it: Draft) -> None:
    one, two, three, four, five = (word(it.chance) for _ in range(5))
    it.options = [
        f"{one} and {two}",
        f"{one} and {three}",
        f"{two} and {four}",
        f"{five} and {three}",
    ]


def _specific(it: Draft) -> None:
    it.options = [f"{text} {word(it.chance)}" for text in it.options]
    short = word(it.chance, 1)
    it.options[0] = f"{it.options[0].split()[0]} ({short}, 12)"


def _hedged(it: Draft) -> None:
    it.options = [f"{text} truly" for text in it.options]
    it.options[0] = it.options[0].replace("truly", "often")


def _absolute(it: Draft) -> None:
    it.options = [f"{text} still" for text in it.options]
    it.options[0] = it.options[0].replace("still", "never")


def _not_absolute(it: Draft) -> None:
    it.options = [f"{text} never" for text in it.options]
    it.options[0] = it.options[0].replace("never", "still")


def _grammar(it: Draft) -> None:
    it.stem = f"The {word(it.chance)} {word(it.chance)} is called an ____"
    it.options[0] = f"a{it.options[0]}"


def _plural(it: Draft) -> None:
    it.stem = f"Which are the {word(it.chance)} {word(it.chance)}?"
    it.options = [f"{text}o" for text in it.options]
    it.options[0] = f"{it.options[0][:-1]}s"


def _numbers(it: Draft, rank: int) -> None:
    start, step = it.chance.randrange(20, 60), it.chance.randrange(2, 9)
    rungs = [start + step * at for at in range(5)]
    key = rungs.pop(rank)
    it.options = [str(number) for number in (key, *rungs)]


def _middle_number(it: Draft) -> None:
    _numbers(it, 2)


def _largest(it: Draft) -> None:
    _numbers(it, 4)


def _smallest(it: Draft) -> None:
    _numbers(it, 0)


def _odd_format(it: Draft) -> None:
    it.options[0] = it.options[0].capitalize()


def _first(it: Draft) -> None:
    it.place = 0


def _middle(it: Draft) -> None:
    it.place = it.chance.choice((1, 2))


def _last(it: Draft) -> None:
    it.place = 3


def _often(it: Draft) -> None:
    it.options[0] = it.chance.choice(["karulob", "mitozal"])


def _rarely(it: Draft) -> None:
    it.options[0] = word(it.chance)


def _named(it: Draft) -> None:
    # The stem of this item names the key of one before it.
    if it.keys:
        it.stem = f"Which of these is the {it.chance.choice(it.keys[-30:])}?"


def _named_in_none(it: Draft) -> None:
    it.options[1:] = ["karulob", "mitozal", "pradenek"]
    if it.chance.random() < 0.3:
        it.stem = "Which is like karulob, mitozal and pradenek?"


SPOILED: list[tuple[str, Spoil]] = [
    ("longest", _longer),
    ("shortest", _shorter),
    ("shares words with the stem", _shares_word),
    ("shares letters with the stem", _shares_letters),
    ("avoids the stem", _avoids),
    ("stands in the stem", _in_stem),
    ("most like the other options", _central),
    ("odd one out", _odd),
    ("shares parts with other options", _parts),
    ("most specific", _specific),
    ("hedged", _hedged),
    ("absolute", _absolute),
    ("not absolute", _not_absolute),
    ("agrees grammatically", _grammar),
    ("agrees grammatically", _plural),
    ("middle number", _middle_number),
    ("largest number", _largest),
    ("smallest number", _smallest),
    ("odd format", _odd_format),
    ("first position", _first),
    ("middle position", _middle),
    ("last position", _last),
    ("met often in the quiz", _often),
    ("met rarely in the quiz", _rarely),
    ("named in another stem", _named),
    ("named in no other stem", _named_in_none),
]


def of(solved: Solved, rule: str) -> Score:
    """Return the score of a rule."""
    return next(score for score in solved.rules if score.rule == rule)


def test_every_rule_has_a_quiz_that_it_spoils() -> None:
    """No rule goes untested."""
    assert {name for name, _ in SPOILED} == {rule.name for rule in RULES}


@pytest.mark.parametrize(("rule", "spoil"), SPOILED, ids=lambda it: getattr(it, "__name__", it))
def test_a_quiz_spoiled_one_way_is_found_out(rule: str, spoil: Spoil) -> None:
    """The rule itself and what is learned are certainly more than five points above chance."""
    solved = solve(quiz(f"{rule}{spoil}".partition(" at 0x")[0], 160, spoil, often=0.8))

    assert of(solved, rule).guessable
    assert solved.learned.guessable


@pytest.fixture(scope="module")
def balanced() -> list[Solved]:
    """Judge balanced quizzes of several seeds."""
    return [solve(quiz(seed, 300)) for seed in ("one", "two", "three", "four", "five", "six")]


def test_a_balanced_quiz_is_not_guessable(balanced: list[Solved]) -> None:
    """Where nothing leaks, no mix and no rule is certainly above chance and five points."""
    for solved in balanced:
        assert not any(score.guessable for score in (solved.sly, solved.learned, *solved.rules))


def test_balanced_quizzes_are_solved_at_chance(balanced: list[Solved]) -> None:
    """Over all seeds chance lies in the interval of both mixes and of nearly every rule."""
    for scores in ([it.sly for it in balanced], [it.learned for it in balanced]):
        low, high = wilson(sum(it.right for it in scores), sum(it.items for it in scores))

        assert low <= 0.25 <= high
    outside = [score.rule for solved in balanced for score in solved.rules if score.above_chance]
    assert len(outside) <= len(balanced) * len(RULES) * 0.05


def test_a_leak_that_no_rule_names_is_learned() -> None:
    """The key as neither the longest nor the shortest option is found by the weights."""

    def between(it: Draft) -> None:
        lengths = (2, 1, 3) if it.chance.random() < 0.5 else (2, 3, 1)
        it.options = [word(it.chance, syllables) for syllables in lengths]

    solved = solve(quiz("between", 300, between, often=1))

    assert solved.learned.guessable
    assert solved.learned.share > max(of(solved, "longest").share, of(solved, "shortest").share)


def test_the_cards_of_one_fact_do_not_name_each_other() -> None:
    """What never shares a sheet tells nothing: the same card, and the other way round."""
    asked = [replace(it, card=it.id, group="capital", side="forward") for it in quiz("sides", 100)]
    back = [
        Item(
            id=f"{it.id}/back",
            stem=f"Which has the capital {it.options[it.correct[0]]}?",
            form="open",
            card=f"{it.id}/back",
            group="capital",
            side="reverse",
        )
        for it in asked
    ]
    elsewhere = [replace(it, group="another") for it in back]

    assert not of(solve([*asked, *back]), "named in another stem").above_chance
    assert of(solve([*asked, *elsewhere]), "named in another stem").guessable


def test_a_pick_of_an_item_with_several_keys_is_right_if_it_is_one_of_them() -> None:
    """Chance is the mean share of keys, and a blind rule scores just that."""
    it = Item(
        id="m", stem="Which?", form="multi-select", options=("ab", "cd", "ef", "gh"), correct=(0, 1)
    )
    solved = solve([it])

    assert solved.chance == 0.5
    assert of(solved, "longest").right == 0.5
    assert of(solved, "first position").right == 1
    assert of(solved, "last position").right == 0


def test_ties_count_by_expectation() -> None:
    """Of two longest options, one of them the key, half a point is expected."""
    it = Item(id="t", stem="Which?", form="choice", options=("aaa", "bbb", "c"), correct=(1,))

    assert of(solve([it]), "longest").right == 0.5
    assert of(solve([it]), "middle number").right == pytest.approx(1 / 3)


def test_what_has_no_key_or_nothing_else_is_left_out() -> None:
    """True-false, open and broken items are not judged; without any there is nothing to say."""
    broken = [
        Item(id="o", stem="Which?", form="open"),
        Item(id="n", stem="Which?", form="choice", options=("a", "b")),
        Item(id="k", stem="Which?", form="choice", options=("a",), correct=(0,)),
        Item(id="f", stem="It is.", form="true-false", options=("True", "False"), correct=(0,)),
        Item(id="x", stem="Which?", form="choice", options=("a", "b"), correct=(7,)),
    ]
    solved = solve(broken)

    assert (solved.items, solved.total) == (0, 0)
    assert not solved.learned.guessable
    assert not solved.enough


def test_of_very_many_items_some_are_taken_evenly() -> None:
    """The result says how many were judged, and how many there were."""
    solved = solve(quiz("many", 120), most=50)

    assert (solved.items, solved.total) == (50, 120)
    assert MOST >= ENOUGH


def test_the_same_items_give_the_same_result() -> None:
    """Nothing is drawn: folds come from the ids."""
    items = quiz("same", 60)

    assert solve(items) == solve(items)


def test_a_thousand_items_take_seconds() -> None:
    """Weights are found in a few sweeps over the data."""
    items = quiz("thousand", 1000)
    started = time.process_time()

    solve(items)

    assert time.process_time() - started < 12
