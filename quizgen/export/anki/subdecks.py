"""In which subdeck a note lies: that of its topic, under the name of its first export.

Anki never moves a card that is there. A note therefore keeps its subdeck for ever, and a new one
goes where its topic's notes already are, whatever the topic is called today: a topic reworded
does not tear, and a deck that was exported without subdecks stays flat for the topics it had.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from quizgen.export.anki.field_text import deck_name, folded
from quizgen.export.anki.identity import Keys
from quizgen.export.anki.lock import Lock
from quizgen.model import Deck, Question


class Subdecks:
    """The subdecks of one deck; without the deck nothing is known of its past, and it has none."""

    def __init__(self, deck: Deck | None, name: str, keys: Keys, lock: Lock) -> None:
        """Look up where the notes of each fact and each topic went so far."""
        self._keys = keys
        self._lock = lock
        self._with = deck is not None and deck.subdecks
        #: Topic as Anki would compare it → as the author writes it; only of facts in use.
        self._topics = {
            folded(deck_name(fact.topic)): fact.topic
            for fact in reversed(deck.facts if deck else ())
            if deck_name(fact.topic) and not fact.retired
        }
        self._deck = folded(name)
        self._facts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._homes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        #: The same for subdecks: of two spellings Anki would make two decks.
        self._spelled: dict[str, str] = {}
        for key, line in sorted(lock.notes.items()):
            self._spelled.setdefault(folded(line.subdeck), line.subdeck)
            fact = keys.fact_of(key)
            if fact is not None:
                self._facts[fact][folded(line.subdeck)] += 1
                topic = folded(deck_name(keys.facts[fact].topic))
                self._homes[topic][folded(line.subdeck)] += 1

    def of(self, question: Question) -> str:
        """Return the subdeck of a question's note; nothing for the deck itself."""
        known = self._lock.notes.get(self._keys.of(question))
        if known is not None:
            return known.subdeck
        if question.fact in self._facts:
            # A new card of an old fact stays with its siblings, though the topic may be another.
            return self._spelled[_most(self._facts[question.fact], "")]
        return self._home(deck_name(question.topic))

    def older(self) -> Iterator[tuple[str, str]]:
        """Yield each topic whose notes lie in a subdeck of another name, with that name."""
        for topic, written in reversed(self._topics.items()):
            home = _most(self._homes[topic], topic) if topic in self._homes else topic
            if home not in {topic, ""}:
                yield written, self._spelled[home]

    def _home(self, name: str) -> str:
        """Return where a topic's new notes go."""
        topic = folded(name)
        if not topic:
            return ""
        # A subdeck whose own topic is still in use was not renamed: a fact changed its topic.
        moved = self._topics.keys() - {topic}
        known = self._homes.get(topic, Counter())
        homes = Counter({it: n for it, n in known.items() if it not in moved})
        if homes:
            return self._spelled[_most(homes, topic)]
        if topic == self._deck or not self._with:
            return ""
        return self._spelled.setdefault(topic, name)


def _most(found: Counter[str], preferred: str) -> str:
    """Return the most frequent one; of several the preferred, else the first by name."""
    return min(found, key=lambda it: (-found[it], it != preferred, it))
