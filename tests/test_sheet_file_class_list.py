"""Class lists: read as any spreadsheet writes them, or refused with line and column."""

import csv
import re
from io import StringIO
from time import perf_counter

import pytest
from answer_sheets import record_of
from handout_samples import choice, question, quiz
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import NumberKey, Typed
from quizgen.sheet_file.cells import cells
from quizgen.sheet_file.class_list import ClassList, blank, guarded, read_class, scores
from quizgen.sheets import Grouping, arranged

QUESTIONS = [
    question(f"q{n}", f"Question {n}?", choice("a", "b", "c", key="a"), "choice") for n in range(3)
]
TWO = arranged(quiz(*QUESTIONS), Grouping.NONE, 2)
ONE = arranged(quiz(*QUESTIONS), Grouping.NONE)


def answers(found: ClassList) -> list[tuple[str, str, str]]:
    """Return name, version and what is written, of a list with nothing wrong."""
    assert [it.message for it in found.problems] == []
    return [
        (row.name, row.sheet.version, "".join(it.written or "." for it in row.given))
        for row in found.rows
    ]


def problems(text: str, *, two: bool = True) -> list[tuple[int, int, str]]:
    """Return line, column and message of all that is wrong."""
    found = read_class(text, "class.csv", TWO if two else ONE)
    return [(it.position.line, it.position.column, it.message) for it in found.problems]


@pytest.mark.parametrize(
    "text",
    [
        "name,version,1,2,3\nAnna,A,b,a,c\nBen,B,c,,a\n",
        "Name;Version;1;2;3\r\nAnna;a;B;A;C\r\nBen;b;C;;A\r\n",
        "NAME\tVERSION\t1\t2\t3\nAnna\tA\tB\tA\tC\nBen\tB\tC\t-\tA",
        "\ufeffname,version,answers\nAnna,A,BAC\nBen,B,C.A\n",
        'name,version,answers\n"Anna","A","B A C"\nBen,B,"C; .; A"\n',
        "answers,name,version\nBAC,Anna,A\n1=C 3=A,Ben,B\n",
        "version,3,2,1,name\nA,C,A,B,Anna\nB,A,,C,Ben\n",
        "\nname,version,1,2,3,,\nAnna,A,B,A,C,,\n,,,,,,\nBen,B,C,,A,,\n",
        "name,version,01,02,03\n Anna ,A,B,A,C\nBen,B,C,.,A",
        "\ufeffsep=;\r\nname;version;1;2;3\r\nAnna;Ａ;B;A;C\r\nBen;B;C;;A\r\n",
        '"sep=,"\nname,version,1,2,3\nAnna,A,B,A,C\nBen,B,C,,A',
        f"name,version,code,answers\nAnna,A,{TWO.code}-A,BAC\nBen,,{TWO.code}-B,C.A\n",
        f"name,version,code,answers\nAnna,A,{TWO.code},BAC\nBen,B,,C.A\n",
        f"name,code,answers\nAnna,{TWO.code}-A,BAC\nBen,{TWO.code.lower()}b,C.A\n",
    ],
)
def test_ways_to_write_the_same_list(text: str) -> None:
    """Separator, line ends, byte order mark, case, order of columns: as spreadsheets have them."""
    assert answers(read_class(text, "class.csv", TWO)) == [
        ("Anna", "A", "BAC"),
        ("Ben", "B", "C.A"),
    ]


def test_one_version_needs_no_column() -> None:
    """Where there is only one version, nobody has to name it."""
    assert answers(read_class("name,answers\nAnna,BAC", "c", ONE)) == [("Anna", "", "BAC")]


def test_words_fill_their_cell() -> None:
    """In a cell of its own an answer needs no quotes, and a list no signs but its own."""
    record = record_of()
    heads = ",".join(map(str, range(1, 14)))
    row = (
        'B,A,"A, C",t,F,brief,dehydrated,"37,5",the Alps,"thigh, calf","""own words""+",bca,"2,1,3"'
    )
    found = read_class(f"name,{heads}\nAnna,{row}\n", "c", record).rows[0].given

    assert [it.written for it in found] == [
        *("B", "A", "AC", "T", "F", "brief", "dehydrated", "37,5", "the Alps", "thigh, calf"),
        *("own words", "BCA", "213"),
    ]
    assert found[10].judged == 1


