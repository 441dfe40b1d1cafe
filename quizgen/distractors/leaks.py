"""Which words of a stem an option shares: what gives the key away, or another option up.

A key that shares a word with the stem is found by who knows nothing, unless the wrong options
share it too; and a wrong option that alone does is passed over by who has noticed.
"""

from quizgen.distractors.gaps import Gap
from quizgen.distractors.names import Names
from quizgen.distractors.proofs import Candidate
from quizgen.distractors.text import (
    abbreviation,
    contains,
    root,
    share_root,
    short_words,
    telling,
    tells,
)


class Leaks:
    """What the stem of a question tells of its key; true if there is anything."""

    def __init__(self, stem: str, gap: Gap, names: Names) -> None:
        """Compare a stem with its key."""
        self._names = names
        self._stem = names.fold(stem)
        self._given = names.fold(gap.given) if gap.given else ""
        self._words: dict[str, list[str]] = {}
        for word in telling(self._stem):
            self._words.setdefault(root(word), []).append(word)
        #: The words of the stem that share a root with a word of the key.
        self.own = self.shared(gap.key)
        self._held = self._holds(gap.key)
        self._likeness = self._shortness(gap.key)
        #: What is asked about tells the key by itself, whatever the wording of the question.
        self.told = bool(self._given) and tells(self._given, names.fold(gap.key))

    def __bool__(self) -> bool:
        """Tell whether the stem holds the key or a word of it."""
        return self._held or self._likeness > 0 or bool(self.own)

    def shared(self, text: str) -> frozenset[str]:
        """Return the words of the stem that share a root with a word of an option."""
        folded = self._names.fold(text)
        found = {
            word
            for other in telling(folded)
            for word in self._words.get(root(other), ())
            if share_root(word, other)
        }
        return frozenset(found) | short_words(self._given, folded)

    def covered(self, candidate: Candidate) -> bool:
        """Tell whether a wrong option shares all that the key does."""
        return self.hides(candidate.text)

    def hides(self, text: str) -> bool:
        """Tell whether a text shares all that the key does, so that this tells nothing."""
        return (
            self.shared(text) >= self.own
            and (not self._held or self._holds(text))
            and self._shortness(text) >= self._likeness
        )

    def alike(self, candidate: Candidate) -> bool:
        """Tell whether a wrong option shares as much as the key, and nothing where it has none."""
        if self:
            return self.covered(candidate)
        return not self.shared(candidate.text) and not self._shortness(candidate.text)

    def _holds(self, text: str) -> bool:
        return contains(self._stem, self._names.fold(text))

    def _shortness(self, text: str) -> int:
        """Tell how much an option looks short for what is given, or what is given for it."""
        return abbreviation(self._given, self._names.fold(text)) if self._given else 0
