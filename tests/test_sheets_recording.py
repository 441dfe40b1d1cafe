"""A paper in the log: as evidence of what was written, once, and put right when it is corrected."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import pytest
from answer_sheets import key_texts, marked, number_of, record_of, sheet_of
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.marking import mark
from quizgen.model import Event, Interval, Moment, Rating, Review, Undo, Verdict
from quizgen.progress import fold
from quizgen.review_log import event_id, event_line, read_line
from quizgen.scheduler import Fsrs6, moment
from quizgen.sheets.recording import Recorded, record

SCHEDULER = Fsrs6()
SHEET = sheet_of()
NOW = moment(1_790_000_000_000, 60)
CARD = SHEET.entries[0].question.card
OWN = number_of(SHEET, "spasm")


def ids() -> Callable[[Moment], str]:
    """Make ids that differ."""
    numbers = count()
    return lambda at: event_id(at.instant, next(numbers).to_bytes(10))


NEW_ID = ids()


def logged(text: str, events: Sequence[Event] = (), at: Moment = NOW) -> Recorded:
    """Record the answers of the sample paper."""
    return record(marked(SHEET, text), events, SCHEDULER, moment=at, now=NOW, new_id=NEW_ID)


def reviews(found: Recorded) -> list[Review]:
    """Return the reviews among what was logged."""
    return [it for it in found.events if isinstance(it, Review)]


def test_answers_are_logged_as_in_the_terminal() -> None:
    """What was shown, chosen and typed, the mark, the rating by the policy, and the interval."""
    found = reviews(logged("B 7=dehydratd 12=BAC 13=123 ..."))

    assert [(it.card, it.kind, it.rating, it.counted) for it in found] == [
        ("deck/site/forward", "choice", Rating.GOOD, True),
        ("deck/dehydrated/forward", "recall", Rating.GOOD, True),
        ("deck/capitals/forward", "match", Rating.AGAIN, True),
        ("deck/relief/forward", "order", Rating.AGAIN, True),
    ]
    assert {it.session for it in found} == {f"paper {SHEET.code}"}
    assert [it.answer.took for it in found] == [0, 0, 0, 0]
    assert (found[0].answer.shown, found[0].answer.chosen) == (("teeth", "calf", "hair"), (1,))
    assert found[1].mark
    assert found[1].mark.verdict is Verdict.SLIP
    for it, entry in zip(found, (1, 7, 12, 13), strict=True):
        assert it.mark == mark(SHEET.entries[entry - 1].question, it.answer)
        assert it.fingerprint


def test_a_right_choice_is_soft_evidence() -> None:
    """One of three options may be a guess: the memory moves less than by what was written."""
    choice, typed = reviews(logged("B 7=dehydrated ..."))
    memories = fold([choice, typed], SCHEDULER).cards
    outcomes = SCHEDULER.outcomes(None, choice.card, 0, NOW, 1 / 3)

    assert choice.interval == outcomes[Rating.GOOD].interval != Interval()
    picked, written = (memories[it.card].memory for it in (choice, typed))
    assert picked
    assert written
    assert picked.stability < written.stability


def test_what_shows_nothing_is_not_logged() -> None:
    """Nothing written, spoilt, or not yet judged: none of them is an answer."""
    found = logged(f'* {OWN}="in my own words" ...')

    assert (found.events, found.known) == ((), 0)


def test_what_the_marker_judged() -> None:
    """An overruled verdict where the program had one on these words, else a rating of its own."""
    found = reviews(logged(f'6="quick"+ 7=+ 8="37"+0 9=+0 {OWN}="in my own words"+ 3=AB+1 ...'))

    said = {it.card.split("/")[1]: it for it in found}
    assert [(it, said[it].mark and said[it].mark.verdict, said[it].rating) for it in said] == [  # type: ignore[union-attr]  # there is a mark
        ("muscles", Verdict.WRONG, Rating.AGAIN),
        ("brief", Verdict.RIGHT, Rating.GOOD),
        ("dehydrated", None, Rating.GOOD),
        ("fever", Verdict.WRONG, Rating.AGAIN),
        ("map", None, Rating.AGAIN),
        ("spasm", None, Rating.GOOD),
    ]
    for name, note in (("brief", "wrong: words"), ("fever", "right: exact")):
        mark_ = said[name].mark
        assert mark_
        assert (mark_.rule, mark_.note) == ("overruled", note)
    assert said["brief"].answer.typed == "quick"
    # The letters say what was known, whatever the marker gave for them.
    muscles = said["muscles"].mark
    assert muscles
    assert muscles.rule == "option"


@given(
    st.sampled_from(["", "BA AC TF ...", "BA AC TF brief dehydrated 37 Alps calf,hand + BCA 1,2,3"])
)
@settings(max_examples=5)
def test_the_same_paper_twice_adds_nothing(text: str) -> None:
    """However often, and however much later."""
    text = text or key_texts(SHEET)
    first = logged(text)
    later = moment(NOW.instant + 40 * 86_400_000, 60)
    again = logged(text, first.events, later)

    assert again.events == ()
    assert again.known == len(first.events) > 0


def test_a_corrected_answer_replaces() -> None:
    """The new one stands for the old at its moment; all others stay."""
    first = logged("BA AC TF ...")
    later = moment(NOW.instant + 86_400_000, 60)
    again = logged("CA AC TF ...", first.events, later)
    (review,) = reviews(again)
    old = reviews(first)[0]

    assert (again.new, again.corrected, again.withdrawn, again.known) == (0, 1, 0, 4)
    assert (review.replaces, review.moment, review.rating) == (old.id, old.moment, Rating.AGAIN)
    folded = fold([*first.events, *again.events], SCHEDULER)
    assert folded.cards == fold([review, *first.events[1:]], SCHEDULER).cards
    assert review.interval == SCHEDULER.outcomes(None, old.card, 0, NOW)[Rating.AGAIN].interval


def test_an_answer_that_is_none_is_taken_back_and_may_come_again() -> None:
    """Found to be spoilt: an undo; found to be readable after all: a new review."""
    first = logged("BA ...")
    second = logged("B* ...", first.events)
    third = logged("BA ...", [*first.events, *second.events])

    assert [type(it) for it in second.events] == [Undo]
    assert (third.new, third.corrected, third.known) == (1, 0, 1)
    everything = [*first.events, *second.events, *third.events]
    assert logged("BA ...", everything).events == ()
    assert fold(everything, SCHEDULER).cards["deck/water/forward"].reps == 1


def test_a_paper_that_two_machines_have_logged() -> None:
    """Once their logs are merged, marking it again takes the second of each answer back."""
    one, other = logged("BA AC TF ..."), logged("BA AC TF ...")
    merged = [*one.events, *other.events]
    again = logged("BA AC TF ...", merged)

    assert (again.new, again.corrected, again.withdrawn, again.known) == (0, 0, 5, 5)
    everything = [*merged, *again.events]
    assert fold(everything, SCHEDULER).cards == fold(one.events, SCHEDULER).cards
    assert logged("BA AC TF ...", everything).events == ()


def test_another_version_is_another_paper() -> None:
    """Whoever wrote two versions has answered twice."""
    papers = record_of(2)
    one, other = (sheet_of(papers, at) for at in (0, 1))
    first = record(marked(one, key_texts(one)), (), SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID)
    second = record(
        marked(other, key_texts(other)), first.events, SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID
    )

    assert (second.new, second.known) == (len(first.events), 0)
    assert (first.others, second.others) == ((), (one.code,))
    both = [*first.events, *second.events]
    back = record(marked(one, "..."), both, SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID)
    assert (back.withdrawn, back.others) == (len(first.events), (other.code,))
    again = record(
        marked(other, key_texts(other)),
        [*both, *back.events],
        SCHEDULER,
        moment=NOW,
        now=NOW,
        new_id=NEW_ID,
    )
    assert (again.events, again.others) == ((), ())


def test_what_was_answered_since_keeps_its_due_date() -> None:
    """A paper of last week slips in before yesterday's answer and moves no interval granted."""
    card = "deck/site/forward"
    yesterday = moment(NOW.instant - 86_400_000, 60)
    since = replace(
        reviews(logged("B ...", at=yesterday))[0], interval=Interval(days=9), session="study"
    )
    week = moment(NOW.instant - 7 * 86_400_000, 60)
    found = logged("B ...", [since], at=week)
    folded = fold([since, *found.events], SCHEDULER)

    assert reviews(found)[0].interval == Interval()
    memory = folded.cards[card].memory
    assert memory
    assert memory.due_day == yesterday.day + 9
    assert folded.cards[card].reps == 2


