"""A quiz that strains a page, each text marked with its question, and what a printed page must be.

Every question's texts bear a word of its own (``m07x``), so that words on paper tell where it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from handout_samples import HERE, choice, picture, question, quiz, true_false, typed
from printing import Printed, Word

from quizgen.model import (
    Choice,
    Image,
    ListKey,
    Match,
    NumberKey,
    Order,
    Question,
    Quiz,
    Recall,
    Response,
    Typed,
)

MM = 72 / 25.4
#: Margins of a page: above, at the sides, below; in points.
ABOVE, BESIDE, BELOW = 15 * MM, 17 * MM, 17 * MM
SIZES = {"a4": (595.3, 841.9), "letter": (612.0, 792.0), "a5": (419.5, 595.3)}

STEM_OF_400_WORDS = "A runner feels sudden pain in the calf after two hours in the sun. " * 29
LONG_OPTIONS = [
    f"option {n} goes on over one line and is not done at all after it" for n in range(10)
]
PICTURES: Mapping[str, bytes] = {
    "small.png": picture(20, 10),
    "huge.png": picture(255, 200),
    "tall.png": picture(10, 250),
}


def image(file: str) -> Image:
    """Name one of the pictures."""
    return Image(file=file, alt="A picture", position=HERE)


def media(image: Image) -> bytes:
    """Read one of the pictures."""
    return PICTURES.get(image.file, PICTURES["small.png"])


def strain() -> Iterator[Question]:
    """Yield what strains a page, one thing each."""
    yield question("stem", STEM_OF_400_WORDS, choice("one", "two", key="one"), "choice")
    words = ("x" * 60, "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrenten", "z")
    yield question("word", f"What is {words[0]}?", choice(*words, key="z"), "choice")
    ten = [f"option {n}" for n in range(10)]
    yield question("ten", "Which of ten?", choice(*ten, key=ten[3]), "choice")
    yield question("long", "Which?", choice(*LONG_OPTIONS, key=LONG_OPTIONS[1]), "choice")
    yield question("emoji", "Which 🦴?", choice("🦵 femur", "💪", "🦷", "👂", key="💪"), "choice")
    arabic = choice("عظم الفخذ", "عظم العضد", "الجمجمة", key="الجمجمة")
    yield question("ar", "ما هي أطول عظمة في جسم الإنسان؟", arabic, "choice", language="ar")
    chinese = choice("股骨", "肱骨", "胫骨", "颅骨", key="股骨")
    yield question("zh", "人体最长的骨头是哪一块？", chinese, "choice", language="zh")
    yield question("small", "Small?", typed("a"), "typed", image=image("small.png"))
    yield question("huge", "Huge?", choice("a", "b", key="a"), "choice", image=image("huge.png"))
    yield question("tall", "Tall?", typed("a" * 100), "typed", image=image("tall.png"))
    several = choice("calf", "hair", "thigh", "nail", key="calf|thigh")
    yield question("several", "Which are muscles?", several, "several")
    pairs = tuple((f"left {n} of some length", f"right {n} which is long") for n in range(12))
    yield question("pairs", "Match twelve.", Match(pairs=pairs), "match")
    steps = Order(items=tuple(f"step {n}: do what is to be done" for n in range(10)))
    yield question("steps", "Order ten.", steps, "order")
    eight = ListKey(values=tuple((f"v{n}",) for n in range(9)), at_least=8)
    yield question("list", "Name eight.", Typed(key=eight), "typed")
    tex = choice("$x^2$", r"$\frac12$", "H~2~O", key="$x^2$")
    yield question("tex", r"What is $\frac{a}{b} + \sqrt{x^2}$?", tex, "choice")
    statement = "True or false: " + "this statement goes on for long. " * 8
    yield question("statement", statement, true_false(true=True), "true-false")
    gap = "This ____ is a gap with a rather long text after it, and another thought."
    yield question("gap", gap, typed("a long answer of many letters"), "cloze")
    number = NumberKey(value="37", unit="kilograms per metre", tolerance="0.5")
    yield question("number", "How much?", Typed(key=number), "typed")
    asked = "Which word names what everybody knows and nobody can say, though it was said often?"
    yield question("short", asked, typed("it"), "typed")
    yield question("recall", "Explain.", Recall(answer="word " * 60))


def strained_quiz(times: int = 1, **more: object) -> Quiz:
    """Make a quiz of all that strains, several times over, each question marked."""
    asked = [each for _ in range(times) for each in strain()]
    return marked_quiz(quiz(*asked, title="Strains of muscles", **more))


def marked_quiz(made: Quiz) -> Quiz:
    """Give each question of a quiz its mark."""
    asked = (marked(each, number) for number, each in enumerate(made.questions))
    return replace(made, questions=tuple(asked))


def marked(asked: Question, number: int) -> Question:
    """Put a word of its own into each text of a question, but for what is typed."""
    mark = f"m{number:02}x"
    return replace(
        asked,
        id=f"deck/{mark}/forward/{asked.kind}",
        fact=mark,
        stem=f"{asked.stem} {mark}",
        response=_marked(asked.response, mark),
    )


def _marked(response: Response, mark: str) -> Response:
    match response:
        case Choice(options=options, fixed=False):
            texts = tuple(replace(it, text=f"{it.text} {mark}") for it in options)
            return replace(response, options=texts)
        case Order(items=items):
            return Order(items=tuple(f"{item} {mark}" for item in items))
        case Match(pairs=pairs):
            return Match(pairs=tuple((f"{a} {mark}", f"{b} {mark}") for a, b in pairs))
        case Recall():
            return replace(response, answer=f"{response.answer} {mark}")
        case _:
            return response


def pages_of_marks(printed: Iterable[Printed]) -> dict[str, set[int]]:
    """Return for each mark the pages on which it is seen."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(printed, start=1):
        for word in page.words:
            for mark in re.findall(r"m\d\dx", word.text):
                found.setdefault(mark, set()).add(number)
    return found


