"""The study guide: every fact once, as a sentence, list or row, with its source; nothing acts."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import assert_never

import pytest
from conftest import Golden
from handout_samples import HERE, Element, read
from hypothesis import given, settings
from printing import chromium, needs_chromium
from strategies import World, decks, worlds
from study_guide_samples import NO_QUIZ, SAMPLE, deck_of, entries, guide, page

from quizgen import library
from quizgen.export import Request
from quizgen.export.study_guide import STUDY_GUIDE
from quizgen.export.study_guide.entries import Sentence
from quizgen.export.study_guide.page import said
from quizgen.markup import plain
from quizgen.model import (
    Citation,
    Deck,
    Fact,
    Image,
    Link,
    Number,
    Pair,
    Shape,
    Statement,
    Steps,
    Term,
    Wrong,
)
from quizgen.problems import RequestError
from quizgen.shipped import shipped

SHIPPED = library.load(Path(str(shipped("decks")))).decks


def bare(text: str) -> str:
    """Return the letters and figures of a text, however they are raised, lowered or written."""
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return "".join(char for char in folded if char.isalnum())


#: What the formula of two dollars would be, and a sign that the page replaces.
_SIGNS = str.maketrans("", "", "\\$")


def in_order(deck: Deck) -> list[Fact]:
    """List the facts that a guide is to hold: by topic in the deck's order, no topic last."""
    kept = [fact for fact in deck.facts if not fact.retired]
    topics = list(dict.fromkeys(fact.topic for fact in kept if fact.topic))
    return [fact for topic in (*topics, "") for fact in kept if fact.topic == topic]


def key_texts(fact: Fact) -> Iterator[str]:
    """Yield what a learner must be able to read of a fact."""
    match fact.shape:
        case Pair(ask=ask, answer=answer):
            yield from (ask, answer)
        case Term(term=term, means=means):
            yield from (term, means)
        case Link(values=values):
            yield fact.shape.subject
            yield from (value.text for value in values)
        case Statement(say=say):
            yield say
        case Number(subject=subject, value=value, unit=unit):
            yield from (subject, value + unit)
        case Steps(subject=subject, steps=steps):
            yield from (subject, *steps)
        case never:
            assert_never(never)
    yield fact.why


def set_right(fact: Fact) -> list[Wrong]:
    """List the wrong options that a guide is to set right, each once."""
    own = [*fact.wrong]
    if isinstance(fact.shape, Statement):
        own += [wrong for blank in fact.shape.blanks for wrong in blank.wrong]
    return list({(it.text, it.why): it for it in own if it.why}.values())


def cited(entry: Element, root: Element) -> str:
    """Return the work and the place that an entry refers to, empty where it refers to none."""
    found = entry.all("a", "reference") or _of_table(entry, root)
    if not found:
        return ""
    (reference,) = found
    number = (reference.attributes["href"] or "").removeprefix("#n")
    for work in root.all("div", "work"):
        for place in work.walk():
            if place.attributes.get("id") == f"n{number}":
                assert place.one("span", "number").text == number
                title = work.one("p", "title").text
                return bare(title + (place.text if place.tag == "li" else ""))
    raise AssertionError(number)


def _of_table(entry: Element, root: Element) -> list[Element]:
    tables = [table for table in root.all("table") if any(it is entry for it in table.walk())]
    return [a for table in tables for a in table.one("caption").all("a")]


def assert_holds(root: Element, deck: Deck) -> None:
    """Read a guide back and compare it with its deck, fact by fact."""
    expected = in_order(deck)
    found = entries(root)
    assert len(found) == len(expected)
    for entry, fact in zip(found, expected, strict=True):
        text = bare(entry.text)
        for part in key_texts(fact):
            assert bare(plain(part)) in text, part
        lists = entry.all("ul", "corrections")
        corrections = [bare(it.text) for each in lists for it in each.all("li")]
        assert corrections == [bare(f"not{it.text}{it.why}") for it in set_right(fact)]
        place = cited(entry, root)
        if fact.citation is None:
            assert place == ""
        else:
            assert place.endswith(bare(fact.citation.at + fact.citation.quote))
            assert bare(fact.citation.title) in place


