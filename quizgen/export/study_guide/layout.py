"""Puts decks together as one guide: grouped by topic, in the decks' order."""

from collections.abc import Iterable, Mapping, Sequence

from quizgen.distractors import DeckIndex
from quizgen.export.study_guide.blocks import blocks_of
from quizgen.export.study_guide.citations import References, references
from quizgen.export.study_guide.entries import Guide, Part, Section
from quizgen.model import Deck, Fact

_Topics = Mapping[str, Sequence[Fact]]


def lay_out(decks: Iterable[Deck], title: str = "") -> Guide:
    """Set all facts of the decks that are not retired.

    Without a title it bears that of its only deck, or none.
    """
    used = [(deck, topics) for deck in decks if (topics := _topics(deck))]
    facts = [(deck, fact) for deck, topics in used for group in topics.values() for fact in group]
    found = references(facts)
    alone = used[0][0] if len(used) == 1 else None
    notices = {deck.notice for deck, _ in used}
    languages = {deck.language for deck, _ in used}
    return Guide(
        title=title or (alone.title if alone else ""),
        language=languages.pop() if len(languages) == 1 else "en",
        notice=notices.pop() if len(notices) == 1 else "",
        parts=tuple(
            _part(deck, topics, found, f"d{number}")
            for number, (deck, topics) in enumerate(used, start=1)
        ),
        works=found.works,
        images=tuple(fact.image for _, fact in facts if fact.image),
    )


def _topics(deck: Deck) -> _Topics:
    """Group the facts by topic; what has none comes last."""
    topics: dict[str, list[Fact]] = {}
    for fact in deck.facts:
        if not fact.retired:
            topics.setdefault(fact.topic, []).append(fact)
    rest = topics.pop("", None)
    return {**topics, "": rest} if rest else topics


def _part(deck: Deck, topics: _Topics, found: References, name: str) -> Part:
    index = DeckIndex(deck)
    sections = tuple(
        Section(
            id=f"{name}-{number}",
            topic=topic,
            rest=not topic and len(topics) > 1,
            blocks=tuple(blocks_of(facts, index, lambda fact: found.number(fact, deck))),
        )
        for number, (topic, facts) in enumerate(topics.items(), start=1)
    )
    return Part(
        id=name,
        title=deck.title,
        language=deck.language,
        notice=deck.notice,
        sections=sections,
        facts=sum(map(len, topics.values())),
        untranslated=index.wording.untranslated,
    )