def test_numbers_follow_one_another() -> None:
    """In the log the answers have the order of the paper, each with an id of its own."""
    found = logged(key_texts(SHEET))
    moments = [it.moment.instant for it in found.events]

    assert moments == sorted(set(moments))
    assert len({it.id for it in found.events}) == len(found.events) == 13
    assert [it.id for it in found.events] == sorted(it.id for it in found.events)
    assert [read_line(event_line(it)) for it in found.events] == list(found.events)


def test_paper_takes_no_time() -> None:
    """An answer on paper says nothing of how fast somebody is."""
    events = [
        replace(it, id=f"{n:026}", answer=replace(it.answer, took=4000), session="study")
        for n, it in enumerate(reviews(logged("7=dehydrated ...")) * 120)
    ]
    paper = [
        replace(it, id=f"{n:026}")
        for n, it in enumerate(reviews(logged("7=dehydrated ...")) * 500, 1000)
    ]
    alone = fold(events, SCHEDULER).latencies().slow_from("recall")

    assert alone > 0
    assert fold([*events, *paper], SCHEDULER).latencies().slow_from("recall") == alone
    assert fold(paper, SCHEDULER).latencies().slow_from("recall") == 0


@pytest.mark.parametrize(("points", "rating"), [(1, Rating.AGAIN), (3, Rating.HARD)])
def test_some_of_the_points_are_some_memory(points: int, rating: Rating) -> None:
    """Three of four points are hard, one of four is again."""
    sheet = replace(
        SHEET,
        entries=tuple(replace(it, question=replace(it.question, points=4)) for it in SHEET.entries),
    )
    found = record(
        marked(sheet, f"{OWN}=+{points} ..."), (), SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID
    )

    assert [(it.mark, it.rating) for it in reviews(found)] == [(None, rating)]