@pytest.mark.parametrize("deck", [*SHIPPED, deck_of(SAMPLE)], ids=lambda deck: deck.id)
def test_every_fact_stands_once(deck: Deck) -> None:
    """Each fact is there once, with its texts, its source and what is set right, in order."""
    assert_holds(page(deck), deck)


@settings(max_examples=30)
@given(decks())
def test_every_fact_of_any_deck_stands_once(deck: Deck) -> None:
    """So it is whatever signs the texts hold."""
    if any(not fact.retired for fact in deck.facts):
        assert_holds(page(deck), deck)


@settings(max_examples=25)
@given(worlds)
def test_every_fact_of_a_world_stands_once(world: World) -> None:
    """So it is with relations of every style."""
    assert_holds(page(world.deck), world.deck)


def test_facts_read_as_sentences() -> None:
    """Shapes are said in the deck's own wording, lists under the words that lead to them."""
    texts = [entry.text for entry in entries(page(deck_of(SAMPLE)))]

    assert texts == [
        (
            "Which organ makes bile? the liver (also hepar) [2] "
            "Not the gallbladder: It only stores bile."
        ),
        "dehydrated having lost too much fluid. (also dried out) [5]",
        "cramp a painful contraction. [5]",
        (
            "A cramp is a sudden, brief contraction; x2 and H2O. [6] Nerves fire too often. "
            "Not gradual: It comes at once."
        ),
        (
            "Common sites of cramp include: [4] thigh calf foot arch hand "
            "Not teeth: Teeth contain no muscle."
        ),
        "Easing a cramp: [1] Stop Stretch Massage",
        "France Paris",
        "Bolivia Sucre La Paz is the seat of government.",
        "Kazakhstan Astana (also Nur-Sultan) Not Almaty: Until 1997.",
        "Normal body temperature is 37 °C. (near enough: ± 0.5 °C) [1]",
        "Cold can cause: [1] cramps shivering",
    ]


def test_what_is_to_be_remembered_stands_out() -> None:
    """Terms, answers, figures and what a statement may leave out are bold."""
    root = page(deck_of(SAMPLE))

    assert [term.text for term in root.all("dt")] == ["dehydrated", "cramp"]
    assert [bold.text for bold in root.all("b")] == [
        "the liver",
        "sudden",
        "brief",
        "Paris",
        "Sucre",
        "Astana",
        "37 °C",
    ]


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("a *b c* d", "c", 'a <em>b <b dir="ltr">c</b></em> d'),
        ("a *b c* d", "c* d", "a <em>b c</em> d"),
        ("a `b` c", "`b`", 'a <b dir="ltr"><code>b</code></b> c'),
        ("a <i> b", "<i>", 'a <b dir="ltr">&lt;i&gt;</b> b'),
        ("a \ue000 b", "b", "a \ue000 b"),
        ("a *b* c", "*b", "a <em>b</em> c"),
    ],
)
def test_emphasis_never_breaks_markup(text: str, part: str, shown: str) -> None:
    """A part that cuts through the author's markup, or lies in it, leaves it whole."""
    start = text.index(part)
    sentence = Sentence(text=text, keys=((start, start + len(part)),))

    assert said(sentence, "en") == f"<bdi>{shown}</bdi>"


def test_steps_are_numbered_and_values_are_not() -> None:
    """The order of steps is part of the fact, that of values is not."""
    root = page(deck_of(SAMPLE))

    assert [it.text for it in root.one("ol", "list").all("li")] == ["Stop", "Stretch", "Massage"]
    assert [len(it.all("li")) for it in root.all("ul", "list")] == [4, 2]


