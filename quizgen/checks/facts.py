"""Checks of facts: ids, contradictions, citations, kinds."""

from collections.abc import Iterator
from difflib import get_close_matches

from quizgen.checks.scope import Scope, problem
from quizgen.distractors.text import fold
from quizgen.model import Citation, Fact, Link, Number, Pair, Position, Statement, Steps, Term
from quizgen.problems import Problem, Severity

LONGEST_QUOTE = 6
"""Words: a quote is evidence, not a copy of the source."""


def reused_ids(scope: Scope) -> Iterator[Problem]:
    """Ids that a fact had before must not be taken by another one."""
    renamed = [fact for fact in scope.deck.facts if fact.was]
    living = {fact.id: fact for fact in scope.deck.facts} if renamed else {}
    former: dict[str, Fact] = {}
    for fact in renamed:
        for old in fact.was:
            other = living.get(old) or former.setdefault(old, fact)
            if other is not fact or old in living:
                yield problem(
                    "duplicate-id",
                    f"'{old}' under `was:` is "
                    + (
                        f"the id of the fact in line {other.position.line}"
                        if old in living
                        else f"a former id of '{other.id}' too, in line {other.position.line}"
                    ),
                    scope.find(fact.position, old, "was"),
                    "history can move to one fact only",
                )


def contradictions(scope: Scope) -> Iterator[Problem]:
    """Where a subject has exactly one object, two facts must not give it two."""
    for facts in scope.links.values():
        if len(facts) == 1:
            continue
        links = [fact.shape for fact in facts if isinstance(fact.shape, Link)]
        if not any(link.one for link in links):
            continue
        first = links[0].values[0]
        for link in links[1:]:
            for value in link.values:
                if not _same(scope, value.text, first.text):
                    yield problem(
                        "contradiction",
                        f"the {link.relation} of {link.subject} is '{value.text}' here and"
                        f" '{first.text}' in line {first.position.line}",
                        (value.position, len(value.text)),
                        "correct one of them; if both are true, write one list: values: […]",
                    )


def _same(scope: Scope, one: str, other: str) -> bool:
    return scope.canonical(one) == scope.canonical(other) or fold(one) == fold(other)


def near_duplicates(scope: Scope) -> Iterator[Problem]:
    """Two facts with the same quote and answer are probably one."""
    quoted: dict[tuple[str, str], list[tuple[Fact, Citation]]] = {}
    for fact in scope.live:
        if fact.citation is not None and fact.citation.quote:
            key = (fact.citation.source, fact.citation.quote)
            quoted.setdefault(key, []).append((fact, fact.citation))
    for facts in quoted.values():
        answered: dict[str, tuple[Fact, Citation]] = {}
        for fact, citation in facts if len(facts) > 1 else ():
            first, cited = answered.setdefault(answer_of(fact).casefold(), (fact, citation))
            # The rows of a table share one citation.
            if first is not fact and cited is not citation:
                yield problem(
                    "near-duplicate",
                    f"'{fact.id}' has the quote and the answer of '{first.id}'"
                    f" in line {first.position.line}",
                    fact.position,
                    "leave one of them out, or quote what each rests on",
                    severity=Severity.WARNING,
                )


def answer_of(fact: Fact) -> str:
    """Return what answers a fact, in one text."""
    match fact.shape:
        case Pair(answer=answer):
            return answer
        case Term(means=means):
            return means
        case Link(values=values):
            return "\n".join(sorted(value.text for value in values))
        case Statement(blanks=blanks):
            return "\n".join(sorted(blank.text for blank in blanks))
        case Number(value=value, unit=unit):
            return f"{value} {unit}".strip()
        case Steps(steps=steps):
            return "\n".join(steps)


def uncited(scope: Scope) -> Iterator[Problem]:
    """Every fact names where it comes from."""
    if not scope.deck.sources:
        yield problem(
            "uncited",
            "the deck names no source",
            scope.deck.position,
            "say where its facts come from, as in `sources: {book: Title of the book}`",
            severity=Severity.WARNING,
        )
        return
    for fact in scope.live:
        if fact.citation is None:
            yield problem(
                "uncited",
                f"'{fact.id}' cites no source",
                fact.position,
                f"sources of the deck: {', '.join(scope.deck.sources)}",
                severity=Severity.WARNING,
            )


def long_quotes(scope: Scope) -> Iterator[Problem]:
    """Quotes stay short."""
    # The rows of a table share one citation.
    citations = {id(it.citation): it.citation for it in scope.deck.facts}.values()
    quotes = [(it.position, it.quote) for it in citations if it is not None]
    quotes += [(skipped.position, skipped.quote) for skipped in scope.deck.skipped]
    for position, quote in quotes:
        words = len(quote.split())
        if words > LONGEST_QUOTE:
            yield problem(
                "long-quote",
                f"the quote has {words} words",
                scope.find(position, quote),
                f"{LONGEST_QUOTE} words are enough to find the place",
                severity=Severity.WARNING,
            )


def unknown_kinds(scope: Scope) -> Iterator[Problem]:
    """``kinds`` and ``skip`` name kinds that there are."""
    seen: set[Position] = set()
    named = [(scope.deck.position, scope.deck.kinds or (), scope.deck.skip)]
    named += [(it.position, it.kinds or (), it.skip) for it in scope.live if it.kinds or it.skip]
    for position, kinds, skip in named:
        for key, kind in [("kinds", kind) for kind in kinds] + [("skip", kind) for kind in skip]:
            if kind in scope.kinds:
                continue
            place = scope.find(position, kind, key)
            # The rows of a table share what the table says.
            if place[0] not in seen:
                seen.add(place[0])
                near = get_close_matches(kind, scope.kinds, n=1)
                yield problem(
                    "unknown-kind",
                    f"there is no kind '{kind}'",
                    place,
                    f"did you mean '{near[0]}'?" if near else f"kinds: {', '.join(scope.kinds)}",
                )


def images_without_words(scope: Scope) -> Iterator[Problem]:
    """A picture has words that stand for it, for those who do not see it."""
    seen: set[Position] = set()
    for fact in scope.live:
        image = fact.image
        if image is not None and not image.alt.strip() and image.position not in seen:
            seen.add(image.position)
            yield problem(
                "image-without-alt",
                f"the image '{image.file}' has no `alt:`",
                (image.position, len(image.file)),
                "say in words what there is to see, without giving the answer away",
                severity=Severity.WARNING,
            )


def images_missing(scope: Scope) -> Iterator[Problem]:
    """The file of a picture is there, beside the file that names it."""
    seen: set[Position] = set()
    for fact in scope.live:
        image = fact.image
        if image is None or image.position in seen or scope.has_picture(image):
            continue
        # The rows of a table share its picture.
        seen.add(image.position)
        yield problem(
            "image-missing",
            f"there is no file '{image.file}' beside the deck",
            (image.position, len(image.file)),
            "a picture is looked for from the folder of the file that names it; until it is"
            " there, its `alt:` is shown",
            severity=Severity.WARNING,
        )


def retired(scope: Scope) -> Iterator[Problem]:
    """How many facts are retired, as information."""
    gone = [fact for fact in scope.deck.facts if fact.retired]
    if gone:
        yield problem(
            "retired",
            "one fact is retired" if len(gone) == 1 else f"{len(gone)} facts are retired",
            gone[0].position,
            "a retired fact is asked no more, and its id stays taken",
            severity=Severity.NOTE,
        )
