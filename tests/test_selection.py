"""What goes on a sheet: one question per fact, mixed kinds, nothing that answers something else."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import (
    CAPITALS,
    deck,
    decks,
    fact,
    one,
    several,
    statement,
    table,
    texts,
    wrong,
)

from quizgen.distractors import fold
from quizgen.generator import generate
from quizgen.model import Choice, Deck, Direction, Option, Pair, Question, Quiz, Recall, Term
from quizgen.selection import arrange, one_per_card, pick_quiz

SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = [str(number) for number in range(30)]


def pick(built: Deck, count: int | None, seed: str) -> Quiz:
    """A sheet from all questions of a deck."""
    return pick_quiz(generate([built]).questions, [built], count=count, seed=seed)


_WORDS = ("ostrak", "bilune", "carmot", "deniva", "fuldra", "gorint", "hespul", "jandeb", "kirolt")


def mixed(count: int = 9) -> Deck:
    """A deck with tables, terms, pairs and statements, some with wrong options."""
    words = _WORDS[:count]
    return deck(
        *table("capital", CAPITALS),
        *(fact(f"t-{it}", Term(term=f"{it}on", means=f"the {it[::-1]} part")) for it in words),
        *(
            fact(
                f"p-{it}",
                Pair(ask=f"Which is number {number}?", answer=f"{it}al"),
                wrong=wrong(f"{it[::-1]}al", f"{it[:3]}oidal"),
            )
            for number, it in enumerate(words)
        ),
        *(
            fact(f"s-{it}", statement(f"Number {number} is {it}ic.", (f"{it}ic", ("wet", "dry"))))
            for number, it in enumerate(words)
        ),
        notice="No advice.",
        language="en",
        digest="00",
    )


def letters(quiz: Quiz, size: int) -> list[int]:
    """The places of the keys among options that are shuffled."""
    return [
        [option.correct for option in question.response.options].index(True)
        for question in quiz.questions
        if isinstance(question.response, Choice)
        and not question.response.fixed
        and len(question.response.options) == size
    ]


def truths(quiz: Quiz) -> list[bool]:
    """Which statements are true."""
    return [
        question.response.options[0].correct
        for question in quiz.questions
        if question.kind == "true-false" and isinstance(question.response, Choice)
    ]


# Laws


@given(decks(), st.none() | st.integers(0, 12), texts)
@SOME
def test_a_sheet_asks_no_card_twice(built: Deck, count: int | None, seed: str) -> None:
    """Cards come once, a relation in one direction, options complete; the count is kept."""
    questions = {question.id: question for question in generate([built]).questions}
    quiz = pick(built, count, seed)

    assert len({question.card for question in quiz.questions}) == len(quiz.questions)
    ways = {(question.relation, question.direction) for question in quiz.questions}
    assert len(ways) == len({relation for relation, _ in ways})
    assert len(quiz.questions) <= (len(questions) if count is None else count)
    for question in quiz.questions:
        assert _unarranged(question) == _unarranged(questions[question.id])


def _unarranged(question: Question) -> Question:
    response = question.response
    if not isinstance(response, Choice):
        return question
    options = tuple(sorted(response.options, key=lambda option: option.text))
    return replace(question, response=replace(response, options=options))


@given(decks(), texts, st.randoms(use_true_random=False))
@SOME
def test_the_same_inputs_give_the_same_sheet(
    built: Deck,
    seed: str,
    rng: object,
) -> None:
    """The order in which the questions are handed in does not matter."""
    questions = list(generate([built]).questions)
    first = pick_quiz(questions, [built], count=6, seed=seed)
    rng.shuffle(questions)  # type: ignore[attr-defined]  # a Random that hypothesis controls

    assert pick_quiz(questions, [built], count=6, seed=seed) == first


@given(decks())
@SOME
def test_no_count_asks_everything_it_can(built: Deck) -> None:
    """Without a count every fact is asked that the chosen directions allow, no question twice."""
    generated = generate([built]).questions
    quiz = pick(built, None, "1")

    ways = {(question.relation, question.direction) for question in quiz.questions}
    asked = Counter((question.stem, question.image) for question in quiz.questions)
    cards = {question.card for question in quiz.questions}
    left = [it for it in generated if (it.relation, it.direction) in ways and it.card not in cards]
    assert set(asked.values()) <= {1}
    assert {(it.stem, it.image) for it in left} <= asked.keys()


# What a sheet looks like


def test_a_sheet_says_where_it_comes_from() -> None:
    """Title, notice, language, seed and the decks with their digests."""
    built = mixed()
    quiz = pick(built, 3, "blue")

    assert (quiz.title, quiz.language, quiz.notice) == ("Deck", "en", "No advice.")
    assert quiz.seed == "blue"
    assert [(it.id, it.digest) for it in quiz.decks] == [("d", "00")]
    named = pick_quiz([], [built, replace(built, id="e", title="Other")], count=1, seed="")
    assert named.title == "Deck, Other"
    assert pick_quiz([], [built], count=1, seed="", title="Mine").title == "Mine"


@pytest.mark.parametrize("seed", SEEDS)
def test_each_fact_comes_once_while_there_are_facts(seed: str) -> None:
    """No sheet of twenty asks a fact twice when there are thirty-three."""
    quiz = pick(mixed(), 20, seed)

    assert len(quiz.questions) == 20
    assert len({question.fact for question in quiz.questions}) == 20


@pytest.mark.parametrize("seed", SEEDS)
def test_kinds_are_mixed(seed: str) -> None:
    """Choice leads, but no kind takes the sheet for itself."""
    counts = Counter(question.kind for question in pick(mixed(), 20, seed).questions)

    assert {"choice", "true-false", "typed", "cloze"} <= counts.keys()
    assert max(counts.values()) <= 8
    assert counts["choice"] >= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_no_letter_is_a_better_guess(seed: str) -> None:
    """Keys are spread over the letters as evenly as their number allows."""
    quiz = pick_quiz(
        [it for it in generate([mixed()]).questions if it.kind == "choice"],
        [mixed()],
        count=None,
        seed=seed,
    )

    for size in (3, 4):
        places = Counter(dict.fromkeys(range(size), 0))
        places.update(letters(quiz, size))
        assert max(places.values()) - min(places.values()) <= 1
    assert len(letters(quiz, 3)) == 18
    assert len(letters(quiz, 4)) == 6


@pytest.mark.parametrize("seed", SEEDS)
def test_half_of_the_statements_are_true(seed: str) -> None:
    """Within one, as long as there are enough of both."""
    found = truths(pick(mixed(), 20, seed))

    assert found
    assert abs(found.count(True) - found.count(False)) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_no_stem_answers_another_question(seed: str) -> None:
    """Where enough other questions are there, no key stands in another stem."""
    chain = {f"{it}on": f"{other}on" for it, other in pairwise(_WORDS)}
    built = deck(*table("successor", chain), *mixed().facts)
    quiz = pick(built, 14, seed)

    for question in quiz.questions:
        for other in quiz.questions:
            if other is not question:
                assert not _gives_away(other.stem, question)


def _gives_away(stem: str, question: Question) -> bool:
    match question.response:
        case Choice(options=options, fixed=False):
            keys = [option.text for option in options if option.correct]
        case Recall(answer=answer):
            keys = [answer] if len(answer.split()) <= 4 else []
        case _:
            keys = []
    return any(f" {fold(key)} " in f" {fold(stem)} " for key in keys)


def test_a_true_statement_is_a_stem_with_its_answer_inside() -> None:
    """That Nairobi is the capital of Kenya tells that it is not the capital of Ghana."""
    built = deck(*table("capital", CAPITALS))
    statements = [it for it in generate([built]).questions if it.kind == "true-false"]

    for seed in SEEDS:
        stems = [it.stem for it in pick_quiz(statements, [built], count=2, seed=seed).questions]
        first, second = (stem.removesuffix(".").split(" is ")[1] for stem in stems)
        assert first != second


def test_a_small_deck_still_fills_its_sheet() -> None:
    """Where facts run out their other cards come; a card is never asked twice."""
    both = statement("It is wet and cold.", ("wet", ()), ("cold", ()))
    built = deck(fact("f", both))

    assert len(pick(built, 10, "1").questions) == 2


def test_a_key_that_another_stem_names_is_a_wrong_option_elsewhere() -> None:
    """On a full sheet all are keys: one that were never a wrong option could be told by that."""
    continents = ("Africa", "Asia", "Europe", "Oceania", "Polaria", "Sunland", "Westend")
    rows = {
        f"{word}{end}": it for word in _WORDS for end, it in zip("aeiouyw", continents, strict=True)
    }
    capitals = {"South Africa": "Pretoria", "East Asia": "Bamako", "North Europe": "Tallinn"}
    built = deck(
        *table("continent", rows),
        *(replace(it, reverse=False) for it in table("capital", CAPITALS | capitals)),
    )

    sheet = pick_quiz(generate([built], ["choice"]).questions, [built], count=None, seed="1")
    shown = Counter(
        (option.text, option.correct)
        for question in sheet.questions
        if isinstance(question.response, Choice)
        for option in question.response.options
    )
    assert {shown[text, True] for text in continents} == {9}
    assert all(24 <= shown[text, False] <= 30 for text in continents), shown


def test_directions_differ_from_sheet_to_sheet() -> None:
    """A relation is asked one way on this sheet and the other way on that."""
    built = deck(*table("capital", CAPITALS))
    ways = {pick(built, 3, seed).questions[0].direction for seed in SEEDS}

    assert ways == {Direction.FORWARD, Direction.REVERSE}


def test_the_direction_with_more_facts_is_taken() -> None:
    """Else a sheet would lack the facts that are asked one way only."""
    facts = [fact("r", one("Peru", "capital", "Lima"), reverse=False), *table("capital", CAPITALS)]

    assert len(pick(deck(*facts), None, "1").questions) == 7


# Arranging one question


def question_with(*options: Option, fixed: bool = False) -> Question:
    """A choice question."""
    built = generate([deck(fact("f", Pair(ask="?", answer="x")))]).questions[0]
    return replace(built, response=Choice(options=options, fixed=fixed))


def test_arranging_depends_on_question_and_seed() -> None:
    """The same seed gives the same order, another one mostly another."""
    options = [Option(text=text, correct=text == "a") for text in "abcd"]
    question = question_with(*options)
    orders = {tuple(_texts(arrange(question, seed))) for seed in SEEDS}

    assert arrange(question, "1") == arrange(question, "1")
    assert len(orders) > 10
    assert {tuple(sorted(order)) for order in orders} == {tuple("abcd")}


def test_what_is_fixed_or_no_choice_stays() -> None:
    """True stands before false, figures by size; what has no options has no order."""
    fixed = question_with(Option(text="True", correct=True), Option(text="False", correct=False))
    assert isinstance(fixed.response, Choice)
    fixed = replace(fixed, response=replace(fixed.response, fixed=True))
    recall = replace(fixed, response=Recall(answer="x"))

    assert all(arrange(fixed, seed) == fixed for seed in SEEDS)
    assert arrange(recall, "1") == recall


def _texts(question: Question) -> list[str]:
    assert isinstance(question.response, Choice)
    return [option.text for option in question.response.options]


# One form per card


def test_each_card_has_its_form() -> None:
    """A statement is a cloze, a reverse card reversed, everything else recalled."""
    built = deck(
        fact("s", statement("It is wet.", ("wet", ("dry", "hot")))),
        fact("t", Term(term="polyp", means="a growth")),
        fact("l", several("spasm", "site", "calf", "hand"), say="<Object>!"),
    )
    questions = generate([built]).questions

    assert [it.id for it in one_per_card(questions)] == [
        "d/s/forward/cloze",
        "d/t/forward/recall",
        "d/t/reverse/reverse",
        "d/l/forward/recall",
    ]
    typed = [it for it in questions if it.kind != "cloze"]
    assert one_per_card(typed)[0].id == "d/s/forward/typed"
