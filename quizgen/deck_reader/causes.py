"""Reads causes and their effects: links of one relation that no deck needs to declare.

Each cause can have each of the effects. The first cause has the fact's own id, so that another
one may join it later; the id of each other is ``<id>/<cause>``.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from quizgen.deck_reader.fields import Fields, nfc
from quizgen.deck_reader.shapes import complete, link, read_list
from quizgen.model import EFFECT, Fact, Link, Relation


def read_effects(fields: Fields, relation: Relation | None) -> Link:
    """Read ``effect`` of the first ``cause``: open unless it is complete."""
    causes = fields.texts("cause")
    return link(
        causes[0] if causes else fields.need("cause"),
        EFFECT,
        read_list(fields, "effect"),
        one=relation is not None and relation.one,
        complete=complete(fields, relation),
    )


def has_reverse(fields: Fields, relation: Relation | None) -> bool | None:
    """Tell whether causes are asked for by default: only where their effects are all known."""
    if relation is not None and relation.reverse is not None:
        return None
    return complete(fields, relation)


def other_causes(fields: Fields, fact: Fact, take: Callable[[str, int], bool]) -> Iterator[Fact]:
    """Yield the same fact of each further cause; ``take`` takes its id at an offset."""
    first, *others = fields.texts_with_places("cause")
    seen = {first[0]}
    for cause, at in others:
        if cause in seen:
            fields.error(
                "duplicate-value", f"'{cause}' is on this list already", at, "once is enough"
            )
        elif "\n" in cause or cause != cause.strip():
            fields.error("bad-id", "one of several causes is one line without spaces around it", at)
        elif isinstance(fact.shape, Link):
            seen.add(cause)
            own_id = nfc(f"{fact.id}/{cause}")
            if take(own_id, at):
                yield replace(
                    fact,
                    id=own_id,
                    was=tuple(nfc(f"{old}/{cause}") for old in fact.was),
                    shape=replace(fact.shape, subject=cause),
                    position=fields.page.position(at),
                )
