"""What the tests of the Anki export share: a small deck in objects, and the real Anki."""

import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import anki.collection  # before its parts: they import each other
from anki.card_rendering_pb2 import StripHtmlRequest
from anki.cards import Card
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportResponse
from anki.notes import Note
from anki.scheduler_pb2 import CardAnswer

from quizgen.export import Bundle, Request
from quizgen.export.anki import ANKI
from quizgen.generator import generate
from quizgen.model import (
    Blank,
    Citation,
    Deck,
    Fact,
    Image,
    Link,
    Number,
    Pair,
    Position,
    Question,
    Quiz,
    QuizDeck,
    Relation,
    Shape,
    Source,
    Statement,
    Steps,
    Term,
    Value,
    Wrong,
)

HERE = Position(file="spasms.yaml", line=1, column=1)
NOW = 1_790_000_000
DAY = 86_400


def wrong(text: str, why: str = "") -> Wrong:
    """Declare an option wrong."""
    return Wrong(text=text, why=why, position=HERE)


def blank(say: str, text: str, slot: str = "", options: tuple[Wrong, ...] = ()) -> Blank:
    """Leave a part of a sentence out."""
    return Blank(text=text, slot=slot, start=say.index(text), wrong=options, position=HERE)


def statement(say: str, *texts: str) -> Statement:
    """Make a sentence with blanks; the later ones are named by their text."""
    options = (wrong("gradual"), wrong("painless", "It hurts."))
    blanks = (
        blank(say, text, "" if n == 0 else text, options if n == 0 else ())
        for n, text in enumerate(texts)
    )
    return Statement(say=say, blanks=tuple(blanks))


def fact(name: str, shape: Shape, **more: object) -> Fact:
    """Make a fact with a citation."""
    cited = Citation(
        source="web", title="On spasms", at="¶4", quote="lost too much fluid", position=HERE
    )
    made = Fact(id=name, shape=shape, position=HERE, citation=cited)
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a fact


CRAMP = "A cramp is a sudden, brief contraction of a muscle."
WRONG = (wrong("teeth", "Teeth contain no muscle."), wrong("hair"), wrong("nails"))

FACTS = (
    fact("dehydrated", Term(term="dehydrated", means="having lost too much body fluid")),
    fact("cramp", statement(CRAMP, "sudden", "muscle"), topic="What it is", tags=("core", "a b")),
    fact(
        "site",
        Pair(ask="Where do muscle spasms often occur?", answer="calf", also=("lower leg",)),
        wrong=WRONG,
        why="Calves work all day.",
        hint="Below the knee.",
    ),
)