def test_who_wrote_nothing_is_absent() -> None:
    """A name without any answer is not a paper with no points."""
    found = read_class("name,version,answers\nAnna,A,BAC\nBen,B,\nCleo,,\n", "c", TWO)

    assert [row.name for row in found.rows] == ["Anna"]
    assert found.absent == (("Ben", 3), ("Cleo", 4))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "there is no row in it")]),
        ("name,version,answers\n", [(1, 1, "nobody stands in it")]),
        ("who,version,answers\nAnna,A,BAC", [
            (1, 1, "there is no column 'who'"), (1, 1, "there is no column 'name'")]),
        ("name,version\nAnna,A", [(1, 1, "there is no column with answers")]),
        ("name,answers\nAnna,BAC", [(1, 1, "there is no column 'version'")]),
        ("name,version,1,2\n", [(1, 1, "there is no column 3")]),
        ("name,version,1,2,3,4\n", [(1, 20, "there is no number 4")]),
        ("name,version,1,2,3,answers\n", [
            (1, 1, "answers stand in two ways: as one column, and as numbers")]),
        ("name,name,version,answers\n", [(1, 6, "the column 'name' stands there twice")]),
        ("name,version,answers\nAnna,C,BAC\nBen,,BAC\n", [
            (2, 6, "there is no version 'C'"), (3, 5, "this row has no version")]),
        ("name,code,answers\nAnna,AAA-AAA-A,BAC\n", [(2, 6, "'AAA-AAA-A' is another sheet")]),
        ("name,version,answers\n,A,BAC\n", [(2, 1, "this row has no name")]),
        ("name,version,answers\nAnna,A,BA,C\n", [
            (2, 11, "this cell has no column"), (2, 10, "there is no answer to number 3")]),
        ('name,version,answers\n"An\nna",A,BXC\nBen,A,B\n', [
            (3, 7, "number 2 has no option X"), (4, 8, "there is no answer to numbers 2 to 3")]),
        ("name,version,1,2,3\nAnna,A,X,AB,C\nBen,A,B,A,Z\n", [
            (2, 8, "number 1 has no option X"),
            (2, 10, "number 2 takes one letter, not A and B"),
            (3, 11, "number 3 has no option Z")]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_named_at_its_place(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    """Lines and columns as an editor counts them; everything at once."""
    assert problems(text) == expected


def test_an_empty_list_to_fill_in() -> None:
    """Its columns are those that a filled one needs; without answers there is nobody in it."""
    assert blank(TWO) == "name,version,1,2,3\r\n"
    assert blank(ONE) == "name,1,2,3\r\n"
    assert problems(blank(TWO)) == [(1, 1, "nobody stands in it")]


tables = st.lists(
    st.lists(st.text('ab,;"\n\r\t é=', max_size=4), min_size=1, max_size=4), min_size=1, max_size=4
)


@given(tables, st.sampled_from(",;\t"))
def test_any_csv_is_read_as_it_was_written(table: list[list[str]], delimiter: str) -> None:
    """What Python's own writer writes comes back cell by cell."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)

    assert [[cell.text for cell in row] for row in cells(text.getvalue(), delimiter)] == table


@given(tables, st.sampled_from(",;\t"))
def test_cells_are_where_they_say(table: list[list[str]], delimiter: str) -> None:
    """At the line and column of a cell its text begins."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    lines = re.split("\r\n|\r|\n", text.getvalue())
    for row in cells(text.getvalue(), delimiter):
        for cell in row:
            start = re.split('[\r\n"]', cell.text)[0]
            assert lines[cell.line - 1][cell.column - 1 :].startswith(start)


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "'x"]
)  # spreadsheets compute it too
def test_no_name_is_a_formula(text: str) -> None:
    """What a spreadsheet might compute has an apostrophe before it."""
    assert guarded(text) == f"'{text}"
    assert next(iter(csv.reader([scores([[text, "Anna"]])]))) == [f"'{text}", "Anna"]


