"""Answers on paper: read as they were meant, or refused with the number and how to write them."""

import re
from dataclasses import replace
from random import Random
from time import perf_counter
from typing import assert_never

import pytest
from answer_sheets import key_texts, read, record_of, sheet_of, written, wrong
from handout_samples import choice, question, quiz, typed
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import Answer, Match, NumberKey, Order, Typed
from quizgen.sheets import Grouping, Sheet, arranged, lay_out
from quizgen.sheets.answering import as_text, read_answers, read_line
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Lines
from quizgen.sheets.given import FieldError, Given

# Its numbers: 1 2 choice (A to C), 3 several (A to D), 4 5 true or false, 6 to 9 words,
# 10 a list, 11 own words, 12 matching (3 lines), 13 order (3 boxes).
SHEET = sheet_of()
ION = question("ion", "Which ion does salt give?", typed("Na+"))
REST = '"brief" dehydrated 37 "the Alps" "thigh, calf" . BCA 312'


def test_letters_run_over_questions_that_take_one() -> None:
    """A run serves neighbours; several letters, a match and an order stand for themselves."""
    found = read(SHEET, f"BA AC TF {REST}")

    assert written(found) == [
        *("B", "A", "AC", "T", "F", "brief", "dehydrated", "37", "the Alps"),
        *("thigh, calf", "", "BCA", "312"),
    ]
    assert found[0].answer.chosen == (1,)
    assert found[2].answer == Answer(shown=("tendon", "biceps", "bone", "diaphragm"), chosen=(0, 2))


@pytest.mark.parametrize(
    "text",
    [
        "BA AC TF",
        "ba ac tf",
        "B A A+C T F",
        "B;A;A,C;T;F",
        "B, A; A, C; T, F",
        "B,A AC T\nF",
        "  BA\n\nAC\nTF ;",
        "ＢＡ AC TF",  # full-width letters, as a Japanese keyboard types them
        "1=BA 3=CA 4=TF",
        "4=T F 1=B A AC",
    ],
)
def test_ways_to_write_the_same(text: str) -> None:
    """Case, separators, order of several letters, line breaks and numbers make no difference."""
    found = read(SHEET, f"{text} ...")

    assert written(found)[:5] == ["B", "A", "AC", "T", "F"]
    assert all(it.empty for it in found[5:])


def test_each_sign_says_what_there_is() -> None:
    """A dot or dash: nothing is written; a star: it cannot be read; also inside a run."""
    found = read(SHEET, ".* - T- * +0 . + . * - *")

    assert [it.empty for it in found[:5]] == [True, False, True, False, True]
    assert [it.spoilt for it in found] == [
        *(False, True, False, False, False, True, False, False, False, False, True, False, True)
    ]
    assert (found[6].judged, found[8].judged) == (0, 1)


def test_quotes_keep_what_would_mean_something() -> None:
    """In quotes a sign, a semicolon, a quote and a line break are part of the answer."""
    words = ['"."', '"7=B; x"', '"+1"', '"say ""ah"""']
    found = read(SHEET, f"BA AC TF {' '.join(words)} ...")

    assert written(found)[5:9] == [".", "7=B; x", "+1", 'say "ah"']
    for quoted in ("“the Alps”", "„the Alps“", "«the Alps»", "'the Alps'", "‘the Alps’"):
        assert written(read(SHEET, f"9={quoted} 10=..."))[8] == "the Alps"
    assert written(read(SHEET, "9='it's' ..."))[8] == "it's"


def test_what_the_marker_gave() -> None:
    """A plus behind quotes or letters: the marker's points, beside what stands there."""
    found = read(SHEET, 'BA AC+1 TF "quick"+ dehydrated 8=""+0 "the Andes"+0 . . BAC+1 ...')

    assert [(it.written, it.judged) for it in found[2:3]] == [("AC", 1)]
    assert (found[5].written, found[5].judged) == ("quick", 1)
    assert (found[7].written, found[7].judged, found[7].empty) == ("", 0, False)
    assert (found[8].judged, found[11].judged) == (0, 1)


