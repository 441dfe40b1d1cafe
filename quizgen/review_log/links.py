"""What is odd about ids in a log: doubled ones, and those that lead to nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from quizgen.model import Count, Rename, Review, Undo
from quizgen.problems import Problem, Severity
from quizgen.progress.renames import names
from quizgen.review_log.verified import Entry, Surroundings, found_at

_MOST_GUESSED = 50
"""Facts whose new id is guessed at; with very many it would take long."""


def doubled_ids(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Ids that stand in the log more than once; copies are counted by the file they stand in."""
    first: dict[str, Entry] = {}
    copies: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        known = first.setdefault(entry.event.id, entry)
        if known is entry:
            continue
        if known.event == entry.event:
            copies[entry.line.file, known.line.file].append(entry)
            continue
        yield found_at(
            entry.line,
            Severity.ERROR,
            "conflicting-event",
            f"its id stands for another event in {known.line.file}:{known.line.number}",
            "the earlier of the two counts, on every machine; a line was changed by hand",
        )
    for (_file, other), found in copies.items():
        events = "1 event stands" if len(found) == 1 else f"{len(found)} events stand"
        yield found_at(
            found[0].line,
            Severity.NOTE,
            "duplicate-event",
            f"{events} here that {other} has already",
            "as a sync program leaves them; each counts once",
        )


def unknown_references(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Events that take back, replace or count something that the log does not hold."""
    ids = {entry.event.id for entry in entries}
    sessions = {entry.event.session for entry in entries if isinstance(entry.event, Review)}
    for entry in entries:
        match entry.event:
            case Undo(ref=ref) if ref not in ids:
                message = f"it takes back the event {ref}, which is not in the log"
            case Review(replaces=ref) if ref and ref not in ids:
                message = f"it replaces the review {ref}, which is not in the log"
            case Count(session=session) if session not in sessions:
                message = f"it counts the quiz {session}, of which no answer is in the log"
            case _:
                continue
        yield found_at(
            entry.line,
            Severity.WARNING,
            "unknown-reference",
            message,
            "it may be in the log of a machine that is yet to be merged",
        )


def unknown_cards(entries: Sequence[Entry], surroundings: Surroundings) -> Iterator[Problem]:
    """Reviews of cards that no deck at hand has, by deck, or by fact where the deck is there."""
    renames = [entry.event for entry in entries if isinstance(entry.event, Rename)]
    current = names(renames, surroundings.renames)
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if not isinstance(entry.event, Review):
            continue
        card = current.get(entry.event.card, entry.event.card)
        deck, _, fact = card.rpartition("/")[0].partition("/")
        facts = surroundings.facts.get(deck)
        if facts is None:
            found[deck or card, ""].append(entry)
        elif fact not in facts:
            found[deck, fact].append(entry)
    for number, ((deck, fact), of_it) in enumerate(found.items()):
        others = surroundings.facts.get(deck, ()) if number < _MOST_GUESSED else ()
        yield _unknown(deck, fact, of_it, others)


def _unknown(deck: str, fact: str, found: Sequence[Entry], others: Iterable[str]) -> Problem:
    cards = {entry.event.card for entry in found if isinstance(entry.event, Review)}
    answers = "1 answer" if len(found) == 1 else f"{len(found)} answers"
    amount = f"{answers} to {'1 card' if len(cards) == 1 else f'{len(cards)} cards'}"
    if fact:
        message = f"{amount} of the fact {deck}/{fact}, which its deck does not have"
        near = get_close_matches(fact, sorted(others), n=1)
        whose = f"`{near[0]}`" if near else "it"
        hint = f"they come back with the fact; if {whose} is its new id, `was: [{fact}]` there"
    else:
        message = f"{amount} of the deck {deck}, which is not at hand"
        hint = "they come back with the deck; name its file behind `quizgen log verify`"

    return found_at(
        found[0].line, Severity.NOTE, "unknown-card", message, f"nothing is lost: {hint}"
    )
