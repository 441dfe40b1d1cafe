"""Templates: texts with slots in angle brackets, taken apart once and filled often.

What a slot is called also says how its text goes in: ``<subject>`` as it is, ``<Subject>`` with a
capital, ``<a subject>`` and ``<the subject>`` with an article, ``<relations>`` in the plural.
Articles and plurals are English; in any other language the text goes in as it is.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from quizgen.wording.grammar import capitalised, plural, with_article, with_the

SLOTS = frozenset(
    {
        "subject",
        "Subject",
        "a subject",
        "the subject",
        "object",
        "Object",
        "a object",
        "the object",
        "n",
    }
)
"""The slots of the templates that facts and relations have."""

_SLOT = re.compile(r"<([A-Za-z][\w -]*)>")
_PLURALS = {"relations": "relation"}

Form = Callable[[str], str]
"""How a text goes into its slot."""

_FORMS: dict[str, Form] = {"a": with_article, "the": with_the}


def slots_in(template: str) -> tuple[str, ...]:
    """Return what stands in angle brackets in a template, in its order."""
    return tuple(_SLOT.findall(template))


def without_slots(template: str) -> str:
    """Return the words of a template."""
    return _SLOT.sub("", template)


def unknown_slots(template: str, known: Collection[str] = SLOTS) -> tuple[str, ...]:
    """Return what stands in angle brackets in a template and is no slot."""
    return tuple(name for name in slots_in(template) if name not in known)


def forms_of(slot: str) -> tuple[str, ...]:
    """Return all forms of a slot's text: as it is, with a capital, with articles, many."""
    name, _ = _parts(slot)
    many = tuple(plural for plural, one in _PLURALS.items() if one == name)
    return (name, *many, name[:1].upper() + name[1:], f"a {name}", f"the {name}")


def _parts(slot: str) -> tuple[str, Form | None]:
    """Tell whose text goes into a slot, and in which form."""
    determiner, _, name = slot.partition(" ")
    if name and determiner in _FORMS:
        return name, _FORMS[determiner]
    if slot in _PLURALS:
        return _PLURALS[slot], plural
    name = slot[:1].lower() + slot[1:]
    return name, None if name == slot else capitalised


class Template:
    """A template that is taken apart."""

    __slots__ = ("_pieces", "_slots", "text")

    def __init__(self, text: str, *, english: bool) -> None:
        """Take a template apart; ``english`` says whether its slots follow English grammar."""
        self.text = text
        self._pieces = _SLOT.split(text)
        self._slots = tuple(_filled_by(self._pieces, english=english))

    def fill(self, texts: dict[str, str]) -> str:
        """Put texts into the slots; a slot that is not given a text stays as it is."""
        if not self._slots:
            return self.text
        pieces = self._pieces.copy()
        for at, name, form in self._slots:
            text = texts.get(name)
            if text is None:
                pieces[at] = f"<{pieces[at]}>"
            else:
                pieces[at] = form(text) if form else text
        return "".join(pieces)


def _filled_by(pieces: list[str], *, english: bool) -> Iterator[tuple[int, str, Form | None]]:
    # The pattern has one group, so every second piece is a slot.
    for at in range(1, len(pieces), 2):
        name, form = _parts(pieces[at])
        yield at, name.replace(" ", "_"), form if english or form is capitalised else None


@lru_cache(maxsize=1024)
def compiled(text: str, *, english: bool) -> Template:
    """Return a template that is taken apart; those in use are kept."""
    return Template(text, english=english)
