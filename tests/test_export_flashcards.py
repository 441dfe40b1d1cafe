"""Flashcards: both sides say what the question says, nothing acts, and options mean something."""

import re
from dataclasses import replace
from pathlib import Path
from typing import assert_never

import pytest
from axe import needs_axe, serious, violations
from conftest import Golden
from flashcard_samples import HERE_IMAGE, HOSTILE, export, hostile, page_of
from handout_samples import (
    HERE,
    QUESTIONS,
    Element,
    choice,
    picture,
    question,
    quiz,
    read,
    true_false,
    typed,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import chromium, needs_chromium

from quizgen.export import Request
from quizgen.export.flashcards import FLASHCARDS
from quizgen.export.flashcards.sizes import PAPERS, SIZES
from quizgen.markup import plain
from quizgen.model import (
    AcceptedKey,
    Choice,
    Deck,
    Image,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Question,
    Quiz,
    Recall,
    Typed,
)
from quizgen.problems import RequestError


def sides(made: Quiz, **options: object) -> dict[str, tuple[Element, Element]]:
    """Return the front and the back of each card, by its label."""
    cards = read(page_of(made, **options)).all("article", "card")
    found: dict[str, dict[str, Element]] = {}
    for card in cards:
        label = card.one(name="last").all("bdi")[0].text
        side = "front" if "front" in (card.attributes["class"] or "") else "back"
        assert side not in found.setdefault(label, {})
        found[label][side] = card
    return {label: (both["front"], both["back"]) for label, both in found.items()}


def answer(back: Element) -> list[str]:
    """Return what a back gives as the answer, with its letters."""
    (given_,) = back.all(name="answer")
    lines = given_.all("li") or [given_]
    return [line.text for line in lines]


def shown(text: str) -> str:
    """Return a text as a reader sees it, raised and lowered signs aside."""
    return re.sub(r"\s+", " ", re.sub(r"[~^*`$]", "", text)).strip()


def test_each_response_has_both_sides() -> None:
    """Whatever the form of the answer: the front asks, and the back alone answers it."""
    found = sides(quiz())

    assert list(found) == [it.fact for it in QUESTIONS]
    for asked in QUESTIONS:
        front, back = found[asked.fact]
        assert_answered(asked, front, back)
        if asked.explanation:
            assert asked.explanation in back.text
            assert asked.explanation not in front.text


def assert_answered(asked: Question, front: Element, back: Element) -> None:
    """Answer a front by its back alone, and compare with the deck."""
    given_ = answer(back)
    match asked.response:
        case Choice(options=options) if asked.kind == "true-false":
            assert given_ == [option.text for option in options if option.correct]
        case Choice(options=options):
            letters = dict(line.text.split(" ", 1) for line in front.one("ol", "options").all("li"))
            assert sorted(letters.values()) == sorted(shown(it.text) for it in options)
            right = {shown(it.text) for it in options if it.correct}
            assert {letters[line.split(" ")[0]] for line in given_} == right
            assert {line.split(" ", 1)[1] for line in given_} == right
        case Order(items=items):
            assert given_ == [f"{place}. {item}" for place, item in enumerate(items, start=1)]
            printed = [line.text.removeprefix("• ") for line in front.one("ol", "items").all("li")]
            assert sorted(printed) == sorted(items)
            assert printed != list(items)
        case Match(pairs=pairs):
            right_side = dict(li.text.split(" ", 1) for li in front.one("ol", "right").all("li"))
            left_side = [li.text.removeprefix("• ") for li in front.one("ol", "left").all("li")]
            letters_ = [line.split(" ")[0] for line in given_]
            assert list(zip(left_side, map(right_side.get, letters_), strict=True)) == list(pairs)
        case Recall(answer=text):
            assert given_ == [shown(text)]
            assert shown(text) not in front.text
        case Typed(key=key):
            assert given_ == written(key)
        case never:
            assert_never(never)


def written(key: AcceptedKey | NumberKey | ListKey) -> list[str]:
    """Return what a back gives for a key."""
    match key:
        case AcceptedKey(accepted=accepted):
            return [shown(accepted[0])]
        case NumberKey(value=value, unit=unit):
            return [f"{value} {unit}"]
        case ListKey(values=values):
            return [shown(forms[0]) for forms in values]
        case never:
            assert_never(never)


def test_a_back_says_what_else_is_right_why_and_where() -> None:
    """Small, below the answer: other accepted forms, how to count, the reason, the source."""
    found = sides(quiz())

    assert "Also right: short" in found["brief"][1].text
    assert "Any two of these three, in any order." in found["sites"][1].text
    assert "Accept ± 0.5 °C." in found["fever"][1].text
    assert found["site"][1].one(name="why").text == "Calves work all day."
    for _, back in found.values():
        assert back.one(name="last").all("bdi")[1].text == "On muscles, ¶4"
        assert back.one(name="notice").text == "Study material, not medical advice."


def test_a_back_says_its_own_decks_notice() -> None:
    """Of several decks each card says what its own has to say, be it nothing."""
    own, other = (replace(QUESTIONS[0], id=f"{deck}/q", deck=deck) for deck in ("own", "other"))
    decks = tuple(
        Deck(id=deck, title=deck, notice=notice, facts=(), position=HERE)
        for deck, notice in (("own", "No advice."), ("other", ""))
    )

    bundle = FLASHCARDS.export(
        quiz(own, other, notice="No advice."), Request(decks=decks, options={"name": "cards"})
    )
    backs = read(bundle.files["cards.html"].decode()).all("article", "back")

    said = [[notice.text for notice in back.all(name="notice")] for back in backs]
    assert sorted(said) == [[], ["No advice."]]


def test_no_front_tells_its_answer() -> None:
    """Nothing of the back stands on the front: no source, no reason, no key."""
    for front, _ in sides(quiz()).values():
        assert "On muscles" not in front.text
        assert not front.all(name="answer")
        assert not front.all(name="why")


def test_topic_number_and_id_stand_on_both_sides() -> None:
    """Cards that have fallen down can be sorted again, and their facts be found."""
    reverse = replace(
        question("back", "What is bile?", typed("a fluid")), card="deck/back/reverse#two"
    )
    found = sides(quiz(*QUESTIONS, reverse))

    for number, (label, both) in enumerate(found.items(), start=1):
        for side in both:
            assert side.one("p", "head").one("span", "number").text == str(number)
        assert both[0].one("p", "head").text == both[1].one("p", "head").text
        assert label
    assert found["site"][0].one("p", "head").text == "Spasms 1"
    assert "back/reverse#two" in found


def test_true_or_false_is_asked_once() -> None:
    """Where the stem has the two words already, they are not printed below it again."""
    asked = question("a", "True or false: A cramp is sudden.", true_false(true=True), "true-false")
    told = question("b", "A cramp is sudden.", true_false(true=True), "true-false")
    found = sides(quiz(asked, told))

    assert not found["a"][0].all(name="options")
    assert found["b"][0].one(name="options").text == "True / False"


def test_hints_stand_on_fronts_to_be_answered_freely() -> None:
    """An open gap may need its hint; among options it would give too much away."""
    found = sides(
        quiz(
            question("a", "A jolt is ____.", typed("jarring"), hint="Think of a jolt."),
            question("b", "Pick.", choice("one", "two", key="one"), "choice", hint="Not two."),
        )
    )

    assert found["a"][0].one(name="hint").text == "Hint: Think of a jolt."
    assert not found["b"][0].all(name="hint")
    assert found["a"][0].one("span", "gap").attributes["aria-label"] == "blank"


def test_many_short_options_stand_in_two_columns() -> None:
    """Ten letters need not be ten lines; four sentences do."""
    found = sides(quiz(*(it for it in HOSTILE if it.fact in {"short-ten", "picture"})))

    assert "two" in (found["short-ten"][0].one("ol", "options").attributes["class"] or "").split()
    assert "two" not in (found["picture"][0].one("ol", "options").attributes["class"] or "").split()


def test_pictures_stand_on_fronts_or_are_described() -> None:
    """A picture is inside the file, with its description; one that cannot be shown is reported."""
    made = quiz(question("map", "Which?", typed("the Alps"), image=HERE_IMAGE))
    front, back = sides(made)["map"]
    missing = export(made, lambda _: b"")
    described = read(missing.files["cards.html"].decode())

    assert (front.one("img").attributes["src"] or "").startswith("data:image/png;base64,")
    assert front.one("img").attributes["alt"] == "A map of mountains"
    assert not back.all("img")
    assert "Picture: A map of mountains" in described.text
    assert missing.report[-1].startswith("map.png: ")


def test_a_card_that_is_too_long_is_printed_in_full() -> None:
    """It has no place among the cards, but both its sides stand on the last page."""
    made = quiz(question("long", "word " * 400 + "end?", typed("yes")), *QUESTIONS)
    page = read(page_of(made))
    (both,) = page.one("section", "long").all("article", "both")

    assert "long" not in sides(made)
    assert both.one("div", "front").text.count("word") == 400
    assert both.one("div", "back").text == "yes On muscles, ¶4"
    assert len(page.all("section", "sheet")) == 4


def test_only_long_cards_take_no_sheet() -> None:
    """Where no card fits there is no sheet of empty cells."""
    page = read(page_of(quiz(question("long", "word " * 400, typed("yes")))))

    assert not page.all("section", "sheet")
    assert len(page.all("article", "both")) == 1


def test_blocks_and_directions() -> None:
    """Right-to-left text says so, in Python's words, and names its language."""
    front, _ = sides(quiz())["water"]
    stem = front.one(name="stem").one("p")

    assert stem.attributes["dir"] == "rtl"
    assert stem.attributes["lang"] == "ar"
    page = read(page_of(quiz(title="تشنج العضلات", language="ar")))
    assert page.one("html").attributes == {"lang": "en", "dir": "rtl"}


SCRIPTS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "} .card { display: none } @import url(http://example.org/a.css);",
    'x" style="--lead:99pt',
)