def test_rows_are_a_real_table() -> None:
    """A relation's rows have header cells in both directions, and one citation in the caption."""
    table = page(deck_of(SAMPLE)).one("table")

    assert table.one("caption").text == "Capitals [3]"
    scopes = [(th.text, th.attributes["scope"]) for th in table.all("th")]
    assert scopes == [
        ("Country", "col"),
        ("Capital", "col"),
        ("Remarks", "col"),
        ("France", "row"),
        ("Bolivia", "row"),
        ("Kazakhstan", "row"),
    ]
    assert len(table.one("thead").all("tr")) == 1
    shares = [int(re.findall(r"\d+", col.attributes["style"] or "")[0]) for col in table.all("col")]
    assert len(shares) == 3
    assert abs(sum(shares) - 100) <= 1


def test_a_table_without_remarks_has_no_empty_column() -> None:
    """Two columns are enough; subjects of no common type have no header that names them."""
    deck = deck_of(
        "format: 1\ndeck: t-1\ntitle: T\nsources: {b: B}\nfacts: [{id: s, table: symbol, source: b,"
        " rows: {iron: Fe, gold: {value: Au, source: b, at: p. 2}}}]"
    )
    table = page(deck).one("table")

    assert [th.text for th in table.all("th")] == ["Symbol", "iron", "gold"]
    assert [td.text for td in table.all("td", "value")] == ["Fe [1]", "Au [2]"]


@pytest.mark.parametrize(("rows", "columns"), [(30, 3), (16, 2), (15, 1)])
def test_many_narrow_rows_share_the_width_of_the_page(rows: int, columns: int) -> None:
    """A long table of short texts stands in columns, its caption above all of them."""
    made = ", ".join(f"s{n}: vvv{n}" for n in range(rows))
    head = "format: 1\ndeck: t-1\ntitle: T\nsources: {b: B}\nfacts: "
    deck = deck_of(f"{head}[{{id: s, table: symbol, source: b, rows: {{{made}}}}}]")
    root = page(deck)

    (found,) = root.all("div", "rows")
    assert found.attributes["class"] == f"rows columns-{columns}"
    table = found.one("table")
    if columns == 1:
        assert table.one("caption").text == "Symbols [1]"
    else:
        caption = root.one("p", "caption")
        assert caption.text == "Symbols [1]"
        assert table.attributes["aria-labelledby"] == caption.attributes["id"]
    assert len(entries(root)) == rows


def test_a_lone_row_is_a_sentence() -> None:
    """One row makes no table; the relation's own words say it."""
    deck = deck_of(SAMPLE)
    lone = [fact for fact in deck.facts if fact.id == "capitals/France"]

    (entry,) = entries(page(replace(deck, facts=tuple(lone))))
    assert entry.text == "Paris is the capital of France. [1]"


def test_sources_are_listed_once_by_work() -> None:
    """Each place has one number; a work as a whole bears its own at its title."""
    works = page(deck_of(SAMPLE)).one("section", "sources").all("div", "work")

    assert [[part.text for part in work.walk() if part.attributes.get("id")] for work in works] == [
        ["1 A book of anatomy", "2 p. 4", "3 p. 9"],
        ["4 On muscles https://example.org/muscles", "5 ¶4: lost too much fluid", "6 ¶1"],
    ]
    assert "phlogiston" not in guide(deck_of(SAMPLE))
    assert "p. 666" not in guide(deck_of(SAMPLE))


def test_topics_are_headings_with_links_to_them() -> None:
    """Topics stand in the deck's order, what has none comes last; the contents lead to each."""
    root = page(deck_of(SAMPLE))
    headings = {it.attributes["id"]: it.text for it in root.all("h2")}

    assert list(headings.values()) == [
        *("Digestion", "Muscles", "Places", "Further facts", "Sources"),
    ]
    links = root.one("nav").all("a")
    assert {(it.attributes["href"] or "")[1:]: it.text for it in links} == headings
    assert root.one("p", "notice").text == "Study material, not medical advice."


