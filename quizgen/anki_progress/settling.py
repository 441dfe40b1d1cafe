"""Answers that came in twice: from where they were given, and by way of Anki.

A machine that has not seen another one's log yet takes that one's answers for Anki's own if they
come by way of a collection. Once the two logs are merged, the copy is taken back.
"""

from collections.abc import Iterator, Sequence

from quizgen.anki_cards import SPAN
from quizgen.anki_progress.ids import lasting_id
from quizgen.model import ANKI, Review, Undo
from quizgen.progress import Progress


def doubled(progress: Progress) -> Iterator[Undo]:
    """Yield an undo for each answer of Anki's that is another one's copy.

    The same undos on every machine, so that they too merge into one.
    """
    for history in progress.histories().values():
        reviews = [it for it in history if isinstance(it, Review)]
        if not any(it.session == ANKI for it in reviews):
            continue
        for copy in _copies(reviews):
            if not progress.is_taken_back(copy.id):
                id_ = lasting_id(copy.moment.instant, "anki copy", copy.id)
                yield Undo(id=id_, moment=copy.moment, ref=copy.id)


def _copies(reviews: Sequence[Review]) -> Iterator[Review]:
    """Yield Anki's answers to a card that follow another answer at once.

    Nobody answers a card twice within a second: what was moved on to a free instant in one
    collection, and came in from there, is behind the same answer from elsewhere.
    """
    original = from_anki = -SPAN
    for review in sorted(reviews, key=lambda it: (it.moment.instant, it.session == ANKI, it.id)):
        instant = review.moment.instant
        if review.session != ANKI:
            original = instant
        elif instant < original + SPAN:
            yield review
        elif not review.replaces:
            # One that stands in for another is at its instant, and no copy of it.
            if instant < from_anki + SPAN:
                yield review
            else:
                from_anki = instant
