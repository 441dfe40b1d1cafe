"""What is meant is found, and what is behind it is what the decks and the log say."""

from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import decks

from quizgen.deck_reader import parse_deck
from quizgen.distractors import DeckIndex
from quizgen.explanation import (
    Explanation,
    Learner,
    explain,
    explain_item,
    find,
    find_by_text,
    find_items,
    nearest,
)
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Answer, Deck, Event, Interval, Rating, Reset, Review
from quizgen.progress import fold
from quizgen.scheduler import Fsrs6, moment

SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
SCHEDULER = Fsrs6()
NOON = 1_795_608_000_000  # 25 November 2026
DAY = 86_400_000

CITIES = """\
format: 1
deck: cities-c1t2
title: Cities
relations: {capital: {to: city, one: true, ask: What is the capital of <subject>?}}
facts:
  - id: capitals
    table: capital
    rows:
      Australia: {value: Canberra, was: [oz], wrong: [Sydney]}
      Bolivia: {value: Sucre, never: [La Paz]}
      Chile: {value: La Paz, skip: [choice]}
      Peru: Sucra
      Utopia: Amaurot
  - {id: oldest, ask: Which city is the oldest?, answer: Damascus, wrong: [Rome]}
  - {id: lost, ask: Which city sank?, answer: Atlantis, retired: true}
"""


def index_of(text: str) -> DeckIndex:
    """Prepare a deck that is written as authors do."""
    deck = parse_deck(text, "deck.yaml").deck
    assert deck is not None
    return DeckIndex(deck)


CAPITALS = index_of(CITIES)


def learner(*events: Event, days: int = 0) -> Learner:
    """Somebody with a log, so many days after the first noon."""
    now = moment(NOON + days * DAY, 0)
    return Learner(progress=fold(events, SCHEDULER), scheduler=SCHEDULER, now=now)


def ids(asked: str, *indexes: DeckIndex) -> list[str]:
    """Return the ids of what is meant."""
    return [target.id for target in find(asked, indexes or (CAPITALS,))]


def explained(asked: str, index: DeckIndex = CAPITALS) -> Explanation:
    """Explain the one thing that is meant."""
    [target] = find(asked, [index])
    return explain(target, learner())


# What is meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("cities-c1t2/oldest", "cities-c1t2/oldest"),
        ("oldest", "cities-c1t2/oldest"),
        (" OLD ", "cities-c1t2/oldest"),
        ("oldest/forward", "cities-c1t2/oldest/forward"),
        ("capitals/Peru/reverse/typed", "cities-c1t2/capitals/Peru/reverse/typed"),
        ("peru/rev", "cities-c1t2/capitals/Peru/reverse"),
        ("peru/forward/cho", "cities-c1t2/capitals/Peru/forward/choice"),
        ("oldest/forward/numeric", "cities-c1t2/oldest/forward/numeric"),
        ("lost/forward", "cities-c1t2/lost/forward"),
        ("cities-c1t2/oz/forward/choice", "cities-c1t2/capitals/Australia/forward/choice"),
        ("oz", "cities-c1t2/capitals/Australia"),
    ],
)
def test_an_id_or_a_part_of_one_is_enough(asked: str, meant: str) -> None:
    """Ids with or without their deck, parts in any case, former ids, and what is not made."""
    assert ids(asked) == [meant]


def test_several_that_may_be_meant_are_all_named() -> None:
    """A part that stands in several ids means each of the largest things that have it."""
    assert ids("capitals/") == [f"cities-c1t2/{fact.id}" for fact in CAPITALS.deck.facts[:5]]
    other = index_of(CITIES.replace("cities-c1t2", "towns-t1w2"))
    assert ids("oldest", CAPITALS, other) == ["cities-c1t2/oldest", "towns-t1w2/oldest"]
    assert ids("towns-t1w2/oldest", CAPITALS, other) == ["towns-t1w2/oldest"]


@pytest.mark.parametrize("asked", ["", "  ", "rome", "oldest/sideways"])
def test_nothing_may_be_meant(asked: str) -> None:
    """Neither nothing nor a word that is in no id means anything."""
    assert ids(asked) == []


