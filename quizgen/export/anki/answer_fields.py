"""What the fields of each form say of the answer."""

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from quizgen import wording
from quizgen.distractors import digest
from quizgen.export.anki.field_text import cloze_html, field_html, typed_html
from quizgen.export.anki.note_types import MOST_ITEMS, Form
from quizgen.model import (
    AcceptedKey,
    Choice,
    ListKey,
    Match,
    NumberKey,
    Order,
    Question,
    Recall,
    Response,
    Typed,
)


def answer_fields(question: Question, form: Form) -> dict[str, str]:
    """Return a form's own fields, by name; any form can hold the answer to any question."""
    response = question.response
    match form:
        case Form.RECALL | Form.REVERSE:
            fields = {}
        case Form.TYPED:
            fields = {"Answer": _joined(key_texts(response)[0], typed_html)}
        case Form.CLOZE:
            fields = {"Text": _sentence(question)}
        case Form.CHOICE | Form.TRUE_FALSE:
            fields = _choice(response)
        case Form.LIST:
            fields = _list(response)
        case Form.NUMERIC:
            fields = _figure(response)
        case Form.ORDERING:
            fields = _items(question)
        case _:
            assert_never(form)
    return _answer(response) | fields


def _answer(response: Response) -> dict[str, str]:
    key, also = key_texts(response)
    return {
        "Answer": _joined(key, field_html),
        "Also": f"also: {field_html('; '.join(also))}" if also else "",
    }


def key_texts(response: Response) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the answer is, line by line, and what else counts as it."""
    match response:
        case Recall():
            return (response.answer,), response.also
        case Typed():
            return _typed_texts(response.key)
        case Choice():
            return tuple(option.text for option in response.options if option.correct), ()
        case Order():
            return response.items, ()
        case Match():
            return tuple(f"{left} → {right}" for left, right in response.pairs), ()
        case _:
            assert_never(response)


def _typed_texts(
    key: AcceptedKey | NumberKey | ListKey,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match key:
        case AcceptedKey():
            return key.accepted[:1], key.accepted[1:]
        case NumberKey():
            # The question names the unit; the full figure is for the eye.
            figure = f"{key.value} ± {key.tolerance}" if key.tolerance else key.value
            full = wording.quantity(figure, key.unit)
            return (key.value,), (full,) if full != key.value else ()
        case ListKey():
            return tuple(forms[0] for forms in key.values), ()
        case _:
            assert_never(key)


def _sentence(question: Question) -> str:
    hidden = ", ".join(key_texts(question.response)[0])
    before, gap, after = question.stem.partition(wording.GAP)
    # A fact that was a statement once may be a plain question now.
    return cloze_html(before if gap else f"{before}\n", hidden, after)


def _choice(response: Response) -> dict[str, str]:
    if not isinstance(response, Choice):
        return {}
    right = [str(n) for n, option in enumerate(response.options, start=1) if option.correct]
    texts = {
        "Correct": " ".join(right),
        "Several": "1" if response.several else "",
        "Fixed": "1" if response.fixed else "",
    }
    for n, option in enumerate(response.options, start=1):
        texts[f"Option{n}"] = field_html(option.text)
        texts[f"Why{n}"] = field_html(option.why)
    return texts


def _joined(lines: Iterable[str], rendered: Callable[[str], str]) -> str:
    return "<br>".join(map(rendered, lines))


def _list(response: Response) -> dict[str, str]:
    """Write each value with its other forms below it: a list within a list, fit to be edited."""
    key = response.key if isinstance(response, Typed) else None
    if isinstance(key, ListKey):
        entries, wanted = key.values, min(key.at_least, len(key.values))
        ordered, complete = key.ordered, key.complete
    else:
        texts, also = key_texts(response)
        entries, wanted = ((*texts[:1], *also), *((text,) for text in texts[1:])), len(texts)
        ordered, complete = isinstance(response, Order), False
    return {
        "Answer": _html_list(map(_entry, entries), ordered=ordered),
        "Wanted": str(wanted),
        "Ordered": "1" if ordered else "",
        "Complete": "1" if complete else "",
    }


def _entry(forms: Sequence[str]) -> str:
    also = _html_list(map(typed_html, forms[1:])) if forms[1:] else ""
    return typed_html(forms[0]) + also


def _html_list(entries: Iterable[str], *, ordered: bool = False) -> str:
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{entry}</li>' for entry in entries)}</{tag}>"


def _figure(response: Response) -> dict[str, str]:
    texts, also = key_texts(response)
    key = response.key if isinstance(response, Typed) else None
    if isinstance(key, NumberKey):
        tolerance, unit = key.tolerance.strip().removeprefix("±").strip(), key.unit
    else:
        tolerance = unit = ""
    return {
        "Answer": _joined(texts, typed_html),
        "Tolerance": typed_html(tolerance),
        "Unit": field_html(unit),
        "Full": field_html("; ".join(also) or ", ".join(texts)),
    }


def _items(question: Question) -> dict[str, str]:
    """Number the items in an order that is not the right one; the right one stands apart."""
    items = key_texts(question.response)[0][:MOST_ITEMS]
    shown = _away(sorted(range(len(items)), key=lambda at: (digest(items[at]), at)))
    return {
        **{f"Item{n}": field_html(items[at]) for n, at in enumerate(shown, start=1)},
        "Order": " ".join(str(shown.index(at) + 1) for at in range(len(items))),
        "Answer": _html_list(map(field_html, items), ordered=True),
    }


def _away(order: list[int]) -> list[int]:
    """Bring an order an odd number of swaps away from the right one.

    The card shuffles by an even number, and so never happens to show the right order, which it
    does not know.
    """
    pairs = ((one, other) for at, one in enumerate(order) for other in order[at + 1 :])
    even = sum(one > other for one, other in pairs) % 2 == 0
    return [*order[1:2], *order[:1], *order[2:]] if even else order
