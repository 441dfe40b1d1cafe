"""Answers on their way between the review log and Anki, in rows and events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki_cards import Entry, Sort
from quizgen.anki_progress import (
    Found,
    Giving,
    Note,
    Taken,
    doubled,
    find_notes,
    gifts,
    known_notes,
    take,
)
from quizgen.export.anki.identity import guid
from quizgen.export.anki.note_types import NOTE_TYPES, Form
from quizgen.model import (
    ANKI,
    Answer,
    Count,
    Deck,
    Event,
    Fact,
    Interval,
    Mark,
    Moment,
    Pair,
    Position,
    Rating,
    Reset,
    Review,
    Undo,
    Verdict,
)
from quizgen.progress import Progress, fold
from quizgen.review_log.lines import event_line, read_line
from quizgen.scheduler import Fsrs6, moment

CARD = "deck-a1/fact/forward"
NOON = 1_790_000_000_000
MINUTE, DAY = 60_000, 86_400_000
SCHEDULER = Fsrs6()
HERE = Position(file="deck.yaml", line=1, column=1)


def moment_at(instant: int) -> Moment:
    """Live in UTC."""
    return moment(instant, 0)


def answer(instant: int, rating: Rating = Rating.GOOD, card: str = CARD, **more: object) -> Review:
    """Rate a card in the terminal at an instant, for three days."""
    made = Review(
        id=f"{card} {instant} {rating}",
        moment=moment_at(instant),
        card=card,
        kind="recall",
        answer=Answer(took=900),
        rating=rating,
        interval=Interval(days=3),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a review


def entry(instant: int, **more: object) -> Entry:
    """Rate a card in Anki at an instant, for five days."""
    made = Entry(instant, 3, 5, 0, 500, 700, Sort.REVIEW)
    return made._replace(**more)  # type: ignore[arg-type]  # any field of an entry


@dataclass(slots=True, kw_only=True)
class Anki:
    """A collection with one note for each card, and what it has logged."""

    cards: Sequence[str] = (CARD,)
    logged: dict[int, list[Entry]] = field(default_factory=dict)
    type: int = 2
    extra: bool = False

    def found(self) -> Found:
        """Return it as it is found."""
        home = [
            Note(guid(card), card, "recall", home=True, number=number, type=self.type)
            for number, card in enumerate(self.cards)
        ]
        extra = [Note(guid(f"{CARD}/typed"), CARD, "typed", home=False, number=100, type=self.type)]
        entries = {number: tuple(sorted(own)) for number, own in self.logged.items()}
        return Found(notes=(*home, *(extra if self.extra else ())), entries=entries)

    def log(self, *entries: Entry, number: int = 0) -> "Anki":
        """Log some answers."""
        self.logged.setdefault(number, []).extend(entries)
        return self

    def taken_by(self, *events: Event) -> Taken:
        """What a log of some events lacks."""
        return take(self.found(), progress_of(events), moment_at, NOON + 100 * DAY)

    def lacks(self, progress: Progress) -> Giving:
        """What it lacks itself."""
        taken = {it.instant for own in self.logged.values() for it in own}
        return gifts(self.found(), progress, SCHEDULER, taken)

    def give(self, giving: Giving) -> None:
        """Write what it lacks."""
        for gift in giving.gifts:
            own = self.logged.setdefault(gift.note.number, [])
            new = {it.instant for it in gift.entries}
            own[:] = [it for it in own if it.instant not in new] + [*gift.entries]


def progress_of(events: Iterable[Event]) -> Progress:
    """Fold a log."""
    return fold(events, SCHEDULER)


# From Anki


def test_an_answer_comes_in_as_it_was_rated() -> None:
    """Card, kind, rating, time, interval and study day; the sitting says where it was given."""
    [found] = Anki().log(entry(NOON, ease=2)).taken_by().events
    assert isinstance(found, Review)

    assert (found.card, found.kind, found.session) == (CARD, "recall", ANKI)
    assert (found.rating, found.answer.took) == (Rating.HARD, 700)
    assert found.interval == Interval(days=5)
    assert found.moment == moment_at(NOON)


def test_steps_come_in_as_seconds() -> None:
    """Below zero Anki logs seconds."""
    [found] = Anki().log(entry(NOON, interval=-600, sort=Sort.LEARNING)).taken_by().events
    assert isinstance(found, Review)

    assert found.interval == Interval(seconds=600)


def test_a_step_to_the_next_day_is_no_interval() -> None:
    """Anki logs a day for both; what the card became tells them apart."""
    steps = (
        entry(NOON, interval=1, sort=Sort.LEARNING, ease=1),
        entry(NOON + DAY, interval=1, sort=Sort.LEARNING),
    )

    in_review = Anki(type=2).log(*steps).taken_by().events
    in_learning = Anki(type=1).log(*steps).taken_by().events

    assert [it.interval for it in in_review if isinstance(it, Review)] == [
        Interval(seconds=86_400),
        Interval(days=1),
    ]
    assert [it.interval for it in in_learning if isinstance(it, Review)] == [
        Interval(seconds=86_400)
    ] * 2


def test_an_interval_before_an_early_answer_is_no_step() -> None:
    """A filtered deck asked a card in review before it was due, and it was forgotten."""
    early = entry(NOON + DAY, ease=1, interval=-600, sort=Sort.FILTERED)

    first, _ = Anki(type=3).log(entry(NOON), early).taken_by().events

    assert isinstance(first, Review)
    assert first.interval == Interval(days=5)


def test_an_interval_before_a_card_was_made_new_is_no_step() -> None:
    """Learned anew since, it was in review before."""
    forgotten = entry(NOON + 1, ease=0, factor=0, sort=Sort.MANUAL)
    anew = entry(NOON + DAY, interval=-600, sort=Sort.LEARNING)

    first, *_ = Anki(type=1).log(entry(NOON), forgotten, anew).taken_by().events

    assert isinstance(first, Review)
    assert first.interval == Interval(days=5)


def test_what_is_no_answer_is_no_answer_of_ours() -> None:
    """A date set by hand just behind an answer that Anki lacks is neither taken for it nor lost."""
    moved = entry(NOON + 300, ease=0, sort=Sort.MANUAL)
    collection = Anki().log(moved)

    [gift] = collection.lacks(progress_of([answer(NOON)])).gifts
    collection.give(collection.lacks(progress_of([answer(NOON)])))

    assert [it.instant for it in gift.entries] == [NOON]
    assert collection.taken_by(answer(NOON)).known == 1
    assert moved in collection.logged[0]


def test_every_line_that_comes_in_can_be_read_again() -> None:
    """Whatever figures a package claims."""
    rows = [(0, NOON, 3, 10**6, 0, 500, 2**63 - 1, 1), (0, NOON + DAY, 3, 10**6 + 1, 0, 500, 7, 1)]
    found = find_notes(Tables((guid(CARD), RECALL, CARD), logged=rows), {})

    [event] = take(found, progress_of([]), moment_at, NOON + 100 * DAY).events

    assert read_line(event_line(event).strip()) == event


def test_what_the_log_has_does_not_come_in_again() -> None:
    """The same instant, or one just behind where that was taken in Anki."""
    known = answer(NOON), answer(NOON + DAY)

    taken = Anki().log(entry(NOON), entry(NOON + DAY + 3)).taken_by(*known)

    assert (taken.events, taken.known) == ((), 2)


def test_what_was_taken_back_stays_so() -> None:
    """An answer that the learner has undone does not come back by way of Anki."""
    undone = answer(NOON)
    undo = Undo(id="undo", moment=moment_at(NOON + 1), ref=undone.id)

    assert Anki().log(entry(NOON)).taken_by(undone, undo).events == ()


def test_the_same_ids_on_every_machine() -> None:
    """Two machines that take in one collection have the same events: their union has no more."""
    collection = Anki().log(entry(NOON), entry(NOON + DAY))

    first, second = collection.taken_by().events, collection.taken_by(answer(NOON - DAY)).events

    assert first == second


def test_what_is_no_answer_is_no_review() -> None:
    """Cramming counts for nothing, and a due date set by hand says nothing of the memory."""
    taken = (
        Anki()
        .log(
            entry(NOON, sort=Sort.FILTERED, factor=0),
            entry(NOON + 1, sort=Sort.MANUAL, ease=0),
            entry(NOON + 2, sort=Sort.RESCHEDULED, ease=0),
        )
        .taken_by()
    )

    assert taken.events == ()
    assert (taken.idle, taken.moved) == (1, (CARD,))


def test_an_answer_of_the_future_waits() -> None:
    """A clock was ahead there; in the log it would lead the learner's days astray."""
    taken = Anki().log(entry(NOON), entry(NOON + 101 * DAY)).taken_by()

    assert [it.moment.instant for it in taken.events] == [NOON]
    assert taken.ahead == 1
    assert Anki().log(entry(NOON + 101 * DAY)).taken_by(answer(NOON + 101 * DAY)).ahead == 0


