"""Keeps a choice note's wrong options while they stay proven, whatever else the deck gains.

What the author changes is one thing; that a new fact elsewhere brings a likelier wrong option is
no reason to touch a note that learners have.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.distractors import DeckIndex, distractors, gaps, in_stable_order
from quizgen.model import Choice, Deck, Option, Question


class Pins:
    """Gives the questions of one deck the options of their last export."""

    def __init__(self, deck: Deck | None) -> None:
        """Keep the deck; without it nothing can be proven, and nothing is kept."""
        self._facts = {fact.id: fact for fact in deck.facts} if deck else {}
        self._index = DeckIndex(deck) if deck else None

    def applied(self, question: Question, pinned: Sequence[str]) -> Question:
        """Return the question with as many of its pinned wrong options as are still proven."""
        response = question.response
        if not isinstance(response, Choice) or response.fixed:
            return question
        right = [option for option in response.options if option.correct]
        fresh = [option for option in response.options if not option.correct]
        kept = fresh
        if pinned and set(pinned) != {option.text for option in fresh}:
            proven = self._proven(question, right) | {option.text: option for option in fresh}
            kept = [proven[text] for text in pinned if text in proven][: len(fresh)]
            kept += [option for option in fresh if option.text not in pinned]
        options = in_stable_order(question.id, [*right, *kept[: len(fresh)]])
        return replace(question, response=replace(response, options=options))

    def _proven(self, question: Question, right: Sequence[Option]) -> dict[str, Option]:
        """Return every wrong option that would do here, by its text."""
        fact = self._facts.get(question.fact)
        if fact is None or self._index is None:
            return {}
        slot = question.card.partition("#")[2]
        keys = {option.text for option in right}
        return {
            option.text: option
            for gap in gaps(fact, question.direction, slot, question.id, self._index)
            if gap.key in keys
            for option in distractors(gap, self._index)
        }


def wrong_texts(question: Question) -> tuple[str, ...]:
    """List the wrong options of a question, to be pinned in the lock."""
    response = question.response
    if not isinstance(response, Choice) or response.fixed:
        return ()
    return tuple(option.text for option in response.options if not option.correct)
