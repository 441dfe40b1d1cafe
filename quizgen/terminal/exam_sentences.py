"""What both drivers say in an exam: what is ahead, the time, what is open, and the score."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.session import Entry, Exam, Page, Paper, State, points, topic_scores
from quizgen.terminal.sentences import Farewell, joined, plural

_SECOND, _MINUTE = 1000, 60_000
#: Milliseconds before the end from which on the clock says so.
_SHORT, _LAST = 5 * _MINUTE, _MINUTE

NO_SCORE = "The exam was not handed in, so it has no score."
OTHER = "other"
"""What the questions without a topic are called in the score."""


def clock(state: State) -> str:
    """Return the time that is left, in words where it gets short; empty without a limit."""
    left = state.paper.left(state.latest) if state.paper is not None else None
    if left is None:
        return ""
    seconds = -(-left // _SECOND)
    time = f"{seconds // 60}:{seconds % 60:02}"
    if left <= _LAST:
        return f"last minute {time}"
    return f"only {time} left" if left <= _SHORT else f"{time} left"


def exam_place(state: State) -> str:
    """Return where in the exam the learner is."""
    paper, stage = state.paper, state.stage
    if paper is None or not isinstance(stage, Exam) or stage.page is Page.COVER:
        return ""
    count = len(paper.entries)
    if stage.page is Page.LOOK:
        return f"{stage.at + 1} of {count}"
    flagged = f"{paper.flagged} flagged" if paper.flagged else ""
    place = f"{paper.at + 1} of {count}" if stage.page is Page.QUESTION else ""
    return joined((place, clock(state), flagged))


def size(paper: Paper) -> str:
    """Return how many questions there are, and how much time."""
    questions = plural(len(paper.entries), "question")
    minutes = paper.limit // _MINUTE
    return f"{questions}, {plural(minutes, 'minute') if minutes else 'no time limit'}."


def rules(paper: Paper, *, plain_lines: bool = False) -> Iterator[str]:
    """Yield how an exam goes; in plain lines nothing is known of a line before it is sent."""
    if paper.left_out:
        are, them = ("is", "it") if paper.left_out == 1 else ("are", "them")
        yield (
            f"{plural(paper.left_out, 'question')} of the quiz {are} left out: "
            f"nobody but you could mark {them}."
        )
    yield "No verdicts before you hand in. Go to any question, and change any answer, until then."
    if paper.limit:
        typed = "a line that you have not sent" if plain_lines else "what you have typed"
        counts = "does not count" if plain_lines else "is your answer"
        yield (
            "The time runs by the clock. When it is over, the exam is handed in at once, as it "
            f"stands; {typed} by then {counts}."
        )
    yield "Every answer is saved as you leave its question."


def state_of(entry: Entry) -> str:
    """Return in words how it stands with a question."""
    status = "answered"
    if entry.open:
        status = "open" if entry.empty else "not complete"
    return f"{status}, flagged" if entry.flagged else status


def still_open(paper: Paper) -> str:
    """Return what is open or flagged, as a sentence."""
    parts = []
    if paper.open:
        parts.append(f"{plural(paper.open, 'question')} {'is' if paper.open == 1 else 'are'} open")
    if paper.flagged:
        noun = "" if parts else f" {'question' if paper.flagged == 1 else 'questions'}"
        parts.append(f"{paper.flagged}{noun} {'is' if paper.flagged == 1 else 'are'} flagged")
    return f"{' and '.join(parts)}." if parts else "Every question is answered."


def points_text(state: State) -> str:
    """Return the points, where questions differ in theirs."""
    paper = state.paper
    if paper is None or all(entry.question.points == 1 for entry in paper.entries):
        return ""
    got, most = points(paper)
    return f"{got} of {plural(most, 'point')} ({_percent(got, most)} %)."


def left_open(state: State) -> str:
    """Return how many questions were handed in open."""
    count = state.paper.open if state.paper is not None else 0
    return f"{plural(count, 'question')} left open." if count else ""


def topic_rows(state: State) -> tuple[tuple[str, str], ...]:
    """Return each topic with its score; nothing where no question has one."""
    scores = topic_scores(state.paper) if state.paper is not None else ()
    if not any(it.topic for it in scores):
        return ()
    return tuple(
        (it.topic or OTHER, f"{it.right} of {it.asked} ({_percent(it.right, it.asked)} %)")
        for it in scores
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamFarewell(Farewell):
    """What to leave behind after an exam: the score of each topic as well."""

    def lines(self, state: State, *, with_score: bool) -> tuple[str, ...]:
        """Return the lines to leave behind."""
        paper = state.paper
        usual = super(ExamFarewell, self).lines(state, with_score=with_score)
        if paper is None or (paper.handed_in is None and not paper.answers):
            return usual
        if paper.handed_in is None:
            return (NO_SCORE, *usual)
        topics = (f"{topic}: {text}." for topic, text in topic_rows(state))
        more = (points_text(state), *topics) if with_score else ()
        return (*usual[:with_score], *filter(None, more), *usual[with_score:])


def _percent(part: int, whole: int) -> int:
    """Return a share as a whole number."""
    return (200 * part + whole) // (2 * whole) if whole else 0