def test_a_card_made_new_there_is_new_here() -> None:
    """Its answers before stay in the log, and count no more."""
    taken = Anki().log(entry(NOON), entry(NOON + 1, ease=0, factor=0, sort=Sort.MANUAL)).taken_by()

    assert [type(it) for it in taken.events] == [Review, Reset]
    assert progress_of(taken.events).card(CARD).memory is None


def test_answers_on_a_note_beside_the_cards_own_count_too() -> None:
    """Typed or picked, it is the same memory."""
    taken = Anki(extra=True).log(entry(NOON)).log(entry(NOON + DAY), number=100).taken_by()

    kinds = [it.kind for it in taken.events if isinstance(it, Review)]
    assert kinds == ["recall", "typed"]


# To Anki


def test_only_what_anki_lacks_goes_there() -> None:
    """A card of which it has all is not touched, whatever its state."""
    both = progress_of([answer(NOON), answer(NOON + 7, card="deck-a1/other/forward")])
    collection = Anki(cards=(CARD, "deck-a1/other/forward")).log(entry(NOON))

    [gift] = collection.lacks(both).gifts

    assert gift.note.card == "deck-a1/other/forward"
    assert [it.instant for it in gift.entries] == [NOON + 7]
    assert gift.state is not None
    assert gift.state.interval == 3


