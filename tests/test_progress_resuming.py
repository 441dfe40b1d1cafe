"""A progress that resumes from an outline says what the whole log says, whatever comes next."""

from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from test_progress import CARDS, LOGS, SCHEDULER, THREE, at, review, seen

from quizgen.model import Count, Event, Rename, Suspend, Undo
from quizgen.progress import Place, Progress, Resumed, fold
from quizgen.progress.outlining import outline

DAYS = range(at(0).day - 1, at(24 * 9).day)


class Log:
    """A log in memory that counts how often it is read."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Keep the events."""
        self.events = list(events)
        self.whole = 0

    def read(self, places: Iterable[Place]) -> list[Event]:
        """Read single events."""
        return [self.events[offset] for _, offset in places]

    def read_all(self) -> Sequence[Event]:
        """Read everything."""
        self.whole += 1
        return self.events

    def resumed(self, cut: int) -> Resumed:
        """Resume from the first events, and add the others."""
        first = self.events[:cut]
        places: dict[str, Place] = {}
        for number, event in enumerate(first):
            places.setdefault(event.id, (0, number))
        kept = outline(fold(first, SCHEDULER), places)
        progress = Resumed(SCHEDULER, {}, kept, self.read, self.read_all)
        for event in self.events[cut:]:
            progress.add(event)
        return progress


def planned(progress: Progress) -> object:
    """All that a study day is planned by."""
    return (
        [sorted(progress.coming(day)) for day in DAYS],
        [set(progress.buried(day)) for day in DAYS],
        [set(progress.answered(day)) for day in DAYS],
        [set(progress.introduced(day)) for day in DAYS],
        [set(progress.in_session(session)) for session in ("", "s1", "s2")],
        [progress.may_begin(card) for card in CARDS],
    )


@given(LOGS, st.integers(0, 25))
@settings(deadline=None, max_examples=300)
def test_resuming_is_folding(events: Sequence[Event], cut: int) -> None:
    """Wherever the log is cut, days are planned alike, and each card is the same."""
    whole, resumed = fold(events, SCHEDULER), Log(events).resumed(cut)

    assert planned(resumed) == planned(whole)
    assert [resumed.card(card) for card in CARDS] == [whole.card(card) for card in CARDS]
    assert [resumed.last(card) for card in CARDS] == [whole.last(card) for card in CARDS]
    assert [resumed.latest(day) for day in DAYS] == [whole.latest(day) for day in DAYS]
    assert planned(resumed) == planned(whole)
    assert seen(resumed) == seen(whole)
    assert planned(resumed) == planned(whole)


@given(LOGS, st.lists(st.integers(0, 24), max_size=5), st.integers(0, 25))
@settings(deadline=None)
def test_what_is_asked_on_the_way_does_not_matter(
    events: Sequence[Event], asked: Sequence[int], cut: int
) -> None:
    """Histories may be read before, between and after the events that are added."""
    log = Log(events)
    resumed = log.resumed(cut)
    for number in asked:
        resumed.card(CARDS[number % 3])
        resumed.event(f"e{number:02}")

    assert seen(resumed) == seen(fold(events, SCHEDULER))


@given(LOGS, LOGS, st.integers(0, 25))
@settings(deadline=None)
def test_of_two_events_with_one_id_the_first_counts(
    first: Sequence[Event], second: Sequence[Event], cut: int
) -> None:
    """As in the fold, even where two machines have given one id twice."""
    events = [*first, *second]

    assert seen(Log(events).resumed(cut)) == seen(fold(events, SCHEDULER))


def test_a_usual_day_reads_only_the_histories_that_it_adds_to() -> None:
    """Answers, undo of old ones, and suspending leave the rest of the log alone."""
    log = Log([*THREE, review("other", 5, card=CARDS[2]), Count(id="c", moment=at(6), session="q")])
    resumed = log.resumed(5)
    for event in (
        review("r4", 80),
        Undo(id="u4", moment=at(81), ref="r4"),
        Undo(id="u3", moment=at(81), ref="r3"),
        Suspend(id="s", moment=at(82), card=CARDS[2]),
    ):
        resumed.add(event)
        log.events.append(event)

    assert planned(resumed) == planned(fold(log.events, SCHEDULER))
    assert log.whole == 0


def test_a_rename_reads_everything() -> None:
    """It joins histories."""
    log = Log([*THREE, review("other", 5, card=CARDS[2])])
    resumed = log.resumed(4)
    rename = Rename(id="n", moment=at(90), card=CARDS[0], to=CARDS[2])
    resumed.add(rename)
    log.events.append(rename)

    assert log.whole == 1
    assert seen(resumed) == seen(fold(log.events, SCHEDULER))


def test_answers_in_order_keep_the_plan() -> None:
    """Neither reading a history nor an answer after all others makes the day's plan stale."""
    resumed = Log(THREE).resumed(3)
    before = resumed.revision
    resumed.card(CARDS[0])
    resumed.add(review("r4", 80))

    assert resumed.revision == before
    assert resumed.answered(at(80).day) == {CARDS[0]}