def body(page: Printed) -> list[Word]:
    """Return the words of a page without what stands in its margins."""
    return [
        word
        for word in page.words
        if word.top > ABOVE - 4 and word.bottom < page.height - BELOW + 4
    ]


def assert_inside(printed: Iterable[Printed]) -> None:
    """No word leaves its page's margins, but for the lines that belong there."""
    for page in printed:
        inside = body(page)
        assert inside, "a blank page"
        for word in page.words:
            # Chromium lets a line be a little longer than its column.
            assert word.left > BESIDE - 1, word
            assert word.right < page.width - BESIDE + 3, word
        outside = " ".join(word.text for word in page.words if word not in inside)
        above = r"(?:Version [A-Z]+)? ?(?:Name _+)?"
        assert re.fullmatch(rf"{above}\s*.*Sheet [\w-]{{7,9}} · page \d+ of \d+", outside), outside


def assert_nothing_overlaps(printed: Iterable[Printed]) -> None:
    """No word is printed over another."""
    for page in printed:
        words = sorted(page.words, key=lambda word: word.top)
        for index, first in enumerate(words):
            for second in words[index + 1 :]:
                if second.top > first.bottom:
                    break
                wide = min(first.right, second.right) - max(first.left, second.left)
                # Some fonts have boxes much taller than their letters.
                apart = abs(first.top + first.bottom - second.top - second.bottom) / 2
                assert wide < 1 or apart > 4, (first, second)


def assert_no_heading_ends_a_page(printed: Iterable[Printed], headings: Iterable[str]) -> None:
    """What follows a heading and its direction stands on the same page."""
    spoken = list(headings)
    for page in printed:
        inside = body(page)
        lowest = max(word.bottom for word in inside)
        line = " ".join(word.text for word in inside if word.bottom > lowest - 4)
        assert not [it for it in spoken if it in line or (len(line) > 8 and line in it)], line
