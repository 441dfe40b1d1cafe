"""Reading a log as rows finds what reading it line by line finds, whatever stands in it."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_review_log import EVENTS, review

from quizgen.model import Answer, Interval, Mark, Moment, Rating, Review, Verdict
from quizgen.problems import SetupError
from quizgen.progress import weigh
from quizgen.review_log import LogRows, ReviewLog, event_line
from quizgen.review_log.rows import RowReader
from quizgen.scheduler import EVIDENCE, Weight, moment


def weight(review: Review) -> Weight:
    """As a start without a cache does."""
    return weigh(review, EVIDENCE)


ANSWERS = [
    Answer(took=900),
    Answer(typed="fémur", took=4210),
    Answer(typed='the "femur"\\', took=7, hinted=True),
    Answer(shown=("calf", "café", "foot, arch"), chosen=(1,), took=31, guessed=True),
    Answer(shown=('a "b"', "\\frac{1}{2}", "[c]"), chosen=(2, 0), took=31),
    Answer(shown=("a", "b"), took=31),
    Answer(typed="calf", took=90_000, sure=True, slow_from=12_345),
]
MARKS = [
    None,
    *(Mark(verdict=it, rule="key", note=note) for it in Verdict for note in ("", "no")),
    Mark(verdict=Verdict.WRONG, rule="list-most", share=0.75),
]
USUAL = st.builds(
    replace,
    st.sampled_from([review(1), review(2, moment(1_795_435_200_000, 60, 5))]),
    answer=st.sampled_from(ANSWERS),
    mark=st.sampled_from(MARKS),
    rating=st.sampled_from(Rating),
    own=st.booleans(),
    interval=st.sampled_from([Interval(days=4), Interval(seconds=600), Interval()]),
    counted=st.sampled_from([True, True, False]),
    replaces=st.sampled_from(["", "", "x"]),
)
WRITTEN = (USUAL | USUAL | EVENTS).map(event_line).map(lambda line: line[:-1])
PIECES = [
    *(b'"', b"\\", b"\\u00e9", b'\\"', b"\n", b"\r", b"\t", b"\x00", b"\xff", b"\xed\xa0\x80"),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b" ",
        b'","',
        b'":"',
        b"0",
        b"-",
        b"1.5",
        b"9" * 16,
        b"e9",
    ),
    *(b'"v":1', b'"v":2', b'"t":5', b'"card":"x"', b'"ms":3', b'"rating":2', b'"days":4', b"true"),
    *(b',"mark":"right"', b',"rule":"exact"', b',"hinted":true', b',"counted":false', b"\xc3\xa9"),
    *(b',"shown":["a","b"]', b',"chosen":[0]', b',"secs":600', b',"next":5', b',"replaces":"x"'),
    *(b'"ev":"review"', b'"ev":"undo","ref":"x"', b"null", b'""', b"\xef\xbb\xbf"),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A line that was written, with pieces put in or cut out."""
    line = draw(WRITTEN)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, min(len(line), start + 12)) | st.just(start))
        line = line[:start] + draw(st.sampled_from(PIECES)) + line[end:]
    return line


LINES = st.lists(WRITTEN | mutated() | st.sampled_from(PIECES), max_size=8)


def read_both(data: bytes) -> tuple[object, object]:
    """What both ways find in a file: each event with its place, and what is wrong, or an error."""
    with TemporaryDirectory() as folder:
        log = ReviewLog(Path(folder), "here")
        path = log.folder / "here" / "2026-11.jsonl"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return _found(lambda: _by_line(log)), _found(lambda: _by_rows(log.read_rows(weight)))


def _found(read: Callable[[], object]) -> object:
    try:
        return read()
    except SetupError as error:
        return str(error)


def _by_line(log: ReviewLog) -> object:
    read = log.read()
    events = {
        place: _as_row(event) if isinstance(event, Review) and not event.replaces else event
        for place, event in zip(read.places, read.events, strict=True)
    }
    return events, read.problems, read.stretches


def _as_row(event: Review) -> object:
    moment, interval = event.moment, event.interval
    return (
        (event.id, event.card, event.session, moment.instant, moment.day, moment.next_day),
        (interval.days, interval.seconds, weight(event)),
    )


def _by_rows(read: LogRows) -> object:
    rows = read.rows
    events: dict[tuple[int, int], object] = dict(zip(read.places, read.events, strict=True))
    for number, id_ in enumerate(rows.ids):
        events[rows.files[number], rows.offsets[number]] = (
            (
                id_.decode(errors="surrogatepass"),
                rows.cards[rows.card[number]],
                rows.sessions[rows.session[number]],
                rows.instants[number],
                rows.days[number],
                rows.next_days[rows.moment[number]],
            ),
            (*rows.intervals[rows.interval[number]], rows.weights[rows.weight[number]]),
        )
    return events, read.problems, read.stretches