def test_one_topic_needs_no_contents() -> None:
    """A guide without topics has no heading for them, and one with one has no list of them."""
    deck = deck_of(SAMPLE)
    without = tuple(replace(fact, topic="") for fact in deck.facts)

    root = page(replace(deck, facts=without))

    assert [it.text for it in root.all("h2")] == ["Sources"]
    assert not root.all("nav")


def test_several_decks_are_parts_of_one_guide() -> None:
    """Each deck has its heading and its own notice, topics are below it, sources are shared."""
    other = replace(deck_of(SAMPLE), id="other", title="Again", notice="Another notice.")
    root = page(deck_of(SAMPLE), other)

    assert root.one("h1").text == "Study guide"
    assert [it.text for it in root.all("h2")] == ["The body, in short", "Again", "Sources"]
    assert len(root.all("h3")) == 8
    assert [it.text for it in root.all("p", "notice")] == [
        "Study material, not medical advice.",
        "Another notice.",
    ]
    assert len(root.one("section", "sources").all("div", "work")) == 2
    ids = [it.attributes["id"] for it in root.walk() if "id" in it.attributes]
    assert len(ids) == len(set(ids))
    assert {(it.attributes["href"] or "")[1:] for it in root.all("a")} <= set(ids)
    same = replace(other, notice=deck_of(SAMPLE).notice)
    assert len(page(deck_of(SAMPLE), same).all("p", "notice")) == 1


GERMAN = """
format: 1
deck: koerper-1
title: Der Körper
language: de
sources: {b: Ein Buch}
relations: {Ort: {}}
wording:
  say some: Zu <relations> von <subject> gehören <object>
  say all: "<object> sind alle <relations> von <subject>"
  say number: "<subject>: <object>"
  list and: <list> und <last>
  guide not: "Falsch ist „<object>“: <why>"
  guide also: auch <object>
  guide near: es genügt ± <figure>
facts:
  - {id: a, of: Krampf, relation: Ort, values: [Wade, Fuß], source: b,
     wrong: [{text: Zahn, why: Zähne haben keine Muskeln}]}
  - {id: b, of: Hai, relation: Ort, values: [Meer, See], complete: true, say: "<object>", source: b}
  - {id: c, of: Körpertemperatur, number: {value: 37, unit: °C, tolerance: 1}, source: b}
  - {id: d, term: Wade, means: hinterer Unterschenkel, also: [Sura], source: b}
"""


def test_a_deck_in_another_language_says_all_of_its_own() -> None:
    """Built-in words of a fact can be set; a list that its phrase does not end with stays in it."""
    found = entries(page(deck_of(GERMAN)))

    assert [it.text for it in found] == [
        "Zu Ort von Krampf gehören: [1] Wade Fuß Falsch ist „Zahn“: Zähne haben keine Muskeln.",
        "Meer und See sind alle Ort von Hai. [1]",
        "Körpertemperatur: 37 °C. (es genügt ± 1 °C) [1]",
        "Wade hinterer Unterschenkel. (auch Sura) [1]",
    ]
    assert [b.text for b in found[1].all("b")] == ["Meer", "See"]
    for entry in found:
        assert {it.attributes.get("lang") for it in entry.all("bdi") if not it.all("bdi")} == {"de"}


def test_what_is_left_in_english_is_reported() -> None:
    """The author of a deck in another language is told which phrases it lacks."""
    whole = Request(decks=(deck_of(GERMAN),))
    lacking = Request(decks=(deck_of(GERMAN.replace("guide not:", "# ")),))

    assert len(STUDY_GUIDE.export(NO_QUIZ, whole).report) == 1
    assert STUDY_GUIDE.export(NO_QUIZ, lacking).report[1:] == (
        "Der Körper: in English for want of `wording:`: guide not",
    )


