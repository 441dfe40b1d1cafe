"""The review log: append-only JSON lines, one file per device and month, and nothing else.

    <home>/log/<device>/<YYYY-MM>.jsonl

A line is one event. It is written whole and synced before :meth:`ReviewLog.append` returns, and
never rewritten. Logs of several devices merge by lying side by side; :meth:`ReviewLog.read` reads
them all, and the fold orders the events and counts each id once. Those of another home are taken
in by :mod:`quizgen.review_log.merging`, and what is odd is found by
:mod:`quizgen.review_log.verifying`.
"""

from quizgen.review_log.devices import device_id
from quizgen.review_log.files import LogRead, LogRows, ReviewLog
from quizgen.review_log.lines import VERSION, event_id, event_line, read_line
from quizgen.review_log.reading import Stretch

__all__ = [
    "VERSION",
    "LogRead",
    "LogRows",
    "ReviewLog",
    "Stretch",
    "device_id",
    "event_id",
    "event_line",
    "read_line",
]
