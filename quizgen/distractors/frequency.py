"""Which keys come so often that no choice of wrong options can hide it.

A name tells nothing if, where it is shown, it is right no more often than wrong options are few:
once in four times. What half of all questions have as their key cannot be a wrong option often
enough, for there are not so many other questions; and what is unlike all others in form or length
cannot either.
"""

from collections.abc import Mapping

from quizgen.distractors.text import same_format

_OFTEN = 5
"""Times from which a key is looked at; of rarer ones there is no saying."""

_MOST_NAMES = 400
"""Of more names none is a key so often, and comparing each with each would take long."""

_WRONG = 3
"""Wrong options of a question."""

_FEW = 5
_RIGHT, _RIGHT_OF_FEW = 0.33, 0.42
"""How often a name may be right where it is shown; of few names fewer are shown."""


def common_keys(counts: Mapping[str, int], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the names that can be guessed, from how often each is a key, and its text."""
    often = [name for name, count in counts.items() if count >= _OFTEN]
    if not often or len(counts) > _MOST_NAMES:
        return frozenset()
    beside = {
        name: [other for other in counts if same_format(texts[other], texts[name])]
        for name in counts
    }
    offered = {name: sum(counts[other] for other in beside[name]) - counts[name] for name in counts}

    def shown_wrong(name: str) -> float:
        """Return in how many questions a name is a wrong option, if each draws in proportion."""
        others = (other for other in beside[name] if other != name)
        return sum(
            counts[other] * min(1, _WRONG * counts[name] / max(1, offered[other]))
            for other in others
        )

    right = _RIGHT_OF_FEW if len(counts) <= _FEW else _RIGHT
    return frozenset(
        name for name in often if counts[name] > right * (counts[name] + shown_wrong(name))
    )