def test_a_right_to_left_deck_turns_its_part() -> None:
    """An Arabic deck runs from the right, also in an English guide; figures keep their unit."""
    arabic = deck_of(
        "format: 1\ndeck: ar-1\ntitle: تشنج العضلات\nlanguage: ar\nsources: {b: كتاب}\n"
        "wording: {say number: '<subject> هي <object>'}\n"
        "facts: [{id: a, of: درجة الحرارة, number: {value: 37, unit: °C}, source: b}]"
    )

    alone, mixed = page(arabic), page(arabic, deck_of(SAMPLE), title="Both")

    assert alone.one("html").attributes["dir"] == "rtl"
    assert mixed.one("html").attributes["dir"] == "ltr"
    assert [it.attributes["dir"] for it in mixed.all("div", "part")] == ["rtl", "ltr"]
    assert entries(alone)[0].one("bdi", "whole").attributes["dir"] == "rtl"
    assert entries(alone)[0].one("b").attributes["dir"] == "ltr"


def test_pictures_stand_in_the_page_with_their_words() -> None:
    """A picture is inside the file; one that cannot be shown is described and reported."""
    deck = deck_of(SAMPLE)
    image = page(deck).one("img")
    assert (image.attributes["src"] or "").startswith("data:image/png;base64,")
    assert image.attributes["alt"] == "A cramped calf"

    def media(image: Image) -> bytes:
        raise FileNotFoundError(image.file)

    bundle = STUDY_GUIDE.export(NO_QUIZ, Request(decks=(deck,), media=media))
    (html,) = bundle.files.values()
    assert read(html.decode()).one("p", "picture").text == "Picture: A cramped calf"
    assert bundle.report[1].startswith("cramp.png: ")


def test_formulas_are_mathematics() -> None:
    """TeX in a fact is MathML in the guide."""
    assert len(page(deck_of(SAMPLE)).all("math")) == 1


def test_the_page_is_self_contained() -> None:
    """It asks for nothing and runs nothing; the same decks give the same bytes."""
    html = guide(deck_of(SAMPLE))
    root = read(html)

    policy = [meta.attributes.get("content") or "" for meta in root.all("meta")]
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in policy
    assert {it.tag for it in root.walk()}.isdisjoint({"script", "link", "iframe"})
    assert "url(" not in html
    assert all((a.attributes["href"] or "").startswith("#") for a in root.all("a"))
    assert len(root.all("h1")) == len(root.all("main")) == 1
    assert html == guide(deck_of(SAMPLE))


def test_files_are_named_after_the_title() -> None:
    """One deck lends its title, several are a study guide, and the user's title goes first."""
    deck = deck_of(SAMPLE)

    def name(*decks: Deck, **options: object) -> list[str]:
        return list(STUDY_GUIDE.export(NO_QUIZ, Request(decks=decks, options=options)).files)

    assert name(deck) == ["the-body-in-short.html"]
    assert name(deck, deck) == ["study-guide.html"]
    assert name(deck, title="Für *morgen*") == ["für-morgen.html"]


@pytest.mark.parametrize(
    ("option", "value"),
    [("columns", 3), ("columns", "two"), ("paper", "a4; } body {"), ("title", 7)],
)
def test_senseless_options_are_refused(option: str, value: object) -> None:
    """An option that means nothing is an error in words."""
    with pytest.raises(RequestError, match=f"{option} cannot be"):
        guide(deck_of(SAMPLE), **{option: value})  # type: ignore[arg-type]  # senseless


def test_a_guide_without_facts_is_refused() -> None:
    """Decks without facts, or with none that is not retired, make no guide."""
    deck = deck_of(SAMPLE)
    retired = tuple(fact for fact in deck.facts if fact.retired)

    for empty in ((), (replace(deck, facts=()),), (replace(deck, facts=retired),)):
        with pytest.raises(RequestError, match="no fact"):
            guide(*empty)


def test_columns_and_large_print() -> None:
    """Two columns make it compact; large print has one, and larger letters."""
    deck = deck_of(SAMPLE)

    assert page(deck).one("html").attributes["class"] == "columns-1"
    assert page(deck, columns=2).one("html").attributes["class"] == "columns-2"
    large = page(deck, columns=2, large_print=True)
    assert large.one("html").attributes["class"] == "columns-1 large"


