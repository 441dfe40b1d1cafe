"""Papers on paper: printed by both engines, no question is split and nothing overflows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from handout_samples import QUESTIONS, choice, export, question, quiz, read, typed
from handout_stress import (
    SIZES,
    assert_inside,
    assert_no_heading_ends_a_page,
    assert_nothing_overlaps,
    marked_quiz,
    media,
    pages_of_marks,
    strained_quiz,
)
from printing import Printed, by_chromium, by_weasyprint, needs_both, words

from quizgen import library
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Quiz
from quizgen.selection import pick_quiz

ENGINES: Mapping[str, Callable[[bytes], bytes]] = {
    "chromium": by_chromium,
    "weasyprint": by_weasyprint,
}
#: The longest of the strains, on the smallest pages.
TALLER_THAN_A_PAGE = {"large": {"m00x"}, "a5": {"m00x", "m03x", "m11x", "m12x"}}


def check(page: bytes, paper: str, longest: frozenset[str] = frozenset()) -> list[Printed]:
    """Print a page by both engines and look at its words; return them as the browser has them."""
    root = read(page.decode())
    spoken = [it.text for it in (*root.all("h2"), *root.all("p", "direction")) if it.text]
    pages = {}
    for engine, by_engine in ENGINES.items():
        printed = words(by_engine(page))
        size = SIZES[paper]
        assert all((it.width, it.height) == pytest.approx(size, abs=1) for it in printed)
        assert_inside(printed)
        assert_nothing_overlaps(printed)
        assert_no_heading_ends_a_page(printed, spoken)
        split = {mark for mark, found in pages_of_marks(printed).items() if len(found) > 1}
        assert split <= longest, engine
        pages[engine] = printed
    # WeasyPrint begins some pages too early, the most where a paper has no parts.
    most = len(pages["chromium"])
    assert len(pages["weasyprint"]) <= most + max(1, most // 3)
    return pages["chromium"]


def files(made: Quiz, **options: object) -> dict[str, bytes]:
    """Export a quiz; return the pages of it alone."""
    bundle = export(made, media=media, **options)
    return {name: page for name, page in bundle.files.items() if name.endswith(".html")}


@needs_both
def test_a_page_of_each_form() -> None:
    """The sample quiz fits, question by question, in both engines."""
    for page in files(marked_quiz(quiz()), paper="a4").values():
        check(page, "a4")


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("apart", [False, True], ids=["paper", "answer-sheet"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large-print"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_question_is_split_and_nothing_overflows(paper: str, large: bool, apart: bool) -> None:  # noqa: FBT001  # parameters of a test
    """Whatever strains a page: each question on one page, every word within the margins."""
    made = strained_quiz()
    longest = frozenset(TALLER_THAN_A_PAGE["large"] if large else ())

    for name, page in files(
        made, paper=paper, large_print=large, answer_sheet=apart, versions=2
    ).items():
        printed = check(page, paper, longest)
        if name in {"quiz-A.html", "quiz-B.html"}:
            assert len(pages_of_marks(printed)) == len(made.questions)


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large-print"])
def test_a_small_page_holds_it_too(large: bool) -> None:  # noqa: FBT001  # the same
    """On half a sheet a few questions are longer than a page; nothing else is split."""
    longest = frozenset(TALLER_THAN_A_PAGE["a5"])

    for page in files(strained_quiz(), paper="a5", large_print=large, answer_sheet=True).values():
        check(page, "a5", longest)


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("group", ["form", "topic", "none"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large-print"])
def test_the_shipped_decks_print_well(group: str, large: bool) -> None:  # noqa: FBT001  # the same
    """A paper of all there is, of every kind, in parts of any sort."""
    decks = library.load(["decks"]).decks
    names = [kind.name for kind in KINDS]
    asked = generate(decks, names).questions
    made = pick_quiz(asked, decks, count=100, seed="7", title="All kinds")
    assert len(made.questions) >= 60
    assert len({it.kind for it in made.questions}) >= 9

    for page in files(made, paper="a4", group=group, large_print=large, answer_sheet=True).values():
        check(page, "a4")
    for page in files(made, paper="letter", group=group, large_print=large, versions=4).values():
        check(page, "letter")


@needs_both
@pytest.mark.slow
def test_a_paper_that_runs_from_right_to_left() -> None:
    """Numbers, circles and lines stand on the other side, in both engines, and nothing collides."""
    made = replace(strained_quiz(), title="تشنج العضلات", language="ar")

    for page in files(made, paper="a4", answer_sheet=True).values():
        assert b'dir="rtl"' in page
        check(page, "a4")


@needs_both
@pytest.mark.slow
def test_a_hundred_questions() -> None:
    """However long a paper is, no page of it is worse than another."""
    made = strained_quiz(times=5)
    assert len(made.questions) == 100

    for page in files(made, paper="a4", answer_sheet=True).values():
        check(page, "a4")


@needs_both
@pytest.mark.slow
def test_an_answer_sheet_of_a_hundred_choices_is_one_page() -> None:
    """Circles in four columns: the usual form of a school."""
    made = quiz(*(question(f"q{n}", f"{n}?", QUESTIONS[0].response, "choice") for n in range(100)))

    sheet = files(made, paper="a4", answer_sheet=True, versions=2)["quiz-B-answer-sheet.html"]

    assert len(check(sheet, "a4")) == 1


@needs_both
@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_circles_stand_in_rows(engine: str) -> None:
    """Five circles stand side by side, and the first rows of all columns at one height."""
    letters = [chr(ord("a") + n) * 3 for n in range(5)]
    asked = (question(f"q{n}", f"Is it {n}?", choice(*letters, key="aaa")) for n in range(12))
    page = files(quiz(*asked), answer_sheet=True)["quiz-answer-sheet.html"]

    (printed,) = words(ENGINES[engine](page))

    tops = [it.top for it in printed.words if it.text in set("ABCDE")]
    first = [top for top in tops if top < min(tops) + 1]
    assert (len(tops), len(first)) == (60, 20)


@needs_both
@pytest.mark.slow
def test_the_keys_of_four_versions_are_one_page() -> None:
    """A teacher who marks four piles needs no second page for sixty questions."""
    choices = [question(f"q{n}", f"{n}?", QUESTIONS[0].response, "choice") for n in range(45)]
    written = [question(f"t{n}", f"{n}?", typed(f"word {n}"), "typed") for n in range(15)]

    keys = files(quiz(*choices, *written), paper="letter", versions=4)["quiz-keys.html"]

    assert len(check(keys, "letter")) == 1


@needs_both
@pytest.mark.slow
def test_every_page_bears_code_and_version() -> None:
    """Piles are sorted at a glance: the version is large on the first page, and on every other."""
    made = files(strained_quiz(), paper="a4", versions=2, answer_sheet=True, large_print=True)

    for name, letter in ((name, name[5]) for name in made if name != "quiz-keys.html"):
        printed = check(made[name], "a4", frozenset(TALLER_THAN_A_PAGE["large"]))
        assert len(printed) > 1
        for number, sheet in enumerate(printed, start=1):
            sizes = [it.bottom - it.top for it in sheet.words if it.text == letter]
            assert max(sizes) > (25 if number == 1 else 12)
            assert "Version" in sheet.text
            assert re.search(rf"Sheet [\w-]{{7}}-{letter} · page {number} of", sheet.text)
