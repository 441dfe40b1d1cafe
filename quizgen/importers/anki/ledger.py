"""Counts what comes of notes, and what does not: nothing is dropped in silence."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_EXAMPLES = 2


@dataclass(slots=True, kw_only=True)
class Lacking:
    """How often something could not be kept, and of which notes, for example."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, name: Callable[[], str]) -> None:
        """Count one more; the note is asked for its name only while examples are wanted."""
        self.count += 1
        if len(self.examples) < _EXAMPLES and (example := name()) not in self.examples:
            self.examples.append(example)


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What is counted while notes become facts."""

    #: By note type and by deck: notes looked at.
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: By note type and by deck: facts made.
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: Why notes (or single cards of them) are left out → which.
    left_out: dict[str, Lacking] = field(default_factory=dict)
    #: What is not kept of notes that came → which.
    not_kept: dict[str, Lacking] = field(default_factory=dict)

    def leave_out(self, why: str, name: Callable[[], str]) -> None:
        """Count a note, or a card of one, that makes no fact."""
        self.left_out.setdefault(why, Lacking()).add(name)

    def lose(self, whats: Iterable[str], name: Callable[[], str]) -> None:
        """Count what a fact cannot hold of its note."""
        for what in whats:
            self.not_kept.setdefault(what, Lacking()).add(name)
