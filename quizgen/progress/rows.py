"""The reviews of a log as columns, without an object for any of them."""

from array import array
from dataclasses import dataclass, field

from quizgen.model import CardId
from quizgen.scheduler import Given


@dataclass(slots=True, kw_only=True)
class Rows(Given):
    """Reviews that replace no other, in the order of their files and lines; a value for each."""

    #: Numbers among ``cards`` and ``sessions``.
    card: list[int] = field(default_factory=list)
    session: list[int] = field(default_factory=list)
    #: The events' ids in UTF-8.
    ids: list[bytes] = field(default_factory=list)
    #: Where each stands: the number of a file, and where in it.
    files: list[int] = field(default_factory=list)
    offsets: "array[int]" = field(default_factory=lambda: array("q"))
    cards: list[CardId] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
