"""Ids of events that are made of what they are about, and so the same on every machine."""

from hashlib import sha256

from quizgen.review_log import event_id

_ENTROPY = 10


def lasting_id(instant: int, *parts: str) -> str:
    """Return the id of an event at an instant that some texts tell from all others."""
    digest = sha256("\n".join(parts).encode()).digest()
    return event_id(instant, digest[:_ENTROPY])
