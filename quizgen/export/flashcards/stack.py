"""A stack of cards: which fit, how each is set, and on which sheet it lies."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from quizgen.export.flashcards.fitting import Frame, fit_card, frame_of
from quizgen.export.flashcards.imposition import Face, Flip, Grid, Side, grid_of, impose
from quizgen.export.flashcards.setting import Fit
from quizgen.export.flashcards.sides import Card, cards_of
from quizgen.export.flashcards.sizes import PAPERS, SIZES
from quizgen.model import Image, Quiz


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCard:
    """A card that fits, and how its sides are set."""

    card: Card
    front: Fit
    back: Fit

    def fit(self, side: Side) -> Fit:
        """Return how a side is set."""
        return self.front if side is Side.FRONT else self.back


@dataclass(frozen=True, slots=True, kw_only=True)
class LongCard:
    """A card that is too long for its size, and the next size that would hold it, if any."""

    card: Card
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How cards are to be printed."""

    #: Of a card, by name.
    size: str
    #: By name.
    paper: str
    flip: Flip = Flip.LONG
    #: Backs beside their fronts, to be folded.
    fold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The cards of a quiz, laid out for printing."""

    quiz: Quiz
    printing: Printing
    grid: Grid
    frame: Frame
    faces: tuple[Face, ...]
    cards: tuple[SetCard, ...]
    long: tuple[LongCard, ...]

    @property
    def sheets(self) -> int:
        """How many sheets of paper the cards take."""
        return self.faces[-1].sheet if self.faces else 0


def stack_of(quiz: Quiz, shown: Collection[Image], printing: Printing) -> Stack:
    """Set all cards of a quiz, one per question, and lay them out.

    Args:
        quiz: what is asked, in its order.
        shown: the pictures that can be shown.
        printing: on which paper, how large, and how it is turned.
    """
    grid, frame = _divided(printing, quiz.notice)
    fitting, long = [], []
    for card in cards_of(quiz, shown):
        if fits := fit_card(card, frame):
            fitting.append(SetCard(card=card, front=fits[0], back=fits[1]))
        else:
            long.append(LongCard(card=card, holds=_next_size(card, printing, quiz.notice)))
    return Stack(
        quiz=quiz,
        printing=printing,
        grid=grid,
        frame=frame,
        faces=impose(len(fitting), grid, printing.flip),
        cards=tuple(fitting),
        long=tuple(long),
    )


def _divided(printing: Printing, notice: str) -> tuple[Grid, Frame]:
    size = SIZES[printing.size]
    grid = grid_of(PAPERS[printing.paper], size, fold=printing.fold)
    across, down = grid.lines
    return grid, frame_of(size, min(across[0], down[0]), notice)


def _next_size(card: Card, printing: Printing, notice: str) -> str:
    """Return the smallest other size that holds a card; empty where none does."""
    for size in sorted(SIZES, key=lambda name: SIZES[name].width * SIZES[name].height):
        grid, frame = _divided(replace(printing, size=size), notice)
        if size != printing.size and grid.cards and fit_card(card, frame):
            return size
    return ""
