"""The study guide on paper: both engines keep it inside the page, whole, and readable to all."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from axe import needs_axe, serious, violations
from printing import Printed, by_chromium, by_weasyprint, needs_both, needs_printing, words
from study_guide_samples import SAMPLE, deck_of, guide

from quizgen import library
from quizgen.model import Deck
from quizgen.shipped import shipped

ENGINES: Mapping[str, Callable[[str], bytes]] = {
    "chromium": by_chromium,
    "weasyprint": by_weasyprint,
}
PAPERS = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
SHIPPED = library.load(Path(str(shipped("decks")))).decks

LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosisandwhatfollowsit"
LONG_TEXT = "A runner feels sudden pain in the calf after two hours. " * 40

ARABIC = """
format: 1
deck: ar-1
title: تشنج العضلات
language: ar
notice: مادة للدراسة
sources: {b: كتاب}
facts:
  - {id: a, term: تشنج, means: انقباض مفاجئ, source: b, topic: تعريفات, at: "ص 4"}
  - {id: b, term: DNA, means: الحمض النووي, source: b, topic: تعريفات, at: "ص 5"}
  - {id: c, table: عاصمة, source: b, topic: جداول, rows: {مصر: القاهرة, العراق: بغداد}}
"""


def long_deck() -> Deck:
    """Make a deck of several pages, the first and last word of each fact bearing its number."""
    facts = []
    for n in range(60):
        mark, topic = f"m{n:02}x", n // 12
        facts.append(
            [
                f"{{term: {mark}, means: the meaning of it {mark}",
                f"{{ask: '{mark} What is it?', answer: it, why: Because of {mark}",
                f"{{say: {mark} is what it is., cloze: {{what: [x]}}, why: So it is {mark}",
                f"{{of: {mark}, steps: [one, two, {LONG_WORD}, {mark}]",
                f"{{of: {mark}, number: {{value: 37, unit: °C}}, wrong: [{{text: x, why: {mark}}}]",
            ][n % 5]
            + f", id: f{n}, topic: Topic{topic}y, source: b, at: p. {n}}}"
        )
    rows = ", ".join(
        f"r{n:02}x: {{value: {LONG_WORD if n == 7 else n}, why: r{n:02}x {'word ' * n}r{n:02}x}}"
        for n in range(90)
    )
    return deck_of(
        "format: 1\ndeck: long-1\ntitle: Long\nsources: {b: A book}\nfacts:\n"
        + "".join(f"  - {fact}\n" for fact in facts)
        + f"  - {{table: headcell, id: t, topic: Tables, source: b, rows: {{{rows}}}}}\n"
        + f"  - {{ask: '{LONG_TEXT}', answer: '{LONG_TEXT}', id: l, topic: Tables, source: b}}\n"
        + "  - {ask: 为什么 😀, answer: ما هي, id: z, topic: Tables, source: b}\n"
    )


def assert_inside(printed: list[Printed], paper: str) -> None:
    """Check that no word leaves the margins; the footer stands below them."""
    width, height = PAPERS[paper]
    for page in printed:
        assert abs(page.width - width) < 1
        assert abs(page.height - height) < 1
        for text, left, top, right, bottom in page.words:
            assert left > 50, text
            assert right < width - 50, text
            assert top > 44, text
            assert bottom < height - 15, text


def pages_of(printed: list[Printed], pattern: str) -> dict[str, set[int]]:
    """Tell on which pages the words of a pattern stand."""
    found = defaultdict(set)
    for number, page in enumerate(printed, start=1):
        for word in page.words:
            if mark := re.match(pattern, word.text):
                found[mark[0]].add(number)
    return dict(found)


def assert_whole(printed: list[Printed]) -> None:
    """Check that each fact and each row of the long deck is on one page, headings with them."""
    facts, rows = pages_of(printed, r"m\d\dx"), pages_of(printed, r"r\d\dx")
    assert (len(facts), len(rows)) == (60, 90)
    assert {it: found for it, found in (facts | rows).items() if len(found) > 1} == {}
    # The header of the table is on each of its pages, and stands on none without a row.
    of_rows = {page for found in rows.values() for page in found}
    assert pages_of(printed, "Headcell$")["Headcell"] == of_rows
    # A topic's heading stands with its first fact.
    first = {f"Topic{topic}y": facts[f"m{12 * topic:02}x"] for topic in range(5)}
    for topic, pages in first.items():
        assert pages <= pages_of(printed, topic)[topic]
    assert f"Page {len(printed)} of {len(printed)}" in printed[-1].text


@needs_printing
def test_facts_and_rows_are_whole() -> None:
    """What is tested of every paper and either engine, on the usual ones."""
    assert_whole(words(by_chromium(guide(long_deck(), paper="a4"))))


@needs_printing
def test_no_heading_ends_a_page() -> None:
    """A topic's heading stands with its first fact, wherever on a page that comes."""
    facts = "".join(
        f"  - {{id: f{n}, term: m{n:02}x, topic: Topic{n:02}y, means: {'it ' * (1 + 9 * n % 90)}}}"
        "\n"
        for n in range(90)
    )
    deck = deck_of(f"format: 1\ndeck: many-1\ntitle: Many\nfacts:\n{facts}")
    start, _, rest = guide(deck, paper="a4").partition("<nav")
    printed = words(by_chromium(start + rest.partition("</nav>")[2]))

    headings, found = pages_of(printed, r"Topic\d\dy"), pages_of(printed, r"m\d\dx")
    assert len(printed) > 5
    assert len(headings) == 90
    for n in range(90):
        assert headings[f"Topic{n:02}y"] == found[f"m{n:02}x"]


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"large_print": True}], ids=str)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_split_and_nothing_overflows(
    engine: str, paper: str, options: dict[str, object]
) -> None:
    """On either paper, by either engine, each fact and row is whole and inside the margins."""
    printed = words(ENGINES[engine](guide(long_deck(), paper=paper, **options)))  # type: ignore[arg-type]  # options of the exporter

    assert_inside(printed, paper)
    assert_whole(printed)


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("deck", [*SHIPPED, deck_of(ARABIC)], ids=lambda deck: deck.id)
@pytest.mark.parametrize("paper", PAPERS)
def test_decks_print_alike(deck: Deck, paper: str) -> None:
    """Both engines need the same number of sheets, and waste none."""
    html = guide(deck, paper=paper)
    sheets = []
    for print_ in ENGINES.values():
        printed = words(print_(html))
        assert_inside(printed, paper)
        assert all(len(page.words) > 40 for page in printed[:-1])
        sheets.append(len(printed))

    assert len(set(sheets)) == 1


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_right_to_left_page_is_a_mirror(engine: str) -> None:
    """In an Arabic deck all lines begin at the right margin, the English ones too."""
    (printed,) = words(ENGINES[engine](guide(deck_of(ARABIC), paper="a4")))
    right = {word.text: word.right for word in printed.words}

    for text in ("GUIDE", "Sources", "DNA"):
        assert right[text] > 595.3 - 51.1 - 4, text


