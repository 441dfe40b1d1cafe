"""An exam: no verdict before all is handed in, every question as often as one likes, and a time.

What stands there as an answer goes into the log when its question is left, as a review that does
not count yet; one that is changed later stands in for the earlier one. When the time is over, the
paper is handed in as it stands, whatever else is just happening.
"""

from dataclasses import replace

from quizgen.model import Answer, Choice, Moment, Question, Review, Undo
from quizgen.session.asking import Step, settle, shown
from quizgen.session.events import (
    Begin,
    Go,
    HandIn,
    Happening,
    LookThrough,
    Proceed,
    Quit,
    Record,
    ShowOverview,
    Stamp,
    Submit,
    Tick,
    ToggleFlag,
    Write,
)
from quizgen.session.exam_questions import asking_of
from quizgen.session.papers import (
    Entry,
    Exam,
    Page,
    Paper,
    can_be_marked,
)
from quizgen.session.reviews import make_review, suggested
from quizgen.session.states import Closing, Over, State, Take

_MINUTE = 60_000
#: A visit that changed nothing and was shorter is not worth a line in the log.
_GLANCE = 1000
#: Minutes before the end, and what is said then.
_WARNINGS = ((1, "The last minute."), (5, "5 minutes left."))


def in_exam(state: State, happening: Happening) -> bool:
    """Tell whether this is the exam's to deal with."""
    return isinstance(state.stage, Exam) or (isinstance(happening, Begin) and state.plan.exam)


def sit(state: State, happening: Happening) -> Step:
    """Take one step of an exam."""
    if isinstance(happening, Begin):
        return _cover(state, happening.stamp.moment), ()
    before, state = state.latest, replace(state, latest=happening.stamp.moment)
    match state.stage, state.paper:
        case Exam(page=Page.COVER), Paper() as paper:
            return _before(state, paper, happening)
        case Exam(page=Page.LOOK) as stage, Paper() as paper:
            return _look(state, paper, stage, happening)
        case Exam(), Paper() as paper:
            return _during(state, paper, happening, before)
        case Closing(), Paper() as paper:
            return _afterwards(state, paper, happening), ()
        case _:
            return state, ()


def _during(state: State, paper: Paper, happening: Happening, before: Moment) -> Step:
    """Take up what happens between the beginning and the handing in."""
    if paper.left(state.latest) == 0:
        return _out_of_time(state, happening)
    match happening:
        case Tick():
            return _warned(state, paper, before), ()
        case Write():
            return _written(state, paper, happening), ()
        case ToggleFlag():
            flagged = not paper.entry.flagged
            said = "Flagged." if flagged else "No longer flagged."
            return replace(state, paper=paper.changed(flagged=flagged), said=said), ()
        case _:
            return _taken(_warned(replace(state, said=""), paper, before), paper, happening)


def _cover(state: State, moment: Moment) -> State:
    questions = state.plan.questions
    # The order of items to be sorted is that in which a quiz would show them.
    given = {take.question.id: take.review for take in state.plan.takes}
    entries = tuple(_entry(it, given.get(it.id)) for it in questions)
    kept = tuple(entry for entry in entries if can_be_marked(entry.question))
    paper = Paper(
        entries=kept,
        begun=moment,
        since=moment,
        limit=state.plan.minutes * _MINUTE,
        left_out=len(entries) - len(kept),
    )
    return replace(state, stage=Exam(page=Page.COVER), paper=paper, begun=moment, latest=moment)


def _entry(question: Question, review: Review | None) -> Entry:
    """Return a question, with the answer that it got before the exam was interrupted."""
    if review is None:
        return Entry(question=question, shown=shown(question, "0 0"))
    answer = review.answer
    return Entry(
        question=question,
        shown=answer.shown,
        chosen=answer.chosen,
        typed=answer.typed,
        review=review,
        took=answer.took,
    )


