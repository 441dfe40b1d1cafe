"""Which candidates may stand beside a key and beside each other."""

from collections.abc import Iterable
from itertools import chain

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.gaps import Gap
from quizgen.distractors.measures import measure
from quizgen.distractors.proofs import Candidate
from quizgen.distractors.text import look_alike, same_format
from quizgen.model import ProofTag


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
        name, names, gap = candidate.name, self._names, self._gap
        if (
            name in gap.right
            or name in gap.wholes
            or not names.ancestors(name).isdisjoint(gap.right)
        ):
            return False
        if candidate.tag is not ProofTag.DECLARED and self._unfit(candidate):
            return False
        taken = (it.name for it in self._taken)
        return not any(
            names.overlap(name, other) for other in chain(gap.named, gap.contested, taken)
        )

    def _unfit(self, candidate: Candidate) -> bool:
        """Tell whether a wrong option would be a trick or no temptation at all."""
        gap, names = self._gap, self._names
        if not same_format(candidate.text, gap.key):
            return True
        if look_alike(names.fold(candidate.text), names.fold(gap.key)):
            return True
        if self._size and self._measures_amiss(candidate.text):
            return True
        types = names.types(candidate.name)
        return (
            candidate.tag is not ProofTag.DISJOINT
            and bool(types and gap.types)
            and types.isdisjoint(gap.types)
        )

    def _measures_amiss(self, text: str) -> bool:
        """Tell whether a figure means another thing than the key's, or may be the same rounded."""
        size = measure(text)
        if size is None or self._size is None or not size.compares(self._size):
            return True
        if (size.low == size.high) != (self._size.low == self._size.high):
            return True
        sizes = (measure(it.text) for it in self._taken)
        return size.meets(self._size) or any(other and size.meets(other) for other in sizes)