def test_words_of_a_question_are_understood() -> None:
    """Of several questions that have them, what these share is meant."""
    questions = generate([CAPITALS.deck]).questions

    def meant(words: str) -> list[str]:
        return [it.id for it in find_by_text(words, questions, [CAPITALS])]

    assert meant("capital of  CHILE") == ["cities-c1t2/capitals/Chile/forward"]
    [said] = [it for it in questions if it.id.endswith("Australia/forward/true-false")]
    assert meant(said.stem) == [said.id]
    assert len(meant("What is the capital of")) == 5
    assert meant("Which river") == []


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("oldset", "oldest"),
        ("cities-c1t2/capitals/Autralia", "cities-c1t2/capitals/Australia"),
        ("capitals/Pero/forward/chioce", "cities-c1t2/capitals/Peru/forward/choice"),
        ("xyzzy", ""),
    ],
)
def test_the_nearest_id_is_known(asked: str, near: str) -> None:
    """What was mistyped is guessed, down to card and kind."""
    assert nearest(asked, [CAPITALS]) == near


def test_items_of_a_quiz_file_are_found_alike() -> None:
    """An item is found by its id, a part of it or words of its stem."""
    questions = generate([CAPITALS.deck], ["recall"]).questions

    assert find_items("cities-c1t2/oldest/forward/recall", questions) == (
        "cities-c1t2/oldest/forward/recall",
    )
    assert find_items("Oldest", questions) == ("cities-c1t2/oldest/forward/recall",)
    assert find_items("city is the", questions) == ("cities-c1t2/oldest/forward/recall",)
    assert find_items("", questions) == find_items("nothing of the sort", questions) == ()


# What is behind it


@given(decks())
@SOME
def test_a_fact_is_explained_by_all_that_is_made_of_it(built: Deck) -> None:
    """An explanation has the questions of the deck, and for every other kind a reason."""
    index = DeckIndex(built)
    made = generate([built]).questions
    by_fact = {fact: list(group) for fact, group in groupby(made, key=lambda it: it.fact)}
    for fact in built.facts:
        [target, *_] = find(f"{built.id}/{fact.id}", [index])
        explanation = explain(target, learner())
        shown = [it.question for card in explanation.cards for it in card.questions]

        assert shown == by_fact.get(fact.id, [])
        if not fact.retired:
            asked, not_asked = {it.kind for it in shown}, {it.kind for it in explanation.absences}
            assert asked | not_asked == {kind.name for kind in KINDS}
            # Some cards of a fact may have a choice question while others have none.
            assert asked & not_asked <= {"choice"}


@given(decks())
@SOME
def test_every_question_is_found_by_its_id(built: Deck) -> None:
    """The id of a question means this question, alone and not left out."""
    index = DeckIndex(built)
    for question in generate([built]).questions[:12]:
        [target] = find(question.id, [index])
        explanation = explain(target, learner())

        assert [[it.question for it in card.questions] for card in explanation.cards] == [
            [question]
        ]
        assert explanation.missing is None


def reasons(explanation: Explanation) -> dict[str, tuple[str, str]]:
    """Return why there are no questions, and what to do, by kind."""
    return {it.kind: (it.why, it.hint) for it in explanation.absences}


def test_each_absence_has_its_reason() -> None:
    """Too few options, a kind that is skipped, only on request, or never of such a fact."""
    found = reasons(explained("oldest"))
    assert found["choice"] == (
        "one proven wrong option",
        "choice needs two: give it `wrong:` options, each with its `why`",
    )
    assert found["numeric"] == ("needs a number, a value that is a figure, or a complete list", "")

    found = reasons(explained("Chile/forward"))
    assert found["choice"] == ("the fact's `skip` names it", "take it out of the fact's `skip`")
    assert found["matching"] == (
        "made only on request",
        "name it in the fact's `kinds`, or with `--kinds matching`",
    )


def test_lists_of_kinds_are_named_as_the_reason() -> None:
    """The most specific list decides, and it is the one to change."""
    deck = CITIES.replace("title: Cities", "title: Cities\nskip: [typed]").replace(
        "wrong: [Rome]", "kinds: [recall]"
    )
    found = reasons(explained("oldest", index_of(deck)))
    assert found["typed"] == ("the fact's `kinds` names others", "name it in the fact's `kinds`")
    found = reasons(explained("Peru", index_of(deck)))
    assert found["typed"] == ("the deck's `skip` names it", "take it out of the deck's `skip`")
    deck = CITIES.replace("title: Cities", "title: Cities\nkinds: [choice]")
    found = reasons(explained("Peru", index_of(deck)))
    assert found["recall"] == ("the deck's `kinds` names others", "name it in the deck's `kinds`")