def _before(state: State, paper: Paper, happening: Happening) -> Step:
    """On the first page: begin, or leave."""
    moment = happening.stamp.moment
    match happening:
        case Proceed():
            spent = sum(entry.took for entry in paper.entries)
            since = replace(moment, instant=moment.instant - spent)
            begun = replace(state, paper=replace(paper, begun=since), begun=since, said="")
            if not paper.entries:
                return _handed_in(begun, happening.stamp)
            return _opened(begun, 0, moment), ()
        case Quit():
            return replace(state, stage=Over(quit=True)), ()
        case _:
            return state, ()


def _taken(state: State, paper: Paper, happening: Happening) -> Step:
    """Take up what the learner does in an exam that is on."""
    stamp = happening.stamp
    match happening:
        case Submit():
            written = Write(stamp=stamp, chosen=happening.chosen, typed=happening.typed)
            kept, effects = _kept(_written(state, paper, written), stamp)
            return _opened(kept, paper.at + 1, stamp.moment), effects
        case Go():
            return _gone(state, paper, happening)
        case ShowOverview():
            kept, effects = _kept(state, stamp)
            return replace(kept, stage=Exam(page=Page.OVERVIEW)), effects
        case HandIn(sure=sure):
            return _hand_in(state, stamp, sure=sure)
        case Quit():
            return _left(state, stamp)
        case _:
            return state, ()


def _written(state: State, paper: Paper, write: Write) -> State:
    """Let something else stand there as the answer."""
    stage = state.stage
    if not isinstance(stage, Exam) or stage.page is not Page.QUESTION:
        return state
    entry = paper.entry
    possible = (at for at in dict.fromkeys(write.chosen) if 0 <= at < len(entry.shown))
    chosen = tuple(possible) if entry.shown else ()
    response = entry.question.response
    if isinstance(response, Choice):
        chosen = tuple(sorted(chosen)) if response.several else chosen[:1]
    typed = "" if entry.shown else write.typed
    return replace(state, paper=paper.changed(chosen=chosen, typed=typed))


def _gone(state: State, paper: Paper, go: Go) -> Step:
    """Go to another question; behind the last one comes the page of all questions."""
    last = len(paper.entries) - 1
    if not 0 <= go.to <= last + 1:
        many = f"There are questions 1 to {last + 1}."
        return replace(state, said=many if last else "There is only one question."), ()
    if not go.opening:
        return replace(state, paper=replace(paper, at=min(go.to, last))), ()
    kept, effects = _kept(state, go.stamp)
    return _opened(kept, go.to, go.stamp.moment), effects


def _opened(state: State, to: int, moment: Moment) -> State:
    paper = state.paper
    if paper is None or to >= len(paper.entries):
        return replace(state, stage=Exam(page=Page.OVERVIEW))
    return replace(state, stage=Exam(page=Page.QUESTION), paper=replace(paper, at=to, since=moment))


def _hand_in(state: State, stamp: Stamp, *, sure: bool) -> Step:
    """Hand in, or ask once where something is open or flagged."""
    kept, effects = _kept(state, stamp)
    paper = kept.paper
    if paper is not None and not sure and (paper.open or paper.flagged):
        return replace(kept, stage=Exam(page=Page.HAND_IN)), effects
    handed_in, more = _handed_in(kept, stamp)
    return handed_in, (*effects, *more)


def _kept(state: State, stamp: Stamp) -> Step:
    """Leave the question on the screen: what stands there goes into the log, if it is new."""
    paper, stage = state.paper, state.stage
    if paper is None or not isinstance(stage, Exam) or stage.page is not Page.QUESTION:
        return state, ()
    entry, end = paper.entry, stamp.moment.instant
    if paper.limit:
        end = min(end, paper.begun.instant + paper.limit)
    visit = max(0, end - paper.since.instant)
    took = entry.took + visit
    state = replace(state, paper=replace(paper.changed(took=took), since=stamp.moment))
    if entry.empty:
        return _cleared(state, entry, stamp)
    answer = Answer(shown=entry.shown, chosen=entry.chosen, typed=entry.typed, took=took)
    old = entry.review
    if old is not None and visit < _GLANCE and replace(old.answer, took=took) == answer:
        return state, ()
    review = _review(state, entry, stamp, answer)
    if old is not None:
        review = replace(review, replaces=old.id)
    return _with_review(state, review), (Record(event=review),)


