"""Which cards come today, in what order, and in which kind each is asked.

A session asks the queue again after each answer; nothing is popped, so undo needs no help::

    queue = StudyQueue(generated.questions, StudySettings(new_limit=10, session=session_id))
    question = queue.next(progress, moment)        # None: nothing to do now
    counts = queue.remaining(progress, moment)     # Counts(new=3, learning=1, due=12)
    wakes = queue.wakes(progress, moment)          # None, or when the next learning card comes

``progress`` must hold every answer given so far; ``moment`` is now. The result depends on these
two and the settings alone, so a session that crashed goes on where it was. Within a study day the
queue remembers its plan, which keeps ``next`` cheap with many cards.

The order: cards in learning whose time has come, those first that were failed though the learner
was sure; cards due, the likeliest forgotten first; new cards up to the day's limit, the decks
taking turns and each in its own order; and when nothing else is left, cards in learning that come
up within 20 minutes. Of a fact's cards one comes per study day, none where one is buried. Another
:class:`Order` may choose otherwise what comes beside the cards in learning.
"""

from quizgen.review_queue.ladder import MATURE, ladder
from quizgen.review_queue.order import Chosen, DueThenNew, Order, Today, one_per_fact
from quizgen.review_queue.queue import LOOK_AHEAD, Counts, Outlook, StudyQueue, StudySettings
from quizgen.review_queue.stock import Fact, MadeStock, PartOfStock, Stock

__all__ = [
    "LOOK_AHEAD",
    "MATURE",
    "Chosen",
    "Counts",
    "DueThenNew",
    "Fact",
    "MadeStock",
    "Order",
    "Outlook",
    "PartOfStock",
    "Stock",
    "StudyQueue",
    "StudySettings",
    "Today",
    "ladder",
    "one_per_fact",
]
