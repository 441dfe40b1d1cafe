"""Finds facts that learners have and the deck has no more, and what they may be called now.

The lock beside a deck knows each note that ever went out, and a digest of what it held. A new
fact whose note would have that very digest under the old id is the old fact renamed; where the
wording changed too, the ids may still tell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.distractors.text import look_alike
from quizgen.export.anki.changes import named
from quizgen.export.anki.content import (
    Content,
    Surroundings,
    content_of,
    digest_of,
    under_key,
    unsuited,
)
from quizgen.export.anki.identity import Keys, card_parts, keys_of
from quizgen.export.anki.lock import LockLine, parse_lock
from quizgen.model import Deck, Fact, Position, Question
from quizgen.problems import DeckError, Problem, Severity

_CODE = "vanished-id"

_MOST_COMPARED = 100_000
"""Pairs of a vanished note and a new one that are compared; a deck written anew has no renames."""

_MOST_NEW = 500
"""New facts whose ids are compared; among more of them likeness says nothing."""


def vanished(deck: Deck, lock_text: str, questions: Sequence[Question]) -> Iterator[Problem]:
    """Report the facts of a deck's lock that it has no more, with their probable new names.

    Args:
        deck: as it is now, all of it: what could not be read would seem to have vanished.
        lock_text: the lock beside it.
        questions: the deck's questions.
    """
    try:
        lock = parse_lock(lock_text, deck.id)
    except DeckError as error:
        yield _problem(deck.position, f"{error.message}", error.hint, code="damaged-lock")
        return
    keys = keys_of(deck.id, deck, lock)
    gone = _gone(lock.notes, keys)
    if not gone:
        return
    known = {card_parts(key, deck.id)[0] for key in lock.notes}
    new = [fact for fact in deck.facts if known.isdisjoint((fact.id, *fact.was))]
    new = [fact for fact in new if not fact.retired]
    certain = _same_content(gone, new, [it for it in questions if it.deck == deck.id], deck)
    guessed = _alike([old for old in gone if old not in certain], new, certain.values())
    yield from _renamed(certain, "holds what '{old}' held: it seems to be renamed")
    yield from _renamed(guessed, "is new, and '{old}' has vanished: is it the same fact?")
    lost = [old for old in gone if old not in certain and old not in guessed]
    if lost:
        yield _lost(deck, lost)


def _gone(notes: Mapping[str, LockLine], keys: Keys) -> dict[str, list[LockLine]]:
    """Return the ids of the lock that no fact has or had, each with its notes."""
    living = {*keys.facts, *(old for fact in keys.facts.values() for old in fact.was)}
    found: dict[str, list[LockLine]] = {}
    for key, line in sorted(notes.items()):
        fact, _ = card_parts(key, keys.deck)
        if fact and fact not in living:
            found.setdefault(fact, []).append(line)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """A note of a new fact, and the part of its key behind the fact's id."""

    fact: str
    side: str
    question: Question


def _same_content(
    gone: Mapping[str, list[LockLine]],
    new: Sequence[Fact],
    questions: Sequence[Question],
    deck: Deck,
) -> dict[str, Fact]:
    """Find new facts that hold what vanished ones held: old id → fact."""
    facts = {fact.id: fact for fact in new}
    # A picture's digest is known to the export alone.
    notes = [
        _Note(fact=it.fact, side=card_parts(it.card, deck.id)[1], question=it)
        for it in questions
        if it.fact in facts and it.image is None and not unsuited(it)
    ]
    if len(notes) * len(gone) > _MOST_COMPARED:
        return {}
    contents = _Contents(deck)
    found: dict[str, Fact] = {}
    taken: set[str] = set()
    for old, lines in gone.items():
        for line in lines:
            side = card_parts(line.key, deck.id)[1]
            match = next(
                (
                    note.fact
                    for note in notes
                    if note.side == side
                    and note.fact not in taken
                    and digest_of(under_key(contents.of(note.question, line), line.key))
                    == line.digest
                ),
                None,
            )
            if match is not None:
                found[old] = facts[match]
                taken.add(match)
                break
    return found


class _Contents:
    """What notes hold, each worked out once."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._links = {source.id: source.url for source in deck.sources.values()}
        self._known: dict[tuple[str, str], Content] = {}

    def of(self, question: Question, line: LockLine) -> Content:
        """Return what a question's note holds in the form of a line of the lock."""
        found = self._known.get((question.id, line.form))
        if found is None:
            around = Surroundings(
                key="", notice=self._deck.notice, links=self._links, image="", retired=False
            )
            found = content_of(question, line.form, around)
            self._known[question.id, line.form] = found
        return found


def _alike(gone: Iterable[str], new: Sequence[Fact], taken: Iterable[Fact]) -> dict[str, Fact]:
    """Find the new facts whose ids are like those of vanished ones, where there is one of each."""
    used = {fact.id for fact in taken}
    free = {fact.id: fact for fact in new if fact.id not in used}
    found: dict[str, str] = {}
    for old in gone if len(free) < _MOST_NEW else ():
        near = [id_ for id_ in free if _same_words(id_, old)] or [
            id_ for id_ in free if _near(id_, old)
        ]
        if len(near) == 1:
            found[old] = near[0]
    # Of several that are like one, none is more likely than the others.
    claims = Counter(found.values())
    return {old: free[new_id] for old, new_id in found.items() if claims[new_id] == 1}


def _same_words(one: str, other: str) -> bool:
    return sorted(_words(one)) == sorted(_words(other))


def _near(one: str, other: str) -> bool:
    """Tell whether two ids differ by one edit, or one has all words of the other."""
    mine, theirs = set(_words(one)), set(_words(other))
    return look_alike(one.casefold(), other.casefold()) or mine <= theirs or theirs <= mine


def _words(id_: str) -> list[str]:
    return [word for word in re.split(r"[-_./\s]+", id_.casefold()) if word]


def _renamed(pairs: Mapping[str, Fact], said: str) -> Iterator[Problem]:
    """Report renames; the rows of a renamed table all at once."""
    tables = Counter(_tables(old, fact) for old, fact in pairs.items())
    told: set[tuple[str, str]] = set()
    for old, fact in pairs.items():
        table = _tables(old, fact)
        if table is not None and tables[table] > 1:
            if table not in told:
                told.add(table)
                yield _problem(
                    fact.position,
                    f"'{table[1]}' "
                    + said.replace("the same fact", "the same table").format(old=table[0]),
                    f"under the table, `was: [{table[0]}]` brings the histories of its rows along",
                )
            continue
        yield _problem(
            fact.position,
            f"'{fact.id}' {said.format(old=old)}",
            f"`was: [{old}]` brings its history along; if it is another fact, put '{old}' back"
            " with `retired: true`",
        )


def _tables(old: str, fact: Fact) -> tuple[str, str] | None:
    """Return the tables of two rows with the same subject, if they are rows."""
    before, slash, subject = old.partition("/")
    after, other_slash, other = fact.id.partition("/")
    return (before, after) if slash and other_slash and subject == other else None


def _lost(deck: Deck, lost: Sequence[str]) -> Problem:
    has = "a fact has" if len(lost) == 1 else f"{len(lost)} facts have"
    return _problem(
        deck.position,
        f"{has} vanished, and learners keep the notes unmarked: {named(lost)}",
        "give a fact that goes `retired: true`, to keep its id and to tell them; of one that"
        " nobody has, delete the lines in the lock",
    )


def _problem(position: Position, message: str, hint: str, *, code: str = _CODE) -> Problem:
    return Problem(
        severity=Severity.WARNING, code=code, message=message, hint=hint, position=position
    )