class TestLaw:
    """Whatever stands in a file."""

    @given(lines=LINES, ended=st.booleans())
    @example(lines=[b'{"v":1,"id":"a', b'","ev":"review"}'], ended=True)
    @settings(max_examples=400, deadline=None)
    def test_both_ways_find_the_same(self, lines: list[bytes], ended: bool) -> None:  # noqa: FBT001  # given
        """Events where they stand, and every problem and error word by word."""
        by_line, by_rows = read_both(b"\n".join(lines) + b"\n" * ended)

        assert by_rows == by_line


def test_what_is_alike_is_read_once(tmp_path: Path) -> None:
    """Of a thousand choices none is made a review but the first of each evidence."""
    log = ReviewLog(tmp_path, "here")
    path = log.folder / "here" / "2026-11.jsonl"
    path.parent.mkdir(parents=True)
    choices = [
        replace(
            review(number),
            card=f"bodies/{number}/forward",
            answer=Answer(shown=(f"a {number}", 'the "b"'), chosen=(number % 2,), took=number + 1),
            interval=Interval(days=number + 1),
        )
        for number in range(1000)
    ]
    path.write_bytes(b"".join(map(event_line, choices)))
    weighed: list[Review] = []

    def weigh_once(made: Review) -> Weight:
        weighed.append(made)
        return weight(made)

    read = log.read_rows(weigh_once)

    assert len(read.rows.ids) == 1000
    assert weighed == choices[:2]


TYPED, CHOICE = ANSWERS[1], ANSWERS[3]
KINDS = [
    (Answer(took=900), None),
    *((answer, Mark(verdict=it, rule="key")) for answer in (TYPED, CHOICE) for it in Verdict),
]
SOME_DAY = moment(1_795_435_200_000, 60, 5)
OPTIONAL: dict[str, Callable[[Review], Review]] = {
    "next_day": lambda it: replace(it, moment=SOME_DAY),
    "note": lambda it: replace(it, mark=it.mark and replace(it.mark, note="no")),
    "own": lambda it: replace(it, own=True),
    "days": lambda it: replace(it, interval=Interval(days=4)),
    "seconds": lambda it: replace(it, interval=Interval(seconds=600)),
    "session": lambda it: replace(it, session="s1", fingerprint="9c1f"),
    "hinted": lambda it: replace(it, answer=replace(it.answer, hinted=True)),
    "guessed": lambda it: replace(it, answer=replace(it.answer, guessed=True)),
    "sure": lambda it: replace(it, answer=replace(it.answer, sure=True)),
    "slow_from": lambda it: replace(it, answer=replace(it.answer, slow_from=12_345)),
    "share": lambda it: replace(it, mark=it.mark and replace(it.mark, share=0.75)),
    "counted": lambda it: replace(it, counted=False),
}
ALWAYS = {
    *("id", "moment", "card", "kind", "answer", "mark", "rating", "interval"),
    *("instant", "offset", "day", "shown", "chosen", "typed", "took", "verdict", "rule"),
}
WITH_SESSION = {"fingerprint"}
LEFT_TO_OTHERS = {"replaces"}


def left(reviews: list[Review]) -> list[Review]:
    """Those whose lines are not known in full."""
    lines = [event_line(it)[:-1] for it in reviews]
    block = b"".join(line + b"\n" for line in lines)
    return [reviews[index] for index, _ in RowReader(weight).take_lines(block, lines, 0, 0)]


class TestForm:
    """What is written is known in full, or reading would be slow without a word."""

    def test_all_that_a_review_may_have_is_known_alone_and_together(self) -> None:
        """Of each kind, with any of the optional fields; an interval has days or seconds."""
        bare = replace(review(1), interval=Interval(), session="", fingerprint="")
        chosen = [
            [*names]
            for count in range(len(OPTIONAL) + 1)
            for names in combinations(OPTIONAL, count)
            if not {"days", "seconds"} <= {*names}
        ]
        reviews = []
        for answer, mark in KINDS:
            for names in chosen:
                made = replace(bare, answer=answer, mark=mark)
                for name in names:
                    made = OPTIONAL[name](made)
                reviews.append(made)

        assert left(reviews) == []

    def test_no_field_is_forgotten(self) -> None:
        """Whoever adds one to what is logged must say here what becomes of its lines."""
        parts = (Review, Answer, Mark, Interval, Moment)
        named = {field.name for part in parts for field in fields(part)}

        assert named == {*OPTIONAL} | ALWAYS | WITH_SESSION | LEFT_TO_OTHERS

    def test_a_review_that_replaces_another_is_left_to_others(self) -> None:
        """It bears on more than its own row."""
        both = [review(1), replace(review(2), replaces=review(1).id)]

        assert left(both) == both[1:]