def hurting() -> Quiz:
    """Return cards that try to act in each of their texts."""
    cards = []
    for number, bad in enumerate(SCRIPTS):
        made = question(
            f"c{number}{bad}",
            bad,
            choice(bad, "other", key=bad),
            "choice",
            explanation=bad,
            topic=bad,
            hint=bad,
            image=Image(file=bad, alt=bad, position=HERE_IMAGE.position),
            language=bad,
        )
        assert made.citation
        cited = replace(made.citation, title=bad, at=bad)
        typed_ = replace(made, id="t", card=f"t{number}", response=typed(bad, bad), citation=cited)
        cards += [made, typed_]
    return replace(quiz(*cards), title=SCRIPTS[2] + SCRIPTS[1], notice=SCRIPTS[1])


def test_deck_text_is_inert() -> None:
    """Whatever a deck says is text: no element, no attribute and no rule of style comes of it."""
    harmless = read(page_of(quiz()))
    page = page_of(hurting(), title="")

    tags = {element.tag for element in read(page).walk()}
    assert tags <= {element.tag for element in harmless.walk()} | {"figure", "img"}
    names = {name for element in read(page).walk() for name in element.attributes}
    assert not [name for name in names if name.startswith("on")]
    assert page.count("</style>") == 1
    for element in read(page).walk():
        style = element.attributes.get("style") or ""
        assert re.fullmatch(r"[-a-z0-9.:;]*", style), style
        for name in ("src", "href"):
            assert (element.attributes.get(name) or "data:image").startswith("data:image")


