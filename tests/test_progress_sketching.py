"""The outline of a log that is read the quick way is that of a fold of everything."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from test_progress import CARDS, EVENTS, MOMENTS, SCHEDULER, seen
from test_progress_resuming import WAS, asked, planned

from quizgen.model import Answer, Event, Interval, Mark, Rating, Review, Verdict
from quizgen.progress import Resumed, fold, weigh
from quizgen.progress.sketching import Log, quick_outline, replayed
from quizgen.review_log import ReviewLog, event_line

PLAIN = st.builds(
    Review,
    id=st.integers(0, 200).map("p{:03}".format),
    moment=MOMENTS,
    card=st.sampled_from([*CARDS, "deck/c/forward", "deck/d/forward"]),
    kind=st.just("choice"),
    answer=st.sampled_from([Answer(took=3), Answer(shown=("x", "y"), chosen=(1,), took=70)]),
    mark=st.sampled_from([None, *(Mark(verdict=it, rule="exact") for it in Verdict)]),
    rating=st.sampled_from(Rating),
    interval=st.sampled_from([Interval(seconds=600), Interval(days=4), Interval(days=9)]),
    session=st.sampled_from(["s1", "s2", "s3"]),
    counted=st.sampled_from([True, True, True, False]),
)
PLACES = st.sampled_from(["a/2026-11", "a/2026-12", "b/2026-11"])
LINES = st.lists(st.tuples(PLACES, PLAIN | PLAIN | PLAIN | EVENTS), max_size=40)


def written(home: Path, lines: Sequence[tuple[str, Event]]) -> ReviewLog:
    """Write events to the files of several devices."""
    log = ReviewLog(home, "a")
    for name, event in lines:
        path = log.folder / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(event_line(event))
    return log


def as_rows(log: ReviewLog) -> Log:
    """Read a log the quick way."""
    read = log.read_rows(lambda it: weigh(it, SCHEDULER.policy))
    singly = partial(log.lines, [stretch.name for stretch in read.stretches])
    return Log(rows=read.rows, events=read.events, places=read.places, read=singly)


def resumed(log: ReviewLog) -> Resumed:
    """Begin from the outline of a log that is read the quick way."""
    made = as_rows(log)
    outline = quick_outline(made, SCHEDULER, WAS)
    return Resumed(SCHEDULER, WAS, outline, made.read, lambda: log.read().events)


class TestLaw:
    """Whatever the log, in however many files."""

    @given(lines=LINES, more=st.lists(PLAIN | EVENTS, max_size=4))
    @settings(max_examples=150, deadline=None)
    def test_it_plans_and_grows_as_a_fold_does(
        self, lines: list[tuple[str, Event]], more: list[Event]
    ) -> None:
        """Undo of undo, renames, counts, two events of one id; before and after more comes."""
        with TemporaryDirectory() as folder:
            log = written(Path(folder), lines)
            progress, whole = resumed(log), fold(log.read().events, SCHEDULER, WAS)

            assert planned(progress) == planned(whole)
            assert asked(progress) == asked(whole)
            assert progress.latencies().sums == whole.latencies().sums
            for event in more:
                progress.add(event)
                whole.add(event)
            assert planned(progress) == planned(whole)
            assert progress.last_day() == whole.last_day()
            assert progress.latencies().sums == whole.latencies().sums
            assert seen(progress) == seen(whole)

    @given(lines=LINES)
    @settings(max_examples=100, deadline=None)
    def test_it_leads_to_the_memories_of_a_fold(self, lines: list[tuple[str, Event]]) -> None:
        """Of all cards that have one, whether or not an outline is made of them."""
        with TemporaryDirectory() as folder:
            log = written(Path(folder), lines)
            made = as_rows(log)
            whole = fold(log.read().events, SCHEDULER, WAS)

            assert replayed(made, SCHEDULER, WAS).memories(made.rows) == {
                name: card.memory for name, card in whole.cards.items() if card.memory
            }
