"""The evidence policy: what each answer counts for, and that the log can be folded anew."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

import pytest
from conftest import GOLDEN
from graded_answers import EXAMPLES, PICKED, RIGHT, SLIP, TYPED, WRONG, graded, listed
from hypothesis import given, settings
from hypothesis import strategies as st
from plays import ORDER, RECALL
from plays import TYPED as TYPING
from studies import DAY, DEEDS, HINTED_CHOICE, LIST, QUESTIONS, Deed, Student

from quizgen.model import (
    Answer,
    Card,
    Event,
    Mark,
    Memory,
    Phase,
    Question,
    Rating,
    Review,
    Verdict,
)
from quizgen.progress import Progress, fold
from quizgen.review_log import event_line, read_line
from quizgen.scheduler import EVIDENCE, POLICIES, TIMED, AsLogged, Evidence, Fsrs6, Grade, Policy
from quizgen.session import ratings

CARDS = tuple(question.card for question in QUESTIONS)
each_policy = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.version)

SINCE = ("own", "share", "sure", "slow")
"""Keys of the log that came with the policy."""


class Strict(Evidence):
    """What a later policy might be: a slip is hard, and a list is all or nothing."""

    version = "strict"

    def suggest(self, answer: Answer, mark: Mark) -> Grade:
        """Be strict."""
        rating, guess = super().suggest(answer, mark)
        if mark.share is not None:
            rating = Rating.AGAIN
        return Grade(min(rating, Rating.HARD) if mark.verdict is Verdict.SLIP else rating, guess)


def cards(events: Iterable[Event], policy: Policy) -> list[Card]:
    """Fold a log under a policy."""
    progress = fold(events, Fsrs6(policy=policy))
    return [progress.card(card) for card in CARDS]


def memory(card: Card) -> Memory:
    """Return what is known of a card that was reviewed."""
    assert card.memory is not None
    return card.memory


class TestTable:
    """Each row of the table."""

    @pytest.mark.parametrize(
        ("policy", "review", "rating", "guess"),
        [row[1:] for row in EXAMPLES],
        ids=[row[0] for row in EXAMPLES],
    )
    def test_rows(self, policy: Policy, review: Review, rating: Rating, guess: float) -> None:
        """The rating, and how likely it came about by chance."""
        assert policy.grade(review) == (rating, guess)

    @pytest.mark.parametrize(
        ("share", "rating"), [(0, 1), (0.333, 1), (0.749, 1), (0.75, 2), (0.8, 2)]
    )
    def test_shares_of_a_list(self, share: float, rating: int) -> None:
        """Three quarters is hard, less is again; the share decides, not what was logged then."""
        assert EVIDENCE.grade(graded(TYPED, listed(share), Rating.EASY)).rating == rating

    @pytest.mark.parametrize("logged", Rating)
    def test_evidence_decides_and_not_the_rating_logged(self, logged: Rating) -> None:
        """A slow answer is hard where time matters, whatever another policy had made of it."""
        slow = replace(TYPED, slow_from=3000)

        assert TIMED.grade(graded(slow, RIGHT, logged)).rating is Rating.HARD
        assert TIMED.grade(graded(slow, RIGHT, logged, own=True)).rating is logged
        assert EVIDENCE.grade(graded(slow, RIGHT, logged)).rating is Rating.GOOD

    def test_a_small_chance_stays_small_though_sure(self) -> None:
        """Who orders four items rightly guesses less often than one in twenty."""
        ordered = replace(PICKED, chosen=(2, 0, 1, 3))

        assert EVIDENCE.suggest(replace(ordered, sure=True), RIGHT).guess == 1 / 24

    @given(
        answer=st.builds(
            replace,
            st.sampled_from([TYPED, PICKED, replace(PICKED, chosen=(0, 1, 2, 3))]),
            hinted=st.booleans(),
            guessed=st.booleans(),
            sure=st.booleans(),
            slow_from=st.sampled_from([0, 3000]),
        ),
        mark=st.sampled_from([RIGHT, SLIP, WRONG, listed(0.8), listed(0.2)]),
    )
    def test_what_always_holds(self, answer: Answer, mark: Mark) -> None:
        """Nothing is easy by itself, a hint makes it hard at best, and a guess is again."""
        for policy in POLICIES:
            rating, guess = policy.suggest(answer, mark)
            assert rating < Rating.EASY
            assert not answer.hinted or rating <= Rating.HARD
            assert not answer.guessed or rating is Rating.AGAIN or mark.verdict is Verdict.WRONG
            assert 0 <= guess < 1
            own = graded(answer, mark, Rating.HARD, own=True)
            assert answer.guessed or policy.grade(own).rating is Rating.HARD


class TestLinesOfBefore:
    """The log of somebody who has studied with an earlier version."""

    def test_they_fold_to_what_they_folded_to(self) -> None:
        """A log that was written before there were policies, and its cards as they were then."""
        lines = (GOLDEN / "evidence/before-own.jsonl").read_bytes().splitlines()
        was = json.loads((GOLDEN / "evidence/before-own-cards.json").read_text(encoding="utf-8"))
        found = fold(map(read_line, lines), Fsrs6())

        assert not any(key in json.loads(line) for line in lines for key in SINCE)
        assert [asdict(found.card(card["id"])) for card in was] == was

    @given(
        answer=st.sampled_from([TYPED, PICKED]),
        mark=st.sampled_from([None, RIGHT, SLIP, WRONG, replace(WRONG, rule="list-most")]),
        rating=st.sampled_from(Rating),
        hinted=st.booleans(),
        guessed=st.booleans(),
    )
    def test_a_line_without_the_new_keys_counts_as_it_is_logged(
        self, answer: Answer, mark: Mark | None, rating: Rating, *, hinted: bool, guessed: bool
    ) -> None:
        """A rating that is not what was suggested in those days was the learner's own."""
        guessed = guessed and mark in {RIGHT, SLIP}
        rating = Rating.AGAIN if guessed else min(rating, Rating.HARD) if hinted else rating
        review = graded(replace(answer, hinted=hinted, guessed=guessed), mark, rating)
        read = read_line(event_line(review))

        assert isinstance(read, Review)
        assert EVIDENCE.grade(read) == AsLogged().grade(review)


