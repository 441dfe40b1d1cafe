"""Checks that no question is asked twice: in the same words, or but for a letter.

They take time in proportion to the number of facts: only what falls under one key is compared,
and each with a few others at the most.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.checks.facts import answer_of
from quizgen.checks.keys import key
from quizgen.checks.scope import Scope, problem
from quizgen.distractors.text import fold
from quizgen.marking.lookalikes import lookalikes
from quizgen.marking.opposites import opposite, other_ending
from quizgen.marking.spelling import SHORTEST_WITH_TYPO, one_edit
from quizgen.model import Fact, Link, Number, Pair, Statement, Steps, Term
from quizgen.problems import Problem, Severity
from quizgen.wording import Wording

_COMPARED = 8
"""Earlier questions under one key that a question is compared with."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of a fact, and what answers it."""

    fact: Fact
    stem: str
    answers: tuple[str, ...]


def same_questions(scope: Scope) -> Iterator[Problem]:
    """No two facts ask the same: what answers one of them would be wrong in the other."""
    first: dict[str, _Asked] = {}
    for asked in _questions(scope):
        image = asked.fact.image
        other = first.setdefault(key(asked.stem) + (image.file if image else ""), asked)
        if other.fact is asked.fact or fold(other.stem) != fold(asked.stem):
            continue
        if not {*map(fold, other.answers)} & {*map(fold, asked.answers)}:
            yield _problem(
                "same-question",
                asked.fact,
                f"'{asked.fact.id}' asks the same as '{other.fact.id}' in line"
                f" {other.fact.position.line}, and has another answer: “{asked.stem}”",
                "ask for what tells them apart; if both are right, make one list of them",
            )
        elif not _same_evidence(asked.fact, other.fact):
            yield _problem(
                "near-duplicate",
                asked.fact,
                f"'{asked.fact.id}' asks the same as '{other.fact.id}' in line"
                f" {other.fact.position.line}, and has the same answer: “{asked.stem}”",
                "leave one of them out",
            )


def nearly_same_questions(scope: Scope) -> Iterator[Problem]:
    """Two facts with one answer whose questions differ by a letter are probably one."""
    answered: dict[str, list[Fact]] = {}
    for fact in scope.live:
        if not isinstance(fact.shape, Link):  # rows tell names apart, and names differ by little
            answered.setdefault(answer_of(fact).casefold(), []).append(fact)
    wording = Wording(scope.deck.language, scope.deck.wording)
    for facts in answered.values():
        seen: dict[tuple[str, ...], list[tuple[Fact, list[str]]]] = {}
        for fact in facts if len(facts) > 1 else ():
            words = _WORD.findall(wording.question(fact, None))
            alike = seen.setdefault(tuple(map(_outline, words)), [])
            for other, their_words in alike:
                if _differ_by_a_letter(words, their_words) and not _same_evidence(fact, other):
                    yield _problem(
                        "near-duplicate",
                        fact,
                        f"'{fact.id}' asks nearly the same as '{other.id}' in line"
                        f" {other.position.line}, and has the same answer",
                        "leave one of them out, or correct the spelling",
                    )
                    break
            if len(alike) < _COMPARED:
                alike.append((fact, words))


def _problem(code: str, fact: Fact, message: str, hint: str) -> Problem:
    return problem(code, message, fact.position, hint, severity=Severity.WARNING)


def _same_evidence(one: Fact, other: Fact) -> bool:
    """Tell whether two facts have the same quote and answer, which is reported elsewhere."""
    quotes = {it.quote if (it := fact.citation) else "" for fact in (one, other)}
    return len(quotes) == 1 and quotes != {""} and answer_of(one) == answer_of(other)


def _questions(scope: Scope) -> Iterator[_Asked]:
    wording = Wording(scope.deck.language, scope.deck.wording)
    links = [facts for facts in scope.links.values() if len(facts) > 1]
    others = [fact for fact in scope.live if not isinstance(fact.shape, Link)]
    if others:  # else only those of one subject and relation can ask the same
        links = list(scope.links.values())
    for fact in [*others, *(fact for facts in links for fact in facts)]:
        match fact.shape:
            case Link(relation=name, values=values, one=one) as link:
                # Two values where there is one are a contradiction, and reported as such.
                alone = len(scope.links[name, scope.canonical(link.subject)]) == 1
                if alone or not one:
                    stem = wording.question(fact, scope.deck.relations.get(name))
                    texts = (text for value in values for text in (value.text, *value.also))
                    yield _Asked(fact, stem, tuple(texts))
            case Statement(blanks=blanks) as statement:
                for blank in blanks:
                    stem = wording.with_gap(statement, blank)
                    yield _Asked(fact, stem, (blank.text, *blank.also))
            case Pair(ask=ask, answer=answer, also=also):
                yield _Asked(fact, ask, (answer, *also))
            case Term() | Number() | Steps():
                yield _Asked(fact, wording.question(fact, None), (answer_of(fact),))


_WORD = re.compile(r"\w+")


def _outline(word: str) -> str:
    """Return of a word what a single wrong letter leaves as it is; of names and figures all."""
    return word[0] if _may_be_misspelt(word) else word


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST_WITH_TYPO - 1 and word.isalpha() and word.islower()


def _differ_by_a_letter(words: list[str], others: list[str]) -> bool:
    """Tell whether words are the same but for a wrong letter in long ones, and some has one."""
    unlike = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return bool(unlike) and all(
        max(len(one), len(other)) >= SHORTEST_WITH_TYPO
        and one_edit(one, other)
        and other not in lookalikes(one)
        and opposite(one, other) is None
        and not other_ending(one, other)
        for one, other in unlike
    )
