"""What the log says of each card; nothing of it is ever stored."""

from quizgen.progress.folding import Progress, fold
from quizgen.progress.leeches import LEECH_LAPSES, is_leech, leech_noticed
from quizgen.progress.renames import declared_renames
from quizgen.progress.resuming import NEVER, Digests, Outline, Place, Resumed
from quizgen.progress.rows import Rows

__all__ = [
    "LEECH_LAPSES",
    "NEVER",
    "Digests",
    "Outline",
    "Place",
    "Progress",
    "Resumed",
    "Rows",
    "declared_renames",
    "fold",
    "is_leech",
    "leech_noticed",
]