@needs_chromium
def test_nothing_runs_in_a_browser(tmp_path: Path) -> None:
    """What a deck says changes nothing of the page that a browser makes of it."""
    html = page_of(hurting()).replace("alert(1)", "document.documentElement.id = 'caught'")
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    dom = chromium(tmp_path, "--dump-dom", (tmp_path / "page.html").as_uri())

    assert "card fronts, sheet 1" in dom
    assert not re.search(r"<html[^>]*caught", dom)


def test_the_page_is_self_contained() -> None:
    """No script, no outside request, one heading for the page, and a label for each sheet."""
    html = page_of(hostile())
    page = read(html)

    policy = [meta.attributes.get("content") or "" for meta in page.all("meta")]
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in policy
    assert {element.tag for element in page.walk()}.isdisjoint({"script", "link", "iframe"})
    assert "://" not in html
    assert "url(" not in html
    assert len(page.all("h1")) == len(page.all("main")) == 1
    labels = [sheet.attributes["aria-label"] for sheet in page.all("section", "sheet")]
    assert labels[:4] == [
        "card fronts, sheet 1",
        "card backs, sheet 1",
        "card fronts, sheet 2",
        "card backs, sheet 2",
    ]
    assert len(set(labels)) == len(labels)


@needs_axe
@pytest.mark.slow
@pytest.mark.parametrize("fold", [False, True])
@pytest.mark.parametrize(
    ("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("light", "print")]
)
def test_axe_finds_nothing_serious(scheme: str, media: str, *, fold: bool) -> None:
    """Contrast, names and landmarks are in order on screen, by night and on paper."""
    made = quiz(*QUESTIONS, HOSTILE[0])
    found = violations(page_of(made, fold=fold), scheme, media)  # type: ignore[arg-type]  # one of them

    assert serious(found) == []


def test_print_settings_are_said_on_screen() -> None:
    """How to print it stands on the page, for the screen only, and in the report."""
    for options, said in (
        ({}, "on A4, on both sides, flipped on the long edge"),
        ({"flip": "short", "paper": "letter"}, "on Letter, on both sides, flipped on the short"),
        ({"fold": True}, "on A4, on one side"),
    ):
        bundle = export(quiz(), lambda _: picture(), **options)
        page = read(bundle.files["cards.html"].decode())
        assert said in page.one("header", "noprint").text
        assert said in bundle.report[1]


def test_marks_stand_on_fronts_only() -> None:
    """A mark on a back would be off by what the printer is off."""
    sheets = read(page_of(quiz())).all("section", "sheet")

    assert [len(sheet.all("i", "mark")) for sheet in sheets] == [16, 0, 16, 0]
    (folded, *_) = read(page_of(quiz(), fold=True)).all("section", "sheet")
    assert len(folded.all("i", "fold")) == 1


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("paper", list(PAPERS))
def test_sizes_and_papers_are_in_the_style(size: str, paper: str) -> None:
    """The page says in millimetres how large its sheets and cards are."""
    html = page_of(quiz(), size=size, paper=paper)

    width, height = PAPERS[paper]
    assert f"@page {{ size: {width:g}mm {height:g}mm; margin: 0; }}" in html
    assert f"height: {height - 0.1:g}mm" in html
    assert f"width: {SIZES[size].width:g}mm; height: {SIZES[size].height:g}mm" in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": "postcard"}, "size cannot be 'postcard'"),
        ({"paper": "a3"}, "paper cannot be 'a3'"),
        ({"flip": "left"}, "flip cannot be 'left'"),
        ({"back_offset": "1.5"}, "back offset cannot be '1.5'"),
        ({"back_offset": "1;2"}, "back offset cannot be '1;2'"),
        ({"back_offset": "nan,1"}, "back offset cannot be 'nan,1'"),
        ({"back_offset": "30,0"}, "back offset cannot be '30,0'"),
        ({"back_offset": "9" * 400 + ",0"}, "back offset cannot be"),
        ({"fold": True, "flip": "long"}, "a sheet to fold is printed on one side: --flip"),
        ({"fold": True, "back_offset": "1,1"}, "printed on one side: --back-offset"),
    ],
)
def test_senseless_options_are_refused(options: dict[str, object], message: str) -> None:
    """An option that means nothing is an error in words."""
    with pytest.raises(RequestError, match=re.escape(message)):
        export(quiz(), None, **options)


