"""What an export changes for learners who have the deck already, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

#: How many names a line lists before it counts the rest.
_NAMED = 10

#: How far ahead of the clock a lock's time may lie before it is worth a word: a day of seconds.
_AHEAD = 86_400


class Change(StrEnum):
    """What became of a note since the last export."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETIRED = "retired"


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts a deck's notes by what became of them."""

    #: Whether the deck was exported before.
    known: bool
    #: Whether questions came without their deck, and so without its lock.
    loose: bool = False
    counts: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    #: Retired since the last export.
    retired: list[str] = field(default_factory=list)
    #: In the lock, but the deck has no such card any more.
    vanished: list[str] = field(default_factory=list)
    #: Exported before and still in the deck, but not asked for this time.
    left_alone: int = 0
    #: Why a question is not in the package → the facts.
    left_out: dict[str, list[str]] = field(default_factory=dict)
    #: The latest time in the lock.
    latest: int = 0

    def add(self, change: Change, fact: str, *, same: bool) -> None:
        """Count a note; ``same`` says that learners need not be told of it."""
        self.counts[change] += 1
        match change:
            case Change.NEW if self.known:
                self.new.append(fact)
            case Change.CHANGED:
                self.changed.append(fact)
            case Change.RETIRED if not same:
                self.retired.append(fact)
            case _:
                pass

    def leave_out(self, reason: str, fact: str) -> None:
        """Remember a question that Anki has no form for."""
        self.left_out.setdefault(reason, []).append(fact)


def report_lines(tally: Tally, now: int) -> Iterator[str]:
    """Say it: one line of counts, then the names behind them."""
    total = sum(tally.counts.values())
    counts = [f"{tally.counts[change]} {change}" for change in Change]
    yield f"{_notes(total)}: {', '.join(counts)}, {len(tally.vanished)} vanished"
    if tally.new:
        yield f"  new: {named(tally.new)}"
    if tally.changed:
        yield f"  changed, reviews kept: {named(tally.changed)}"
    if tally.retired:
        yield f"  retired, tagged quizgen-retired for learners to find: {named(tally.retired)}"
    if tally.vanished:
        yield (
            f"  vanished, and learners keep the notes unmarked: {named(tally.vanished)}"
            " (a fact with 'retired: true' would tell them)"
        )
    if tally.left_alone:
        yield f"  exported before and not asked for now, left as they are: {tally.left_alone}"
    for reason, facts in tally.left_out.items():
        yield f"  left out, as Anki has no note for {reason}: {named(facts)}"
    if tally.loose and not tally.known:
        yield (
            "  without the deck's lock every note counts as new: whoever has it already loses"
            " own edits, though no reviews"
        )
    if tally.latest > now + _AHEAD:
        yield (
            f"  the lock holds times up to {datetime.fromtimestamp(tally.latest, UTC):%Y-%m-%d}:"
            " a clock was or is wrong; until then an import overwrites learners' own edits"
        )


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"


def named(names: Iterable[str], most: int = _NAMED) -> str:
    """List names, each once; of a long list the first ones and how many more there are."""
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:most]) + (f" and {len(unique) - most} more" if unique[most:] else "")
