"""Which candidates may stand beside a key and beside each other."""

from collections.abc import Iterable
from enum import StrEnum

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.gaps import Gap
from quizgen.distractors.measures import measure
from quizgen.distractors.proofs import Candidate
from quizgen.distractors.text import look_alike, same_format
from quizgen.model import ProofTag


class Refusal(StrEnum):
    """Why a text that is proven wrong is still no option."""

    RIGHT = "right here as well"
    PART = "part of what is right, or a whole of it"
    FORMAT = "of another form or length than the key"
    LOOK = "too much like the key"
    FIGURE = "a figure not to be compared with the key's, or one that may be the same"
    TYPE = "of another sort than the key"
    NAME = "of the same name as something right, or part of its name"
    CONTESTED = "contested, says the author"
    TAKEN = "the same as another option, or part of one"


class Fit:
    """The options of a question as they are chosen."""

    def __init__(self, gap: Gap, index: DeckIndex) -> None:
        """Begin with the key alone."""
        self._gap = gap
        self._names = index.names
        self._size = measure(gap.key)
        self._taken: list[Candidate] = []

    def takes(self, candidate: Candidate) -> bool:
        """Take a candidate as an option, unless it must not stand here."""
        if not self.admits(candidate):
            return False
        self._taken.append(candidate)
        return True

    def takes_text(self, text: str) -> bool:
        """Take a text that is not proven wrong as an option, if it would do otherwise."""
        name = self._names.canonical(text)
        return self.takes(
            Candidate(text=text, name=name, tag=ProofTag.FUNCTIONAL, because=str, why=str)
        )

    def give_back(self, candidates: Iterable[Candidate]) -> None:
        """Take options out again."""
        for candidate in candidates:
            self._taken.remove(candidate)

    def admits(self, candidate: Candidate) -> bool:
        """Tell whether a candidate may stand beside the key and what is taken."""
        return self.refusal(candidate) is None

    def refusal(self, candidate: Candidate) -> Refusal | None:
        """Tell why a candidate may not stand beside the key and what is taken, if so."""
        name, names, gap = candidate.name, self._names, self._gap
        if name in gap.right:
            return Refusal.RIGHT
        if name in gap.wholes or not names.ancestors(name).isdisjoint(gap.right):
            return Refusal.PART
        if candidate.tag is not ProofTag.DECLARED and (unfit := self._unfit(candidate)):
            return unfit
        reasons = (
            (gap.named, Refusal.NAME),
            (gap.contested, Refusal.CONTESTED),
            ((it.name for it in self._taken), Refusal.TAKEN),
        )
        for others, reason in reasons:
            if any(names.overlap(name, other) for other in others):
                return reason
        return None

    def _unfit(self, candidate: Candidate) -> Refusal | None:
        """Tell why a wrong option would be a trick or no temptation at all, if so."""
        gap, names = self._gap, self._names
        if not same_format(candidate.text, gap.key):
            return Refusal.FORMAT
        if look_alike(names.fold(candidate.text), names.fold(gap.key)):
            return Refusal.LOOK
        if self._size and self._measures_amiss(candidate.text):
            return Refusal.FIGURE
        types = names.types(candidate.name)
        apart = bool(types and gap.types) and types.isdisjoint(gap.types)
        return Refusal.TYPE if apart and candidate.tag is not ProofTag.DISJOINT else None

    def _measures_amiss(self, text: str) -> bool:
        """Tell whether a figure means another thing than the key's, or may be the same rounded."""
        size = measure(text)
        if size is None or self._size is None or not size.compares(self._size):
            return True
        if (size.low == size.high) != (self._size.low == self._size.high):
            return True
        sizes = (measure(it.text) for it in self._taken)
        return size.meets(self._size) or any(other and size.meets(other) for other in sizes)
