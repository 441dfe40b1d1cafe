"""What both drivers say: verdicts, keys, sources, scores and goodbyes, in plain words.

Texts that an author wrote keep their light markup here; each driver renders it its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import assert_never

from quizgen.model import (
    AcceptedKey,
    Answer,
    Choice,
    Citation,
    Interval,
    ListKey,
    Match,
    Moment,
    NumberKey,
    Order,
    Question,
    Rating,
    Recall,
    Typed,
)
from quizgen.review_queue import Counts
from quizgen.scheduler import interval_text, is_confident_error
from quizgen.session import (
    Asking,
    Closing,
    Mode,
    Over,
    Revealed,
    State,
    Take,
    Told,
    first_round,
    position,
    ratings,
    saved,
    summary,
)

RATING_NAMES = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}


def letter(index: int) -> str:
    """Return the letter of an option: A to Z, then AA and so on."""
    before, at = divmod(index, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[at]


def plural(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def answer_text(question: Question) -> str:
    """Return the right answer as a text to show."""
    match question.response:
        case Recall(answer=answer):
            return answer
        case Typed(key=key):
            return _typed_key(key)
        case Choice(options=options):
            return "; ".join(option.text for option in options if option.correct)
        case Order(items=items):
            return " → ".join(items)
        case Match(pairs=pairs):
            return "; ".join(f"{left} – {right}" for left, right in pairs)
        case _ as never:
            assert_never(never)


def _typed_key(key: AcceptedKey | NumberKey | ListKey) -> str:
    match key:
        case AcceptedKey(accepted=accepted):
            return accepted[0] if accepted else ""
        case NumberKey(value=value, unit=unit):
            return f"{value} {unit}".strip()
        case ListKey(values=values, at_least=at_least):
            some = f"any {at_least} of " if at_least < len(values) else ""
            return some + ", ".join(forms[0] for forms in values if forms)
        case _ as never:
            assert_never(never)


def source_text(citation: Citation | None) -> str:
    """Return title, place and quote of a source; empty where nothing is cited."""
    if citation is None:
        return ""
    place = ", ".join(filter(None, (citation.title or citation.source, citation.at)))
    return f"Source: {place}: “{citation.quote}”" if citation.quote else f"Source: {place}"


def instruction(asking: Asking) -> str:
    """Return what to do with a question, where that is not plain."""
    match asking.question.response:
        case Choice(several=True):
            return "Pick all that apply, then press Enter."
        case Order():
            return "Type the letters in order, first to last."
        case Match(pairs=pairs):
            return f"For 1 to {len(pairs)} in turn, type the letter that goes with it."
        case Choice() | Typed() | Recall():
            return ""
        case _ as never:
            assert_never(never)


def nudge(asking: Asking) -> str:
    """Return what to say to an answer that is empty or not complete."""
    match asking.question.response:
        case Typed():
            return "Nothing typed. Enter once more if you do not know."
        case Choice():
            return "Nothing picked. Enter once more if you do not know."
        case Order() | Match():
            return "Not all of it yet. Enter once more to give up."
        case Recall():
            return ""
        case _ as never:
            assert_never(never)


def sureness(asking: Asking) -> str:
    """Return that the learner is sure of what they are about to answer."""
    return "You are sure." if asking.sure else ""


def place(state: State) -> str:
    """Return where in the session the learner is."""
    if state.scheduling:
        return joined(waiting_parts(state.waiting))
    number, count = position(state)
    return f"{number} of {count}" if state.round == 0 else f"again {number} of {count}"


def waiting_parts(waiting: Counts) -> tuple[str, ...]:
    """Return how many cards are still to come today, of each sort that there is."""
    parts = (
        f"{waiting.learning} learning" if waiting.learning else "",
        f"{waiting.due} due" if waiting.due else "",
        f"{waiting.new} new" if waiting.new else "",
    )
    return tuple(filter(None, parts))


def rating_text(rating: Rating, interval: Interval | None, moment: Moment) -> str:
    """Return a rating's name with the interval that it gives."""
    name = RATING_NAMES[rating]
    return name if interval is None else f"{name} {interval_text(interval, moment)}"


