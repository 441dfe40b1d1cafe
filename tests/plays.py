"""Sessions driven as data, for the tests: questions of every response, and what may happen."""

from collections.abc import Callable, Sequence
from itertools import count

from quizgen.model import (
    AcceptedKey,
    Choice,
    Direction,
    Event,
    Match,
    Option,
    Order,
    Question,
    Rating,
    Recall,
    Response,
    Review,
    Typed,
)
from quizgen.progress import fold
from quizgen.review_queue import Counts
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import (
    Aside,
    AskMissesAgain,
    Begin,
    Decide,
    Edited,
    Effect,
    Exhaust,
    Fetch,
    Guess,
    Happening,
    Hint,
    Mode,
    Overrule,
    Plan,
    Proceed,
    Quit,
    Rate,
    Record,
    Reveal,
    Rewound,
    SetAside,
    ShowSource,
    Skip,
    Stamp,
    Submit,
    Supply,
    Sure,
    TakeBack,
    ToggleFlag,
    new_session,
    step,
)

START = 1_700_000_000_000


def question(name: str, response: Response, *, hint: str = "") -> Question:
    """Make a question of a fact."""
    return Question(
        id=f"deck/{name}/forward/kind",
        card=f"deck/{name}/forward",
        deck="deck",
        fact=name,
        kind="kind",
        direction=Direction.FORWARD,
        stem=f"What is {name}?",
        response=response,
        hint=hint,
    )


CHOICE = question(
    "capital",
    Choice(
        options=tuple(
            Option(text=text, correct=text == "Paris") for text in ("Lyon", "Paris", "Nice", "Metz")
        )
    ),
)
TYPED = question("organ", Typed(key=AcceptedKey(accepted=("liver",))), hint="It is large.")
RECALL = question("term", Recall(answer="a growth"))
ORDER = question("steps", Order(items=("stop", "stretch", "massage")))
MATCH = question("towns", Match(pairs=(("France", "Paris"), ("Peru", "Lima"))))
ALL = (CHOICE, TYPED, RECALL, ORDER, MATCH)


class Play:
    """Plays a session step by step, a second apart, and keeps what it asked for."""

    def __init__(self, plan: Plan, supply: Sequence[Question] = ()) -> None:
        """Begin the session; a study session is supplied with some questions in turn."""
        self._ids = count(1)
        self._second = count()
        self._supply = list(supply)
        self.effects: tuple[Effect, ...] = ()
        self.events: list[Event] = []
        self.state = new_session(plan, self.stamp())
        self.do(lambda stamp: Begin(stamp=stamp))

    def stamp(self) -> Stamp:
        """Return the next second, with two fresh ids."""
        now = moment(START + 1000 * next(self._second), 0)
        return Stamp(moment=now, ids=(f"id{next(self._ids)}", f"id{next(self._ids)}"))

    def do(self, *requests: Callable[[Stamp], Happening]) -> "Play":
        """Let things happen, one after the other."""
        for request in requests:
            self.state, self.effects = step(self.state, request(self.stamp()))
            self.events += [each.event for each in self.effects if isinstance(each, Record)]
            if any(isinstance(each, Fetch) for each in self.effects):
                self.state, more = step(self.state, self._supplied())
                assert more == ()
        return self

    def _supplied(self) -> Happening:
        if not self._supply:
            return Exhaust(stamp=self.stamp(), wakes=START + 600_000)
        asked = self._supply.pop(0)
        card = fold(self.events, Fsrs6()).card(asked.card)
        waiting = Counts(new=len(self._supply) + 1)
        return Supply(stamp=self.stamp(), question=asked, card=card, waiting=waiting)

    @property
    def reviews(self) -> list[Review]:
        """The reviews recorded, in order."""
        return [event for event in self.events if isinstance(event, Review)]


def quiz(*questions: Question, record: bool | None = None) -> Play:
    """Begin a quiz."""
    plan = Plan(mode=Mode.QUIZ, session="S", title="Quiz", questions=questions, record=record)
    return Play(plan)


def study(*questions: Question) -> Play:
    """Begin a study session."""
    return Play(Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6()), questions)


def pick(*chosen: int) -> Callable[[Stamp], Happening]:
    """Pick options, or put items in order."""
    return lambda stamp: Submit(stamp=stamp, chosen=chosen)


def type_(text: str) -> Callable[[Stamp], Happening]:
    """Type an answer."""
    return lambda stamp: Submit(stamp=stamp, typed=text)


def rate(rating: Rating) -> Callable[[Stamp], Happening]:
    """Rate the recall."""
    return lambda stamp: Rate(stamp=stamp, rating=rating)


def proceed(stamp: Stamp) -> Happening:
    """Go on."""
    return Proceed(stamp=stamp)


def reveal(stamp: Stamp) -> Happening:
    """Show the answer."""
    return Reveal(stamp=stamp)


def take_back(stamp: Stamp) -> Happening:
    """Undo."""
    return TakeBack(stamp=stamp)


def overrule(stamp: Stamp) -> Happening:
    """Overrule the verdict."""
    return Overrule(stamp=stamp)


def hint(stamp: Stamp) -> Happening:
    """Show the hint."""
    return Hint(stamp=stamp)


def again(stamp: Stamp) -> Happening:
    """Ask the misses again."""
    return AskMissesAgain(stamp=stamp)


def decide(*, counts: bool) -> Callable[[Stamp], Happening]:
    """Say whether the answers count."""
    return lambda stamp: Decide(stamp=stamp, count=counts)


def leave(stamp: Stamp) -> Happening:
    """Quit."""
    return Quit(stamp=stamp)


def guess(stamp: Stamp) -> Happening:
    """Say that it was a guess, or none."""
    return Guess(stamp=stamp)


def sure(stamp: Stamp) -> Happening:
    """Say that one is sure, or is not."""
    return Sure(stamp=stamp)


def aside(how: Aside) -> Callable[[Stamp], Happening]:
    """Put the card aside."""
    return lambda stamp: SetAside(stamp=stamp, how=how)


def flag(stamp: Stamp) -> Happening:
    """Flag the card, or take the flag away."""
    return ToggleFlag(stamp=stamp)


def skip(stamp: Stamp) -> Happening:
    """Put the question off."""
    return Skip(stamp=stamp)


def show_source(stamp: Stamp) -> Happening:
    """Show the source, or put it away."""
    return ShowSource(stamp=stamp)


def edited(question: Question | None, said: str = "") -> Callable[[Stamp], Happening]:
    """Come back from the editor."""
    return lambda stamp: Edited(stamp=stamp, question=question, said=said)


def rewound(review: Review | None) -> Callable[[Stamp], Happening]:
    """Find the last answer of before the session."""
    return lambda stamp: Rewound(stamp=stamp, review=review)
