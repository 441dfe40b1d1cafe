"""A session as a state machine: what happens comes in as data, states and effects come out.

It knows no terminal, no file and no clock. A driver shows the state, turns what the learner does
into a happening with its moment, carries out the effects in order, and only then shows the next
state::

    state = new_session(Plan(mode=Mode.QUIZ, session=new_id, questions=quiz.questions), stamp)
    state, effects = step(state, Begin(stamp=stamp))
    # Record(event): append it to the log and sync.  Fetch(): send a Supply or an Exhaust.
"""

from quizgen.session.answers import can_overrule, can_rate, ratings
from quizgen.session.events import (
    AskMissesAgain,
    Begin,
    Decide,
    Effect,
    Exhaust,
    Fetch,
    Happening,
    Hint,
    Overrule,
    Proceed,
    Quit,
    Rate,
    Record,
    Reveal,
    Stamp,
    Submit,
    Supply,
    TakeBack,
)
from quizgen.session.machine import new_session, step
from quizgen.session.states import (
    Asking,
    Closing,
    Fetching,
    Mode,
    Over,
    Plan,
    Revealed,
    Stage,
    State,
    Take,
    Told,
)
from quizgen.session.summary import (
    Summary,
    first_round,
    misses,
    position,
    saved,
    summary,
)

__all__ = [
    "AskMissesAgain",
    "Asking",
    "Begin",
    "Closing",
    "Decide",
    "Effect",
    "Exhaust",
    "Fetch",
    "Fetching",
    "Happening",
    "Hint",
    "Mode",
    "Over",
    "Overrule",
    "Plan",
    "Proceed",
    "Quit",
    "Rate",
    "Record",
    "Reveal",
    "Revealed",
    "Stage",
    "Stamp",
    "State",
    "Submit",
    "Summary",
    "Supply",
    "Take",
    "TakeBack",
    "Told",
    "can_overrule",
    "can_rate",
    "first_round",
    "misses",
    "new_session",
    "position",
    "ratings",
    "saved",
    "step",
    "summary",
]
