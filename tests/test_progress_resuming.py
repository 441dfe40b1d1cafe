"""A progress that begins from an outline answers as a fold of everything would."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_progress import CARDS, CLASHING_LOGS, EVENTS, SCHEDULER, THREE, at, review, seen

from quizgen.model import Bury, Card, Event, Flag, Rating, Rename, Suspend, Undo
from quizgen.progress import Place, Progress, Resumed, fold
from quizgen.progress.outlining import outline

WAS = {"deck/old/forward": CARDS[0]}


class Log:
    """A log in memory that tells which of its lines were read one by one."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Keep some events, each at a place of its own."""
        self.events = list(events)
        self.read_singly: list[Event] = []
        self.read_whole = 0

    def read(self, places: Iterable[Place]) -> list[Event]:
        """Read single events."""
        found = [self.events[offset] for _, offset in places]
        self.read_singly += found
        return found

    def read_all(self) -> Iterable[Event]:
        """Read everything."""
        self.read_whole += 1
        return self.events

    def resumed(self, known: int) -> Resumed:
        """Resume from the outline of the first events, and add the others."""
        first = self.events[:known]
        folded = fold(first, SCHEDULER, WAS)
        places: dict[str, Place] = {}
        for offset, event in enumerate(first):
            if folded.event(event.id) == event:
                places.setdefault(event.id, (0, offset))
        made = outline(folded, places)
        progress = Resumed(SCHEDULER, WAS, made, self.read, self.read_all)
        for event in self.events[known:]:
            progress.add(event)
        return progress


def planned(progress: Progress) -> object:
    """All that a study day is planned by."""
    days = range(at(0).day - 1, at(24 * 9).day)

    return (
        [sorted(each[:4] for each in progress.coming(day)) for day in days],
        [set(progress.buried(day)) for day in days],
        [set(progress.answered(day)) for day in days],
        [set(progress.introduced(day)) for day in days],
        [progress.may_begin(card) for card in CARDS],
        [[progress.comes_at(card, day) for card in CARDS] for day in days],
        [set(progress.in_session(session)) for session in ("", "s1", "s2")],
        [progress.latest(day) for day in days],
        progress.last_day(),
        progress.latencies().sums,
    )


def asked(progress: Progress) -> object:
    """What is asked about single cards."""
    return [
        (progress.card(card), progress.last(card), progress.lives(card), progress.uncounted(card))
        for card in CARDS
    ]


class TestLaw:
    """Whatever the log, wherever it is split."""

    @given(events=CLASHING_LOGS, share=st.floats(0, 1))
    @settings(max_examples=300)
    def test_it_plans_as_a_fold_does(self, events: list[Event], share: float) -> None:
        """Before any card has been looked at, and after all of them have."""
        log = Log(events)
        progress, whole = log.resumed(round(share * len(events))), fold(events, SCHEDULER, WAS)

        assert planned(progress) == planned(whole)
        assert asked(progress) == asked(whole)
        assert planned(progress) == planned(whole)

    @given(events=CLASHING_LOGS, share=st.floats(0, 1), more=st.lists(EVENTS, max_size=6))
    @settings(max_examples=300)
    def test_it_grows_as_a_fold_does(
        self, events: list[Event], share: float, more: list[Event]
    ) -> None:
        """Undo, count, rename and all; an id that is known changes nothing."""
        log = Log(events)
        progress, whole = log.resumed(round(share * len(events))), fold(events, SCHEDULER, WAS)
        for event in more:
            progress.add(event)
            whole.add(event)

        assert planned(progress) == planned(whole)
        assert seen(progress) == seen(whole)


class TestThrift:
    """Only what is needed is read."""

    def test_planning_reads_nothing(self) -> None:
        """The outline knows it all."""
        log = Log(THREE)
        planned_days = [*log.resumed(3).coming(at(24 * 9).day)]

        assert [each.card for each in planned_days] == [CARDS[0]]
        assert (log.read_singly, log.read_whole) == ([], 0)

    def test_a_review_reads_its_card_alone(self) -> None:
        """However many there are."""
        others = [review(f"o{n}", n, card=CARDS[1]) for n in range(20)]
        log = Log([*THREE, *others])
        log.resumed(23).add(review("r4", 24 * 9, Rating.GOOD))

        assert log.read_singly == [*THREE]
        assert log.read_whole == 0

    @pytest.mark.parametrize(
        "event",
        [
            Undo(id="x", moment=at(80), ref="r3"),
            Suspend(id="x", moment=at(80), card=CARDS[0]),
            Bury(id="x", moment=at(80), card=CARDS[0]),
            Flag(id="x", moment=at(80), card=CARDS[0]),
        ],
    )
    def test_what_is_done_with_a_card_reads_it_alone(self, event: Event) -> None:
        """Taking its last answer back, too."""
        log = Log([*THREE, review("o1", 1, card=CARDS[1])])
        log.resumed(4).add(event)

        assert log.read_singly == [*THREE]
        assert log.read_whole == 0

    def test_a_rename_reads_everything(self) -> None:
        """It may bear on any card."""
        log = Log(THREE)
        log.resumed(3).add(Rename(id="x", moment=at(80), card=CARDS[0], to=CARDS[1]))

        assert log.read_whole == 1


def test_an_outline_of_nothing() -> None:
    """A first start."""
    progress = Log([]).resumed(0)

    assert [*progress.coming(at(0).day)] == []
    assert progress.card(CARDS[0]) == Card(id=CARDS[0])
    assert progress.may_begin(CARDS[0])
