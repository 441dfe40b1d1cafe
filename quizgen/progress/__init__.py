"""What the log says of each card; nothing of it is ever stored."""

from quizgen.progress.answers import is_right, time_of
from quizgen.progress.card_events import Coming
from quizgen.progress.folding import Progress, fold
from quizgen.progress.latencies import ENOUGH, Latencies, capped
from quizgen.progress.leeches import LEECH_LAPSES, is_leech, leech_noticed
from quizgen.progress.renames import declared_renames
from quizgen.progress.resuming import NEVER, Digests, Outline, Place, Resumed
from quizgen.progress.rows import Rows, weigh

__all__ = [
    "ENOUGH",
    "LEECH_LAPSES",
    "NEVER",
    "Coming",
    "Digests",
    "Latencies",
    "Outline",
    "Place",
    "Progress",
    "Resumed",
    "Rows",
    "capped",
    "declared_renames",
    "fold",
    "is_leech",
    "is_right",
    "leech_noticed",
    "time_of",
    "weigh",
]
