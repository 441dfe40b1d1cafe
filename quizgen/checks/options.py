"""Checks of options: what is declared wrong must not be right, and nothing stands twice."""

from collections.abc import Iterator, Sequence

from quizgen.checks.keys import key
from quizgen.checks.scope import Scope, problem
from quizgen.distractors.text import fold
from quizgen.model import Fact, Link, Number, Pair, Statement, Steps, Term, Wrong
from quizgen.problems import Problem


def wrong_is_right(scope: Scope) -> Iterator[Problem]:
    """A wrong option is neither the answer nor another form of it."""
    for fact, options, blank in scope.declared_wrong:
        right = (blank.text, *blank.also) if blank else right_answers(scope, fact)
        texts = tuple(_with_other_names(scope, right))
        keys = {key(text) for text in texts}
        suspects = [option for option in options if key(option.text) in keys]
        forms = {fold(text): text for text in texts} if suspects else {}
        for option in suspects:
            same = forms.get(fold(option.text))
            if same is not None:
                yield problem(
                    "wrong-is-right",
                    f"'{option.text}' is offered as wrong, and it is right"
                    + (f" (as '{same}')" if same != option.text else ""),
                    (option.position, len(option.text)),
                    "texts that differ only in case, accents, punctuation or article count as"
                    " the same; so do a thing's other names",
                )


def right_answers(scope: Scope, fact: Fact) -> tuple[str, ...]:
    """List what is right in answer to a fact, in the words of the deck."""
    match fact.shape:
        case Pair(answer=answer, also=also):
            return (answer, *also)
        case Term(means=means):
            return (means,)
        case Link() as link:
            values = scope.objects(link)
            return tuple(text for value in values for text in (value.text, *value.also))
        case Statement(blanks=blanks):
            return tuple(text for blank in blanks for text in (blank.text, *blank.also))
        case Number(value=value, unit=unit):
            return (value, f"{value} {unit}".strip())
        case Steps():
            return ()


def _with_other_names(scope: Scope, texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        if thing := scope.thing(text):
            yield from (thing.name, *thing.also)
        yield text


def duplicate_wrong(scope: Scope) -> Iterator[Problem]:
    """No wrong option stands twice in one place."""
    for _, options, _ in scope.declared_wrong:
        if len({key(option.text) for option in options}) == len(options):
            continue
        seen: dict[str, Wrong] = {}
        for option in options:
            first = seen.setdefault(fold(option.text), option)
            if first is not option:
                yield problem(
                    "duplicate-option",
                    f"'{option.text}' stands here twice"
                    + (f", also as '{first.text}'" if first.text != option.text else ""),
                    (option.position, len(option.text)),
                    "leave one of them out",
                )


def duplicate_values(scope: Scope) -> Iterator[Problem]:
    """No value stands twice in a list, under whatever name."""
    for fact in scope.live:
        if not isinstance(fact.shape, Link) or len(fact.shape.values) < 2:  # noqa: PLR2004  # it takes two
            continue
        seen: dict[str, str] = {}
        for value in fact.shape.values:
            forms = {fold(text) for text in _with_other_names(scope, (value.text, *value.also))}
            first = next((seen[form] for form in forms if form in seen), None)
            if first is not None:
                yield problem(
                    "duplicate-value",
                    f"'{value.text}' is on this list already"
                    + (f", as '{first}'" if first != value.text else ""),
                    (value.position, len(value.text)),
                    "leave one of them out",
                )
            for form in forms:
                seen.setdefault(form, value.text)


def contested_answers(scope: Scope) -> Iterator[Problem]:
    """What is never to be offered is not the answer."""
    for fact in scope.live:
        if not fact.never:
            continue
        right = {fold(text) for text in right_answers(scope, fact)}
        for text in fact.never:
            if fold(text) in right:
                yield problem(
                    "never-is-right",
                    f"'{text}' is the answer, and `never:` keeps it from being offered",
                    scope.find(fact.position, text, "never"),
                    "`never:` is for what some hold to be right and others wrong",
                )