def test_two_answers_of_one_moment_get_two_instants() -> None:
    """And are the same answers ever after."""
    other = "deck-a1/other/forward"
    both = progress_of([answer(NOON), answer(NOON, card=other)])
    collection = Anki(cards=(CARD, other))

    collection.give(collection.lacks(both))

    assert sorted(it.instant for own in collection.logged.values() for it in own) == [
        NOON,
        NOON + 1,
    ]
    assert collection.lacks(both).gifts == ()
    assert collection.taken_by(*both.events()).events == ()


def test_a_mark_overruled_later_is_amended() -> None:
    """Anki has the answer, with the rating that it had before; it stays one answer."""
    before = answer(NOON, Rating.AGAIN)
    after = answer(NOON + 4000, Rating.HARD, replaces=before.id, own=True)
    again = answer(NOON + 8000, Rating.GOOD, replaces=after.id, own=True)
    log = [before, after, again]
    collection = Anki().log(entry(NOON, ease=1))

    [gift] = collection.lacks(progress_of(log)).gifts

    assert [(it.instant, it.ease) for it in gift.entries] == [(NOON, 3)]
    collection.give(collection.lacks(progress_of(log)))
    assert collection.lacks(progress_of(log)) == Giving(gifts=(), taken_back=0)
    assert collection.taken_by(*log).events == ()


