"""What checks look at: a deck, what else is known, and where words stand in the text."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from quizgen.model import Blank, Deck, Fact, Image, Link, Position, Statement, Thing, Value, Wrong
from quizgen.problems import Problem, Severity
from quizgen.statements import occurrences


def problem(
    code: str,
    message: str,
    place: Position | tuple[Position, int],
    hint: str = "",
    *,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Make a problem at a position, or at one with a length."""
    position, length = place if isinstance(place, tuple) else (place, 1)
    return Problem(
        severity=severity,
        code=code,
        message=message,
        hint=hint,
        position=position,
        length=length,
    )


class Scope:
    """A deck, the names of all kinds, and the texts that positions point into."""

    def __init__(
        self,
        deck: Deck,
        kinds: Sequence[str] = (),
        texts: Mapping[str, str] | None = None,
        has_picture: Callable[[Image], bool] | None = None,
    ) -> None:
        """Take the deck; without texts, problems point at whole facts and things.

        ``has_picture`` tells whether the file of a picture is there; without it, all are.
        """
        self.deck = deck
        self.kinds = tuple(kinds)
        self._texts = texts or {}
        self.has_picture = has_picture or (lambda _: True)
        self._pages: dict[str, tuple[str, list[int]]] = {}

    @cached_property
    def live(self) -> tuple[Fact, ...]:
        """The facts that are not retired."""
        return tuple(fact for fact in self.deck.facts if not fact.retired)

    @cached_property
    def _things(self) -> Mapping[str, Thing]:
        """Every name, without regard to case, and the thing that it names."""
        names: dict[str, Thing] = {}
        for thing in self.deck.things.values():
            for name in (thing.name, *thing.also):
                names.setdefault(name.casefold(), thing)
        return names

    def thing(self, name: str) -> Thing | None:
        """Return the thing that has this name, if the deck lists it."""
        return self._things.get(name.casefold())

    def canonical(self, name: str) -> str:
        """Return one name for all names of a thing."""
        key = name.casefold()
        thing = self._things.get(key)
        return thing.name.casefold() if thing else key

    @cached_property
    def declared_wrong(self) -> tuple[tuple[Fact, tuple[Wrong, ...], Blank | None], ...]:
        """The wrong options that authors give, each list with its fact and, if any, its blank."""
        found: list[tuple[Fact, tuple[Wrong, ...], Blank | None]] = []
        for fact in self.live:
            if fact.wrong:
                found.append((fact, fact.wrong, None))
            shape = fact.shape
            if isinstance(shape, Statement):
                found += [(fact, blank.wrong, blank) for blank in shape.blanks if blank.wrong]
        return tuple(found)

    @cached_property
    def links(self) -> Mapping[tuple[str, str], list[Fact]]:
        """The links of each relation and subject."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.live:
            shape = fact.shape
            if isinstance(shape, Link):
                key = (shape.relation, self.canonical(shape.subject))
                if key in found:
                    found[key].append(fact)
                else:
                    found[key] = [fact]
        return found

    def objects(self, link: Link) -> list[Value]:
        """Return everything that the deck says of a link's subject in its relation."""
        facts = self.links.get((link.relation, self.canonical(link.subject)), ())
        shapes = (fact.shape for fact in facts)
        return [value for shape in shapes if isinstance(shape, Link) for value in shape.values]

    def find(self, position: Position, words: str, key: str = "") -> tuple[Position, int]:
        """Find where words stand in the fact or thing that begins at a position, and how long.

        With a key they are looked for after it. What a table's row takes over from its table
        stands above it. Words that are written in another way, such as over several lines, are
        looked for in vain: then it is the position.
        """
        if position.file not in self._texts:
            return position, 1
        text, starts = self._page(position.file)
        begin = starts[min(position.line, len(starts)) - 1] + position.column - 1
        end = self._end(text, starts, position)
        edge = r"\b"
        if position == self.deck.position:  # the keys of a deck stand in the first column
            begin, end, edge = 0, len(text), "^"
        if key and (
            found := re.compile(rf"{edge}{key}\s*:", re.MULTILINE).search(text, begin, end)
        ):
            begin = found.end()
        within = occurrences(text[begin:end], words)
        above = [] if within else occurrences(text[:begin], words)
        if not within and not above:
            return position, 1
        at = begin + within[0] if within else above[-1]
        line = text.count("\n", 0, at) + 1
        place = Position(file=position.file, line=line, column=at - starts[line - 1] + 1)
        return place, len(words)

    def _page(self, file: str) -> tuple[str, list[int]]:
        if file not in self._pages:
            text = self._texts[file].replace("\r\n", "\n").replace("\r", "\n")
            lengths = (len(line) + 1 for line in text.split("\n"))
            self._pages[file] = text, [0, *accumulate(lengths)]
        return self._pages[file]

    @staticmethod
    def _end(text: str, starts: list[int], position: Position) -> int:
        """Find the end of the mapping that begins at a position: the first line less indented."""
        first = starts[position.line - 1]
        indent = position.column - 1
        # The keys of a list's item stand below each other; what belongs to a key is deeper.
        least = indent if text[first : first + indent].endswith("- ") else indent + 1
        for number in range(position.line, len(starts) - 1):
            line = text[starts[number] : starts[number + 1]]
            if line.strip() and len(line) - len(line.lstrip(" ")) < least:
                return starts[number]
        return len(text)
