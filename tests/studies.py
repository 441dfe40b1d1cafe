"""A learner at a study session, for the tests: each answer with all that may be said of it."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from plays import CHOICE, ORDER, RECALL, START, TYPED, question

from quizgen.model import Event, ListKey, Question, Rating, Review, Typed
from quizgen.progress import Progress
from quizgen.review_queue import Counts
from quizgen.scheduler import EVIDENCE, Fsrs6, Policy, moment
from quizgen.session import (
    Asking,
    Fetching,
    Guess,
    Happening,
    Hint,
    Mode,
    Overrule,
    Plan,
    Rate,
    Record,
    Reveal,
    Stamp,
    State,
    Submit,
    Supply,
    Sure,
    TakeBack,
    Told,
    new_session,
    step,
)

LIST = question(
    "organs",
    Typed(key=ListKey(values=(("liver",), ("heart",), ("lung",), ("brain",)), at_least=4)),
)
HINTED_CHOICE = replace(CHOICE, hint="It lies on the Seine.")
QUESTIONS = (HINTED_CHOICE, ORDER, RECALL, TYPED, LIST)
KEYS = {CHOICE.card: ("Paris",), ORDER.card: ("stop", "stretch", "massage")}
DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """How a question is answered, and what is done about it afterwards."""

    question: Question
    #: Seconds since the last one.
    wait: int = 0
    milliseconds: int = 1000
    #: Of picks: right or the first ones that are not.
    right: bool = True
    typed: str = "liver"
    slow_from: int = 0
    hint: bool = False
    sure: bool = False
    guesses: int = 0
    overrules: int = 0
    rating: Rating | None = None
    undo: bool = False


DEEDS = st.builds(
    Deed,
    question=st.sampled_from(QUESTIONS),
    wait=st.sampled_from([60, 700, DAY, 3 * DAY, 20 * DAY]),
    milliseconds=st.sampled_from([900, 9000, 80_000]),
    right=st.booleans(),
    typed=st.sampled_from(
        ["liver", "livr", "heart", "", "liver, heart, lung", "liver, heart, lung, brain", "lung"]
    ),
    slow_from=st.sampled_from([0, 5000]),
    hint=st.booleans(),
    sure=st.booleans(),
    guesses=st.integers(0, 2),
    overrules=st.integers(0, 2),
    rating=st.none() | st.sampled_from(Rating),
    undo=st.sampled_from([False, False, False, True]),
)


class Student:
    """Studies by deeds; the log grows in ``events`` and the progress with it, event by event."""

    def __init__(self, policy: Policy = EVIDENCE) -> None:
        """Begin with an empty log."""
        self.scheduler = Fsrs6(policy=policy)
        self.progress = Progress(self.scheduler)
        self.events: list[Event] = []
        self._now = START
        self._count = 0
        plan = Plan(mode=Mode.STUDY, session="S", scheduler=self.scheduler)
        self.state = new_session(plan, self._stamp())

    def do(self, deed: Deed) -> "Student":
        """Answer a question, with all that is done about it."""
        self._now += deed.wait * 1000
        supply = Supply(
            stamp=self._stamp(),
            question=deed.question,
            card=self.progress.card(deed.question.card),
            waiting=Counts(),
            slow_from=deed.slow_from,
        )
        self._step(supply, replace(self.state, stage=Fetching()))
        if deed.hint:
            self._step(Hint(stamp=self._stamp()))
        if deed.sure:
            self._step(Sure(stamp=self._stamp()))
        self._answer(deed)
        for _ in range(deed.guesses):
            self._step(Guess(stamp=self._stamp()))
        for _ in range(deed.overrules):
            self._step(Overrule(stamp=self._stamp()))
        if deed.rating is not None:
            self._step(Rate(stamp=self._stamp(), rating=deed.rating))
        if deed.undo:
            self._step(TakeBack(stamp=self._stamp()))
        return self

    def _answer(self, deed: Deed) -> None:
        self._now += deed.milliseconds
        if deed.question is RECALL:
            self._step(Reveal(stamp=self._stamp()))
            return
        chosen = self._chosen(deed)
        typed = "" if chosen else deed.typed
        self._step(Submit(stamp=self._stamp(), chosen=chosen, typed=typed))
        if isinstance(self.state.stage, Asking):
            # Nothing typed was asked about once.
            self._step(Submit(stamp=self._stamp()))

    def _chosen(self, deed: Deed) -> tuple[int, ...]:
        keys = KEYS.get(deed.question.card, ())
        assert isinstance(self.state.stage, Asking)
        shown = self.state.stage.shown
        right = tuple(map(shown.index, keys))
        if deed.right or not right:
            return right
        return right[1:] or ((right[0] + 1) % len(shown),)

    @property
    def told(self) -> Told:
        """The verdict shown."""
        assert isinstance(self.state.stage, Told)
        return self.state.stage

    @property
    def last(self) -> Review:
        """The review that was written last."""
        return next(event for event in reversed(self.events) if isinstance(event, Review))

    def _step(self, happening: Happening, state: State | None = None) -> None:
        self.state, effects = step(state or self.state, happening)
        for effect in effects:
            if isinstance(effect, Record):
                self.events.append(effect.event)
                self.progress.add(effect.event)

    def _stamp(self) -> Stamp:
        self._count += 1
        first, second = (f"{2 * self._count + one:08}" for one in (0, 1))
        return Stamp(moment=moment(self._now, 0), ids=(first, second))