def test_an_answer_taken_back_stays_in_ankis_log() -> None:
    """Its card gets the state without it; the entry is counted, not removed."""
    first, second = answer(NOON), answer(NOON + DAY)
    undo = Undo(id="undo", moment=moment_at(NOON + DAY + 1), ref=second.id)
    collection = Anki().log(entry(NOON), entry(NOON + DAY))

    giving = collection.lacks(progress_of([first, second, undo]))

    assert giving.taken_back == 1
    [gift] = giving.gifts
    assert gift.entries == ()
    assert gift.state is not None
    assert gift.state.reps == 1


def test_a_due_date_set_by_hand_holds_until_the_next_answer() -> None:
    """What was answered before it comes late and moves nothing."""
    moved = entry(NOON + DAY, sort=Sort.MANUAL, ease=0)
    late, later = answer(NOON), answer(NOON + 2 * DAY)

    [kept] = Anki().log(moved).lacks(progress_of([late])).gifts
    [left] = Anki().log(moved).lacks(progress_of([late, later])).gifts

    assert kept.keeps_due
    assert not left.keeps_due


def test_a_due_date_of_an_answer_taken_back_does_not_hold() -> None:
    """All cards were rescheduled before that answer, which has moved its card since."""
    first, second = answer(NOON), answer(NOON + 2 * DAY)
    undo = Undo(id="undo", moment=moment_at(NOON + 2 * DAY + 1), ref=second.id)
    moved = entry(NOON + DAY, sort=Sort.RESCHEDULED, ease=0)
    collection = Anki().log(entry(NOON), moved, entry(NOON + 2 * DAY))

    [gift] = collection.lacks(progress_of([first, second, undo])).gifts

    assert not gift.keeps_due


def test_a_quiz_that_counts_no_more_after_all() -> None:
    """Its answers are in Anki's log, and the card gets the state without them."""
    first, asked = answer(NOON), answer(NOON + DAY, counted=False, session="quiz")
    count = Count(id="count", moment=moment_at(NOON + DAY), session="quiz")
    undo = Undo(id="undo", moment=moment_at(NOON + 2 * DAY), ref="count")
    collection = Anki().log(entry(NOON))
    collection.give(collection.lacks(progress_of([first, asked, count])))

    giving = collection.lacks(progress_of([first, asked, count, undo]))

    assert giving.taken_back == 1
    [gift] = giving.gifts
    assert gift.state is not None
    assert gift.state.reps == 1


def test_a_new_card_with_a_log_is_given_its_state() -> None:
    """Its note was deleted and imported again; one made new by hand stays new."""
    known = progress_of([answer(NOON)])
    forgotten = entry(NOON + DAY, ease=0, factor=0, sort=Sort.MANUAL)
    collection = Anki(type=0).log(entry(NOON))

    [gift] = collection.lacks(known).gifts
    collection.log(forgotten)

    assert gift.state is not None
    assert gift.entries == ()
    assert [*collection.taken_by(answer(NOON)).events] != []
    reset = Reset(id="reset", moment=moment_at(NOON + DAY), card=CARD)
    assert collection.lacks(progress_of([answer(NOON), reset])).gifts == ()


def test_quiz_answers_that_do_not_count_stay_here() -> None:
    """Anki has no such thing."""
    asked = answer(NOON, counted=False, session="quiz")

    assert Anki().lacks(progress_of([asked])).gifts == ()


def test_a_cards_own_note_gets_its_progress() -> None:
    """Of several notes one; the others go on as cards of their own."""
    [gift] = Anki(extra=True).lacks(progress_of([answer(NOON)])).gifts

    assert gift.note.home


def test_without_the_cards_own_note_another_gets_it() -> None:
    """A deck handed on as typed notes alone."""
    only = Anki(cards=(), extra=True)

    [gift] = only.lacks(progress_of([answer(NOON)])).gifts

    assert gift.note.kind == "typed"


