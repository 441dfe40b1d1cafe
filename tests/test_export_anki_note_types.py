"""The note types are frozen: learners' collections hold them."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import GOLDEN, Golden

from quizgen.export.anki.note_types import MOST_OPTIONS, NOTE_TYPES, STYLED, Form, look

HISTORY = GOLDEN / "anki" / "templates.txt"


def test_ids_names_and_fields_never_change(golden: Golden) -> None:
    """With another number or order of fields, Anki would skip every note a learner has.

    Never rewrite this golden file for a note type that was ever released: add a new one.
    """
    frozen = [
        line
        for kind in NOTE_TYPES.values()
        for line in (
            f"{kind.id} {kind.name}",
            f"  {kind.template_id} Card",
            *(f"  {kind.field_id(n)} {name}" for n, name in enumerate(kind.fields)),
        )
    ]

    golden.check("anki/note-types.txt", "\n".join(frozen) + "\n")


def test_no_two_things_share_an_id_or_a_name() -> None:
    """Note types, fields and templates are told apart by their ids."""
    ids = [kind.id for kind in NOTE_TYPES.values()]
    parts = [
        number
        for kind in NOTE_TYPES.values()
        for number in (kind.template_id, *map(kind.field_id, range(len(kind.fields))))
    ]

    assert len(set(ids)) == len(ids)
    assert len(set(parts)) == len(parts)
    assert all(len(set(kind.fields)) == len(kind.fields) for kind in NOTE_TYPES.values())
    assert NOTE_TYPES.keys() == set(Form)


def test_a_change_of_the_templates_has_its_own_date() -> None:
    """Anki takes new templates only if their date is newer than the learner's copy.

    After a change set ``STYLED`` to today and append a line to the history.
    """
    looks = [f"{kind.name}\n{look(form)!r}" for form, kind in NOTE_TYPES.items()]
    digest = sha256("\n".join(looks).encode()).hexdigest()[:16]
    history = [line.split() for line in HISTORY.read_text(encoding="utf-8").splitlines()]
    dates = [int(date) for date, _ in history]

    assert history[-1] == [str(STYLED), digest]
    assert dates == sorted(set(dates))


@pytest.mark.parametrize("form", Form)
def test_templates_are_complete(form: Form) -> None:
    """Every part is put in, and only fields that the note type has are named."""
    for side in (look(form).front, look(form).back):
        named = {
            name.lstrip("#/").removeprefix("type:").removeprefix("cloze:")
            for name in _between_braces(side)
        }

        assert named <= set(NOTE_TYPES[form].fields)
        assert "include" not in side
    assert ".qg" in look(form).style


def _between_braces(text: str) -> list[str]:
    return [part.split("}}")[0] for part in text.split("{{")[1:]]


@pytest.mark.parametrize("form", [Form.CHOICE, Form.TRUE_FALSE])
def test_the_front_of_a_choice_knows_no_key(form: Form) -> None:
    """Neither the key nor what is said of the wrong options can be read from the front."""
    front = look(form).front

    assert "Correct}}" not in front
    assert "{{Why" not in front
    assert "{{Answer" not in front
    assert f"{{{{Option{MOST_OPTIONS}}}}}" in front


@pytest.mark.parametrize("form", Form)
def test_no_front_knows_an_answer(form: Form) -> None:
    """Only what is asked stands in a front; what is typed is compared by Anki itself."""
    named = set(_between_braces(look(form).front)) - {"type:Answer", "cloze:Text"}
    telling = {"Answer", "Also", "Full", "Tolerance", "Order", "Correct", "Complete", "Explanation"}

    assert not {name.lstrip("#/^") for name in named} & telling
    assert not any("Why" in name for name in named)


@pytest.mark.parametrize("form", Form)
def test_the_back_tells_everything(form: Form) -> None:
    """Answer, explanation, citation and notice, and no field that is never shown."""
    back, front = look(form).back, look(form).front
    unshown = {name for name in NOTE_TYPES[form].fields if f"{name}}}}}" not in front + back}

    assert unshown - {"Id"} == {f"Extra{n}" for n in range(1, 5)}
    assert {"Explanation", "Source", "Notice", "Retired", "Image"} <= set(_between_braces(back))
    assert "{{Hint}}" in front


def test_the_templates_ship_as_plain_files() -> None:
    """No file of the templates is left unused."""
    folder = Path(__file__).parent.parent / "templates" / "anki"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.*")]
    included = {name for text in texts for name in re.findall(r"include (parts/\S+)", text)}

    assert included == {f"parts/{path.name}" for path in (folder / "parts").iterdir()}
