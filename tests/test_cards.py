"""Which cards a fact makes: its memories, not its questions."""

import pytest
from hypothesis import given, settings
from strategies import CAPITALS, deck, decks, fact, one, relation, several, statement, table

from quizgen.cards import cards_in, cards_of
from quizgen.distractors import DeckIndex
from quizgen.model import Deck, Direction, Fact, Number, Pair, Shape, Steps, Term


def directions(it: Fact, *others: Fact, **fields: object) -> list[str]:
    """The ways round in which a fact is asked."""
    return [str(card.direction) for card in cards_of(it, deck(it, *others, **fields))]


def test_a_card_id_is_deck_fact_direction() -> None:
    """Schedules and Anki go by it, so it is made of authored ids alone."""
    term = fact("polyp", Term(term="polyp", means="a growth"))

    assert [card.id for card in cards_of(term, deck(term, id="gut"))] == [
        "gut/polyp/forward",
        "gut/polyp/reverse",
    ]


def test_each_blank_is_a_card() -> None:
    """The first blank has no slot in its id, so that a second one may join it later."""
    it = fact("f", statement("It is wet and cold.", ("wet", ()), ("cold", ())))

    assert [card.id for card in cards_of(it, deck(it))] == ["d/f/forward", "d/f/forward#cold"]


@pytest.mark.parametrize(
    ("shape", "by_default", "on_request"),
    [
        (Term(term="polyp", means="a growth"), True, True),
        (Pair(ask="der Hund", answer="the dog"), False, True),
        (several("spasm", "site", "calf", "hand"), False, True),
        (statement("It is wet.", ("wet", ())), False, False),
        (Number(subject="the dose", value="5"), False, False),
        (Steps(subject="tea", steps=("boil", "brew")), False, False),
    ],
)
def test_reverse_cards(shape: Shape, by_default: bool, on_request: bool) -> None:  # noqa: FBT001  # a table
    """Terms are asked backwards, others where the author says so, some never."""
    assert ("reverse" in directions(fact("f", shape))) is by_default
    assert ("reverse" in directions(fact("f", shape, reverse=True))) is on_request
    assert "reverse" not in directions(fact("f", shape, reverse=False))


def test_one_to_one_tables_are_asked_backwards() -> None:
    """Where each capital belongs to one country, it tells the country."""
    facts = table("capital", CAPITALS)

    assert directions(*facts) == ["forward", "reverse"]


def test_tables_with_a_shared_object_are_not() -> None:
    """As soon as one object belongs to two subjects, none tells its subject by default."""
    facts = table("capital", {**CAPITALS, "England": "London", "United Kingdom": "london"})

    assert directions(*facts) == ["forward"]


def test_a_single_row_tells_nothing_backwards() -> None:
    """With nothing to tell it from, a subject is not asked for."""
    assert directions(fact("f", one("heart", "chamber count", "four"))) == ["forward"]


def test_symmetric_relations_are_the_same_backwards() -> None:
    """Who is married to A is the same question as whom A is married to."""
    facts = table("spouse", {"Ann": "Bob", "Cat": "Dan"})

    assert directions(*facts, relations=[relation("spouse", symmetric=True)]) == ["forward"]


def test_the_relation_decides_where_the_fact_does_not() -> None:
    """The fact's word goes before the relation's, which goes before the default."""
    facts = table("capital", CAPITALS)
    never, always = relation("capital", reverse=False), relation("capital", reverse=True)
    shared = table("capital", {"England": "London", "United Kingdom": "London"})

    assert directions(*facts, relations=[never]) == ["forward"]
    assert directions(*shared, relations=[always]) == ["forward", "reverse"]
    own = fact("f", one("Peru", "capital", "Lima"), reverse=True)
    assert directions(own, *facts, relations=[never]) == ["forward", "reverse"]


@given(decks())
@settings(max_examples=40, deadline=None)
def test_retired_facts_have_no_cards(built: Deck) -> None:
    """What is retired is never asked; everything else has a forward card at least."""
    index = DeckIndex(built)
    for it in built.facts:
        found = cards_in(it, index)
        assert bool(found) is not it.retired
        assert not found or found[0].direction is Direction.FORWARD
        assert len({card.id for card in found}) == len(found)
        assert found == cards_of(it, built)