def test_a_full_second_is_left_alone() -> None:
    """A card whose entry finds no instant is named and not touched."""
    collection = Anki(cards=(CARD, "x/y/forward"))
    for instant in range(NOON, NOON + 1000):
        collection.log(entry(instant), number=1)

    giving = collection.lacks(progress_of([answer(NOON)]))

    assert (giving.gifts, giving.crowded) == ((), (CARD,))


INSTANTS = st.integers(0, 40).map(lambda hours: NOON + hours * 3_600_000)


@given(
    st.lists(st.tuples(INSTANTS, st.sampled_from([*Rating])), max_size=8),
    st.lists(st.tuples(INSTANTS, st.integers(1, 4)), max_size=8),
)
def test_after_an_exchange_both_sides_have_all(
    here: list[tuple[int, Rating]], there: list[tuple[int, int]]
) -> None:
    """Whatever was answered where: each answer once on both sides, and nothing left to exchange."""
    other = "deck-a1/other/forward"
    ours = {
        (it, card): answer(it, rating, card=card)
        for number, (it, rating) in enumerate(here)
        for card in [CARD if number % 2 else other]
    }
    # Nobody answers twice within a second.
    theirs = {it + 5000: ease for it, ease in there}
    collection = Anki(cards=(CARD, other))
    for number, (instant, ease) in enumerate(theirs.items()):
        collection.log(entry(instant, ease=ease), number=number % 2)

    events = [*ours.values(), *collection.taken_by(*ours.values()).events]
    progress = progress_of(events)
    collection.give(collection.lacks(progress))

    answers = len(ours) + len(theirs)
    assert sum(map(len, collection.logged.values())) == answers
    assert sum(len(life) for card in (CARD, other) for life in progress.lives(card)) == answers
    assert collection.taken_by(*events).events == ()
    assert collection.lacks(progress).gifts == ()


# By way of another machine


def test_an_answer_that_comes_by_two_ways_counts_once() -> None:
    """Pushed from one machine, pulled on another, then both logs merged: one copy is taken back."""
    at_home = answer(NOON)
    collection = Anki()
    collection.give(collection.lacks(progress_of([at_home])))
    elsewhere = collection.taken_by().events
    assert len(elsewhere) == 1

    merged = progress_of([at_home, *elsewhere])
    undos = [*doubled(merged)]
    for undo in undos:
        merged.add(undo)

    assert merged.card(CARD).reps == 1
    assert merged.history(CARD) == (at_home,)
    assert [*doubled(merged)] == []
    assert undos == [*doubled(progress_of([*elsewhere, at_home]))]


def test_an_answer_that_comes_by_way_of_two_collections_counts_once() -> None:
    """In the second its instant was taken, so that it came in as one of another moment."""
    first, second = Anki().log(entry(NOON)), Anki().log(entry(NOON + 1))
    both = [*first.taken_by().events, *second.taken_by().events]

    undos = [*doubled(progress_of(both))]

    assert [it.ref for it in undos] == [both[0 if both[0].moment.instant > NOON else 1].id]
    merged = progress_of([*both, answer(NOON)])
    assert progress_of([*both, answer(NOON), *doubled(merged)]).card(CARD).reps == 1


def test_a_copy_that_was_overruled_counts_no_more() -> None:
    """Neither it nor what stands in for it; alone, what stands in for an answer is no copy."""
    [copy] = Anki().log(entry(NOON)).taken_by().events
    assert isinstance(copy, Review)
    for id_ in ("0", "zzz"):
        overruled = replace(copy, id=id_, rating=Rating.HARD, replaces=copy.id)
        merged = [answer(NOON), copy, overruled]

        undos = [*doubled(progress_of(merged))]

        assert progress_of([*merged, *undos]).card(CARD).reps == 1
        assert [*doubled(progress_of([copy, overruled]))] == []