class TestFold:
    """Whatever somebody does in a session."""

    @each_policy
    @given(deeds=st.lists(DEEDS, max_size=8))
    @settings(max_examples=40, deadline=None)
    def test_the_fold_is_what_was_followed(self, policy: Policy, deeds: Sequence[Deed]) -> None:
        """Event by event, all at once, and read again from their lines."""
        student = Student(policy)
        for deed in deeds:
            student.do(deed)
        found = [student.progress.card(card) for card in CARDS]
        lines = [event_line(event) for event in student.events]

        assert found == cards(student.events, policy)
        assert found == cards(map(read_line, lines), policy)

    @each_policy
    @given(before=st.lists(DEEDS, max_size=5), deed=DEEDS)
    @settings(max_examples=40, deadline=None)
    def test_what_was_offered_is_what_came_of_it(
        self, policy: Policy, before: Sequence[Deed], deed: Deed
    ) -> None:
        """The interval on the key, and the memory behind it, as the log folds to them."""
        student = Student(policy)
        for each in before:
            student.do(each)
        known = student.progress.card(deed.question.card)
        count = len(student.events)
        student.do(replace(deed, undo=False))
        if len(student.events) == count:
            # An answer that was only revealed.
            return
        last = student.last
        offered = student.scheduler.outcomes(
            known.memory, known.id, known.reps, last.moment, policy.grade(last).guess
        )[last.rating]

        assert last.interval == offered.interval
        assert student.progress.card(known.id).memory == offered.memory

    @given(deeds=st.lists(DEEDS, max_size=8), other=st.sampled_from([*POLICIES, Strict()]))
    @settings(max_examples=60, deadline=None)
    def test_another_policy_moves_no_due_date(self, deeds: Sequence[Deed], other: Policy) -> None:
        """It folds the same log; what was granted holds."""
        student = Student()
        for deed in deeds:
            student.do(deed)
        for one, two in zip(
            cards(student.events, EVIDENCE), cards(student.events, other), strict=True
        ):
            assert (one.reps, one.last_review) == (two.reps, two.last_review)
            if one.memory is None or two.memory is None:
                assert one.memory is two.memory
                continue
            for name in ("due_day", "due_instant", "last_day", "phase", "remaining"):
                assert getattr(one.memory, name) == getattr(two.memory, name)


