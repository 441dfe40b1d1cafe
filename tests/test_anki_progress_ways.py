"""Two machines and two collections, in any order: nothing is lost and nothing counts twice."""

import random
from dataclasses import dataclass, field, replace

import pytest
from test_anki_progress import (
    CARD,
    DAY,
    NOON,
    Anki,
    answer,
    entry,
    moment_at,
    progress_of,
)

from quizgen.anki_cards import Sort
from quizgen.anki_progress import doubled, take
from quizgen.model import Event, Rating, Review, Undo
from quizgen.progress import Progress

CARDS = (CARD, "deck-a1/other/forward")
LATEST = NOON + 1000 * DAY
STEPS = 25


@dataclass(slots=True, kw_only=True)
class World:
    """The logs of two machines and two collections, and what the learner has answered."""

    chance: random.Random
    instant: int = NOON
    logs: tuple[dict[str, Event], dict[str, Event]] = field(default_factory=lambda: ({}, {}))
    collections: tuple[Anki, Anki] = field(
        default_factory=lambda: (Anki(cards=CARDS), Anki(cards=CARDS))
    )
    #: How many answers count.
    answers: int = 0
    #: Answers of the terminal that are neither taken back nor rated anew, each with its machine.
    standing: list[tuple[Review, int]] = field(default_factory=list)

    def step(self) -> None:
        """Let some time pass, and do something."""
        self.instant += self.chance.choice((4000, self.chance.randrange(4000, DAY)))
        here, there = self.chance.randrange(2), self.chance.randrange(2)
        self.chance.choice(
            (self.in_terminal, self.in_anki, self.by_hand, self.change, self.push, self.merge)
        )(here, there)

    def in_terminal(self, here: int, card: int) -> None:
        """Answer in the terminal."""
        made = answer(self.instant, self.chance.choice([*Rating]), card=CARDS[card], session="s")
        self.logs[here][made.id] = made
        self.standing.append((made, here))
        self.answers += 1

    def in_anki(self, there: int, card: int) -> None:
        """Answer one card in one collection, and at the same moment the other in the other."""
        ease = self.chance.randrange(1, 5)
        self.collections[there].log(entry(self.instant, ease=ease), number=card)
        self.collections[1 - there].log(entry(self.instant, ease=ease), number=1 - card)
        self.answers += 2

    def by_hand(self, there: int, card: int) -> None:
        """Set a due date in Anki, or make a card new."""
        factor = self.chance.choice((0, 2500))
        manual = entry(self.instant, ease=0, interval=0, factor=factor, sort=Sort.MANUAL)
        self.collections[there].log(manual, number=card)

    def change(self, rates: int, _: int) -> None:
        """Take an answer of the terminal back, or rate it anew, where it was given."""
        if not self.standing:
            return
        review, here = self.standing.pop(self.chance.randrange(len(self.standing)))
        if rates:
            later = moment_at(review.moment.instant + 1500)
            anew = replace(review, id=f"anew {review.id}", moment=later, replaces=review.id)
            self.logs[here][anew.id] = replace(anew, rating=Rating.EASY, own=True)
        else:
            undo = Undo(id=f"undo {review.id}", moment=moment_at(self.instant), ref=review.id)
            self.logs[here][undo.id] = undo
            self.answers -= 1

    def progress(self, here: int) -> Progress:
        """Fold a log."""
        return progress_of(self.logs[here].values())

    def pull(self, here: int, there: int) -> None:
        """Take in what a collection has."""
        found = self.collections[there].found()
        taken = take(found, self.progress(here), moment_at, LATEST)
        self.logs[here].update({it.id: it for it in taken.events})
        self.settle(here)

    def push(self, here: int, there: int) -> None:
        """Exchange with a collection."""
        self.pull(here, there)
        collection = self.collections[there]
        collection.give(collection.lacks(self.progress(here)))

    def settle(self, here: int) -> None:
        """Take copies back."""
        self.logs[here].update({it.id: it for it in doubled(self.progress(here))})

    def merge(self, here: int, _: int) -> None:
        """Take in the other machine's log."""
        self.logs[here].update(self.logs[1 - here])
        self.settle(here)


@pytest.mark.parametrize("seed", range(60))
def test_in_any_order_every_answer_counts_once(seed: int) -> None:
    """Answered, undone, rated anew, made new, exchanged and merged: in the end all have all."""
    world = World(chance=random.Random(seed))  # noqa: S311 - seeded on purpose
    for _ in range(STEPS):
        world.step()
    for _ in range(3):
        for here, there in ((0, 0), (0, 1), (1, 0), (1, 1)):
            world.push(here, there)
            world.merge(here, there)

    for here, there in ((0, 0), (0, 1), (1, 0), (1, 1)):
        progress, collection = world.progress(here), world.collections[there]
        giving = collection.lacks(progress)
        logged = sum(it.is_answer for own in collection.logged.values() for it in own)
        assert sum(len(life) for card in CARDS for life in progress.lives(card)) == world.answers
        assert logged - giving.taken_back == world.answers
        assert not any(gift.entries for gift in giving.gifts)
        assert take(collection.found(), progress, moment_at, LATEST).events == ()
