"""Numbers the citations of a guide, work by work in the order of first use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from quizgen.export.study_guide.entries import Note, Work
from quizgen.model import Citation, Deck, Fact

_Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The works cited, and the number of each place in them."""

    works: tuple[Work, ...]
    numbers: Mapping[_Place, int]

    def number(self, fact: Fact, deck: Deck) -> int:
        """Return the number of a fact's citation; 0 where it has none."""
        return self.numbers[_place(fact.citation, deck)] if fact.citation else 0


def references(cited: Iterable[tuple[Deck, Fact]]) -> References:
    """Number what these facts cite; one place in one work has one number in all decks."""
    works: dict[tuple[str, str], dict[_Place, str]] = {}
    for deck, fact in cited:
        if fact.citation:
            place = _place(fact.citation, deck)
            works.setdefault(place[:2], {}).setdefault(place, deck.language)
    # A work as a whole comes before its places.
    ordered = [sorted(places, key=lambda place: any(place[2:])) for places in works.values()]
    numbers = {place: number for number, place in enumerate(chain(*ordered), start=1)}
    return References(
        works=tuple(_work(places, numbers) for places in works.values()), numbers=numbers
    )


def _place(citation: Citation, deck: Deck) -> _Place:
    source = deck.sources.get(citation.source)
    return citation.title, source.url if source else "", citation.at, citation.quote


def _work(places: Mapping[_Place, str], numbers: Mapping[_Place, int]) -> Work:
    title, url, *_ = next(iter(places))
    notes = (
        Note(number=numbers[place], at=place[2], quote=place[3], language=language)
        for place, language in places.items()
        if any(place[2:])
    )
    return Work(
        title=title, url=url, number=numbers.get((title, url, "", ""), 0), notes=tuple(notes)
    )
