"""What judges pages is judged itself: it sees what is there, in each medium and scheme."""

import pytest
from axe import Scheme, needs_axe, serious, violations
from printing import by_chromium, by_weasyprint, needs_both, pictures, words

PALE = """<!doctype html><html lang=en><meta charset=utf-8><title>t</title><style>
body { background: white; color: black }
@media (prefers-color-scheme: dark) { @media screen { body { background: black; color: #222 } } }
@media print { body { color: #ddd } }
</style><main><h1>Bones</h1><p>are hard</p></main>"""


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pale_letters_are_found_where_they_are(scheme: Scheme) -> None:
    """Of four looks of a page just those are found fault with that are hard to read."""
    on_screen = [each.rule for each in serious(violations(PALE, scheme))]
    on_paper = [each.rule for each in serious(violations(PALE, scheme, "print"))]

    assert on_screen == (["color-contrast"] if scheme == "dark" else [])
    assert on_paper == ["color-contrast"]


@needs_both
def test_words_have_their_places_on_paper() -> None:
    """Both engines put a word where the style says, in points from the corner."""
    html = (
        "<!doctype html><style>@page { size: A5; margin: 0 } body { margin: 0 }"
        "p { position: absolute; top: 36pt; left: 72pt; margin: 0; font: 12pt/12pt serif }"
        "</style><p>A&amp;B</p>"
    )
    for print_page in (by_chromium, by_weasyprint):
        pdf = print_page(html)
        (page,) = words(pdf)
        (word,) = page.words
        assert word.text == page.text == "A&B"
        assert (page.width, page.height) == pytest.approx((419.5, 595.3), abs=0.7)
        assert (word.left, word.top) == pytest.approx((72, 36), abs=2)
        assert [picture[:4] for picture in pictures(pdf)] == [b"\x89PNG"]
