"""A marked paper as reviews of the learner's log.

What the program marked is logged as in the terminal. What the marker judged is logged as an
overruled verdict where the program had one on the same words, and else as a rating without a
mark. What is empty or spoilt, and what nobody has judged yet, shows nothing and is not logged.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.model import (
    PAPER,
    Answer,
    CardId,
    Event,
    Interval,
    Mark,
    Moment,
    Rating,
    Recall,
    Review,
    Undo,
    Verdict,
)
from quizgen.progress import Progress, fold
from quizgen.scheduler import Grade, Scheduler
from quizgen.session.reviews import fingerprint
from quizgen.sheets.areas import Lines
from quizgen.sheets.layout import Sheet
from quizgen.sheets.marking import Marked, MarkedSheet, Result

_MOST = 0.75
"""Share of the points from which an answer was mostly right."""

NewId = Callable[[Moment], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a log lacks of a paper, or has otherwise."""

    #: In order; each line of a log is written once.
    events: tuple[Event, ...]
    #: Answers that the log has just so.
    known: int
    #: Codes of other versions that the log has answers of: two were written, or one was mistaken.
    others: tuple[str, ...] = ()

    @property
    def new(self) -> int:
        """How many answers come in for the first time."""
        return sum(isinstance(it, Review) and not it.replaces for it in self.events)

    @property
    def corrected(self) -> int:
        """How many are put in the place of what was logged."""
        return sum(isinstance(it, Review) and bool(it.replaces) for it in self.events)

    @property
    def withdrawn(self) -> int:
        """How many are taken back."""
        return sum(isinstance(it, Undo) for it in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What an answer shows."""

    answer: Answer
    mark: Mark | None
    #: Where there is no mark.
    rating: Rating = Rating.AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What is to become of an answer on the paper and of the review that the log has of it."""

    marked: Marked
    place: int
    evidence: _Evidence | None
    old: Review | None


def record(  # noqa: PLR0913  # all that a log depends on
    marked: MarkedSheet,
    events: Collection[Event],
    scheduler: Scheduler,
    *,
    moment: Moment,
    now: Moment,
    new_id: NewId,
    renames: Mapping[CardId, CardId] | None = None,
) -> Recorded:
    """Return what a log lacks of a paper; the same paper again gives nothing.

    Args:
        marked: the paper.
        events: all of the learner's log.
        scheduler: as the learner has set it.
        moment: when it was written; an answer that is corrected keeps its moment.
        now: when something is taken back.
        new_id: makes ids.
        renames: those that the decks declare.
    """
    session = f"{PAPER}{marked.sheet.code}"
    before = fold(events, scheduler, renames)
    changes = [*_changes(marked, before, session)]
    to_do = [it for it in changes if not _is_known(it)]
    gone = {it.old.id for it in to_do if it.old}
    # Intervals follow from what was known before these answers.
    progress = fold([it for it in events if it.id not in gone], scheduler, renames)
    made: list[Event] = []
    for change in to_do:
        then = _moment(change, moment, now)
        event = _event(change, progress, scheduler, (new_id(then), then, session))
        made.append(event)
        progress.add(event)
    return Recorded(
        events=tuple(made),
        known=sum(map(_is_known, changes)) - _idle(changes),
        others=tuple(_others(before, marked.sheet)),
    )


def _others(progress: Progress, sheet: Sheet) -> list[str]:
    if not sheet.version:
        return []
    all_versions = f"{PAPER}{sheet.code.removesuffix(sheet.version)}"
    sessions = {
        it.session
        for it in progress.events()
        if isinstance(it, Review)
        and it.session.startswith(all_versions)
        and not progress.is_taken_back(it.id)
    }
    return sorted(each.removeprefix(PAPER) for each in sessions - {f"{PAPER}{sheet.code}"})


def _changes(marked: MarkedSheet, progress: Progress, session: str) -> Iterator[_Change]:
    logged = _logged(progress, session)
    for place, it in enumerate(marked.marked):
        question = it.given.entry.question
        olds = logged[question.card, question.kind]
        old = olds.pop(0) if olds else None
        yield _Change(marked=it, place=place, evidence=_evidence(it), old=old)
        # Two machines may both have logged the paper before their logs were merged.
        for more in olds:
            yield _Change(marked=it, place=place, evidence=None, old=more)


def _logged(progress: Progress, session: str) -> dict[tuple[CardId, str], list[Review]]:
    """Return what holds of a session, by card and kind, in order."""
    found: dict[tuple[CardId, str], list[Review]] = defaultdict(list)
    ours = (it for it in progress.events() if isinstance(it, Review) and it.session == session)
    for review in sorted(ours, key=lambda it: (it.moment.instant, it.id)):
        if not progress.is_taken_back(review.id):
            found[review.card, review.kind].append(review)
    return found


def _idle(changes: Sequence[_Change]) -> int:
    return sum(it.evidence is None and it.old is None for it in changes)


def _is_known(change: _Change) -> bool:
    old, evidence = change.old, change.evidence
    if old is None or evidence is None:
        return old is None and evidence is None
    same = (old.answer, old.mark) == (evidence.answer, evidence.mark)
    return same and (evidence.mark is not None or old.rating is evidence.rating)


def _event(
    change: _Change, progress: Progress, scheduler: Scheduler, stamp: tuple[str, Moment, str]
) -> Event:
    """Return what is to be logged of a change, with an id, at a moment, of a session."""
    id_, moment, session = stamp
    question, old, evidence = change.marked.given.entry.question, change.old, change.evidence
    if evidence is None:
        return Undo(id=id_, moment=moment, ref=old.id if old else "")
    grade = Grade(evidence.rating)
    if evidence.mark is not None:
        grade = scheduler.policy.suggest(evidence.answer, evidence.mark)
    return Review(
        id=id_,
        moment=moment,
        card=question.card,
        kind=question.kind,
        answer=evidence.answer,
        mark=evidence.mark,
        rating=grade.rating,
        interval=_granted(progress, scheduler, question.card, moment, grade),
        session=session,
        fingerprint=fingerprint(question),
        replaces=old.id if old else "",
    )


def _granted(
    progress: Progress, scheduler: Scheduler, card: CardId, moment: Moment, grade: Grade
) -> Interval:
    """Return the interval; none where the card has been answered since, for the fold finds it."""
    name = progress.name(card)
    state, last = progress.card(name), progress.last(name)
    if last and (last.moment.day, last.moment.instant) > (moment.day, moment.instant):
        return Interval()
    outcomes = scheduler.outcomes(state.memory, name, state.reps, moment, grade.guess)
    return outcomes[grade.rating].interval


def _moment(change: _Change, moment: Moment, now: Moment) -> Moment:
    """Return when an answer was given: each number a little later, to keep them in order."""
    if change.old and change.evidence:
        return change.old.moment
    begun = moment if change.evidence else now
    return replace(begun, instant=begun.instant + change.place)


def _evidence(it: Marked) -> _Evidence | None:
    given = it.given
    if it.result in {Result.EMPTY, Result.SPOILT, Result.TO_JUDGE}:
        return None
    if given.judged is None or not isinstance(given.entry.area, Lines):
        return _Evidence(answer=given.answer, mark=it.mark)
    own_words = isinstance(given.entry.question.response, Recall)
    if it.mark is None or own_words or it.result is Result.PARTLY:
        return _Evidence(answer=given.answer, mark=None, rating=_rating(it))
    return _Evidence(answer=given.answer, mark=_agreed(it, it.mark))


def _rating(it: Marked) -> Rating:
    if it.is_right:
        return Rating.GOOD
    most = it.most and it.points / it.most >= _MOST
    return Rating.HARD if most else Rating.AGAIN


def _agreed(it: Marked, program: Mark) -> Mark:
    """Return the program's mark, turned round where the marker thinks otherwise."""
    if it.is_right is (program.verdict is not Verdict.WRONG):
        return program
    verdict = Verdict.RIGHT if it.is_right else Verdict.WRONG
    return Mark(verdict=verdict, rule="overruled", note=f"{program.verdict}: {program.rule}")