def duration(seconds: int) -> str:
    """Return a time in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def score(state: State) -> str:
    """Return the score of a quiz, or the recall of a study session."""
    figures = summary(state)
    if not figures.asked:
        return "Nothing to study now." if state.scheduling else "Nothing answered."
    time = duration(figures.seconds)
    if not (state.scheduling or state.plan.until_right):
        percent = (200 * figures.right + figures.asked) // (2 * figures.asked)
        slips = f", {plural(figures.slips, 'slip')} among them" if figures.slips else ""
        return f"{figures.right} of {figures.asked} right ({percent} %){slips}, in {time}."
    return (
        f"{plural(figures.cards, 'card')}, {figures.known} known at first try; "
        f"{plural(figures.answers, 'answer')} in {time}."
    )


def why_closing(state: State, closing: Closing) -> str:
    """Return why the session closes, where that is its time or a wait."""
    if closing.timed:
        over = f"{_begun_with(plural(state.plan.minutes, 'minute'))} over."
        return f"{over} The exam was handed in as it stood." if state.paper else over
    if not state.scheduling or closing.wakes is None:
        return ""
    minutes = max(1, round((closing.wakes - state.latest.instant) / 60_000))
    return f"The next card comes in {plural(minutes, 'minute')}."


def _begun_with(time: str) -> str:
    return f"Your {time} is" if time.startswith("1 ") else f"Your {time} are"


def comes_again(state: State, told: Told) -> str:
    """Return when the card comes back, where no rating is asked for."""
    if not state.scheduling or ratings(state):
        return ""
    interval = interval_text(told.review.interval, told.review.moment)
    guess = "A guess: it comes" if told.review.answer.guessed else "Comes"
    first = is_confident_error(told.review) and bool(told.review.interval.seconds)
    return f"{guess} again in {interval}{', before all others' if first else ''}."


def saved_text(state: State) -> str:
    """Return how many answers are in the log, and whether they count."""
    count = saved(state)
    if count == 0:
        return "No answers yet."
    verb = "is" if count == 1 else "are"
    text = f"{plural(count, 'answer')} {verb} saved"
    if state.plan.mode is Mode.QUIZ:
        counts = f", and {'counts' if count == 1 else 'count'} for your schedule"
        text += counts if state.counted else ", not counted for your schedule"
    return f"{text}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """What to type to go on after leaving early, and after the ordinary end."""

    resume: str = ""
    onwards: str = ""
    #: A quiz that is left can be gone on with.
    resumable: bool = False

    def lines(self, state: State, *, with_score: bool) -> tuple[str, ...]:
        """Return the lines to leave behind: score, what is saved, and what to type next."""
        left = isinstance(state.stage, Over) and state.stage.quit
        command = self.resume if left else self.onwards
        said = (
            score(first_round(state)) if with_score and (state.takes or not left) else "",
            saved_text(state) if state.takes or left else "",
            f"{self._again(state) if left else 'Next'}: {command}" if command else "",
        )
        return tuple(filter(None, said))

    def _again(self, state: State) -> str:
        if state.plan.mode is Mode.STUDY or state.plan.until_right:
            return "To go on"
        unfinished = self.resumable and saved(state) and not state.round
        return "Resume" if unfinished else "Another one"


def question_to_learner(state: State) -> str:
    """Return what a session asks the learner about themselves, if anything."""
    if isinstance(state.stage, Revealed):
        return "" if state.scheduling else "Did you know it?"
    if state.plan.mode is Mode.STUDY:
        return ""
    undecided = isinstance(state.stage, Closing) and state.counted is None and state.takes
    return "Count these answers for your schedule?" if undecided else ""


def miss_answer(take: Take) -> str:
    """Return the right answer of a miss for the summary."""
    return answer_text(take.question)


def given_text(answer: Answer, question: Question) -> str:
    """Return what the learner put in order or matched."""
    made = [answer.shown[at] for at in answer.chosen]
    if isinstance(question.response, Match):
        pairs = zip(question.response.pairs, made, strict=False)
        return "; ".join(f"{left} – {right}" for (left, _), right in pairs)
    return " → ".join(made)


def joined(parts: Sequence[str]) -> str:
    """Join parts of a line that are of one rank."""
    return " · ".join(filter(None, parts))
