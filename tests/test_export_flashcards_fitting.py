"""Cards never overflow: what is set on a card stays on it, in both engines and in any font."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flashcard_samples import HOSTILE, LONG_WORD, export, hostile, page_of
from handout_samples import QUESTIONS, choice, question, quiz, typed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from printing import CHROMIUM, Printed, by_weasyprint, needs_both, needs_chromium, words

from quizgen.export.flashcards.fitting import fit, frame_of
from quizgen.export.flashcards.imposition import Grid, grid_of
from quizgen.export.flashcards.setting import Fit
from quizgen.export.flashcards.sides import cards_of
from quizgen.export.flashcards.sizes import PAPERS, SIZES, Extent
from quizgen.export.flashcards.widths import line_count, measured, one_line, shortened
from quizgen.model import Match, Order, Question, Recall, Response

OVERFLOWING = """
() => {
  const bad = [];
  let looked = 0;
  const inside = (inner, outer, slack) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  for (const card of document.querySelectorAll(".card")) {
    const name = card.getAttribute("aria-label");
    const edge = card.getBoundingClientRect();
    const middle = card.querySelector(".middle"), room = middle.getBoundingClientRect();
    if (middle.scrollHeight > middle.clientHeight) bad.push(name + ": higher than its room");
    if (middle.scrollWidth > middle.clientWidth) bad.push(name + ": wider than its room");
    for (const part of middle.querySelectorAll("*")) {
      const box = part.getBoundingClientRect();
      const inline = getComputedStyle(part).display === "inline";
      if (!inline && !inside(box, room, 0.6)) bad.push(name + ": " + part.className + " outside");
      looked++;
    }
    const others = [card.querySelector(".head"), card.querySelector(".foot")];
    for (const other of others) {
      const box = other.getBoundingClientRect();
      if (!inside(box, edge, 0)) bad.push(name + ": edge outside");
      if (box.bottom > room.top + 0.6 && box.top < room.bottom - 0.6) bad.push(name + ": edges");
      for (const line of [other, ...other.querySelectorAll("p")])
        if (line.scrollWidth > line.clientWidth) bad.push(name + ": edge too wide");
    }
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) {
        looked++;
        // As high as its font says, which may be more than the line.
        const middled = { left: box.left, right: box.right,
          top: (box.top + box.bottom) / 2, bottom: (box.top + box.bottom) / 2 };
        if (!inside(middled, edge, 0)) bad.push(name + ": text outside");
      }
    }
  }
  return [bad, looked];
}
"""

Measure = Callable[[str, str], tuple[list[str], int]]

fonts = pytest.mark.parametrize("font", ["", "DejaVu Sans", "Liberation Sans"])
all_sizes = pytest.mark.parametrize("size", list(SIZES))


@pytest.fixture(scope="module")
def overflowing() -> Iterator[Measure]:
    """Lays a page out in chromium and returns what is outside of its card, and how much it saw."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not everybody has it

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True, offline=True).new_page()
        page.emulate_media(media="print")

        def measure(html: str, font: str) -> tuple[list[str], int]:
            page.set_content(html)
            if font:
                page.add_style_tag(content=f"* {{ font-family: '{font}' !important; }}")
            bad, looked = page.evaluate(OVERFLOWING)
            return bad, looked

        yield measure
        browser.close()


@needs_chromium
@all_sizes
@fonts
def test_hostile_texts_stay_on_their_cards(size: str, font: str, overflowing: Measure) -> None:
    """Whatever a card says, it says inside its edges, in narrow fonts and in wide ones."""
    bad, looked = overflowing(page_of(hostile(), size=size), font)

    assert not bad, bad[:9]
    assert looked > 300


@needs_chromium
@all_sizes
def test_a_long_notice_and_turned_backs_stay_on_their_cards(
    size: str, overflowing: Measure
) -> None:
    """What every back has to say takes room from its answer, not from its neighbours."""
    made = replace(hostile(), notice="Study material, not medical advice. " * 5)
    bad, looked = overflowing(page_of(made, size=size, flip="short", paper="letter"), "DejaVu Sans")

    assert not bad, bad[:9]
    assert looked > 300