def test_a_question_that_is_not_made_is_explained_by_its_absence() -> None:
    """What was asked about comes with the reason why it is not there."""
    missing = explained("oldest/forward/choice").missing
    assert missing is not None
    assert missing.why == "one proven wrong option"

    missing = explained("Peru/reverse/matching").missing
    assert missing is not None
    assert missing.why == "only cities-c1t2/capitals/Peru/forward can be asked so"

    missing = explained("lost/forward/recall").missing
    assert missing is not None
    assert missing.why == "the fact is retired"


def test_a_question_on_request_is_shown_all_the_same() -> None:
    """What could be had comes with how to get it; beside it stands only what can be had as well."""
    explanation = explained("Peru/forward/matching")
    [question] = explanation.cards[0].questions

    assert question.left_out == (
        "made only on request; name it in the fact's `kinds`, or with `--kinds matching`"
    )
    assert explanation.missing is None
    assert set(reasons(explanation)) == {"cloze", "matching"}


def test_what_is_proven_wrong_and_not_offered_has_its_reason() -> None:
    """A contested text and one that looks like the key are no options though they are wrong."""
    [question] = explained("Bolivia/forward/choice").cards[0].questions

    assert {it.text: it.why for it in question.refused} == {
        "La Paz": "contested, says the author",
        "Sucra": "too much like the key",
    }


def test_a_missing_choice_question_names_what_was_refused() -> None:
    """Where there are too few options, those that would have been some are shown."""
    deck = index_of(
        "format: 1\ndeck: d-a1b2\ntitle: D\nrelations: {seat: {one: true}}\nfacts:\n"
        "  - {table: seat, id: t, rows: {Bolivia: Sucre, Peru: Sucra}}\n"
    )
    missing = explained("Bolivia/forward/choice", deck).missing

    assert missing is not None
    assert [(it.text, it.why) for it in missing.refused] == [("Sucra", "too much like the key")]


def test_flaws_are_told() -> None:
    """A linter's findings stand with the question."""
    deck = CITIES.replace(
        "wrong: [Rome]", "wrong: [Rome, a town on a hill in the far south of the old empire]"
    ).replace("Which city is the oldest?", "Which is the the oldest?")
    [question] = explained("oldest/forward/choice", index_of(deck)).cards[0].questions

    assert "double-word" in {flaw.code for flaw in question.flaws}


# What the learner did


def review(id_: str, days: int, rating: Rating, interval: Interval, card: str) -> Review:
    """A review so many days after the first noon."""
    return Review(
        id=id_,
        moment=moment(NOON + days * DAY, 0),
        card=card,
        kind="recall",
        answer=Answer(),
        rating=rating,
        interval=interval,
    )


def test_a_record_is_what_the_log_says() -> None:
    """Reviews, memory and the chance of recall come from the events; a reset ends them."""
    card = "cities-c1t2/oldest/forward"
    reviews = (
        review("e1", 0, Rating.GOOD, Interval(days=3), card),
        review("e2", 3, Rating.GOOD, Interval(days=9), card),
    )
    [target] = find("oldest", [CAPITALS])

    [known] = explain(target, learner(*reviews, days=5)).cards
    assert known.record.reviews == reviews
    assert known.record.card.reps == 2
    assert known.record.recall is not None
    assert 0.8 < known.record.recall < 1

    reset = Reset(id="e3", moment=moment(NOON + 4 * DAY, 0), card=card)
    [known] = explain(target, learner(*reviews, reset, days=5)).cards
    assert known.record.reviews == ()
    assert known.record.recall is None


def test_an_item_is_explained_without_its_deck() -> None:
    """A question of a quiz file has its flaws and its history; a fact is not at hand."""
    [question] = [
        it for it in generate([CAPITALS.deck], ["recall"]).questions if it.fact == "oldest"
    ]
    event = review("e1", 0, Rating.GOOD, Interval(days=3), question.card)
    explanation = explain_item(question, learner(event))

    assert explanation.fact is None
    assert explanation.about == question.id
    assert explanation.cards[0].record.reviews == (event,)
    assert isinstance(explanation.absences, Sequence)
    assert not explanation.absences
