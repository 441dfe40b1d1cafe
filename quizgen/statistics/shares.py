"""So many of so many, and how sure one can be of that."""

from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.items.chance import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many right of so many."""

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """The part that is right; ``None`` of nothing."""
        return self.right / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the part would lie with ever more answers: Wilson's 95 % interval."""
        return wilson(self.right, self.total)


def share_of(answers: Iterable[bool]) -> Share:
    """Count what is right."""
    counted = list(answers)
    return Share(right=sum(counted), total=len(counted))
