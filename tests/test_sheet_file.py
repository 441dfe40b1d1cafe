"""The sheet record as JSON: it comes back as it was, and what is wrong with one is said."""

import json
from dataclasses import replace

import pytest
from handout_samples import HERE, QUESTIONS, quiz
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Quiz
from quizgen.problems import DeckError
from quizgen.sheet_file import read_record, write_record
from quizgen.sheets import Grouping, SheetRecord, arranged


def record(seed: str = "42", versions: int = 2, grouping: Grouping = Grouping.FORM) -> SheetRecord:
    """Arrange the sample quiz."""
    return arranged(quiz(seed=seed), grouping, versions)


def without_places(made: Quiz) -> Quiz:
    """Return a quiz without where its citations and pictures stood."""
    return replace(
        made,
        questions=tuple(
            replace(
                it,
                citation=it.citation and replace(it.citation, position=HERE),
                image=it.image and replace(it.image, position=HERE),
            )
            for it in made.questions
        ),
    )


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 4), st.sampled_from(Grouping)
)
def test_a_record_comes_back_as_it_was(seed: str, versions: int, grouping: Grouping) -> None:
    """Writing and reading loses nothing."""
    before = record(seed, versions, grouping)
    after = read_record(write_record(before), "quiz.sheet.json")

    assert replace(after, quiz=without_places(after.quiz)) == replace(
        before, quiz=without_places(before.quiz)
    )
    assert write_record(after) == write_record(before)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("sheet",), 99, "a newer quizgen wrote this sheet record"),
        (("code",), "nonsense", "must be a sheet code"),
        (("group",), "colour", "must be one of form, topic, none"),
        (("papers",), [], "must not be empty"),
        (("papers", 0, "order"), [0], "must name each item of the quiz once"),
        (("papers", 0, "order", 0), 999, "must name each item of the quiz once"),
        (("papers", 0, "shown", 0), [0, 0, 1], "must have the numbers from 0 to 2"),
        (("papers", 0, "shown", 0), "abc", "must have the numbers from 0 to 2"),
        (("papers", 0, "shown"), [], f"must have {len(QUESTIONS)} members"),
        (("papers", 1, "version"), "A", "must each have a version of their own"),
        (("papers", 1, "version"), "b!", "must be capital letters"),
        (("quiz",), None, "'quiz' is missing"),
        (("quiz", "items", 0, "stem"), 7, "quiz.items[0].stem: must be a text"),
        (("quiz", "version"), 99, "a newer quizgen wrote this quiz"),
        (("extra",), 1, "there is no such field here"),
    ],
)
def test_what_is_wrong_is_said(path: tuple[str | int, ...], value: object, message: str) -> None:
    """A record that somebody edited is refused with the place and what is wrong there."""
    data = json.loads(write_record(record()))
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value

    with pytest.raises(DeckError) as caught:
        read_record(json.dumps(data), "x.sheet.json")

    assert message in caught.value.message
    assert "schema quiz" not in caught.value.hint
    assert caught.value.message.startswith("x.sheet.json:1:")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', "{" * 100_000])
def test_what_is_no_record(text: str) -> None:
    """Any other file is refused in words."""
    with pytest.raises(DeckError):
        read_record(text, "x.sheet.json")