def deck(*facts: Fact, **more: object) -> Deck:
    """Make the sample deck, of the sample facts unless others are given."""
    source = Source(id="web", title="On spasms", url="https://example.org/s?a=1&b=2", position=HERE)
    made = Deck(
        id="spasms-k3f9",
        title="Muscle spasms",
        notice="Not medical advice.",
        sources={"web": source},
        facts=facts or FACTS,
        position=HERE,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # any field of a deck


def with_fact(before: Deck, name: str, **more: object) -> Deck:
    """Change one fact of a deck."""
    facts = (
        replace(fact, **more) if fact.id == name else fact  # type: ignore[arg-type]  # as above
        for fact in before.facts
    )
    return replace(before, facts=tuple(facts))


SITES = (
    Value(text="thigh", also=("upper leg",), position=HERE),
    Value(text="calf", also=("lower leg", "shank"), position=HERE),
    Value(text="hand", position=HERE),
)
RELIEF = ("stop running", "stretch it", "massage it", "apply warmth")

MORE_FACTS = (
    fact("sites", Link(subject="muscle spasms", relation="site", values=SITES, complete=True)),
    fact("fever", Number(subject="body temperature", value="37", unit="°C", tolerance="0.5")),
    fact("relief", Steps(subject="easing a calf cramp", steps=RELIEF), why="Warmth comes last."),
)
"""Facts for the forms that the first ones have no matter for."""


def every_shape(**more: object) -> Deck:
    """Make a deck with a fact for every form."""
    relation = Relation(name="site", ask="Name the sites of <subject>.", position=HERE)
    return deck(*FACTS, *MORE_FACTS, relations={"site": relation}, **more)


DEFAULT = ("recall", "reverse", "cloze")
ALL = (*DEFAULT, "typed", "choice", "true-false")
EVERY = (*ALL, "list", "numeric", "ordering")


def questions_of(*decks: Deck, kinds: tuple[str, ...] = DEFAULT) -> tuple[Question, ...]:
    """Generate the questions of decks: each card in its own form, and any kind asked for beside."""
    made = generate(decks, kinds).questions
    recalled = {question.card for question in made if question.kind == "recall"}
    return tuple(q for q in made if q.kind != "cloze" or q.card not in recalled)


def export(
    *decks: Deck,
    locks: Mapping[str, str] | None = None,
    now: int = NOW,
    kinds: tuple[str, ...] = DEFAULT,
    questions: tuple[Question, ...] | None = None,
    **more: object,
) -> Bundle:
    """Export decks, by default with every card in its own form."""
    quiz = Quiz(
        title="Spasms",
        language="en",
        decks=tuple(QuizDeck(id=deck.id, title=deck.title, digest="") for deck in decks),
        questions=questions_of(*decks, kinds=kinds) if questions is None else questions,
    )
    request = Request(decks=decks, now=now, locks=locks or {})
    return ANKI.export(quiz, replace(request, **more))  # type: ignore[arg-type]  # any field


def package(bundle: Bundle) -> bytes:
    """Return the one package of a bundle."""
    (content,) = bundle.files.values()
    return content


def rows(content: bytes, query: str) -> list[tuple[object, ...]]:
    """Ask the database inside a package."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        database = archive.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        return connection.execute(query).fetchall()
    finally:
        connection.close()


class Learner:
    """A learner's collection in the real Anki, with FSRS on."""

    def __init__(self, folder: Path) -> None:
        """Start an empty collection."""
        self.folder = folder
        self.answers = 0
        self.collection = anki.collection.Collection(str(folder / "collection.anki2"))
        self.collection.set_config("fsrs", True)  # noqa: FBT003  # Anki's signature

    def take(
        self, content: bytes, options: ImportAnkiPackageOptions | None = None
    ) -> ImportResponse.Log:
        """Import a package, with Anki's own defaults unless told otherwise."""
        path = self.folder / "deck.apkg"
        path.write_bytes(content)
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=options or ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        # Note types are cached in Python: look again.
        self.collection.models._clear_cache()
        return log

    def cards(self) -> list[Card]:
        """List all cards in the order in which they come."""
        cards = [self.collection.get_card(number) for number in self.collection.find_cards("")]
        return sorted(cards, key=lambda card: (card.due, card.id))

    def notes(self) -> dict[str, Note]:
        """Return all notes by the key that stands in their first field."""
        numbers = self.collection.find_notes("")
        notes = [self.collection.get_note(number) for number in numbers]
        return {note["Id"]: note for note in notes}

    def answer(self, card: Card, rating: int) -> None:
        """Give one answer: 0 is again, 3 is easy."""
        states = self.collection._backend.get_scheduling_states(card.id)
        chosen = (states.again, states.hard, states.good, states.easy)[rating]
        self.collection._backend.answer_card(
            CardAnswer(
                card_id=card.id,
                current_state=states.current,
                new_state=chosen,
                rating=rating,  # type: ignore[arg-type]  # the enumeration is these numbers
                answered_at_millis=self._moment(),
                milliseconds_taken=1000,
            )
        )

    def _moment(self) -> int:
        """Return a time of the current study day, later each time, by Anki's own clock."""
        self.answers += 1
        return (self.collection.sched.day_cutoff - DAY + self.answers) * 1000

    def progress(self) -> list[tuple[object, ...]]:
        """Return everything that Anki knows of the learner's past and future."""
        database = self.collection.db
        assert database
        return [
            *map(tuple, database.all("select * from revlog order by id")),
            *map(
                tuple,
                database.all(
                    "select id, nid, did, type, queue, due, ivl, factor, reps, lapses, left, data"
                    " from cards where reps > 0 order by id"
                ),
            ),
        ]

    def raw_notes(self) -> dict[str, tuple[object, ...]]:
        """Return the note rows as Anki stores them, by guid."""
        database = self.collection.db
        assert database
        found = database.all("select guid, id, mid, mod, tags, flds, sfld, csum from notes")
        return {row[0]: tuple(row[1:]) for row in found}


def sides(anna: Learner) -> Iterator[tuple[str, str, str]]:
    """Render every card: key, front and back."""
    for card in anna.cards():
        output = card.render_output()
        assert not output.question_av_tags
        assert not output.answer_av_tags
        yield card.note()["Id"], output.question_text, output.answer_text


def readable(anna: Learner, html: str) -> str:
    """Return what is left of a side without its HTML, scripts and style."""
    text = anna.collection.media.strip_av_tags(html)
    stripped = anna.collection._backend.strip_html(text=text, mode=StripHtmlRequest.NORMAL)
    return " ".join(stripped.split())


@contextmanager
def learner(folder: Path) -> Iterator[Learner]:
    """Open an empty collection and close it again."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = Learner(folder)
    try:
        yield opened
    finally:
        opened.collection.close()


PICTURE = Image(file="calf.png", alt="A calf & a shin", position=HERE)


def drawn(image: Image) -> bytes:
    """Stand for the content of any picture: each name has its own."""
    return b"\x89PNG\r\n\x1a\n" + image.file.encode()