def test_two_answers_of_anki_are_no_copies() -> None:
    """However near each other."""
    taken = Anki().log(entry(NOON), entry(NOON + 20_000)).taken_by().events

    assert [*doubled(progress_of([*taken, answer(NOON + 5000)]))] == []


# Notes


def pair(name: str, **more: object) -> Fact:
    """Make a fact."""
    made = Fact(id=name, shape=Pair(ask="What?", answer="that"), position=HERE)
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a fact


def deck(*facts: Fact) -> Deck:
    """Make a deck."""
    return Deck(id="deck-a1", title="Deck", facts=facts, position=HERE)


class Tables:
    """The tables of a collection."""

    def __init__(
        self, *notes: tuple[str, int, str], logged: Sequence[Sequence[object]] = ()
    ) -> None:
        """Take guid, note type and first field of notes, and rows of the log."""
        self.notes, self.logged = notes, logged

    def __call__(self, table: str, *columns: str) -> Iterable[Sequence[object]]:
        """Read columns."""
        match table:
            case "cards":
                return [(10 * n, n, 0, 2) for n in range(len(self.notes))]
            case "revlog":
                return self.logged
            case _:
                rows = [
                    {"id": n, "guid": id_, "mid": kind, "flds": f"{key}\x1fQuestion"}
                    for n, (id_, kind, key) in enumerate(self.notes)
                ]
                return [[row[column] for column in columns] for row in rows]


RECALL = NOTE_TYPES[Form.RECALL].id


def test_a_note_is_known_by_its_guid() -> None:
    """Even in a note type of the learner's own, with all fields changed."""
    known = known_notes([deck(pair("fact"))], {})

    found = find_notes(Tables((guid(CARD), 77, "mine"), ("foreign", 77, "x")), known)

    assert [(it.card, it.kind, it.home) for it in found.notes] == [(CARD, "recall", True)]


def test_a_renamed_fact_keeps_its_notes() -> None:
    """The note is told by the first id, the card by the one that it has now."""
    known = known_notes([deck(pair("new", was=("fact",)))], {})

    [note] = find_notes(Tables((guid(CARD), RECALL, CARD)), known).notes

    assert note.card == "deck-a1/new/forward"


def test_a_note_of_an_unknown_deck_tells_its_card_itself() -> None:
    """Its guid proves it; a note that merely says so is none of quizgen's."""
    card = "other & more/fact/forward#slot"
    notes = (guid(card), RECALL, escape(card)), ("forged", RECALL, CARD), (guid(CARD), 5, CARD)
    endless = f"{'x' * 1000}/fact/forward"

    found = find_notes(Tables(*notes, (guid(endless), RECALL, endless)), {})

    assert [it.card for it in found.notes] == [card]


def test_rows_that_make_no_sense_are_passed_over() -> None:
    """A package may hold anything."""
    sound = (0, NOON, 3, 5, 0, 500, 700, 1)
    rows = [
        sound,
        (0, "x", 3, 5, 0, 500, 700, 1),
        (0, NOON, 9, 5, 0, 500, 700, 1),
        (0, NOON, 3, 5, 0, 500, 700, 8),
        (0, -1, 3, 5, 0, 500, 700, 1),
        (0, NOON, 3, 2**63, 0, 500, 700, 1),
        (0, NOON, 3, 5, None, 500, 700, 1),
    ]

    found = find_notes(Tables((guid(CARD), RECALL, CARD), logged=rows), {})

    assert found.entries == {0: (Entry(*sound[1:7], Sort.REVIEW),)}


def test_a_typed_answer_goes_as_what_it_counts_for() -> None:
    """A mark is a rating in Anki."""
    wrong = answer(NOON, Rating.AGAIN, kind="typed", mark=Mark(verdict=Verdict.WRONG, rule="other"))

    [gift] = Anki().lacks(progress_of([wrong])).gifts

    assert [it.ease for it in gift.entries] == [1]
