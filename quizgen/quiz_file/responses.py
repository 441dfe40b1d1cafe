"""Reads how a question is answered, and its key."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from quizgen.model import (
    AcceptedKey,
    Choice,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Proof,
    ProofTag,
    Recall,
    Response,
    Typed,
)
from quizgen.quiz_file.fields import Fields, Findings, Path, texts

_PAIR = 2


def one_of(fields: Fields, key: str, names: Collection[str]) -> str:
    """Return one of some names; the empty text where it is another."""
    given = fields.text(key)
    if given and given not in names:
        fields.wrong(key, f"there is no {key} '{given}'; there are {', '.join(names)}")
    return given if given in names else ""


def _recall(fields: Fields) -> Recall:
    return Recall(answer=fields.text("answer"), also=fields.texts("also"))


def _typed(fields: Fields) -> Typed:
    given = [key for key in ("accepted", "number", "list") if key in fields]
    if len(given) > 1:
        fields.wrong(given[1], f"a typed answer has one key; this one has {given[0]} already")
    if number := fields.fields("number"):
        return Typed(key=_number(number))
    if listed := fields.fields("list"):
        return Typed(key=_list(listed))
    key = AcceptedKey(
        accepted=fields.texts("accepted", needed=True),
        others=fields.texts("others"),
        case_sensitive=fields.flag("case_sensitive"),
    )
    return Typed(key=key)


def _number(fields: Fields) -> NumberKey:
    # Most quizzes ask for no figure, and are to begin at once.
    from quizgen.distractors import figure  # noqa: PLC0415

    key = NumberKey(
        value=fields.text("value"),
        unit=fields.text("unit", ""),
        tolerance=fields.text("tolerance", ""),
    )
    for name, text in (("value", key.value), ("tolerance", key.tolerance)):
        if text and figure(text) is None:
            fields.wrong(name, f"must be a figure in quotes, such as '1.5', not '{text}'")
    fields.close()
    return key


def _list(fields: Fields) -> ListKey:
    values = tuple(_forms(value, path, fields.findings) for value, path in fields.members("values"))
    key = ListKey(
        values=tuple(forms for forms in values if forms),
        at_least=fields.whole("at_least", len(values), 1),
        ordered=fields.flag("ordered"),
        complete=fields.flag("complete"),
        others=fields.texts("others"),
    )
    if values and key.at_least > len(values):
        fields.wrong("at_least", f"asks for {key.at_least} of {len(values)} values")
    fields.close()
    return key


def _forms(value: object, path: Path, findings: Findings) -> tuple[str, ...]:
    """Return the accepted forms of one value: a list of them, or a single text."""
    if not isinstance(value, list):
        return texts([(value, path)], findings)
    if not value:
        findings.add("wrong-value", path, "must not be empty")
    return texts(((form, (*path, number)) for number, form in enumerate(value)), findings)


def _choice(fields: Fields) -> Choice:
    options = tuple(_option(Fields(*it, fields.findings)) for it in fields.members("options"))
    choice = Choice(options=options, several=fields.flag("several"), fixed=fields.flag("fixed"))
    keys = sum(option.correct for option in options)
    if options and not keys:
        fields.wrong("options", "no option is correct")
    elif keys > 1 and not choice.several:
        hint = "make one of them correct, or add `several`"
        fields.wrong("options", f"{keys} options are correct", hint)
    if len({option.text for option in options}) < len(options):
        fields.wrong("options", "two options have the same text")
    if len(options) == 1:
        fields.wrong("options", "a choice needs two options at least")
    return choice


def _option(fields: Fields) -> Option:
    tag = one_of(fields, "proof", [str(it) for it in ProofTag]) if "proof" in fields else ""
    because = fields.text("because", "")
    option = Option(
        text=fields.text("text"),
        correct=fields.flag("correct", needed=True),
        proof=Proof(tag=ProofTag(tag), because=because) if tag else None,
        why=fields.text("why", ""),
    )
    fields.close()
    return option


def _order(fields: Fields) -> Order:
    return Order(items=fields.texts("items", needed=True))


def _match(fields: Fields) -> Match:
    pairs: list[tuple[str, str]] = []
    for value, path in fields.members("pairs"):
        given = value if isinstance(value, list) else []
        sides = texts(
            ((side, (*path, number)) for number, side in enumerate(given)), fields.findings
        )
        if len(given) != _PAIR:
            fields.findings.add("wrong-value", path, "must be a list of two texts")
        elif len(sides) == _PAIR:
            pairs.append((sides[0], sides[1]))
    return Match(pairs=tuple(pairs))


_RESPONSES: Mapping[str, Callable[[Fields], Response]] = MappingProxyType(
    {"recall": _recall, "typed": _typed, "choice": _choice, "order": _order, "match": _match}
)


def response(fields: Fields) -> Response:
    """Return the response that a question's fields describe."""
    name = one_of(fields, "response", _RESPONSES)
    if name:
        return _RESPONSES[name](fields)
    # Its answer cannot be told from a misspelt field.
    fields.forget()
    return Recall(answer="")
