"""Answers that came in twice: from where they were given, and by way of Anki.

A machine that has not seen another one's log yet takes that one's answers for Anki's own if they
come by way of a collection. Once the two logs are merged, the copy is taken back.
"""

from collections.abc import Iterator

from quizgen.anki_cards import Entry, Sort
from quizgen.anki_progress.ids import lasting_id
from quizgen.anki_progress.matching import matches
from quizgen.model import ANKI, Review, Undo
from quizgen.progress import Progress


def doubled(progress: Progress) -> Iterator[Undo]:
    """Yield an undo for each answer of Anki's that is another one's copy.

    The same undos on every machine, so that they too merge into one.
    """
    for history in progress.histories().values():
        reviews = [it for it in history if isinstance(it, Review)]
        from_anki = {it.moment.instant: it for it in reviews if it.session == ANKI}
        others = [it for it in reviews if it.session != ANKI]
        if not from_anki or not others:
            continue
        entries = [_as_entry(it) for it in from_anki.values()]
        for instant in matches(entries, others):
            copy = from_anki[instant]
            if not progress.is_taken_back(copy.id):
                id_ = lasting_id(copy.moment.instant, "anki copy", copy.id)
                yield Undo(id=id_, moment=copy.moment, ref=copy.id)


def _as_entry(review: Review) -> Entry:
    return Entry(review.moment.instant, int(review.rating), 0, 0, 0, 0, Sort.REVIEW)