def test_a_quote_swallows_no_rows() -> None:
    """One that is not closed, or closed by the next one, would take others' answers with it."""
    open_ = 'name,answers\n"Anna,BAC\nBen,C.A\nCleo,A...\n'
    closed = 'name,answers\n"Anna,BAC\nBen,"C.A"\n'

    assert problems(open_, two=False) == [(2, 2, "the quote before this cell is not closed")]
    assert problems(closed, two=False) == [
        (2, 2, 'C.A" stands right behind the quotes of this cell')
    ]


def test_two_versions_in_one_row() -> None:
    """Version and code that differ are two papers; none is picked."""
    text = f"name,version,code,answers\nAnna,A,{TWO.code}-B,BAC\n"

    assert problems(text) == [(2, 6, "this row has two versions")]
    assert problems("name,version,code,answers\nAnna,,,BAC\n") == [
        (2, 6, "this row has no version")
    ]


def test_what_stands_below_no_head_is_not_passed_over() -> None:
    """An answer in a column without a number would be lost."""
    text = "name,1,2,3,,\nAnna,A,B,C,,A\nBen,A,B,C,,\n"

    assert problems(text, two=False) == [(2, 13, "this cell has no column")]


def test_a_head_of_thousands_of_figures() -> None:
    """It is no number of the paper, as any other."""
    head = "1" * 5000

    assert problems(f"name,1,2,3,{head}\nAnna,A,B,C,A", two=False)[0] == (
        *(1, 12),
        f"there is no number {head}",
    )


def test_a_long_list_is_read_at_once() -> None:
    """A long cell, and ten thousand rows, with the line ends of no system."""
    begun = perf_counter()
    rows = "".join(f'P{n},"A\r\nB",C\r' for n in range(10_000))
    ((found,),) = cells(f'"{"x" * 1_000_000}"', ",")
    table = [*cells(rows, ",")]

    assert perf_counter() - begun < 2
    assert (len(found.text), len(table), table[-1][0].line) == (1_000_000, 10_000, 19_999)


def test_a_last_cell_may_be_empty() -> None:
    """A separator at the very end has an empty cell behind it."""
    assert [[cell.text for cell in row] for row in cells("a,b,", ",")] == [["a", "b", ""]]


FIGURE = question("warm", "How warm?", Typed(key=NumberKey(value="1.5", unit="km")), "numeric")


@pytest.mark.parametrize("text", ["01. Mai", "1-Feb", "02. Jan", "May-01", "2026-05-01", "1.5.26"])
def test_dates_that_a_spreadsheet_made_of_figures(text: str) -> None:
    """Where a figure is asked for, 1.5 that became the first of May is not marked as wrong."""
    record = arranged(quiz(FIGURE, *QUESTIONS), Grouping.NONE)
    (problem,) = read_class(f"name,1,2,3,4\nAnna,{text},A,A,A\n", "c.csv", record).problems
    quoted = read_class(f'name,1,2,3,4\nAnna,"""{text}""",A,A,A\n', "c.csv", record)

    assert problem.message == f"number 1 asks for a figure, and '{text}' is a date"
    assert (problem.position.line, problem.position.column) == (2, 6)
    assert quoted.rows[0].given[0].written == text


@pytest.mark.parametrize(
    "text", ["1.5", '"1,5"', "1/2", "-3", "12 min", "37 mmHg", "1.500.000", "5 m"]
)
def test_figures_are_no_dates(text: str) -> None:
    """Nor are units that begin like a month."""
    record = arranged(quiz(FIGURE, *QUESTIONS), Grouping.NONE)

    assert read_class(f"name,1,2,3,4\nAnna,{text},A,A,A\n", "c.csv", record).problems == ()
