"""Decks from elsewhere: every text stays what it was, and what is broken is named."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.authoring.scalars import scalar
from quizgen.deck_reader import parse_deck
from quizgen.distractors import fold
from quizgen.importers import Imported, Wishes, import_deck
from quizgen.importers.html import from_html
from quizgen.importers.texts import cleaned, escaped
from quizgen.markup import Style, plain, spans
from quizgen.model import Deck, Link, Pair, Statement, Term
from quizgen.problems import DeckError, RequestError

anything = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd"), max_size=30
)
tricky = st.one_of(
    anything,
    st.text(st.sampled_from("*`~^$\\ ab1:#-'\"\n,;[]{}"), max_size=20),
    st.sampled_from(["no", "007", "~", "- x", "a: b", "x #y", "'q'", '"', "1.10", "null", "? x"]),
)


def imported(data: str | bytes, file: str = "cards.csv", **wishes: object) -> Imported:
    """Import a file."""
    content = data.encode() if isinstance(data, str) else data
    return import_deck(content, file, suffix="k3f9", wishes=Wishes(**wishes))  # type: ignore[arg-type]  # as given


def deck_of(result: Imported) -> Deck:
    """Read the deck that came out; it has no problem at all."""
    read = parse_deck(result.text, "cards.yaml")
    assert read.deck is not None
    assert read.problems == ()
    return read.deck


def pairs(result: Imported) -> list[tuple[str, str]]:
    """List what is asked and answered, as learners read it."""
    found = []
    for fact in deck_of(result).facts:
        match fact.shape:
            case Pair(ask=first, answer=second) | Term(term=first, means=second):
                found.append((plain(first), plain(second)))
            case _:
                raise AssertionError(fact)
    return found


def codes(result: Imported) -> list[tuple[int, str]]:
    """List the problems by line."""
    return [(problem.position.line, problem.code) for problem in result.problems]


@given(
    st.lists(st.tuples(tricky, tricky), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(("", "\ufeff")),
)
@example([("a", "b\r\nc"), ('"', "'")], ",", "\ufeff")
def test_csv_keeps_every_text(rows: list[tuple[str, str]], delimiter: str, mark: str) -> None:
    """Whatever stands in the cells, the deck asks and answers the same; ids differ."""
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for ask, answer in rows:
        found = cleaned(ask), cleaned(answer)
        if all(found):
            wanted.setdefault((fold(escaped(found[0])), fold(escaped(found[1]))), found)
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=delimiter)
    writer.writerows([("question", "answer"), *rows])
    text = mark + sheet.getvalue().replace("\0", "")

    result = imported(text, "cards.txt" if delimiter == "\t" else "cards.csv")

    assert (pairs(result) if wanted else []) == list(wanted.values())


@given(tricky.map(cleaned))
def test_no_sign_becomes_markup(text: str) -> None:
    """An escaped text reads as it was typed, without any style."""
    assert plain(escaped(text)) == text
    assert all(span.styles == {Style.PLAIN} for span in spans(escaped(text)))


@given(tricky.map(cleaned).filter(bool))
def test_every_text_can_be_written(text: str) -> None:
    """A scalar is read back as the text that it was made of, inside brackets and outside."""
    inside, outside = scalar(text, flow=True), scalar(text)
    deck = (
        "format: 1\ndeck: d\ntitle: t\nfacts:\n  - id: f\n    ask: q\n    answer: x\n"
        f"    tags: [{inside}, z]\n    why: {outside}\n"
    )

    read = parse_deck(deck, "deck.yaml")

    assert read.problems == ()
    assert read.deck is not None
    assert read.deck.facts[0].tags == (text, "z")
    assert read.deck.facts[0].why == text


def test_tabs_as_quizlet_writes_them() -> None:
    """Term, tab, definition; quotation marks are texts like any other."""
    result = imported(
        'ice\tfrozen water\n"Hi" he said\tgreeting\n5" disk\tsmall\n', "set.txt", terms=True
    )

    assert pairs(result) == [
        ("ice", "frozen water"),
        ('"Hi" he said', "greeting"),
        ('5" disk', "small"),
    ]
    assert all(isinstance(fact.shape, Term) for fact in deck_of(result).facts)
    assert [fact.id for fact in deck_of(result).facts] == ["ice", "hi-he-said", "5-disk"]


ANKI = (
    "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
    "#tags column:6\n"
)


def test_notes_in_plain_text_as_anki_writes_them() -> None:
    """Header lines name the columns, HTML becomes light markup, tags stay."""
    result = imported(
        f"{ANKI}g1\tBasic\tD\tWhat is H<sub>2</sub>O&nbsp;&amp; 2*3*4?"
        "\t<b>water</b><br>x<sup>2</sup>\tt1 t2\n"
        'g2\tBasic\tD\tMultiply \\(a^2\\)\t"the ""heart""\nof it"\t\n'
        "g3\tCloze\tD\tThe {{c1::femur::bone}} is the {{c2::longest}} bone\tIn the thigh.\t\n"
        "g4\tBasic\tD\tsee <img src='a.png'> it\tyes\t\n",
        "notes.txt",
    )

    first, second, third, fourth = deck_of(result).facts
    assert first.shape == Pair(ask="What is H~2~O & 2*3*4?", answer="**water**\nx^2^")
    assert first.tags == ("t1", "t2")
    assert second.shape == Pair(ask="Multiply $a^2$", answer='the "heart" of it')
    assert isinstance(third.shape, Statement)
    assert [blank.text for blank in third.shape.blanks] == ["femur", "longest"]
    assert third.why == "In the thigh."
    assert plain(fourth.shape.ask if isinstance(fourth.shape, Pair) else "") == "see it"
    assert codes(result) == [(11, "left-out")]


def test_columns_that_anki_names() -> None:
    """``#columns`` takes the place of a header row."""
    result = imported("#separator:Comma\n#columns:Front,Back,Tags\nfront,back,x\n", "notes.txt")

    assert pairs(result) == [("front", "back")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<b> bold </b>text", "**bold** text"),
        ("a <i>b", "a *b*"),
        ("a<i>b", "ab"),
        ("*a* <i>b</i>", "\\*a\\* *b*"),
        ("2 &lt; 3", "2 < 3"),
        ("<code>x*y*</code>", "`x*y*`"),
        ("<span style='color:red'>red</span>", "red"),
        ("<script>x</script>y", "y"),
        ("[latex]a_1[/latex]", "$a_1$"),
        ("<sub>two words</sub>", "_(two words)"),
    ],
)
def test_html_becomes_light_markup(html: str, text: str) -> None:
    """What light markup can say it says; what it cannot stays as words."""
    found = from_html(html)

    assert (found.text, found.pictures, found.sounds) == (text, (), ())