def test_a_number_says_where_to_go_on() -> None:
    """What is passed over by a number, and what ... leaves out, has nothing written."""
    found = read(SHEET, "2=C 9=Alps 4=F ...")

    assert [(it.entry.number, it.written) for it in found if not it.empty] == [
        *((2, "C"), (4, "F"), (9, "Alps"))
    ]
    assert written(read(SHEET, "1= 2=C ..."))[:2] == ["", "C"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "there is no answer to numbers 1 to 13")]),
        ("BA AC TF", [(9, "there is no answer to numbers 6 to 13")]),
        (f"BA AC TF {REST} B", [(67, "there are more answers than numbers: 'B' has none left")]),
        ("BX AC ...", [(1, "number 2 has no option X")]),
        ("XY AC ...", [(1, "number 1 has no option X"), (1, "number 2 has no option Y")]),
        ("BAAC TF ...", [(1, "BAAC goes beyond number 2: AC is left over")]),
        ("BA AA ...", [(4, "number 3 has A twice")]),
        ("1=A+C ...", [(1, "number 1 takes one letter, not A and C")]),
        ("A B C 2=A ...", [(7, "number 2 has two answers")]),
        ("14=A ...", [(1, "there is no number 14")]),
        ("0=A ...", [(1, "there is no number 0")]),
        ("12=BC ...", [(1, "number 12 has 3 lines to match, not 2")]),
        ("12=BCD ...", [(1, "number 12 has no option D")]),
        ("13=31 ", [(1, "number 13 has 3 boxes, not 2")]),
        ("13=311", [(1, "number 13 has 1 twice")]),
        ("13=314", [(1, "number 13 has no box 4")]),
        ("1=+ ...", [(1, "+ needs what is written at number 1")]),
        ("3=AC+3 ...", [(1, "number 3 is worth 2, not 3")]),
        ("3=.+1 ...", [(1, "number 3 has points but no answer")]),
        ("8=+1 ...", [(1, "+1 may be the answer to number 8, or points")]),
        ('6="brief ...', [(3, 'the quote " is not closed')]),
        ('6="brief"x ...', [(1, "x stands right behind a quote")]),
        ("... B", [(5, "nothing can follow ... but a number")]),
        ("99=...", [(1, "there is no number 99")]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(text: str, problems: list[tuple[int, str]]) -> None:
    """Each problem says at which number and where in the text, and how to write it."""
    _, found = read_answers(SHEET, text)

    assert wrong(SHEET, text) == problems
    assert all(problem.hint for problem in found)


def test_all_problems_at_once() -> None:
    """Whoever has mistyped three answers is told of three."""
    said = wrong(SHEET, 'BX AZ TF one two +7 "the Alps" thigh . BC 123 4')

    assert [message for _, message in said] == [
        "number 2 has no option X",
        "number 3 has no option Z",
        "+7 may be the answer to number 8, or points",
        "number 12 has 3 lines to match, not 2",
        "there are more answers than numbers: '4' has none left",
    ]


def test_words_side_by_side_are_never_guessed_at() -> None:
    """Where numbers may be passed over, two bare words could be one answer or two."""
    assert wrong(SHEET, "9=the Alps 12=BCA ...") == [
        (7, "are the words before and at 'Alps' one answer, or two?")
    ]
    assert written(read(SHEET, "9=the; Alps ..."))[8:10] == ["the", "Alps"]


def test_problems_have_lines_and_columns() -> None:
    """A text of several lines says where in it."""
    _, problems = read_answers(SHEET, "BA AC\nTX ...")

    assert [(it.position.line, it.position.column) for it in problems] == [(2, 1)]


def test_an_order_is_read_from_the_boxes() -> None:
    """The figures stand as in the boxes from top to bottom; the answer is the order they make."""
    found = read(SHEET, "13=312")[12]
    area = found.entry.area

    assert isinstance(area, Boxes)
    assert [found.answer.shown[at] for at in found.answer.chosen] == [
        area.items["312".index(place)] for place in "123"
    ]
    assert read(SHEET, "13=3,1,2")[12] == read(SHEET, "13=312")[12]
    assert len(read(SHEET, "13=3.2")[12].answer.chosen) == 2


def test_ten_boxes_take_commas() -> None:
    """From ten on, figures need something between them."""
    items = tuple(f"step {n}" for n in range(11))
    sheet = _sheet(question("o", "Order.", Order(items=items), "ordering"))
    area = sheet.entries[0].area
    assert isinstance(area, Boxes)
    places = ",".join(map(str, area.places))

    assert read(sheet, places)[0].answer.chosen
    assert wrong(sheet, places.replace(",", ""))


def test_a_side_that_belongs_to_two_is_picked_twice() -> None:
    """Two left-hand sides may share a right one, which is printed once."""
    pairs = (("calf", "leg"), ("thigh", "leg"), ("palm", "hand"))
    sheet = _sheet(question("m", "Match.", Match(pairs=pairs), "matching"))
    area = sheet.entries[0].area
    assert isinstance(area, Columns)
    answer = read(sheet, "".join(area.letters))[0].answer

    assert [answer.shown[at] for at in answer.chosen] == ["leg", "leg", "hand"]
    assert len(set(answer.chosen)) == len(answer.shown) == 3


def test_a_figure_is_no_points() -> None:
    """Where +5 may be what the learner wrote, it has to be said which is meant."""
    sheet = _sheet(
        question("t", "How warm?", Typed(key=NumberKey(value="5", unit="°C")), "numeric", points=5),
        question("c", "Which charge?", typed("+2"), points=3),
    )

    assert len(wrong(sheet, "+5 +2")) == 2
    found = read(sheet, '"+5" ""+2')
    assert (found[0].written, found[0].judged) == ("+5", None)
    assert (found[1].written, found[1].judged) == ("", 2)
    assert [it.judged for it in read(sheet, "+ +")] == [5, 3]


def test_more_options_than_letters() -> None:
    """From the 27th option on a letter is two, and no run goes over such a question."""
    texts = [f"option {n}" for n in range(28)]
    sheet = _sheet(
        question("many", "Which?", choice(*texts, key="option 27"), "choice"),
        question("few", "Which?", choice("a", "b", key="a"), "choice"),
    )

    assert written(read(sheet, "ab A")) == ["AB", "A"]


def test_true_and_false_in_another_language() -> None:
    """The letters are those on the paper."""
    options = choice("richtig", "falsch", key="richtig")
    sheet = _sheet(question("w", "Wahr?", replace(options, fixed=True), "true-false"))

    assert written(read(sheet, "r")) == ["R"]
    assert wrong(sheet, "T") == [(1, "number 1 has no option T")]


def test_a_line_of_its_own_needs_no_quotes() -> None:
    """At the prompt and in a cell, words are the whole line."""
    words = SHEET.entries[8]

    assert read_line(words, " the Alps ").written == "the Alps"
    assert read_line(words, '"the Alps"+').judged == 1
    assert read_line(words, '7=B; "x').written == '7=B; "x'
    assert read_line(words, "").empty
    assert read_line(SHEET.entries[2], "a c").written == "AC"
    with pytest.raises(FieldError, match="number 1 takes one letter"):
        read_line(SHEET.entries[0], "AB")


signs = st.text(st.sampled_from("ABCDTF123.*-+=;,\"' \nxé…“”«»7"), max_size=40)


@given(signs)
def test_nothing_is_misread_silently(text: str) -> None:
    """Whatever is typed is refused, or read into something that is written back the same."""
    found, problems = read_answers(SHEET, text)

    assert len(found) == len(SHEET.entries)
    if not problems:
        again, none = read_answers(SHEET, as_text(found))
        assert (again, none) == (found, ())


@given(st.randoms(use_true_random=False), st.sampled_from(Grouping), st.integers(0, 3))
def test_what_is_written_is_read_the_same(chance: Random, grouping: Grouping, version: int) -> None:
    """Any answers, written by the rules, are those answers again."""
    sheet = sheet_of(record_of(4, grouping), version)
    answers = tuple(_some(sheet, at, chance) for at in range(len(sheet.entries)))

    assert read(sheet, as_text(answers)) == answers


@given(st.integers(0, 12), st.sampled_from(Grouping))
def test_a_missing_answer_shifts_nothing_unnoticed(at: int, grouping: Grouping) -> None:
    """Whichever letter or word is left out of a whole paper, it is noticed."""
    sheet = sheet_of(record_of(1, grouping))
    parts = key_texts(sheet)
    pieces = re.findall(r'"[^"]*"|\S', parts)
    del pieces[at]

    assert wrong(sheet, " ".join(pieces))


def _sheet(*questions: object) -> Sheet:
    record = arranged(quiz(*questions), Grouping.NONE)  # type: ignore[arg-type]  # questions they are
    return lay_out(record, record.papers[0])


def _some(sheet: Sheet, at: int, chance: Random) -> Given:
    """Return some answer to a question."""
    entry = sheet.entries[at]
    if chance.random() < 0.2:
        return chance.choice([Given(entry=entry), Given(entry=entry, spoilt=True)])
    match entry.area:
        case Bubbles(bubbles=bubbles):
            count = chance.randint(1, 3) if entry.question.fact == "muscles" else 1
            text = ",".join(it.letter for it in chance.sample(bubbles, count))
        case Boxes(places=places):
            text = ",".join(map(str, chance.sample(places, len(places))))
        case Columns(left=left, right=right):
            text = "".join(chance.choice(right)[0] for _ in left)
        case Lines():
            text = "".join(chance.choice('ab "+;=.\n7…') for _ in range(6)).strip() or "x"
            doubled = text.replace('"', '""')
            return read_line(entry, f'"{doubled}"')
        case never:
            assert_never(never)
    return read_line(entry, text + chance.choice(["", "+1"]))


def test_a_plus_behind_letters_gives_all_points() -> None:
    """It is never read as nothing: `A+` is all points for A, and between letters it parts them."""
    found = read(SHEET, "A+ A A+C+ TF ... 12=C+B+A 13=123+")

    assert [found[at].judged for at in (0, 2, 11, 12)] == [1, 2, None, 1]
    assert [found[at].written for at in (0, 2, 11, 12)] == ["A", "AC", "CBA", "123"]


@pytest.mark.parametrize("text", ["Na+", "the thigh bone+1", "3,7E+01"])
def test_a_plus_behind_bare_words_is_refused(text: str) -> None:
    """It may belong to the words, or be points; quotes say which."""
    entry = SHEET.entries[6]
    with pytest.raises(FieldError, match="may be part of the answer"):
        read_line(entry, text)

    assert read_line(entry, f'"{text}"').written == text
    assert read_line(entry, '"Na"+').judged == 1


def test_a_key_with_a_plus_needs_no_quotes() -> None:
    """Na+ is the answer where it is the key; whoever meant points by it would give the same."""
    sheet = lay_out(papers := arranged(quiz(ION), Grouping.FORM), papers.papers[0])

    assert [(it.written, it.judged) for it in read(sheet, "na+")] == [("na+", None)]
    assert [message for _, message in wrong(sheet, "Ka+")] == [
        "+ may be part of the answer 'Ka+', or points"
    ]


@pytest.mark.parametrize("number", [1, 3, 7, 12, 13])
@pytest.mark.parametrize("text", ["-", "—", "−", "...", "…"])
def test_what_word_processors_make_of_nothing(number: int, text: str) -> None:
    """A longer dash and an ellipsis are nothing too, where a line or a cell is the answer."""
    assert read_line(SHEET.entries[number - 1], text).empty


@pytest.mark.parametrize(("number", "text"), [(1, "A+{}"), (7, "+{}"), (7, '"x"+{}')])
def test_points_of_thousands_of_figures_are_too_many(number: int, text: str) -> None:
    """They are refused as any other, and zeros before a figure make it no greater."""
    entry = SHEET.entries[number - 1]
    with pytest.raises(FieldError, match="is worth 1"):
        read_line(entry, text.format("9" * 5000))

    assert read_line(entry, text.format("0" * 5000 + "1")).judged == 1


def test_a_long_line_is_read_at_once() -> None:
    """A hundred thousand blanks inside an answer are no reason to wait."""
    entry = SHEET.entries[0]
    begun = perf_counter()
    with pytest.raises(FieldError, match="takes one letter"):
        read_line(entry, f"A{' ' * 100_000}B")

    assert perf_counter() - begun < 1


def test_a_number_that_is_passed_over_makes_words_doubtful() -> None:
    """Two words where one number was left out may be one answer in two words."""
    assert wrong(SHEET, "BA AC TF . thigh bone 10=x . . .") == [
        (18, "are the words before and at 'bone' one answer, or two?")
    ]
