"""Which events are taken back, where undos may themselves be undone."""

from collections.abc import Mapping, Sequence


def is_undone(event: str, undos: Mapping[str, Sequence[str]]) -> bool:
    """Whether an undo holds against an event that is not taken back itself.

    ``undos`` are the ids of the undos of each event.
    """
    bearing = {event: undos.get(event, [])}
    found = [event]
    for id_ in found:
        for undo in bearing[id_]:
            if undo not in bearing:
                bearing[undo] = undos.get(undo, [])
                found.append(undo)
    void: set[str] = set()
    # An undo's own undos were found after it, so backwards they are decided before it.
    for id_ in reversed(found):
        if any(undo not in void for undo in bearing[id_]):
            void.add(id_)

    return event in void
