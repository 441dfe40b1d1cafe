"""A sheet's options are drawn anew: how often one is met, or how long it is, says nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from strategies import deck, fact, one, relation, table

from quizgen.generator import generate
from quizgen.model import Choice, Deck, Fact, Match, Option, Question, Quiz
from quizgen.quiz_file import write_quiz
from quizgen.selection import pick_quiz
from quizgen.selection.urn import Urn

SEEDS = ("1", "2", "3")


def names(count: int, seed: int) -> list[str]:
    """Made-up names of four to eleven letters, each once, no two of which share a beginning."""
    rng = Random(seed)  # noqa: S311  # made-up names, no secret
    parts = ["".join(it) for it in product("bdfgklmnprstvz", "aeiou")]
    begins = rng.sample(["".join(it) for it in product(parts, parts)], count)
    ends = ("".join(rng.choices(parts, k=rng.randrange(4))) for _ in begins)
    return [
        (it + end + rng.choice(("", "n"))).capitalize()
        for it, end in zip(begins, ends, strict=True)
    ]


def rows(count: int, seed: int = 7) -> dict[str, str]:
    """Subjects with objects, one to one."""
    found = names(2 * count, seed)
    return dict(zip(found[:count], found[count:], strict=True))


def seats(told: Mapping[str, str], **fields: object) -> Deck:
    """A table that is only asked forwards."""
    return deck(
        *table("seat", told), relations=[relation("seat", one=True, reverse=False)], **fields
    )


def drawn(built: Deck, count: int | None, seed: str, *kinds: str) -> Quiz:
    """A sheet of choice questions, or of other kinds."""
    questions = generate([built], kinds or ("choice",)).questions
    return pick_quiz(questions, [built], count=count, seed=seed)


def choices(quiz: Quiz) -> Iterator[tuple[Question, Option, list[Option]]]:
    """Each choice question with its key and its wrong options."""
    for question in quiz.questions:
        if isinstance(question.response, Choice):
            options = question.response.options
            key = next(it for it in options if it.correct)
            yield question, key, [it for it in options if not it.correct]


@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_whole_sheet_each_option_is_met_equally_often(seed: str) -> None:
    """Each is a key once and a wrong option about three times: neither rare nor frequent tells."""
    quiz = drawn(seats(rows(150)), None, seed)
    met = Counter(option.text for _, _, wrong in choices(quiz) for option in wrong)

    assert len(quiz.questions) == 150
    assert set(met.values()) <= {2, 3, 4}
    assert sum(count == 3 for count in met.values()) > 120


@pytest.mark.parametrize("seed", SEEDS)
def test_on_a_small_sheet_each_option_is_met_once(seed: str) -> None:
    """Where there are enough names none comes twice, and no key is another's wrong option."""
    quiz = drawn(seats(rows(150)), 12, seed)
    met = Counter(option.text for _, key, wrong in choices(quiz) for option in (key, *wrong))

    assert set(met.values()) == {1}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_a_key_more_often_is_offered_more_often(seed: str) -> None:
    """Of objects with many subjects each is wrong about three times as often as it is right."""
    places = [name[:6] for name in names(10, 3)]
    weights = (30, 24, 20, 20, 16, 16, 12, 10, 8, 4)
    objects = [place for place, weight in zip(places, weights, strict=True) for _ in range(weight)]
    subjects = rows(len(objects))
    quiz = drawn(deck(*table("place", dict(zip(subjects, objects, strict=True)))), None, seed)

    right = Counter(key.text for _, key, _ in choices(quiz))
    met = Counter(option.text for _, _, wrong in choices(quiz) for option in wrong)
    assert len(right) >= 9
    assert all(2 <= met[text] / right[text] <= 4 for text in right)


@pytest.mark.parametrize("seed", SEEDS)
def test_keys_are_as_often_long_as_short(seed: str) -> None:
    """The longest option, or the shortest one, is no better a guess than any other."""
    longest = shortest = asked = 0.0
    for _, key, wrong in choices(drawn(seats(rows(150)), None, seed)):
        lengths = [len(it.text) for it in (key, *wrong)]
        asked += 1
        longest += (len(key.text) == max(lengths)) / lengths.count(max(lengths))
        shortest += (len(key.text) == min(lengths)) / lengths.count(min(lengths))

    assert 0.17 <= longest / asked <= 0.33
    assert 0.17 <= shortest / asked <= 0.33


