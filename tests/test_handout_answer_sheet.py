"""The answer sheet: a place for each answer, and a paper that has none; large print; all keys."""

import re

import pytest
from axe import needs_axe, serious, violations
from handout_samples import QUESTIONS, Element, choice, export, question, quiz, read, typed

from quizgen.export import Bundle
from quizgen.model import Choice, ListKey, Match, NumberKey, Option, Order, Quiz, Recall, Typed
from quizgen.sheets import Grouping, answer_sheet, arranged, key_bands, key_of, lay_out


def page(bundle: Bundle, name: str) -> Element:
    """Read one of the pages."""
    return read(bundle.files[name].decode())


def row(made: Quiz) -> Element:
    """Return the only row of an answer sheet."""
    return page(export(made, answer_sheet=True), "quiz-answer-sheet.html").one("li", "row")


def letters(element: Element) -> str:
    """Return the letters in circles."""
    return "".join(bubble.text for bubble in element.all("span", "bubble"))


@pytest.mark.parametrize("group", ["form", "topic", "none"])
def test_each_number_has_its_place(group: str) -> None:
    """Every question of the paper is answered once, under its own number and letters."""
    bundle = export(quiz(), answer_sheet=True, versions=3, group=group)

    for version in "ABC":
        paper = page(bundle, f"quiz-{version}.html")
        sheet = page(bundle, f"quiz-{version}-answer-sheet.html")
        rows = {it.one("span", "number").text: it for it in sheet.all("li", "row")}
        asked = paper.all("li", "question")
        assert sorted(rows) == sorted(it.one("span", "number").text for it in asked)
        for entry in asked:
            options = [it for it in entry.all("ol", "options") for it in it.all("li")]
            there = rows[entry.one("span", "number").text]
            if options:
                assert letters(there) == letters(entry)
                assert len(letters(there)) == len(options)
        assert sheet.one("b", "code").text == paper.one("b", "code").text
        assert sheet.one("p", "version").text == f"Version {version}"
        assert sheet.one("span", "of").text.startswith("/ ")


def test_a_paper_with_an_answer_sheet_has_no_place_to_write() -> None:
    """It says where to write, has no line and no box, and its questions all the same."""
    apart = page(export(quiz(), answer_sheet=True), "quiz.html")
    usual = page(export(quiz()), "quiz.html")

    for name in ("line", "box", "field", "verdict"):
        assert usual.all(name=name)
        assert not apart.all(name=name)
    assert apart.one("p", "elsewhere").text.startswith("Write your answers on the answer sheet")
    assert [it.text for it in apart.all("p", "stem")] == [it.text for it in usual.all("p", "stem")]
    assert not re.search("circle|box|Fill in T|Write", apart.text.split("Choose one")[1])


@pytest.mark.parametrize(
    ("texts", "key", "said"),
    [(("a", "b", "c"), "a", False), (("a", "b", "c"), "a|b", True)],
)
def test_circles_say_where_several_are_right(
    texts: tuple[str, ...],
    key: str,
    said: bool,  # noqa: FBT001  # a parameter of a test
) -> None:
    """Who fills in one circle of a question with two right answers has been told."""
    found = row(quiz(question("q", "Q?", choice(*texts, key=key), "several")))

    assert letters(found) == "ABC"
    assert ("all that apply" in found.text) is said


def test_true_and_false_have_their_initials() -> None:
    """Also in another language."""
    german = tuple(Option(text=text, correct=text == "Wahr") for text in ("Wahr", "Falsch"))

    assert letters(row(quiz(question("q", "A.", Choice(options=german), "true-false")))) == "WF"


@pytest.mark.parametrize(
    ("response", "lines"),
    [
        (typed("short"), 1),
        (typed("x" * 40), 2),
        (Recall(answer="x" * 130), 6),
        (Typed(key=ListKey(values=(("a",), ("b",), ("c",)), at_least=3)), 3),
        (Typed(key=NumberKey(value="37", unit="°C")), 1),
    ],
)
def test_lines_are_as_long_as_those_of_the_paper(response: Recall | Typed, lines: int) -> None:
    """A line of the sheet is half as long as a full one of the paper; a list has its numbers."""
    found = row(quiz(question("q", "Q?", response, "typed")))

    assert len(found.all("span", "line")) == lines
    places = [it.text for it in found.all("span", "place") if it.text]
    assert places == (["1", "2", "3"] if lines == 3 else [])
    assert found.text.endswith("°C") is ("°C" in str(response))


