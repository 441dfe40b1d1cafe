"""An answer given in the terminal, put into a learner's log as a session does."""

import time
from pathlib import Path

from quizgen.model import Answer, Rating, Review
from quizgen.progress import Progress
from quizgen.review_log import ReviewLog, event_id
from quizgen.scheduler import Fsrs6, moment

_SCHEDULER = Fsrs6()


def answered_in_terminal(home: Path, card: str, rating: Rating, later: int = 0) -> Review:
    """Rate a card now, or some seconds later; the interval is what the scheduler grants."""
    log = ReviewLog(home, "terminal-1")
    known = Progress(_SCHEDULER, {}, log.read().events).card(card)
    now = moment(time.time_ns() // 1_000_000 + later * 1000, 0)
    outcome = _SCHEDULER.outcomes(known.memory, card, known.reps, now)[rating]
    review = Review(
        id=event_id(now.instant, card.encode()[-10:].rjust(10)),
        moment=now,
        card=card,
        kind="recall",
        answer=Answer(took=1000),
        rating=rating,
        interval=outcome.interval,
        session="terminal",
    )
    log.append(review)
    return review