def two_ways(count: int) -> list[Fact]:
    """Two relations of the same subjects, of which the second is only asked backwards."""
    subjects, codes = names(count, 5), names(2 * count, 6)[count:]
    first = table("seat", dict(zip(subjects, names(2 * count, 7)[count:], strict=True)))
    second = [
        fact(f"code/{subject}", one(subject, "code", code), reverse=True, skip=("true-false",))
        for subject, code in zip(subjects, codes, strict=True)
    ]
    return [*first, *second]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_option_stands_in_another_stem(seed: str) -> None:
    """A key never does, so a wrong option that did would be known for one."""
    quiz = drawn(
        deck(*two_ways(60), relations=[relation("seat", one=True, reverse=False)]), 20, seed
    )
    stems = " ".join(question.stem for question in quiz.questions)

    assert {question.direction for question in quiz.questions} >= {"forward"}
    for question, key, wrong in choices(quiz):
        others = stems.replace(question.stem, "")
        assert not [it.text for it in (key, *wrong) if it.text in others], question.stem


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_drawn_is_proven(seed: str) -> None:
    """Each wrong option has its proof, and belongs to another subject."""
    told = rows(60)
    for question, key, wrong in choices(drawn(seats(told), None, seed)):
        subject = question.fact.partition("/")[2]
        assert key.text == told[subject]
        assert all(it.proof and it.text in told.values() and it.text != key.text for it in wrong)


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    """Nothing but the decks, the count and the seed decides."""
    built = seats(rows(80))
    backwards = replace(built, facts=built.facts[::-1])

    assert write_quiz(drawn(built, 30, "a")) == write_quiz(drawn(built, 30, "a"))
    assert drawn(built, 30, "a").questions == drawn(backwards, 30, "a").questions
    assert drawn(built, 30, "a").questions != drawn(built, 30, "b").questions


def test_an_authors_options_stay() -> None:
    """What a fact declares wrong is asked with on every sheet."""
    told = rows(40)
    subject = min(told)
    built = deck(
        *(
            fact(f"seat/{name}", one(name, "seat", text), **_declared(name == subject))
            for name, text in told.items()
        ),
        relations=[relation("seat", one=True, reverse=False)],
    )

    for seed in SEEDS:
        found = {
            q.fact: {it.text for it in wrong} for q, _, wrong in choices(drawn(built, None, seed))
        }
        assert {"Mirella", "Tarosso"} < found[f"seat/{subject}"]


def _declared(wanted: bool) -> dict[str, object]:  # noqa: FBT001  # tells two cases apart
    from strategies import wrong  # noqa: PLC0415  # the name is used for options here

    return {"wrong": wrong("Mirella", "Tarosso")} if wanted else {}


def test_a_matching_question_takes_all_its_facts() -> None:
    """What stands in the pairs is not asked again on the same sheet while there are others."""
    quiz = drawn(seats(rows(40)), 12, "1", "choice", "matching")
    asked: Counter[str] = Counter()
    for question in quiz.questions:
        if isinstance(question.response, Match):
            asked.update(f"seat/{left}" for left, _ in question.response.pairs)
        else:
            asked[question.fact] += 1

    assert any(isinstance(it.response, Match) for it in quiz.questions)
    assert set(asked.values()) == {1}


def test_no_question_stands_twice() -> None:
    """Two subjects of one object make one question backwards; its second coming is left out."""
    shared = {"Aster": "Red", "Birch": "Red", "Cedar": "Blue", "Daisy": "Green", "Elder": "White"}
    facts = [
        fact(f"hue/{name}", one(name, "hue", text), reverse=True) for name, text in shared.items()
    ]
    quiz = drawn(deck(*facts), None, "1", "reverse")

    stems = [question.stem for question in quiz.questions]
    assert len(stems) == len(set(stems)) == 4


def test_an_urn_holds_each_name_so_many_times() -> None:
    """What has been taken so often is drawn no more; unknown names do no harm."""
    urn, rng = Urn(), Random(1)  # noqa: S311  # a draw in a test
    urn.put("Oslo", 2, "short")
    urn.put("Riga", 1, "short")
    urn.put("Riga", 1, "short")
    for name in ("Oslo", "Oslo", "Oslo", "Riga", "Rome"):
        urn.take(name)

    assert urn.sample("short", 5, rng) == ["Riga"]
    urn.take("Riga")
    assert urn.sample("short", 5, rng) == []