def test_a_card_that_is_asked_twice_on_a_paper() -> None:
    """The second answer follows on the first: its interval is that of a card just answered."""
    first, *rest = SHEET.entries
    typed = replace(SHEET.entries[6], question=replace(SHEET.entries[6].question, card=CARD))
    sheet = replace(SHEET, entries=(first, *rest[:5], typed, *rest[6:]))
    found = reviews(
        record(
            marked(sheet, "B 7=dehydrated ..."), (), SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID
        )
    )
    memory = fold(found[:1], SCHEDULER).cards[CARD].memory

    assert [it.card for it in found] == [CARD, CARD]
    then = found[1].moment
    expected = SCHEDULER.outcomes(memory, CARD, 1, then)[Rating.GOOD].interval
    assert found[1].interval == expected
    assert expected != SCHEDULER.outcomes(None, CARD, 0, then)[Rating.GOOD].interval


def test_other_words_of_the_same_mark_replace_too() -> None:
    """What stands in the log is what was written, however it was marked."""
    first = logged("7=liver ...")
    again = logged("7=spleen ...", first.events)

    assert [it.answer.typed for it in reviews(again)] == ["spleen"]
    assert reviews(first)[0].mark == reviews(again)[0].mark


def test_a_correction_is_scheduled_as_if_it_had_come_first() -> None:
    """What it replaces does not count for its interval."""
    first = logged("7=dehydratd ...")
    again = logged("7=dehydrated ...", first.events)

    assert [it.replaces for it in reviews(again)] == [it.id for it in first.events]
    assert reviews(again)[0].interval == reviews(first)[0].interval != Interval()


def test_words_that_got_some_of_their_points_have_no_verdict() -> None:
    """The program calls them wrong, the marker neither: only the rating is logged."""
    entries = (replace(it, question=replace(it.question, points=4)) for it in SHEET.entries)
    sheet = replace(SHEET, entries=tuple(entries))
    paper = marked(sheet, '6="quick"+3 ...')
    (found,) = reviews(record(paper, (), SCHEDULER, moment=NOW, now=NOW, new_id=NEW_ID))

    assert (found.answer.typed, found.mark, found.rating) == ("quick", None, Rating.HARD)