def test_a_template_of_the_users_own_comes_first(tmp_path: Path) -> None:
    """A block can be overridden, and the rest stays as shipped."""
    (tmp_path / "study-guide").mkdir()
    (tmp_path / "study-guide" / "guide.html").write_text(
        '{% extends "shipped/study-guide/guide.html" %}'
        "{% block contents %}<p>Mine</p>{% endblock %}",
        encoding="utf-8",
    )
    root = page(deck_of(SAMPLE), template=str(tmp_path))

    assert not root.all("nav")
    assert "Mine" in [p.text for p in root.all("p")]
    assert len(entries(root)) == 11


def test_golden_page(golden: Golden) -> None:
    """The guide of the sample deck, tag for tag."""
    golden.check("study-guide/guide.html", guide(deck_of(SAMPLE), paper="a4"))


def test_the_command_writes_the_wished_topics(
    command_line: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """``--topic`` chooses facts, and the file lies where it was wished."""
    (tmp_path / "deck.yaml").write_text(SAMPLE, encoding="utf-8")

    code, out, err = command_line(
        *("export", "study-guide", "deck.yaml", "--topic", "Places", "-o", "places.html")
    )

    assert (code, err) == (0, "")
    assert "places.html: 3 facts" in out
    assert len(entries(read((tmp_path / "places.html").read_text(encoding="utf-8")))) == 3


HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style><script>document.title='owned'</script>",
    "</p></td></dl></main><img src=x onerror=\"document.title='owned'\">",
    '"); @import url(http://127.0.0.1:1/c); content: ("',
    "{{ 7 * 7 }}{% raw %}",
    "javascript:document.title='owned'",
    "]]><!--",
)


def hostile_deck() -> Deck:
    """Put hostile text into everything that an author can write."""
    text = " ".join(HOSTILE)
    deck = deck_of(SAMPLE)
    source = replace(deck.sources["web"], title=text, url=text)
    citation = Citation(source="web", title=text, at=text, quote=text, position=HERE)
    wrong = (Wrong(text=text, why=text, position=HERE),)
    image = Image(file=text, alt=text, position=HERE)
    shapes: tuple[Shape, ...] = (
        Pair(ask=text, answer=text, also=(text,)),
        Term(term=text, means=text, also=(text,)),
        Number(subject=text, value=text, unit=text, tolerance=text),
        Steps(subject=text, steps=(text, text)),
        *(fact.shape for fact in deck.facts if isinstance(fact.shape, Statement)),
        *(
            replace(fact.shape, subject=text, relation=text, values=fact.shape.values * many)
            for fact in deck.facts
            for many in (1, 2)
            if isinstance(fact.shape, Link)
        ),
    )
    facts = (
        Fact(
            id=f"f{number}",
            shape=shape,
            wrong=wrong,
            why=text,
            topic=text,
            image=image,
            citation=citation,
            position=HERE,
        )
        for number, shape in enumerate(shapes)
    )
    return replace(
        deck, title=text, language=text, notice=text, sources={"web": source}, facts=tuple(facts)
    )


def test_hostile_text_stays_text() -> None:
    """Whatever an author writes, the page has the same tags as that of a harmless deck."""
    root = page(hostile_deck())
    harmless = {it.tag for it in page(deck_of(SAMPLE)).walk()}

    assert {it.tag for it in root.walk()} <= harmless
    assert not [name for it in root.walk() for name in it.attributes if name[:2] == "on"]
    assert "@import" not in root.one("style").text
    assert all((a.attributes["href"] or "").startswith("#") for a in root.all("a"))


@needs_chromium
def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path) -> None:
    """A browser runs no script of it; unescaped, it would."""
    for name, html in (("guide", guide(hostile_deck())), ("bait", " ".join(HOSTILE))):
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        dom = chromium(tmp_path, "--virtual-time-budget=2000", "--dump-dom", file.as_uri())
        assert ("<title>owned</title>" in dom) == (name == "bait")