def test_a_header_says_what_the_columns_hold() -> None:
    """Known names in any order; lists are split; a column nobody knows is named."""
    result = imported(
        "Tags;Back;Front;Wrong 1;Wrong 2;Why;ID;Notes\n"
        "leg bone;the femur;Longest bone?;the tibia|the ulna;The Femur;It is.;longest;x\n"
    )

    (fact,) = deck_of(result).facts
    assert fact.shape == Pair(ask="Longest bone?", answer="the femur")
    assert [it.text for it in fact.wrong] == ["the tibia", "the ulna"]
    assert (fact.id, fact.why, fact.tags) == ("longest", "It is.", ("leg", "bone"))
    assert codes(result) == [(1, "unused-column"), (2, "wrong-is-right")]


def test_columns_may_be_named_by_the_user() -> None:
    """``--columns`` wins over everything; a header is passed over all the same."""
    rows = "x,Which?,this\ny,What?,that\n"

    result = imported(rows, columns=("", "ask", "answer"))

    assert pairs(result) == [("Which?", "this"), ("What?", "that")]
    with pytest.raises(RequestError, match="3 columns and no header"):
        imported(rows)
    with pytest.raises(RequestError, match="one column"):
        imported("just\nlines\n")


def test_a_table_has_a_relation_in_each_column() -> None:
    """The first column holds the subjects; empty cells are no facts."""
    result = imported(
        "Country,Capital,ISO code\nFrance,Paris,FR\nNiue,,NU\n, x,\nfrance,Lyon,F\n", table=True
    )

    links = [fact.shape for fact in deck_of(result).facts if isinstance(fact.shape, Link)]
    assert [(it.subject, it.relation, it.values[0].text) for it in links] == [
        ("France", "capital", "Paris"),
        ("France", "ISO code", "FR"),
        ("Niue", "ISO code", "NU"),
    ]
    assert deck_of(result).relations["capital"].subject_type == "country"
    assert codes(result) == [(4, "empty-text"), (5, "duplicate-row")]


