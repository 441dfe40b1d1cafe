"""A stack of cards: which fit, how each is set, and on which sheet it lies."""

from collections.abc import Collection
from dataclasses import dataclass

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
class Stack:
    """The cards of a quiz, laid out for printing."""

    quiz: Quiz
    size: str
    paper: str
    flip: Flip
    grid: Grid
    frame: Frame
    faces: tuple[Face, ...]
    cards: tuple[SetCard, ...]
    long: tuple[LongCard, ...]

    @property
    def sheets(self) -> int:
        """How many sheets of paper the cards take."""
        return self.faces[-1].sheet if self.faces else 0


def stack_of(
    quiz: Quiz, shown: Collection[Image], *, size: str, paper: str, flip: str, fold: bool
) -> Stack:
    """Set all cards of a quiz and lay them out.

    Args:
        quiz: one card per question, in its order.
        shown: the pictures that can be shown.
        size: of a card, by name.
        paper: by name.
        flip: over which edge the printer turns the paper, ``long`` or ``short``.
        fold: backs beside their fronts, to be folded.
    """
    grid, frame = _divided(size, paper, quiz.notice, fold=fold)
    fitting, long = [], []
    for card in cards_of(quiz, shown):
        if fits := fit_card(card, frame):
            fitting.append(SetCard(card=card, front=fits[0], back=fits[1]))
        else:
            holds = _next_size(card, size, paper, quiz.notice, fold=fold)
            long.append(LongCard(card=card, holds=holds))
    return Stack(
        quiz=quiz,
        size=size,
        paper=paper,
        flip=Flip(flip),
        grid=grid,
        frame=frame,
        faces=impose(len(fitting), grid, Flip(flip)),
        cards=tuple(fitting),
        long=tuple(long),
    )


def _divided(size: str, paper: str, notice: str, *, fold: bool) -> tuple[Grid, Frame]:
    grid = grid_of(PAPERS[paper], SIZES[size], fold=fold)
    across, down = grid.lines
    return grid, frame_of(SIZES[size], min(across[0], down[0]), notice)


def _next_size(card: Card, size: str, paper: str, notice: str, *, fold: bool) -> str:
    """Return the smallest other size that holds a card; empty where none does."""
    by_area = sorted(SIZES, key=lambda name: SIZES[name].width * SIZES[name].height)
    for other in by_area:
        grid, frame = _divided(other, paper, notice, fold=fold)
        if other != size and grid.cards and fit_card(card, frame):
            return other
    return ""
