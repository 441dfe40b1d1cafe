"""What learners overruled, for the author: answers to accept, and answers not to.

A learner who turns a verdict round is not always right, so nothing is changed by it: each is a
note at its fact, with what to write if the author agrees. What the deck deals with by now, since
it was overruled, is not named any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.authoring.scalars import scalar
from quizgen.marking import RULES, mark
from quizgen.marking.folding import words
from quizgen.model import (
    AcceptedKey,
    Answer,
    CardId,
    Deck,
    Direction,
    Event,
    Fact,
    Link,
    NumberKey,
    Pair,
    Question,
    Rename,
    Review,
    Statement,
    Steps,
    Term,
    Typed,
    Undo,
    Verdict,
)
from quizgen.problems import Problem, Severity
from quizgen.progress import Progress, declared_renames
from quizgen.scheduler import Fsrs6

_OVERRULED = "overruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """What learners typed for a card, and thought otherwise of than the program."""

    card: CardId
    #: As it was typed last.
    typed: str
    kind: str
    #: What the program found, and the rule that decided.
    verdict: Verdict
    rule: str
    times: int

    @property
    def refused(self) -> bool:
        """Whether the program refused what the learner holds to be right."""
        return self.verdict is Verdict.WRONG


def overrules(events: Iterable[Event], was: Mapping[CardId, CardId]) -> tuple[Overrule, ...]:
    """Find what was overruled and holds; the same text for the same card counts together."""
    bearing = [event for event in events if _bears_on_overrules(event)]
    progress = Progress(Fsrs6(), was, bearing)
    found: dict[tuple[CardId, bool, tuple[str, ...]], list[Review]] = defaultdict(list)
    for event in sorted(bearing, key=lambda event: (event.moment.instant, event.id)):
        if not (isinstance(event, Review) and _is_overrule(event)):
            continue
        folded = words(event.answer.typed)
        if folded and not progress.is_taken_back(event.id):
            refused = _verdict(event) is Verdict.WRONG
            found[progress.name(event.card), refused, folded].append(event)
    return tuple(_overrule(card, reviews) for (card, _, _), reviews in found.items())


def report(
    decks: Sequence[Deck], questions: Sequence[Question], events: Iterable[Event]
) -> Iterator[Problem]:
    """Say of each overrule that the decks have not taken up what was typed, and what to write."""
    facts = {(deck.id, fact.id): fact for deck in decks for fact in deck.facts}
    typed: dict[CardId, list[Question]] = defaultdict(list)
    for question in questions:
        if isinstance(question.response, Typed):
            typed[question.card].append(question)
    for overrule in overrules(events, declared_renames(decks)):
        asked = typed.get(overrule.card, [])
        # The kind in which it was typed, where it is still asked so.
        for question in sorted(asked, key=lambda it: it.kind != overrule.kind)[:1]:
            if not _is_settled(overrule, question):
                yield _problem(overrule, question, facts[question.deck, question.fact])


def _bears_on_overrules(event: Event) -> bool:
    if isinstance(event, Review):
        return bool(event.replaces) or _is_overrule(event)
    return isinstance(event, Undo | Rename)


def _is_overrule(review: Review) -> bool:
    return review.mark is not None and review.mark.rule == _OVERRULED


def _verdict(review: Review) -> Verdict:
    """Return the program's own verdict, which the note of an overrule keeps."""
    note = review.mark.note if review.mark else ""
    return Verdict.WRONG if note.startswith(Verdict.WRONG) else Verdict.RIGHT


def _overrule(card: CardId, reviews: Sequence[Review]) -> Overrule:
    last = reviews[-1]
    note = last.mark.note if last.mark else ""
    return Overrule(
        card=card,
        typed=last.answer.typed.strip(),
        kind=last.kind,
        verdict=_verdict(last),
        rule=note.partition(": ")[2],
        times=len(reviews),
    )


def _is_settled(overrule: Overrule, question: Question) -> bool:
    """Tell whether the program and the learner agree by now."""
    verdict = mark(question, Answer(typed=overrule.typed)).verdict
    return overrule.refused is not (verdict is Verdict.WRONG)


def _problem(overrule: Overrule, question: Question, fact: Fact) -> Problem:
    rule = RULES.get(overrule.rule, overrule.rule)
    often = "once" if overrule.times == 1 else f"{overrule.times} times"
    if overrule.refused:
        code = "overruled-wrong"
        message = f"'{overrule.typed}' was refused ({rule}), and learners overruled that {often}"
        hint = f"if it is right, {_accept(overrule.typed, question, fact)}"
    else:
        code = "overruled-right"
        message = f"'{overrule.typed}' was accepted ({rule}), and learners overruled that {often}"
        hint = f"if it is wrong, {_refuse(overrule.typed, question)}"
    return Problem(
        severity=Severity.NOTE, code=code, message=message, hint=hint, position=fact.position
    )


def _accept(typed: str, question: Question, fact: Fact) -> str:
    """Say how a text comes to be accepted."""
    text = scalar(typed, flow=True)
    response = question.response
    key = response.key if isinstance(response, Typed) else None
    match fact.shape, key:
        case ((Pair(also=also) | Term(also=also)), _):
            own = ", ".join([*(scalar(it, flow=True) for it in also), text])
            return f"write `also: [{own}]`"
        case Statement(), AcceptedKey(accepted=accepted):
            blank = scalar(accepted[0], flow=True)
            return f"write `{{also: [{text}]}}` behind `{blank}:` under `cloze:`"
        case Link() as link, AcceptedKey():
            reverse = question.direction is Direction.REVERSE
            name = link.subject if reverse else link.values[0].text
            return f"write `{scalar(name, flow=True)}: {{also: [{text}]}}` under `things:`"
        case _, NumberKey():
            return "make `tolerance:` larger, or see whether `value:` is right"
        case Steps(), _:
            return "name the steps under `steps:` as learners do"
        case _:
            return "add what it lacks to `values:`, or write `{text: …, also: […]}` for a value"


def _refuse(typed: str, question: Question) -> str:
    """Say how a text comes to be refused."""
    response = question.response
    key = response.key if isinstance(response, Typed) else None
    if isinstance(key, NumberKey):
        return "make `tolerance:` smaller"
    if question.direction is Direction.REVERSE:
        return "see whether two names of the deck are too much alike"
    return f"add it to `wrong:` of the fact: {scalar(typed, flow=True)}"
