"""What the kinds share: how a card becomes a question, and which texts answer it."""

from collections.abc import Collection, Iterable, Iterator

from quizgen.cards import CardKey
from quizgen.distractors import (
    MOST_OWNERS,
    DeckIndex,
    Fit,
    Gap,
    Mention,
    Table,
    contains,
    distinct,
    figure,
    gaps,
)
from quizgen.model import (
    AcceptedKey,
    Blank,
    Direction,
    Fact,
    Link,
    Pair,
    Question,
    Response,
    Statement,
    Term,
    Wrong,
    question_id,
)


def present(  # noqa: PLR0913  # all of it differs from kind to kind
    kind: str,
    fact: Fact,
    card: CardKey,
    index: DeckIndex,
    *,
    stem: str,
    response: Response,
    besides: str = "",
) -> Question:
    """Return a card as a question of a kind.

    ``besides`` goes before the fact's own reason, where stem and key leave something to be said.
    """
    forward = card.direction is Direction.FORWARD
    shape = fact.shape
    return Question(
        id=question_id(card.id, kind),
        card=card.id,
        deck=index.deck.id,
        fact=fact.id,
        kind=kind,
        direction=card.direction,
        stem=stem,
        response=response,
        explanation=" ".join(dict.fromkeys(filter(None, (besides, fact.why)))),
        citation=fact.citation,
        # The author hints at the answer of the forward question; the reverse one asks with it.
        hint=fact.hint if forward else "",
        topic=fact.topic,
        tags=fact.tags,
        image=fact.image,
        relation=shape.relation if isinstance(shape, Link) else type(shape).__name__.lower(),
        language=index.deck.language,
    )


def other_values(fact: Fact, card: CardKey, index: DeckIndex) -> str:
    """Return the whole list in a sentence, for a question that asks for one of its values."""
    forward = card.direction is Direction.FORWARD
    if forward and isinstance(fact.shape, Link) and len(fact.shape.values) > 1:
        return index.wording.summary(fact, index.relation(fact))
    return ""


def is_figure(link: Link) -> bool:
    """Tell whether the one value of a link is a bare figure, and no code such as 007 or +49."""
    text = link.values[0].text.strip()
    is_code = text.startswith("0") and text[1:2].isdecimal()
    return link.one and not link.values[0].also and not is_code and figure(text) is not None


def members_of(found: Iterable[Gap], index: DeckIndex) -> Iterator[Gap]:
    """Leave out what overlaps with an earlier key: two names of one thing are no two options."""
    taken: list[str] = []
    for gap in found:
        name = index.names.canonical(gap.key)
        if not any(index.names.overlap(name, other) for other in taken):
            taken.append(name)
            yield gap


def siblings_of(fact: Fact, link: Link, index: DeckIndex) -> Iterator[Mention]:
    """Yield the row of a fact and others of its table; what is right of one is wrong of the rest.

    In no row do subject and object share a word, for then they would find each other.
    """
    table = index.table(link.relation)
    gap = next(gaps(fact, Direction.FORWARD, "", fact.id, index), None)
    if gap is None or not index.known(link).one:
        return
    own = Mention(fact=fact, subject=link.subject, value=link.values[0])
    fit, taken = Fit(gap, index), [own]
    if table.tells_itself(own):
        return
    yield own
    for candidate in gap.proven:
        mention = table.object_called(candidate.text)
        if mention is None or table.tells_itself(mention):
            continue
        if all(_apart(mention, other, table, index) for other in taken) and fit.takes(candidate):
            taken.append(mention)
            yield mention


def _apart(one: Mention, other: Mention, table: Table, index: DeckIndex) -> bool:
    """Tell whether two rows have each one object, and neither is or may be right of the other."""
    names = index.names
    subjects = [names.canonical(it.subject) for it in (one, other)]
    objects = [names.canonical(it.value.text) for it in (one, other)]
    known = [table.known[subject] for subject in subjects]
    return (
        all(it.one for it in known)
        and not names.overlap(*subjects)
        and not any(names.overlap(objects[0], contested) for contested in known[1].contested)
        and not any(names.overlap(objects[1], contested) for contested in known[0].contested)
    )


def blank_of(statement: Statement, card: CardKey) -> Blank:
    """Return the blank that a card asks for."""
    return next(blank for blank in statement.blanks if blank.slot == card.slot)


def accepted_forms(
    text: str, also: Iterable[str], index: DeckIndex, stem: str = ""
) -> tuple[str, ...]:
    """Return the forms that answer a question: as given, and the names the deck gives it besides.

    Another name that stands in the stem is no answer: "a cramp is also called ____".
    """
    asked = index.names.fold(stem)
    others = index.names.others(text)
    return distinct(
        (text, *also, *(name for name in others if not contains(asked, index.names.fold(name))))
    )


def stem_back(fact: Fact, index: DeckIndex) -> str:
    """Return the stem of the reverse card."""
    relation = index.relation(fact)
    if not isinstance(fact.shape, Link) or relation is None:
        return index.wording.question_back(fact, relation)
    thing = index.things.get(index.names.canonical(fact.shape.subject))
    subject_type = relation.subject_type or (thing.type if thing else "")
    return index.wording.question_back(fact, relation, subject_type)


def fronts(fact: Fact, index: DeckIndex) -> tuple[str, ...]:
    """Return what answers the reverse question, the fact's own first.

    Where several share what is asked with, each is right; where many do, there is no answer to
    type or to recall.
    """
    shape = fact.shape
    match shape:
        case Term(term=term, also=also):
            own, shared = (term, *also), index.fronts(shape)
        case Pair(ask=ask):
            own, shared = (ask,), index.fronts(shape)
        case Link(subject=subject, relation=relation, values=values):
            objects = [index.names.canonical(value.text) for value in values]
            own, shared = (subject,), index.table(relation).subjects_with(objects, MOST_OWNERS)
        case _:
            return ()
    if not 0 < len(shared) <= MOST_OWNERS:
        return ()
    stem = stem_back(fact, index)
    forms = (form for name in shared for form in accepted_forms(name, (), index, stem))
    return distinct((*accepted_forms(own[0], own[1:], index, stem), *forms))


def accepted_key(
    accepted: tuple[str, ...],
    index: DeckIndex,
    wrong: Iterable[Wrong] = (),
    siblings: Collection[str] = (),
) -> AcceptedKey:
    """Return a key with the names that a reply must not be taken for."""
    spelling = index.spelling
    return AcceptedKey(
        accepted=accepted,
        others=spelling.others(accepted, (it.text for it in wrong), siblings),
        case_sensitive=any(map(spelling.same_but_for_case, accepted)),
    )