def _cleared(state: State, entry: Entry, stamp: Stamp) -> Step:
    """Take an answer back from the log that does not stand there any more."""
    if entry.review is None:
        return state, ()
    undo = Undo(id=stamp.ids[0], moment=stamp.moment, ref=entry.review.id)
    return _with_review(state, None), (Record(event=undo),)


def _with_review(state: State, review: Review | None) -> State:
    paper = state.paper
    return state if paper is None else replace(state, paper=paper.changed(review=review))


def _review(state: State, entry: Entry, stamp: Stamp, answer: Answer) -> Review:
    # Marking has large tables, and the first question must not wait for them.
    from quizgen.marking import mark  # noqa: PLC0415

    found = mark(entry.question, answer)
    return make_review(
        state,
        asking_of(entry, stamp.moment),
        stamp,
        answer=answer,
        mark=found,
        rating=suggested(state, answer, found).rating,
        granted={},
    )


def _handed_in(state: State, stamp: Stamp, *, timed: bool = False) -> Step:
    """Hand in what stands there; from now on nothing of it changes."""
    state, effects = _kept(state, stamp)
    paper = state.paper
    if paper is None:
        return state, effects
    state = replace(
        state,
        paper=replace(paper, handed_in=stamp.moment, timed=timed),
        takes=_takes(paper),
        stage=Closing(timed=timed),
        said="",
    )
    settled, more = settle(state, stamp)
    return settled, (*effects, *more)


def _out_of_time(state: State, happening: Happening) -> Step:
    """Hand in what stands there, before whatever was to happen; only leaving still does."""
    closing, effects = _handed_in(state, happening.stamp, timed=True)
    if isinstance(happening, Quit):
        return replace(closing, stage=Over()), effects
    return closing, effects


def _left(state: State, stamp: Stamp) -> Step:
    """Leave without handing in: there is no score, but the answers stay in the log."""
    state, effects = _kept(state, stamp)
    paper = state.paper
    takes = _takes(paper) if paper is not None else ()
    settled, more = settle(replace(state, stage=Over(quit=True), takes=takes), stamp)
    return replace(settled, takes=()), (*effects, *more)


def _takes(paper: Paper) -> tuple[Take, ...]:
    return tuple(Take(question=question, review=review) for question, review in paper.answered)


def _afterwards(state: State, paper: Paper, happening: Happening) -> State:
    """Open the paper that was handed in."""
    if not (isinstance(happening, LookThrough) and paper.entries):
        return state
    return replace(state, stage=Exam(page=Page.LOOK), paper=replace(paper, looked=True))


def _look(state: State, paper: Paper, stage: Exam, happening: Happening) -> Step:
    """Look through the answers; behind the last one comes the score again."""
    last = len(paper.entries) - 1
    match happening:
        case Go(to=to) if 0 <= to <= last:
            return replace(state, stage=replace(stage, at=to)), ()
        case Proceed() if stage.at < last:
            return replace(state, stage=replace(stage, at=stage.at + 1)), ()
        case Go(to=to) if to <= last:
            return state, ()
        case Proceed() | Go() | LookThrough():
            return replace(state, stage=Closing(timed=paper.timed)), ()
        case Quit():
            return settle(replace(state, stage=Over()), happening.stamp)
        case _:
            return state, ()


def _warned(state: State, paper: Paper, before: Moment) -> State:
    """Say when only few minutes are left, as soon as it is so."""
    left, earlier = paper.left(state.latest), paper.left(before)
    if left is None or earlier is None:
        return state
    for minutes, said in _WARNINGS:
        if left <= minutes * _MINUTE < earlier:
            return replace(state, said=said)
    return state