@needs_both
@pytest.mark.parametrize("engine", ENGINES)
def test_a_narrow_table_fills_the_page(engine: str) -> None:
    """Its columns begin at one height, each with the header, and no row is lost or split."""
    rows = ", ".join(f"r{n:02}x: r{n:02}x" for n in range(99))
    deck = deck_of(
        "format: 1\ndeck: t-1\ntitle: T\nsources: {b: B}\n"
        f"facts: [{{id: s, table: headcell, source: b, rows: {{{rows}}}}}]"
    )
    printed = words(ENGINES[engine](guide(deck, paper="a4")))

    assert_inside(printed, "a4")
    found = pages_of(printed, r"r\d\dx")
    assert len(found) == 99
    assert all(len(pages) == 1 for pages in found.values())
    heads = [word for word in printed[0].words if word.text == "Headcell"]
    assert len(heads) == 3
    assert max(head.top for head in heads) - min(head.top for head in heads) < 1


@needs_both
@pytest.mark.parametrize("engine", ENGINES)
def test_large_print_has_no_small_letters(engine: str) -> None:
    """Every word but those of the footer has sixteen points or more."""
    deck = next(deck for deck in SHIPPED if deck.notice)
    printed = words(ENGINES[engine](guide(deck, paper="a4", large_print=True)))

    for page in printed:
        for word in page.words:
            # From the highest letters to the lowest, which is more than the letters' own size.
            assert word.bottom - word.top > 16 or word.top > 841.9 - 51, word
    usual = words(ENGINES[engine](guide(deck, paper="a4")))[0].words
    assert all(word.bottom - word.top < 16 for word in usual if word.text == "muscle")


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("deck", [deck_of(SAMPLE), deck_of(ARABIC)], ids=lambda deck: deck.id)
def test_everybody_can_read_it(deck: Deck) -> None:
    """axe-core finds nothing serious in light, in dark and on paper."""
    html = guide(deck, deck_of(SAMPLE))

    assert serious(violations(html)) == []
    assert serious(violations(html, scheme="dark")) == []
    assert serious(violations(html, media="print")) == []
