"""What a study session is made of: kept from an earlier start, or worked out and kept.

The rooms that read decks and make questions are loaded only where they are needed: most starts
find everything in the cache.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cache import KeptDeck, find_questions, keep_questions, print_of
from quizgen.commands.environment import deck_paths, home_folder
from quizgen.commands.options import Wish, refuse_quiz_files
from quizgen.model import CardId, Question
from quizgen.review_queue import Stock

if TYPE_CHECKING:
    # A start that finds all in the cache needs no facts.
    from quizgen.model import Deck


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Decks and their questions, as far as a study session needs them."""

    decks: tuple[KeptDeck, ...]
    #: From ids that cards had before to those they have now.
    renames: Mapping[CardId, CardId]
    stock: Stock
    #: Keeps for the next start what had to be worked out, if anything had; takes a while.
    keep: Callable[[], object] | None = None


def material(wish: Wish) -> Material:
    """Find the decks and questions that the user asked for.

    Raises:
        DeckError: no deck is usable.
        RequestError: the request makes no sense, or there is no question.
    """
    refuse_quiz_files(wish.decks)
    paths = deck_paths(wish.decks)
    state = "" if wish.kinds or wish.topics or wish.tags else print_of(paths)
    folder = home_folder() / "cache"
    kept = find_questions(folder, paths, state, partial(_made_anew, wish))
    if kept is not None:
        return Material(decks=kept.decks, renames=kept.renames, stock=kept)
    return _worked_out(wish, folder, paths, state)


def _worked_out(wish: Wish, folder: Path, paths: Sequence[Path], state: str) -> Material:
    # Here and below: these rooms take most of a start's time.
    from quizgen.commands.questions import asked_questions, checked_decks  # noqa: PLC0415
    from quizgen.generator import QuestionsOnDemand  # noqa: PLC0415
    from quizgen.progress import declared_renames  # noqa: PLC0415
    from quizgen.review_queue import MadeStock  # noqa: PLC0415

    loaded, errors = checked_decks(wish.decks, strict=False)
    decks = loaded.decks
    heads = tuple(
        KeptDeck(id=it.id, title=it.title, language=it.language, notice=it.notice, digest=it.digest)
        for it in decks
    )
    renames = declared_renames(decks)
    # Decks with errors are asked about as far as they are sound, and are not kept.
    stock: Stock | None = QuestionsOnDemand(decks) if state and not errors else None
    keep: Callable[[], object] | None = partial(_keep, folder, paths, state, decks, heads, renames)
    if stock is None or not stock.facts:
        stock, keep = MadeStock(asked_questions(decks, wish)), None
    return Material(decks=heads, renames=renames, stock=stock, keep=keep)


def _keep(  # noqa: PLR0913, PLR0917  # all that is kept
    folder: Path,
    paths: Sequence[Path],
    state: str,
    decks: Sequence["Deck"],
    heads: Sequence[KeptDeck],
    renames: Mapping[CardId, CardId],
) -> None:
    from quizgen.generator import generate  # noqa: PLC0415

    questions = generate(decks).questions
    # Whoever edits a deck while it is read must not find the old questions under its new state.
    if print_of(paths) == state:
        keep_questions(folder, paths, state, decks=heads, renames=renames, questions=questions)


def _made_anew(wish: Wish, card: CardId) -> Sequence[Question]:
    """Make the questions of a card whose record is damaged."""
    from quizgen.commands.questions import usable_decks  # noqa: PLC0415
    from quizgen.generator import QuestionsOnDemand  # noqa: PLC0415

    return QuestionsOnDemand(usable_decks(wish.decks, strict=False).decks).questions(card)