def test_broken_rows_are_all_named_and_the_rest_goes_on() -> None:
    """Each with its line; rows over several lines are counted as such."""
    result = imported(
        'question,answer\n"two\nlines",x\n,lonely\nlonely,\na,b,c\n"x" y,z\n'
        'Why?,so\nWHY?,so.\n"open,y\n'
    )

    assert pairs(result) == [("two\nlines", "x"), ("Why?", "so")]
    assert codes(result) == [
        (4, "empty-text"),
        (5, "empty-text"),
        (6, "broken-row"),
        (7, "broken-row"),
        (9, "duplicate-row"),
        (10, "broken-row"),
    ]


def test_a_lost_character_costs_its_row() -> None:
    """Nobody can tell what stood there; other characters without a shape just go."""
    result = imported("question,answer\ncaf\ufffd,x\na\u202eb,\x01y\n")

    assert pairs(result) == [("ab", "y")]
    assert codes(result) == [(2, "lost-character")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16 with one."""
    assert pairs(imported("question,answer\nGröße?,μ\n".encode(encoding))) == [("Größe?", "μ")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Größe,b\n".encode("latin-1"), "not UTF-8: line 1"),
        ("a,b\n".encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04\0\0", "no text file"),
        (b"\xff\xfea", "not UTF-16"),
    ],
)
def test_other_encodings_are_refused(data: bytes, says: str) -> None:
    """Guessing would spoil texts unseen."""
    with pytest.raises(DeckError, match=says):
        imported(data)


def test_markdown_in_four_ways_of_writing() -> None:
    """Questions and answers, headings over answers, and two ways of terms; headings are topics."""
    result = imported(
        "# My notes\n\n## Bones\nQ: Which bone is\nthe longest?\nA: the *femur*\n\n"
        "**Q:** no answer\n\n- **tibia**: the shin bone\nulna :: a bone\n\n"
        "A: lost\n\n## What is osteology?\n\nThe study\nof bones.\n\n- of all\n\n"
        "## Muscles\n### Which one bends the arm?\nThe biceps.\n",
        "notes.md",
    )

    deck = deck_of(result)
    assert deck.title == "My notes"
    assert [(fact.topic, isinstance(fact.shape, Term)) for fact in deck.facts] == [
        ("Bones", False),
        ("Bones", True),
        ("Bones", True),
        ("Bones", False),
        ("Muscles", False),
    ]
    assert pairs(result) == [
        ("Which bone is the longest?", "the femur"),
        ("tibia", "the shin bone"),
        ("ulna", "a bone"),
        ("What is osteology?", "The study of bones.\n- of all"),
        ("Which one bends the arm?", "The biceps."),
    ]
    assert codes(result) == [(8, "empty-text"), (13, "empty-text")]


def test_other_paragraphs_of_markdown_are_named() -> None:
    """What is no question is left out, and not in silence."""
    result = imported("Some prose.\n\nQ: Why?\nA: So.\n", "notes.md")

    assert codes(result) == [(1, "not-understood")]
    assert pairs(result) == [("Why?", "So.")]