ALPHABETS = (
    *("abcdefghijklmnopqrstuvwxyz      ", "WMQOG@%m ", "ÄÖÜßéèàçñ ", "один два три ", "ελληνικά "),
    *("漢字かなカナ、。「」", "한국어 글자 ", "عربي نص ", "עברית ", "कखगघ ािीु ", "กขคง"),
    *("😀🎉🦴 ", "0123456789.,-+/ ", "()[]{}<>&\"'*_~^`$\\ ", "\n a", "\u00a0\u2009\u200b\u00ad a"),
)
FORMULAS = (
    *(
        r"\frac{a}{b}",
        r"\sqrt{\frac{x^2}{y_1}}",
        r"\sum_{k=0}^{n} k",
        r"\int_0^1 f(x) dx",
        "x^{2^{2}}",
    ),
    *(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", r"\overline{AB}", r"\frac{\frac{a}{b}}{c}"),
    *(r"\lim_{x \to 0} \frac{\sin x}{x}", r"\vec{v} \cdot \hat{n}", r"\mathrm{H_2O}", r"a \ne b"),
)
random_formulas = st.lists(st.sampled_from(FORMULAS), min_size=1, max_size=12).map(
    lambda made: " or ".join(f"${tex}$" for tex in made)
)
random_words = st.one_of(
    random_formulas,
    *(st.text(alphabet=alphabet, min_size=1, max_size=300) for alphabet in ALPHABETS),
    st.text(max_size=200),
).map(lambda text: text.strip() or "x")


@st.composite
def random_questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Draw some cards of any texts."""
    made = []
    for number in range(draw(st.integers(min_value=1, max_value=8))):
        options = draw(st.lists(random_words, min_size=2, max_size=10, unique=True))
        responses: list[Response] = [
            *(choice(*options, key=options[0]), Recall(answer=options[0]), typed(*options)),
            *(Order(items=tuple(options)), Match(pairs=tuple((it, it) for it in options))),
        ]
        response = draw(st.sampled_from(responses))
        texts = {name: draw(random_words) for name in ("explanation", "topic", "hint")}
        stem = draw(random_words)
        made.append(question(f"q{number}", stem, response, "choice", **texts))
    return tuple(made)


@needs_chromium
@pytest.mark.parametrize("wide", ["<<<^", "{}{}", "!!!!", "````", "xvxv"])
def test_signs_are_as_wide_as_the_widest_usual_font_has_them(
    wide: str, overflowing: Measure
) -> None:
    """A list is as wide as its longest item, which must not take a second line for one sign."""
    items = (wide, *"abcdefg")
    bad, looked = overflowing(page_of(quiz(question("q", "a", Order(items=items)))), "DejaVu Sans")

    assert looked
    assert not bad


@needs_chromium
@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(made=random_questions(), size=st.sampled_from(list(SIZES)))
def test_any_text_stays_on_its_card(
    made: tuple[Question, ...], size: str, overflowing: Measure
) -> None:
    """Texts in any script, mixed as nobody would mix them."""
    for font in ("", "DejaVu Sans"):
        bad, _ = overflowing(page_of(quiz(*made), size=size), font)
        assert not bad, bad[:9]


@needs_both
@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_words_stay_in_their_cells_in_weasyprint(size: str) -> None:
    """By their coordinates in the PDF: inside a card's edges, and none upon another."""
    assert checked(page_of(hostile(), size=size), size) > 200


@needs_both
@pytest.mark.slow
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(made=random_questions(), size=st.sampled_from(list(SIZES)))
def test_any_words_stay_in_their_cells_in_weasyprint(made: tuple[Question, ...], size: str) -> None:
    """In any script, too."""
    checked(page_of(quiz(*made), size=size), size)


def checked(html: str, size: str) -> int:
    """Check the words of all cards of a page, and return how many there are."""
    grid = grid_of(PAPERS["a4"], SIZES[size])
    count = 0
    for page in words(by_weasyprint(html)):
        if "Too long for a card" in page.text:
            break
        count += len(page.words)
        assert outside(page, grid) == []
        assert overlapping(page) == []
    return count


def outside(page: Printed, grid: Grid) -> list[str]:
    """Return the words whose middle line is not inside a card, well away from its cuts.

    Not as far as its edges are: a sign that no font has is drawn as a box, wider than measured.
    """
    across, down = grid.lines
    cells = [
        (left, top, left + grid.card.width, top + grid.card.height)
        for left in across[:-1]
        for top in down[:-1]
    ]
    found = []
    for word in page.words:
        left, right = word.left / 72 * 25.4, word.right / 72 * 25.4
        middle = (word.top + word.bottom) / 2 / 72 * 25.4
        if not any(
            cell[0] + 0.5 < left and right < cell[2] - 0.5 and cell[1] + 2 < middle < cell[3] - 2
            for cell in cells
        ):
            found.append(word.text)
    return found


def overlapping(page: Printed) -> list[tuple[str, str]]:
    """Return pairs of words of which one covers most of the other."""
    found = []
    for index, one in enumerate(page.words):
        for other in page.words[index + 1 :]:
            width = min(one.right, other.right) - max(one.left, other.left)
            height = min(one.bottom, other.bottom) - max(one.top, other.top)
            sizes = [(word.right - word.left) * (word.bottom - word.top) for word in (one, other)]
            if width > 0 and height > 0 and width * height > 0.6 * min(sizes):
                found.append((one.text, other.text))
    return found


def fits(made: Question, size: str = "85x65") -> tuple[Fit | None, Fit | None]:
    """Return how both sides of a card are set."""
    (card,) = cards_of(quiz(made), {made.image} if made.image else ())
    frame = frame_of(SIZES[size], 10, "")
    front, back = frame.middle(back=False), frame.middle(back=True)
    return fit(card.front, front), fit(card.back, back)


def test_short_texts_are_large_and_long_ones_small() -> None:
    """Type shrinks with the text, never below what can be read, and then nothing is set."""
    leads = []
    for count in (1, 8, 30, 60, 120, 400):
        front, _ = fits(question("q", "word " * count, typed("yes")))
        leads.append(front.lead if front else 0)

    assert leads[0] >= 18
    assert leads == sorted(leads, reverse=True)
    assert min(lead for lead in leads if lead) >= 6.5
    assert leads[-1] == 0


@pytest.mark.parametrize("made", [*QUESTIONS, *HOSTILE], ids=lambda it: it.fact)
def test_no_type_is_too_small_to_read_and_none_outshouts_the_answer(made: Question) -> None:
    """On every card that is set, the reason is smaller than the answer and above the smallest."""
    for fitted in fits(made, "a6"):
        if fitted:
            assert min(fitted.lead, fitted.lines, fitted.small) >= 6.5
            assert fitted.lead >= fitted.lines >= 6.5
            assert fitted.small <= max(fitted.lead, 6.5)


def test_large_type_breaks_no_word() -> None:
    """A long word gets smaller type before it is broken."""
    (whole,) = measured(LONG_WORD)[0]
    front, _ = fits(question("q", LONG_WORD, typed("yes")))

    assert front
    assert front.lead <= 11
    assert whole[0] > 30


def test_a_picture_gets_a_good_part_of_the_card() -> None:
    """At least a third of the height that there is, and never more than the text leaves."""
    made = next(it for it in QUESTIONS if it.image)
    front, _ = fits(made)
    room = frame_of(SIZES["85x65"], 10, "").middle(back=False)

    assert front
    assert 0.34 * room.height <= front.picture <= 0.66 * room.height


def test_text_keeps_away_from_what_printers_do_not_reach() -> None:
    """Cards that end at the paper's edge have wider edges of their own."""
    assert frame_of(Extent(105, 74), 0, "").padding == 6.5
    assert frame_of(Extent(85, 65), 18.5, "").padding == 4


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("a b", 10, 1),
        ("one two three four", 6, 2),
        ("a\nb", 10, 2),
        ("漢字" * 10, 11, 2),
        ("漢字。」", 4, 2),
        ("W" * 60, 20, 4),
    ],
)
def test_lines_are_counted_from_above(text: str, width: float, lines: int) -> None:
    """Words, line breaks, scripts that break anywhere, and words that must be broken."""
    assert line_count(measured(text), width) == lines


def test_a_shortened_text_says_so() -> None:
    """What does not fit on its line ends in an ellipsis; what fits is left alone."""
    assert shortened("short", 10) == "short"
    cut = shortened("a rather long topic", 5)
    assert re.fullmatch(r"a r.*…", cut)
    assert one_line(cut) <= 5


def test_cards_that_are_too_long_are_named_with_the_size_that_holds_them() -> None:
    """The report names the card, and what to choose instead, if anything helps."""
    long, longer = "word " * 250 + "end?", "word " * 1500 + "end?"
    made = quiz(
        question("fine", "Q?", typed("a")),
        question("long", long, typed("b")),
        question("longer", longer, typed("c")),
    )
    bundle = export(made)

    assert bundle.report[0].startswith("cards.html: 1 card of 85 × 65 mm")
    named = "is too long: it stands on the last page;"
    assert bundle.report[2:4] == (
        f"card 2, deck/long/forward, {named} index (127 × 76 mm) would hold it",
        f"card 3, deck/longer/forward, {named} no size would hold it",
    )
