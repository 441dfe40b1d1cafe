"""What the log says of each card; nothing of it is ever stored."""

from quizgen.progress.folding import Progress, fold
from quizgen.progress.leeches import LEECH_AGAIN, LEECH_LAPSES, is_leech, leech_noticed
from quizgen.progress.renames import declared_renames

__all__ = [
    "LEECH_AGAIN",
    "LEECH_LAPSES",
    "Progress",
    "declared_renames",
    "fold",
    "is_leech",
    "leech_noticed",
]
