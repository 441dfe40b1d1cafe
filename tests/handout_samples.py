"""What the tests of the handout share: a quiz of every response, and a reader of its pages."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from quizgen.export import Bundle, Request
from quizgen.export.handout import HANDOUT
from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    Direction,
    Image,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Position,
    Question,
    Quiz,
    QuizDeck,
    Recall,
    Response,
    Typed,
)

HERE = Position(file="deck.yaml", line=1, column=1)
VOID = {"meta", "img", "br", "col"}


def question(
    name: str, stem: str, response: Response, kind: str = "recall", **more: object
) -> Question:
    """Make a question with a citation."""
    made = Question(
        id=f"deck/{name}/forward/{kind}",
        card=f"deck/{name}/forward",
        deck="deck",
        fact=name,
        kind=kind,
        direction=Direction.FORWARD,
        stem=stem,
        response=response,
        citation=Citation(source="web", title="On muscles", at="¶4", quote="or so", position=HERE),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a question


def choice(*texts: str, key: str, why: Mapping[str, str] | None = None) -> Choice:
    """Make options, those named in the key being right."""
    keys = key.split("|")
    return Choice(
        options=tuple(
            Option(text=text, correct=text in keys, why=(why or {}).get(text, "")) for text in texts
        ),
        several=len(keys) > 1,
    )


def typed(*accepted: str) -> Typed:
    """Make a typed response."""
    return Typed(key=AcceptedKey(accepted=accepted))


def true_false(*, true: bool) -> Choice:
    """Make the options of a true-false question."""
    options = (Option(text="True", correct=true), Option(text="False", correct=not true))
    return Choice(options=options, fixed=True)


SITES = ListKey(values=(("thigh",), ("calf", "calves"), ("hand",)), at_least=2)

QUESTIONS = (
    question(
        "site",
        "Which of these is a common site of *muscle spasms*?",
        choice("teeth", "calf", "hair", key="calf", why={"teeth": "Teeth contain no muscle."}),
        "choice",
        explanation="Calves work all day.",
        topic="Spasms",
    ),
    question(
        "muscles",
        "Which of these are **not** muscles?",
        choice("tendon", "biceps", "bone", "diaphragm", key="tendon|bone"),
        "several",
        points=2,
    ),
    question(
        "sudden",
        "True or false: A cramp is sudden.",
        true_false(true=True),
        "true-false",
        topic="Cramps",
    ),
    question("serious", "Twitches are serious.", true_false(true=False), "true-false"),
    question("brief", "A cramp is a ____ contraction.", typed("brief", "short"), "cloze"),
    question("dehydrated", "Which term means: having lost too much fluid?", typed("dehydrated")),
    question(
        "fever",
        "How warm is the body?",
        Typed(key=NumberKey(value="37", unit="°C", tolerance="0.5")),
        "typed",
    ),
    question("sites", "Name two common sites of spasms.", Typed(key=SITES), "typed"),
    question(
        "spasm",
        "What is a spasm?",
        Recall(
            answer="An involuntary contraction of a muscle that can hurt a great deal for long."
        ),
    ),
    question(
        "capitals",
        "Match each country with its capital.",
        Match(pairs=(("France", "Paris"), ("Bolivia", "Sucre"), ("日本", "東京"))),
        "match",
    ),
    question(
        "relief",
        "Put these in order: easing a cramp.",
        Order(items=("Stop", "Stretch", "Massage")),
        "order",
    ),
    question(
        "water",
        "ما هي صيغة الماء؟",
        choice("H~2~O", "CO~2~", "$x^2$", key="H~2~O"),
        "choice",
        language="ar",
    ),
    question(
        "map",
        "Which mountains are these?",
        typed("the Alps"),
        "typed",
        image=Image(file="map.png", alt="A map of mountains", position=HERE),
    ),
)


def quiz(*questions: Question, **more: object) -> Quiz:
    """Make a quiz, of the sample questions unless others are given."""
    made = Quiz(
        title="Muscle spasms & cramps",
        language="en",
        notice="Study material, not medical advice.",
        seed="42",
        decks=(QuizDeck(id="deck", title="Muscles", digest="0" * 64),),
        questions=questions or QUESTIONS,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a quiz


def picture(width: int = 60, height: int = 30) -> bytes:
    """Draw a small PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(range(width)) for _ in range(height))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def export(
    quiz: Quiz, media: Callable[[Image], bytes] | None = lambda _: picture(), **options: object
) -> Bundle:
    """Export a quiz as a handout."""
    return HANDOUT.export(quiz, Request(options={"name": "quiz", **options}, media=media))


def pages(bundle: Bundle) -> tuple[str, str]:
    """Return the paper and the key of a bundle."""
    return bundle.files["quiz.html"].decode(), bundle.files["quiz-key.html"].decode()


@dataclass
class Element:
    """An element of a page, and what it holds."""

    tag: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, with spaces made one."""
        parts = (part if isinstance(part, str) else part.text for part in self.children)
        return re.sub(r"\s+", " ", "".join(parts)).strip()

    def walk(self) -> "Iterator[Element]":
        """Yield all elements inside, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", name: str = "") -> "list[Element]":
        """Find the elements of a tag and a class."""
        return [
            element
            for element in self.walk()
            if tag in ("", element.tag)
            and (not name or name in (element.attributes.get("class") or "").split())
        ]

    def one(self, tag: str = "", name: str = "") -> "Element":
        """Return the only such element."""
        (found,) = self.all(tag, name)
        return found


class Page(HTMLParser):
    """Reads a page into elements; every tag must be closed by its own."""

    def __init__(self, html: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.root = Element("")
        self.open = [self.root]
        self.feed(html)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """Read a page."""
    return Page(html).root