@settings(max_examples=20)
@given(st.floats(-10, 10), st.floats(-10, 10))
def test_any_small_offset_is_taken(right: float, down: float) -> None:
    """Two numbers with a comma, signs and decimals as one likes."""
    html = page_of(quiz(QUESTIONS[0]), back_offset=f" {right:+.2f} , {down:.3f} ")

    assert 'class="card back"' in html


def test_an_empty_quiz_is_refused() -> None:
    """A sheet without cards helps nobody."""
    with pytest.raises(RequestError, match="no card to print"):
        export(replace(quiz(), questions=()))


def test_a_quiz_without_answers_is_refused() -> None:
    """A card needs a back, and the error says which question has none."""
    keyless = question("q", "Q?", Choice(options=(Option(text="a", correct=False),)), "choice")

    with pytest.raises(RequestError, match="'deck/q/forward/choice' has no right option"):
        export(quiz(keyless))


def test_the_same_quiz_gives_the_same_bytes() -> None:
    """Nothing but the quiz and the request decides what is written."""
    assert export(hostile()) == export(hostile())


def test_what_utf8_cannot_say_is_replaced() -> None:
    """A quiz file may hold half a character; a page cannot."""
    bundle = export(quiz(question("q", "half \ud83d?", typed("a"), topic="\ud83d")))

    assert "\ufffd" in bundle.files["cards.html"].decode()