@pytest.mark.parametrize(
    "response", [Match(pairs=(("x", "1"), ("y", "2"), ("z", "3"))), Order(items=("x", "y", "z"))]
)
def test_boxes_bear_the_letters_of_the_paper(response: Match | Order) -> None:
    """What the paper calls b is b on the sheet."""
    made = quiz(question("q", "Q?", response, "match"))
    paper = page(export(made, answer_sheet=True), "quiz.html")

    labels = [it.one("b", "letter").text for it in paper.one("ul", "boxes").all("li")]
    assert labels == [it.text for it in row(made).all("b")] == ["a", "b", "c"]
    assert len(row(made).all("span", "box")) == 3


@pytest.mark.parametrize(("options", "columns"), [(4, 4), (5, 4), (6, 3), (10, 2), (20, 1)])
def test_circles_stand_in_as_many_columns_as_fit(options: int, columns: int) -> None:
    """Four letters leave room for four columns."""
    texts = [f"option {n}" for n in range(options)]
    made = quiz(question("q", "Q?", choice(*texts, key=texts[0]), "choice"))
    record = arranged(made, Grouping.FORM)

    (section,) = answer_sheet(lay_out(record, record.papers[0]))

    assert section.columns == columns


def test_all_keys_stand_side_by_side() -> None:
    """The row of a number has the answer of each version, as its own key has it."""
    bundle = export(quiz(), versions=4)
    keys = page(bundle, "quiz-keys.html")
    rows = {
        it.one("th").text: [td.text for td in it.all("td")]
        for body in keys.all("tbody")
        for it in body.all("tr")
    }

    for column, version in enumerate("ABCD"):
        grid = page(bundle, f"quiz-{version}-key.html").one("ol", "grid").all("li")
        for cell in grid:
            number, answer = cell.one("span", "number").text, cell.text.split(" ", 1)[1]
            assert rows[number][column] == answer.replace("below", "see its key")
    assert len(rows) == len(QUESTIONS)
    assert [it.text for it in keys.all("b", "code")] == [
        page(bundle, f"quiz-{version}.html").one("b", "code").text for version in "ABCD"
    ]


def test_letters_come_first_and_no_table_is_long() -> None:
    """Letters stand in narrow tables of equal height, what is written in a wide one."""
    choices = [question(f"c{n}", f"{n}?", QUESTIONS[0].response, "choice") for n in range(100)]
    made = quiz(*choices, question("t", "T?", typed("word"), "typed"))
    record = arranged(made, Grouping.FORM, 4)

    narrow, more, wide = key_bands([key_of(lay_out(record, it)) for it in record.papers])

    assert [len(table) for table in narrow.tables] == [30, 30, 30]
    assert [len(table) for table in more.tables] == [5, 5]
    assert narrow.narrow
    assert not wide.narrow
    numbers = [row.number for band in (narrow, more, wide) for it in band.tables for row in it]
    assert numbers == list(range(1, 102))


def test_many_versions_have_a_grid_each() -> None:
    """More columns than four would not fit on a page."""
    keys = page(export(quiz(), versions=6), "quiz-keys.html")

    assert [it.text for it in keys.all("h2")] == [f"Version {letter}" for letter in "ABCDEF"]
    assert not keys.all("table")


@pytest.mark.parametrize("name", ["quiz.html", "quiz-answer-sheet.html", "quiz-key.html"])
def test_large_print_is_large(name: str) -> None:
    """Every page says so to its style, and the style to every length."""
    html = export(quiz(), large_print=True, answer_sheet=True).files[name].decode()

    assert "large" in (read(html).one("html").attributes["class"] or "")
    assert "--size: 16pt" in html


def every_page() -> dict[str, bytes]:
    """Return a page of each template, in both sizes of letters."""
    usual = export(quiz(), versions=2, answer_sheet=True).files
    large = export(quiz(), versions=5, large_print=True).files
    pages = {name: usual[name] for name in sorted(usual) if "-A" in name or "keys" in name}
    pages |= {f"large {name}": large[name] for name in ("quiz-A.html", "quiz-keys.html")}
    return pages


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(every_page()))
def test_nobody_is_kept_out(name: str) -> None:
    """axe-core finds nothing serious on any page, light, dark and as printed."""
    html = every_page()[name]

    assert serious(violations(html)) == []
    assert serious(violations(html, scheme="dark")) == []
    assert serious(violations(html, media="print")) == []
