"""Marking papers: the key is always right, anything else is less, and nobody marks otherwise."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from answer_sheets import (
    key_text,
    key_texts,
    marked,
    number_of,
    own_words,
    read,
    record_of,
    sheet_of,
)
from handout_samples import choice, question, quiz, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import decks

from quizgen import library
from quizgen.marking import mark
from quizgen.model import Answer, Deck, Match, Order, Question, Verdict
from quizgen.session.asking import shown
from quizgen.sheets import Grouping, Sheet, arranged, lay_out
from quizgen.sheets.areas import Bubbles, Columns, Form, Lines
from quizgen.sheets.marking import Result, mark_given, mark_sheet

DECKS = Path(__file__).parent.parent / "decks"
SHEET = sheet_of()


@cache
def shipped() -> tuple[Question, ...]:
    """Return all questions of the shipped decks."""
    return library.generate(library.load([DECKS]).decks).questions


def paper(questions: list[Question], seed: str, grouping: Grouping, version: int) -> Sheet:
    """Arrange questions in four versions and lay one out."""
    record = arranged(replace(quiz(), questions=tuple(questions), seed=seed), grouping, 4)
    return lay_out(record, record.papers[version])


seeds = st.integers(0, 10**6)
versions = st.integers(0, 3)


def sheet_by_chance(seed: int, grouping: Grouping, version: int) -> Sheet:
    """Lay out a version of a paper of some shipped questions."""
    questions = Random(seed).sample(shipped(), 25)  # noqa: S311  # no secret
    return paper(questions, str(seed), grouping, version)


@settings(max_examples=40)
@given(seeds, st.sampled_from(Grouping), versions)
def test_the_key_is_always_right(seed: int, grouping: Grouping, version: int) -> None:
    """Over seeds, versions, groupings and kinds: the key itself gets all points."""
    sheet = sheet_by_chance(seed, grouping, version)
    found = marked(sheet, key_texts(sheet))

    assert [it.given.written for it in found.marked if not it.is_right] == []
    assert (found.points, found.share) == (sheet.points, 1.0)


@given(decks(), st.text(max_size=4), st.sampled_from(Grouping), versions)
@settings(max_examples=60)
def test_the_key_of_any_deck_is_right(
    deck: Deck, seed: str, grouping: Grouping, version: int
) -> None:
    """Whatever decks hold: letters and figures of the key are right, and words as if typed."""
    questions = library.generate([deck]).questions
    sheet = paper(list(questions[:40]), seed, grouping, version)
    for entry, it in zip(sheet.entries, marked(sheet, key_texts(sheet)).marked, strict=True):
        if isinstance(entry.area, Lines):
            expected = mark(entry.question, it.given.answer).verdict is not Verdict.WRONG
            assert it.is_right is (expected and bool(it.given.written))
        else:
            assert it.is_right


@settings(max_examples=40)
@given(seeds, st.sampled_from(Grouping), versions)
def test_any_other_letter_gives_less(seed: int, grouping: Grouping, version: int) -> None:
    """Whoever fills in another circle, or swaps two places, loses the points of the question."""
    sheet, chance = sheet_by_chance(seed, grouping, version), Random(seed)  # noqa: S311  # no secret
    texts = [f"{entry.number}={key_text(entry)}" for entry in sheet.entries]
    lettered = [it for it in sheet.entries if not isinstance(it.area, Lines)]
    entry = chance.choice(lettered)
    match entry.area:
        case Bubbles(bubbles=bubbles):
            other = chance.choice([it.letter for it in bubbles if not it.option.correct])
            several = entry.form is Form.SEVERAL
            changed = f"{key_text(entry)}{other}" if several else other
        case Columns(letters=letters, right=right):
            others = [letter for letter, _ in right if letter != letters[0]]
            changed = chance.choice(others) + "".join(letters[1:])
        case _:
            figures = key_text(entry).split(",") if "," in key_text(entry) else [*key_text(entry)]
            figures[0], figures[-1] = figures[-1], figures[0]
            changed = ",".join(figures)
    texts[entry.number - 1] = f"{entry.number}={changed}"
    found = marked(sheet, " ".join(texts))

    assert found.points == sheet.points - entry.question.points
    assert found.marked[entry.number - 1].result is Result.WRONG


@settings(max_examples=40)
@given(seeds, versions)
def test_paper_and_terminal_mark_alike(seed: int, version: int) -> None:
    """The same options, places and words get the same verdict as in a quiz in the terminal."""
    chance = Random(seed)  # noqa: S311  # no secret
    sheet = sheet_of(record_of(4), version)
    for entry in sheet.entries:
        screen = shown(entry.question, str(chance.random()))
        if isinstance(entry.area, Lines):
            text = chance.choice(["brief", "37", "thigh, hand", "the Alps", "nonsense"])
            expected = mark(entry.question, Answer(typed=text))
            found = mark_given(read(sheet, f'{entry.number}="{text}" ...')[entry.number - 1])
        else:
            picked = chance.sample(screen, len(screen))
            if not isinstance(entry.question.response, Order | Match):
                picked = picked[: 1 if entry.form is not Form.SEVERAL else 2]
            expected = mark(entry.question, Answer(shown=screen, chosen=_at(screen, picked)))
            found = mark_given(
                read(sheet, f"{entry.number}={_on_paper(sheet, entry.number, picked)} ...")[
                    entry.number - 1
                ]
            )
        assert found.mark is not None
        assert (found.mark.verdict, found.mark.rule) == (expected.verdict, expected.rule)


def test_a_slip_is_right_and_says_the_spelling() -> None:
    """A misspelling gets the points, as in the terminal."""
    it = marked(SHEET, "7=dehydratd ...").marked[6]

    assert (it.result, it.points) == (Result.SLIP, 1)
    assert it.mark
    assert "dehydrated" in it.mark.note


def test_own_words_are_for_the_marker_to_judge() -> None:
    """What the program finds is right; what it does not find, it leaves to the marker."""
    number = number_of(SHEET, "spasm")

    def result(text: str) -> tuple[Result, int]:
        it = marked(SHEET, f"{number}={text} ...").marked[number - 1]
        return it.result, it.points

    key = '"an involuntary contraction of a muscle that can hurt a great deal for long"'
    assert result(key) == (Result.RIGHT, 1)
    assert result('"when a muscle tightens"') == (Result.TO_JUDGE, 0)
    assert result('"when a muscle tightens"+') == (Result.RIGHT, 1)
    assert result('"when a muscle tightens"+0') == (Result.WRONG, 0)
    assert result("+") == (Result.RIGHT, 1)


def test_what_an_open_list_does_not_name_is_left_open() -> None:
    """Not in the notes is neither right nor wrong: the marker looks it up."""
    number = number_of(SHEET, "sites")
    it = marked(SHEET, f'{number}="jaw, eyelid" ...').marked[number - 1]

    assert it.mark
    assert (it.result, it.mark.rule) == (Result.TO_JUDGE, "not-in-notes")


def test_the_markers_points_come_first() -> None:
    """What the marker gave counts, for letters too; some of the points are partly right."""
    found = marked(SHEET, "3=AB+1 ...").marked[2]

    assert (found.result, found.points, found.most) == (Result.PARTLY, 1, 2)
    assert found.mark
    assert found.mark.verdict is Verdict.WRONG


def test_parts_are_told_beside_the_verdict() -> None:
    """Of several letters, a match and an order: right or wrong, and how much of it is right."""
    several, match, order = (number_of(SHEET, it) for it in ("muscles", "capitals", "relief"))
    found = marked(SHEET, f"{several}=AB {match}=ACB {order}=213 ...").marked

    assert [found[at - 1].parts for at in (several, match, order)] == [(2, 4), (0, 3), (1, 3)]
    assert [found[at - 1].points for at in (several, match, order)] == [0, 0, 0]


def test_nothing_written_and_spoilt_have_no_mark() -> None:
    """There is nothing to say of what is not there or cannot be read."""
    found = marked(SHEET, "* ...").marked

    assert [(it.result, it.points, it.mark) for it in found[:2]] == [
        (Result.SPOILT, 0, None),
        (Result.EMPTY, 0, None),
    ]


def test_points_by_topic() -> None:
    """Each topic with what it got of its points; what has none comes last."""
    found = marked(SHEET, "1=B 2=A 4=T 5=T ...")

    assert [(it.topic, it.points, it.most) for it in found.topics()] == [
        ("Spasms", 1, 1),
        ("Cramps", 1, 1),
        ("", 1, 12),
    ]
    assert (found.points, found.right, len(found.with_result(Result.WRONG))) == (3, 3, 1)


def test_a_question_worth_nothing() -> None:
    """A practice question costs no points, and is right or wrong all the same."""
    made = quiz(
        question("a", "A?", choice("x", "y", key="x"), "choice", points=0),
        question("b", "B?", typed("b"), points=0),
    )
    record = arranged(made, Grouping.NONE)
    found = marked(lay_out(record, record.papers[0]), 'B "z"')

    assert (found.share, found.right) == (0.0, 0)
    assert marked(found.sheet, 'A "b"').right == 2
    assert marked(found.sheet, 'B+ "z"+').right == 0


@pytest.mark.parametrize("version", range(4))
def test_each_version_marks_by_its_own_key(version: int) -> None:
    """The key of another version is not right, unless it is the same."""
    record = record_of(4)
    keys = [key_texts(sheet_of(record, at)) for at in range(4)]
    scores = [
        mark_sheet(sheet_of(record, version), read(sheet_of(record, version), key)).share
        for key in keys
        if key.count(" ") == keys[version].count(" ")
    ]

    assert scores.count(1.0) == sum(key == keys[version] for key in keys)
    assert any(own_words(entry) for entry in sheet_of(record, version).entries)


def _at(screen: tuple[str, ...], picked: list[str]) -> tuple[int, ...]:
    return tuple(screen.index(text) for text in picked)


def _on_paper(sheet: Sheet, number: int, picked: list[str]) -> str:
    """Return texts in the letters of the paper, or an order in its figures."""
    area = sheet.entries[number - 1].area
    match area:
        case Bubbles(bubbles=bubbles):
            letters = {it.option.text: it.letter for it in bubbles}
            return "".join(letters[text] for text in picked)
        case Columns(right=right):
            letters = {text: letter for letter, text in right}
            return "".join(letters[text] for text in picked)
        case Lines():
            raise AssertionError
        case boxes:
            return "".join(str(picked.index(item) + 1) for item in boxes.items)