def test_a_template_of_the_users_own_comes_first(tmp_path: Path) -> None:
    """A folder of templates changes what it has and leaves the rest."""
    folder = tmp_path / "flashcards"
    folder.mkdir()
    (folder / "cards.html").write_text(
        '{% extends "shipped/flashcards/cards.html" %}'
        "{% block style %}.answer { color: #00f; }{% endblock %}",
        encoding="utf-8",
    )
    html = page_of(quiz(), template=str(tmp_path))

    assert ".answer { color: #00f; }" in html
    assert "card fronts, sheet 1" in html


def test_from_the_command_line(command_line: object) -> None:
    """The options are offered, the file is written, and what is told is told."""
    code, out, _ = command_line("export", "flashcards", "--size", "a7", "-o", "cards.html")  # type: ignore[operator]  # the fixture

    assert code == 0
    assert re.search(r"cards\.html: \d+ cards of 105 × 74 mm, 8 on a sheet, \d+ sheets", out)
    html = Path("cards.html").read_text(encoding="utf-8")
    assert "width: 105mm; height: 74mm" in html
    code, _, err = command_line("export", "flashcards", "--fold", "--flip", "short")  # type: ignore[operator]  # the same
    assert code == 2
    assert "--flip" in err


def test_every_kind_can_be_a_card(command_line: object) -> None:
    """Kinds that are chosen by name come as they are."""
    kinds = "choice,multi-select,true-false,list,numeric,ordering,matching,odd-one-out,cloze"
    code, out, _ = command_line("export", "flashcards", "--kinds", kinds, "-o", "cards.html")  # type: ignore[operator]  # the same

    assert code == 0
    assert "cards of" in out
    page = read(Path("cards.html").read_text(encoding="utf-8"))
    assert {"options", "items", "left"} <= {
        name for it in page.walk() for name in (it.attributes.get("class") or "").split()
    }


def test_golden(golden: Golden) -> None:
    """The whole page of a quiz with every response, byte by byte."""
    golden.check("flashcards/cards.html", page_of(quiz()))


def test_the_request_needs_no_options() -> None:
    """Everything has a usual value, and the file is named after the title."""
    bundle = FLASHCARDS.export(quiz(), Request())

    assert list(bundle.files) == ["muscle-spasms-cramps.html"]
    assert plain(quiz().title) == "Muscle spasms & cramps"