class TestRefold:
    """Each row, folded under a policy that does not know it."""

    def learned(self) -> Student:
        """Somebody who has learned everything."""
        student = Student()
        for question in (HINTED_CHOICE, LIST, TYPING, ORDER):
            everything = "liver, heart, lung, brain" if question is LIST else "liver"
            for wait in (60, 700, 3 * DAY):
                student.do(Deed(question=question, wait=wait, typed=everything))
        return student

    @pytest.mark.parametrize(
        ("deed", "policy"),
        [
            (Deed(question=TYPING, slow_from=5000, milliseconds=9000), TIMED),
            (
                Deed(question=HINTED_CHOICE, slow_from=5000, milliseconds=9000),
                TIMED,
            ),
            (Deed(question=HINTED_CHOICE, sure=True), AsLogged()),
            (Deed(question=LIST, typed="liver, heart, lung"), Strict()),
            (Deed(question=TYPING, typed="livr"), Strict()),
        ],
        ids=["slow", "slow choice", "sure", "part of a list", "slip"],
    )
    def test_the_memory_is_another(self, deed: Deed, policy: Policy) -> None:
        """The log is the same to the byte, and so is the day on which it is due."""
        student = self.learned()
        student.do(replace(deed, wait=20 * DAY))
        lines = b"".join(map(event_line, student.events))
        here, there = (
            fold(map(read_line, lines.splitlines()), Fsrs6(policy=each)).card(deed.question.card)
            for each in (EVIDENCE, policy)
        )

        assert memory(here).due_day == memory(there).due_day
        assert memory(here).stability != memory(there).stability

    def test_lapses_are_counted_by_what_counts(self) -> None:
        """Most of a list is no lapse here, and one to the strict, who leave it in review."""
        student = self.learned()
        student.do(Deed(question=LIST, wait=20 * DAY, typed="liver, heart, lung"))
        here, there = (
            fold(student.events, Fsrs6(policy=each)).card(LIST.card)
            for each in (EVIDENCE, Strict())
        )

        assert (here.lapses, there.lapses) == (0, 1)
        assert memory(there).phase is Phase.REVIEW
        assert memory(there).stability < memory(here).stability
        progress = Progress(Fsrs6(policy=Strict()))
        for event in student.events:
            progress.add(event)
        assert progress.card(LIST.card) == there

    def test_what_the_learner_rated_holds_under_each(self) -> None:
        """A slow answer that was good all the same: their key says so where good is suggested."""
        student = self.learned()
        slow = Deed(question=TYPING, slow_from=5000, milliseconds=9000, wait=20 * DAY)
        student.do(slow)
        assert [policy.grade(student.last).rating for policy in POLICIES] == [3, 2, 3]
        student.do(replace(slow, rating=Rating.GOOD))

        assert student.last.own
        assert [policy.grade(student.last).rating for policy in POLICIES] == [3, 3, 3]


class TestSession:
    """What the session logs."""

    def learned(self, question: Question = TYPING) -> Student:
        """Somebody who has learned the answer."""
        student = Student(TIMED)
        for wait in (60, 700, 3 * DAY):
            student.do(Deed(question=question, wait=wait, typed="liver"))
        return student

    @pytest.mark.parametrize("question", [TYPING, HINTED_CHOICE, ORDER])
    def test_a_slow_answer_is_hard_and_can_be_rated(self, question: Question) -> None:
        """The bar of ratings stands there also where there is none else, and one key is enough."""
        student = self.learned(question)
        slow = Deed(question=question, slow_from=5000, milliseconds=9000, wait=20 * DAY)
        student.do(slow)

        assert (student.last.rating, student.last.answer.slow_from) == (Rating.HARD, 5000)
        assert ratings(student.state) == tuple(Rating)
        line = json.loads(event_line(student.last))
        assert (line["slow"], line["rating"]) == (5000, 2)

    @pytest.mark.parametrize(
        "deed",
        [
            Deed(question=TYPING, slow_from=5000, milliseconds=3000),
            Deed(question=TYPING, slow_from=5000, milliseconds=9000, typed="heart"),
            Deed(question=TYPING, slow_from=60_000, milliseconds=400_000),
            Deed(question=TYPING, milliseconds=9000),
            Deed(question=HINTED_CHOICE, milliseconds=9000, slow_from=5000),
            Deed(question=RECALL, milliseconds=9000, slow_from=5000, rating=Rating.GOOD),
        ],
        ids=["in time", "wrong", "beyond a minute", "nothing known", "new", "self-rated"],
    )
    def test_what_is_not_slow_says_nothing_of_time(self, deed: Deed) -> None:
        """The line is the plain one; a card that is new takes its time for reading."""
        student = self.learned().do(replace(deed, wait=20 * DAY))

        assert not any(key in json.loads(event_line(student.last)) for key in SINCE)

    def test_a_plain_line_stays_plain(self) -> None:
        """What is suggested and taken says no more than it used to."""
        student = self.learned().do(Deed(question=TYPING, wait=DAY, rating=Rating.GOOD))

        assert not any(key in json.loads(event_line(student.last)) for key in SINCE)

    def test_a_list_keeps_its_share(self) -> None:
        """Three of four, and two of four."""
        most = Student().do(Deed(question=LIST, typed="liver, heart, lung"))
        part = Student().do(Deed(question=LIST, typed="liver, heart"))

        assert (json.loads(event_line(most.last))["share"], most.last.rating) == (0.75, Rating.HARD)
        assert (json.loads(event_line(part.last))["share"], part.last.rating) == (0.5, Rating.AGAIN)
