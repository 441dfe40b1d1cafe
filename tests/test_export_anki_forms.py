"""Lists, figures and orders: what stands in their notes, and which form a note keeps."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from anki_samples import DAY, EVERY, NOW, every_shape, export, package, rows
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.anki.answer_fields import answer_fields
from quizgen.export.anki.identity import guid
from quizgen.export.anki.lock import parse_lock, render_lock
from quizgen.export.anki.note_types import NOTE_TYPES, Form
from quizgen.generator import generate
from quizgen.model import ListKey, NumberKey, Order, Question, Response, Typed

ID = "spasms-k3f9"


def questions() -> Iterator[Question]:
    """Generate the sample's questions in all kinds that have a form."""
    yield from generate((every_shape(),), EVERY).questions


def asked(kind: str, fact: str, response: Response | None = None) -> Question:
    """Return a question of the sample, answered otherwise if told so."""
    found = next(it for it in questions() if it.kind == kind and it.fact == fact)
    return replace(found, response=response) if response else found


def forms(content: bytes) -> dict[str, str]:
    """Return the name of each note's type, by guid."""
    names = {kind.id: kind.name for kind in NOTE_TYPES.values()}
    found = rows(content, "select guid, mid from notes")
    return {str(name): names[int(str(kind))] for name, kind in found}


@pytest.mark.parametrize(
    ("kind", "fact"),
    [("list", "sites"), ("list", "relief"), ("numeric", "fever"), ("ordering", "relief")],
)
def test_lists_figures_and_orders_have_a_form_of_their_own(kind: str, fact: str) -> None:
    """Each kind that Anki can ask in gets the note type of its name."""
    found = forms(package(export(every_shape(), kinds=(kind,))))

    assert found[guid(f"{ID}/{fact}/forward/{kind}")] == f"quizgen {kind}"


def test_a_note_that_learners_have_keeps_its_form() -> None:
    """Figures were plain typed notes once: Anki would refuse them in another type."""
    key = f"{ID}/fever/forward/numeric"
    lock = parse_lock(export(every_shape(), kinds=("numeric",)).locks[ID], ID)
    older = replace(lock, notes={key: replace(lock.notes[key], form=Form.TYPED, digest="older")})

    again = export(every_shape(), kinds=("numeric",), locks={ID: render_lock(older)}, now=NOW + DAY)
    query = f"select flds from notes where guid = '{guid(key)}'"  # noqa: S608  # our own
    ((fields,),) = rows(package(again), query)
    found = dict(zip(NOTE_TYPES[Form.TYPED].fields, str(fields).split("\x1f"), strict=True))

    assert forms(package(again))[guid(key)] == "quizgen typed"
    assert (found["Answer"], found["Also"]) == ("37", "also: 37 ± 0.5 °C")


def test_a_figure_is_typed_without_its_unit() -> None:
    """Figure, tolerance and unit stand apart; the whole is for the eye."""
    found = answer_fields(asked("numeric", "fever"), Form.NUMERIC)

    assert found["Answer"] == "37"
    assert found["Tolerance"] == "0.5"
    assert found["Unit"] == "°C"
    assert found["Full"] == "37 ± 0.5 °C"


@pytest.mark.parametrize(
    ("key", "full"),
    [
        (NumberKey(value="206"), "206"),
        (NumberKey(value="80", unit="%"), "80%"),
        (NumberKey(value="3", unit="m^2^"), "3 m<sup>2</sup>"),
    ],
)
def test_a_figure_without_tolerance_stands_for_itself(key: NumberKey, full: str) -> None:
    """The line for the eye is never empty."""
    found = answer_fields(asked("numeric", "fever", Typed(key=key)), Form.NUMERIC)

    assert (found["Full"], found["Tolerance"]) == (full, "")


def test_a_list_keeps_the_other_forms_of_each_value() -> None:
    """A list within the list: readable as it is, and simple to edit in Anki."""
    found = answer_fields(asked("list", "sites"), Form.LIST)

    assert found["Answer"] == (
        "<ul><li>thigh<ul><li>upper leg</li></ul></li>"
        "<li>calf<ul><li>lower leg</li><li>shank</li></ul></li><li>hand</li></ul>"
    )
    assert (found["Wanted"], found["Ordered"], found["Complete"]) == ("3", "", "1")


def test_steps_are_a_numbered_list() -> None:
    """Their order counts."""
    found = answer_fields(asked("list", "relief"), Form.LIST)

    assert found["Answer"].startswith("<ol><li>stop running</li>")
    assert (found["Wanted"], found["Ordered"]) == ("4", "1")


def test_no_more_is_wanted_than_a_list_has() -> None:
    """Whatever a quiz file asks for."""
    key = ListKey(values=(("a",), ("b",)), at_least=5)

    assert answer_fields(asked("list", "sites", Typed(key=key)), Form.LIST)["Wanted"] == "2"


@given(st.lists(st.text(min_size=1), min_size=2, max_size=12, unique=True))
def test_items_stand_an_odd_number_of_swaps_from_the_right_order(items: list[str]) -> None:
    """So that what is printed, and whatever the card shuffles it to, is never the right order."""
    question = asked("ordering", "relief", Order(items=tuple(items)))
    found = answer_fields(question, Form.ORDERING)
    order = [int(number) for number in found["Order"].split()]

    assert sorted(order) == list(range(1, len(items) + 1))
    assert sum(one > other for one, other in combinations(order, 2)) % 2 == 1
    shown = [found[f"Item{number}"] for number in order]
    assert found["Answer"] == "<ol>" + "".join(f"<li>{it}</li>" for it in shown) + "</ol>"


@pytest.mark.parametrize("form", Form)
def test_any_form_holds_any_answer(form: Form) -> None:
    """A fact may change its shape after learners have its note; no side may come out empty."""
    for question in questions():
        found = answer_fields(question, form)
        unknown = found.keys() - set(NOTE_TYPES[form].fields)

        assert unknown <= {"Also", "Answer"}
        assert any(found.get(name) for name in ("Answer", "Text", "Full"))
