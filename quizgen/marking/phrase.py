"""A typed reply and the texts that count as right, read in all ways that count."""

from collections.abc import Iterator
from functools import cached_property

from quizgen.marking.readings import NEGATIONS, Reading, key_readings, reply_readings
from quizgen.marking.word_rules import Rivals, equal
from quizgen.markup import plain
from quizgen.model import AcceptedKey


class Phrase:
    """A key and a reply, prepared for the rules."""

    def __init__(self, reply: str, key: AcceptedKey, language: str) -> None:
        """Read both in all ways that count."""
        self.reply = reply.strip()
        self.language = language.partition("-")[0].casefold()
        self.accepted = tuple(plain(text) for text in key.accepted)
        self.keys = tuple(
            (text, reading)
            for text in self.accepted
            for reading in key_readings(text, self.language)
        )
        self.replies = reply_readings(self.reply, self.language)
        self._others = key.others

    def pairs(self) -> Iterator[tuple[str, Reading, Reading]]:
        """Yield each accepted text with a reading of it and one of the reply."""
        for text, key in self.keys:
            for reply in self.replies:
                if not (key.shortened and reply.shortened):
                    yield text, key, reply

    @cached_property
    def others(self) -> tuple[tuple[str, Reading], ...]:
        """The deck's other terms, without any that is itself accepted."""
        own = {reading.accented for _, reading in self.keys}
        return tuple(
            (text, reading)
            for text in map(plain, self._others)
            for reading in key_readings(text, self.language)[:1]
            if reading.accented not in own
        )

    @cached_property
    def rivals(self) -> Rivals:
        """Words of other terms, which no misspelling may come as near to as to the key."""
        own = {word for _, reading in self.keys for word in reading.words}
        found: dict[str, str] = {}
        for text, other in self.others:
            for word in other.words:
                if word not in own:
                    found.setdefault(word, text)
        return Rivals(found)

    @property
    def english(self) -> bool:
        """Whether English spelling and plurals apply."""
        return self.language == "en"

    def same(self, key: str, reply: str) -> str | None:
        """Return by which rule two words are the same."""
        return equal(key, reply, self.language)


def negations(reading: Reading) -> int:
    """Count the negations; *non* and *nor* may be joined to their word and are left out."""
    return len([word for word in reading.words if word in NEGATIONS and word not in _JOINED])


_JOINED = frozenset({"non", "nor"})
