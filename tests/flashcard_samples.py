"""What the tests of the flashcards share: cards easy and hard, and where they come out on paper."""

import re
from collections.abc import Callable
from dataclasses import replace

from handout_samples import HERE, QUESTIONS, choice, picture, question, quiz, typed
from printing import Printed, Word

from quizgen.export import Bundle, Request
from quizgen.export.flashcards import FLASHCARDS
from quizgen.model import (
    Citation,
    Image,
    ListKey,
    Match,
    Order,
    Quiz,
    Recall,
    Typed,
)

POINTS = 72 / 25.4
"""In a millimetre."""

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
ARABIC = "ما هو التشنج العضلي الذي يسبب ألما شديدا في الساق ليلا؟"
CHINESE = "肌肉痉挛是什么意思？它为什么会在夜里发生，而且会持续好几分钟之久？"
HERE_IMAGE = Image(file="map.png", alt="A map of mountains", position=HERE)

HOSTILE = (
    question("four-hundred", "word " * 399 + "end?", typed("yes"), topic="Long"),
    question("long-word", f"{LONG_WORD}?", typed(LONG_WORD), topic=LONG_WORD * 3),
    question("sixty", "W" * 60, Recall(answer="M" * 60, also=("m" * 200,)), topic="W" * 99),
    question(
        "ten-options",
        "Which of these ten is a common site of muscle spasms in people who sit all day?",
        choice(*(f"option number {n} of ten" for n in range(9)), "calf", key="calf"),
        "choice",
    ),
    question(
        "ten-long",
        "Which?",
        choice(
            *(f"{n} " + "a rather long option that goes on " * 2 for n in range(9)), "x", key="x"
        ),
        "choice",
    ),
    question("short-ten", "Which?", choice(*"abcdefghij", key="c|d|e"), "multi-select"),
    question("emoji", "👩‍👩‍👧‍👦🏳️‍🌈🇫🇷 " * 12, typed("🦴" * 20), explanation="💪🏽" * 60),
    question("arabic", ARABIC * 3, Recall(answer=ARABIC), language="ar", explanation=ARABIC * 2),
    question("chinese", CHINESE * 4, Recall(answer=CHINESE), language="zh", topic=CHINESE),
    question("thai", "กล้ามเนื้อกระตุกคืออะไร" * 4, typed("ตะคริว"), language="th"),
    question("hindi", "मांसपेशियों में ऐंठन क्या है " * 5, typed("ऐंठन"), language="hi"),
    question(
        "tex", r"What is $\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$ of $x^2$?", typed(r"$\sqrt{2}$")
    ),
    question(
        "formulas",
        r"Is $\sum_{i=1}^{n} \frac{1}{i^2}$ less"
        r" than $\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$ or $\sqrt{\frac{a+b}{\frac{c}{d}}}$"
        r" or $\int_0^\infty e^{-x^2} dx$? " * 2,
        choice(r"$\frac{1}{2}$", r"$\frac{\frac{1}{2}}{3}$", "no", key="no"),
        "choice",
        explanation=r"$\begin{pmatrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \end{pmatrix}$ and $x_{1_{2_3}}$.",
    ),
    question("long-formula", "$" + "a + " * 40 + "b$?", typed("$" + "a" * 20 + "$")),
    question("marked-up", "*H~2~O* and **x^2^** and `a < b` " * 4, typed("`" + "c" * 40 + "`")),
    question("lines", "one\ntwo\r\nthree\u2028four\n\nfive", Recall(answer="a\nb\nc\nd\ne\nf")),
    question(
        "list",
        "Name some bones.",
        Typed(key=ListKey(values=tuple((f"bone {n}", f"{n}") for n in range(14)), at_least=3)),
    ),
    question("order", "Put in order.", Order(items=tuple(f"step {n} " * 4 for n in range(8)))),
    question(
        "match",
        "Match them, each with what belongs to it.",
        Match(pairs=tuple((f"left side {n}", f"the right side {n} " * 2) for n in range(7))),
    ),
    question(
        "picture",
        "Which of these mountains, drawn here, is the highest one that can be climbed?",
        choice("the Alps", "the Andes", "Ararat", "Atlas", key="Ararat"),
        "choice",
        image=HERE_IMAGE,
        explanation="It is " + "very " * 70 + "high.",
    ),
    question("picture-alone", "Which?", typed("the Alps"), image=HERE_IMAGE),
    question(
        "gaps", "A ____ is a ____ of ____, and ____ too. " * 3, typed("cramp"), hint="h " * 50
    ),
    question("nothing", "?", typed("!"), topic="", citation=None),
    question("no-spaces", "a/b-c\u00a0d" * 30, typed("\u00a0".join("abcdefghij" * 4))),
    question("giants", "﷽ 𒐫 ௵ ꧅", typed("﷽")),
    question(
        "zalgo", "Z\u0351\u036b\u0343a\u0334l\u0327g\u0321o\u0336 " * 20, typed("e\u0301" * 80)
    ),
    question(
        "cited",
        "Where does it stand?",
        typed("there"),
        citation=Citation(source="web", title="T" * 200, at="p. " + "1" * 60, position=HERE),
    ),
)
"""What decks hold now and then, and what nobody should ever write."""


def hostile() -> Quiz:
    """Return the hostile cards, and a card of each response."""
    return quiz(*HOSTILE, *QUESTIONS)


def export(
    made: Quiz, media: Callable[[Image], bytes] | None = lambda _: picture(), **options: object
) -> Bundle:
    """Export a quiz as cards."""
    return FLASHCARDS.export(made, Request(options={"name": "cards", **options}, media=media))


def page_of(made: Quiz, **options: object) -> str:
    """Return the page of a quiz's cards."""
    return export(made, lambda _: picture(), **options).files["cards.html"].decode()


def numbered(count: int) -> Quiz:
    """Return cards that say at their corners which they are: T7 at the top, N7 at the bottom."""
    cards = (
        question(f"N{n}", f"front of N{n}?", typed(f"the back {n}"), topic=f"T{n}", citation=None)
        for n in range(1, count + 1)
    )
    return replace(quiz(*cards), notice="")


def centres(page: Printed) -> dict[int, tuple[float, float]]:
    """Return the centre of each numbered card of a page, in millimetres, by what stands on it.

    The topic and the number stand in the two upper corners, the id in the lower left one.
    """
    found = {}
    for topic in page.words:
        if not re.fullmatch(r"T\d+", topic.text):
            continue
        name = topic.text[1:]
        number = _nearest(page, name, topic)
        label = _nearest(page, f"N{name}", topic)
        across = (min(topic.left, number.left) + max(topic.right, number.right)) / 2
        down = (min(topic.top, label.top) + max(topic.bottom, label.bottom)) / 2
        found[int(name)] = (across / POINTS, down / POINTS)
    return found


def _nearest(page: Printed, text: str, topic: Word) -> Word:
    """Return the word of a text that a topic's own line is nearest to."""

    def apart(word: Word) -> float:
        return 9 * abs(word.top - topic.top) + abs(word.left - topic.left)

    return min((word for word in page.words if word.text == text), key=apart)
