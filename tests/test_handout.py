"""The handout: paper and key agree, nothing leaks, nothing acts, and it prints well."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import assert_never

import pytest
from conftest import Golden
from handout_samples import (
    HERE,
    QUESTIONS,
    Element,
    choice,
    export,
    pages,
    picture,
    question,
    quiz,
    read,
    true_false,
    typed,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from listening import counting_server
from printing import Printed, Word, by_chromium, chromium, needs_chromium, needs_printing, words

from quizgen.export import Bundle, Request
from quizgen.export.handout import HANDOUT
from quizgen.markup import plain
from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
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
from quizgen.sheets.areas import letter


def by_stem(questions: tuple[Question, ...], stem: str) -> Question:
    """Find a question by its stem as a page shows it, without gaps."""

    def bare(text: str) -> str:
        return re.sub(r"\s+|_|\(\d+ points?\)|^True or false:", "", text)

    (found,) = [q for q in questions if bare(plain(q.stem)) == bare(stem)]
    return found


def shown(text: str) -> str:
    """Return a text as a page's reader sees it, raised and lowered signs aside."""
    return re.sub(r"\s+", " ", re.sub(r"[~^*`]", "", text)).strip()


def assert_marked_right(asked: Question, paper: Element, key: Element) -> None:
    """Answer an entry of the paper by the key alone, and mark it by the deck's answer."""
    keys = key.one("ul", "keys").all("li")
    labels = [line.all("span")[0].text for line in keys]
    match asked.response:
        case Choice(options=options):
            right = {option.text for option in options if option.correct}
            area = "verdict" if asked.kind == "true-false" else "options"
            bubbles = [bubble.text for bubble in paper.one(name=area).all("span", "bubble")]
            picked = [options[bubbles.index(label)].text for label in labels]
            assert set(picked) == right
            assert len(bubbles) == len(options)
        case Order(items=items):
            numbers = dict(line.text.split(". ", 1) for line in keys)
            assert [numbers[str(place)] for place in range(1, len(items) + 1)] == list(items)
            assert sorted(box.text for box in paper.one("ul", "boxes").all("li")) == sorted(items)
        case Match(pairs=pairs):
            right_side = dict(li.text.split(" ", 1) for li in paper.one("ol", "right").all("li"))
            left_side = [li.text for li in paper.one("ul", "boxes").all("li")]
            found = [
                (left, right_side[label]) for left, label in zip(left_side, labels, strict=True)
            ]
            assert found == list(pairs)
        case Recall(answer=answer):
            assert [line.text for line in keys] == [shown(answer)]
        case Typed(key=typed_key):
            assert_written(typed_key, [line.text for line in keys], paper)
        case never:
            assert_never(never)


def assert_written(
    typed_key: AcceptedKey | NumberKey | ListKey, texts: list[str], paper: Element
) -> None:
    """Compare the key of a written answer with the deck's."""
    match typed_key:
        case AcceptedKey(accepted=accepted):
            assert texts == [shown(accepted[0])]
        case NumberKey(value=value, unit=unit):
            assert texts == [f"{value} {unit}"]
            assert paper.one("div", "lines").text == unit
        case ListKey(values=values, at_least=at_least):
            assert texts == [shown(forms[0]) for forms in values]
            assert len(paper.one("ol", "lines").all("li")) == at_least
        case never:
            assert_never(never)


def assert_agree(made: Quiz, bundle: Bundle) -> None:
    """Read paper and key back, and check each question in each."""
    paper, key = (read(page) for page in pages(bundle))
    asked = paper.all("li", "question")
    answers = key.all("li", "answer")
    at_a_glance = key.one("ol", "grid").all("li")
    assert len(asked) == len(answers) == len(at_a_glance) == len(made.questions)
    for number, (entry, answer, short) in enumerate(
        zip(asked, answers, at_a_glance, strict=True), start=1
    ):
        of_quiz = by_stem(made.questions, entry.one("p", "stem").text)
        assert entry.one("span", "number").text == answer.one("span", "number").text == f"{number}."
        assert short.one("span", "number").text == str(number)
        assert by_stem(made.questions, answer.one("p", "stem").text) == of_quiz
        assert_marked_right(of_quiz, entry, answer)
        if isinstance(of_quiz.response, Choice):
            labels = [line.all("span")[0].text for line in answer.one("ul", "keys").all("li")]
            assert short.one("b").text == " ".join(labels)


@settings(deadline=None, max_examples=25)
@given(st.integers(), st.sampled_from(["form", "topic", "none"]))
def test_the_key_marks_the_paper_right(seed: int, group: str) -> None:
    """Whatever the order of questions and options, the key's answers are the deck's."""
    chance = Random(seed)  # noqa: S311 -- a seeded order, no secret
    questions = [shuffled(q, chance) for q in QUESTIONS]
    chance.shuffle(questions)

    made = quiz(*questions, seed=str(seed))

    assert_agree(made, export(made, group=group))


def shuffled(asked: Question, chance: Random) -> Question:
    """Put a question's options into another order."""
    if not isinstance(asked.response, Choice):
        return asked
    options = list(asked.response.options)
    chance.shuffle(options)
    return replace(asked, response=replace(asked.response, options=tuple(options)))


def test_options_stand_in_the_quizs_order() -> None:
    """The order of options and of questions within a part is the quiz's own."""
    paper = read(pages(export(quiz()))[0])

    options = [option.text for option in paper.all("ol", "options")[0].all("bdi")]
    assert options == ["teeth", "calf", "hair"]
    assert [part.text for part in paper.all("h2")] == [
        "Choose one answer",
        "Choose all that apply",
        "True or false",
        "Fill in the blank",
        "Short answers",
        "Lists",
        "Longer answers",
        "Matching",
        "Putting in order",
    ]


def test_parts_by_topic() -> None:
    """By topic, each topic is a part, what has none comes last, a direction stands once."""
    paper = read(pages(export(quiz(), group="topic"))[0])

    assert [part.text for part in paper.all("h2")] == ["Spasms", "Cramps", "Other questions"]
    directions = [direction.text for direction in paper.all("p", "direction")]
    assert len(directions) == len(set(directions)) == 9


def test_the_quizs_own_order() -> None:
    """Ungrouped, question 7 of the quiz is question 7 of the paper."""
    paper = read(pages(export(quiz(*reversed(QUESTIONS)), group="none"))[0])

    stems = [stem.text for stem in paper.all("p", "stem")]
    found = [by_stem(QUESTIONS, stem) for stem in stems]
    assert found == list(reversed(QUESTIONS))
    assert not paper.all("h2")


def test_the_paper_holds_no_answer() -> None:
    """Nothing of the key can be read off the paper's source."""
    paper, _ = pages(export(quiz()))

    for secret in (
        *("Calves work", "Teeth contain", "brief", "short</", "dehydrated", "thigh", "37"),
        *("involuntary contraction", "the Alps", "¶4", "or so", "correct", "deck/"),
    ):
        assert secret not in paper


def test_only_the_key_tells_the_seed() -> None:
    """With the seed and the deck anybody could print the key."""
    bundle = export(quiz(seed="frogs"), answer_sheet=True, versions=2)

    telling = {file for file, page in bundle.files.items() if b"frogs" in page}

    assert telling == {"quiz-A-key.html", "quiz-B-key.html", "quiz.sheet.json"}


def test_places_of_boxes_and_letters_do_not_give_the_order_away() -> None:
    """Steps and pairs are never printed in the order of the key."""
    order = question("order", "Order", Order(items=("a", "b")), "order")
    pairs = question("match", "Match", Match(pairs=(("1", "x"), ("2", "y"))), "match")

    for seed in range(20):
        paper = read(pages(export(quiz(order, pairs, seed=str(seed))))[0])
        assert [box.text for box in paper.all("ul", "boxes")[1].all("li")] == ["b", "a"]
        assert [li.text for li in paper.one("ol", "right").all("li")] == ["A y", "B x"]


def test_what_a_marker_is_told() -> None:
    """The key names what else is right, how strictly to mark, why, and where it stands."""
    key = read(pages(export(quiz()))[1])
    told = {
        answer.one("p", "stem").text: [part.text for part in answer.one("div", "body").all("p")[1:]]
        for answer in key.all("li", "answer")
    }

    assert told["Which of these is a common site of muscle spasms? (1 point)"] == [
        "Calves work all day.",
        "Not A: Teeth contain no muscle.",
        "¶4: or so",
    ]
    assert told["A cramp is a contraction. (1 point)"] == ["Also right: short", "¶4: or so"]
    assert told["How warm is the body? (1 point)"] == ["Accept ± 0.5 °C.", "¶4: or so"]
    assert told["Name two common sites of spasms. (1 point)"][:2] == [
        "Also right: calves",
        "Any two of these three, in any order. Others may be right: look them up.",
    ]
    assert "Source: On muscles" in key.text


@pytest.mark.parametrize(
    ("key", "note"),
    [
        (
            {"at_least": 1},
            "Any one of these two, in any order. Others may be right: look them up.",
        ),
        ({"at_least": 2, "complete": True}, "These two, in any order."),
        ({"at_least": 2, "complete": True, "ordered": True}, "These two, in this order."),
    ],
)
def test_how_strictly_to_mark_a_list(key: dict[str, int], note: str) -> None:
    """A marker knows how many, in which order, and whether there may be more."""
    values = (("thigh",), ("calf",))
    response = Typed(key=replace(ListKey(values=values, at_least=2), **key))  # type: ignore[arg-type]  # any field
    page = read(pages(export(quiz(question("q", "Name some.", response, "typed"))))[1])

    assert page.all("p", "more")[0].text == note


def test_markup_is_rendered_once() -> None:
    """An answer that shows a sign shows it at a glance, too."""
    key = read(pages(export(quiz(question("q", "Q?", typed(r"\*args\*"), "typed"))))[1])

    assert key.one("ol", "grid").one("b").text == "*args*"
    assert key.one("ul", "keys").text == "*args*"


def test_the_answers_at_a_glance_stay_in_line() -> None:
    """A letter takes one cell of the grid, a longer answer as many as it needs."""
    words = ("37", "fibers", "group of muscles", "involuntary contraction", "x" * 25)
    made = quiz(*(question(f"q{n}", "Q?", typed(word), "typed") for n, word in enumerate(words)))

    grid = read(pages(export(made))[1]).one("ol", "grid")

    cells = [item.attributes["class"] for item in grid.all("li")]
    assert cells == ["cells-1", "cells-2", "cells-3", "cells-4", "cells-2"]
    assert grid.all("li")[-1].text.endswith("below")


def test_several_sources_are_named_at_each_answer() -> None:
    """Where answers rest on different works, each says on which."""
    first, second = QUESTIONS[:2]
    assert second.citation is not None
    other = replace(second, citation=replace(second.citation, title="On bones", quote=""))

    key = read(pages(export(quiz(first, other)))[1])

    assert [source.text for source in key.all("p", "source")] == [
        "On muscles, ¶4: or so",
        "On bones, ¶4",
    ]


def test_long_stems_are_shortened_in_the_key() -> None:
    """A marker needs the beginning of a long stem, not four hundred words again."""
    stem = "word " * 400 + "end?"
    made = quiz(question("long", stem, typed("a"), "typed"))
    paper, key = (read(page) for page in pages(export(made)))

    assert paper.one("p", "stem").text == stem
    assert key.one("p", "stem").text.endswith("word …")
    assert len(key.one("p", "stem").text) < 170


@pytest.mark.parametrize(
    ("points", "about", "stems"),
    [
        ((1, 1), "2 questions, 1 point each", ["One?", "Two?"]),
        ((3, 3), "2 questions, 3 points each", ["One?", "Two?"]),
        ((1, 2), "2 questions, 3 points in all", ["One? (1 point)", "Two? (2 points)"]),
    ],
)
def test_points_are_said_once(points: tuple[int, int], about: str, stems: list[str]) -> None:
    """Equal points stand on top, different ones at each question."""
    made = quiz(
        question("one", "One?", typed("a"), "typed", points=points[0]),
        question("two", "Two?", typed("b"), "typed", points=points[1]),
    )
    paper = read(pages(export(made))[0])

    assert about in paper.one("p", "about").text
    assert [stem.text for stem in paper.all("p", "stem")] == stems
    assert paper.one("span", "of").text == f"/ {sum(points)}"


@pytest.mark.parametrize(
    ("widths", "columns"),
    [
        ([5, 5, 5, 5], 4),
        ([20, 5, 5, 5], 2),
        ([5, 5, 20], 3),
        ([30, 5, 5, 5], 2),
        ([40, 5, 5, 5], 1),
        ([5, 5], 2),
        ([5] * 10, 4),
    ],
)
def test_short_options_share_rows(widths: list[int], columns: int) -> None:
    """Options take as few rows as their width allows."""
    options = ["x" * width + str(index) for index, width in enumerate(widths)]
    made = quiz(question("q", "Q?", choice(*options, key=options[0]), "choice"))

    assert len(read(pages(export(made))[0]).all("ol", f"columns-{columns}")) == 1


def test_lines_have_standard_lengths() -> None:
    """Answers of similar length get the same line, so that none is betrayed."""
    answers = ["x", "a word", "twenty letters or so", "a" * 50, "a" * 100, "a" * 10000]
    made = quiz(*(question(f"q{n}", f"{n}?", typed(a), "typed") for n, a in enumerate(answers)))
    lines = read(pages(export(made))[0]).all("div", "lines")

    assert [(area.attributes["class"], len(area.all("p"))) for area in lines] == [
        *[("lines short", 1)] * 3,
        ("lines full", 1),
        ("lines full", 2),
        ("lines full", 6),
    ]


def test_gaps_have_standard_lengths() -> None:
    """A gap to write in is one of three; one to choose for is smaller still."""
    answers = ["x", "a" * 12, "a" * 20, "a" * 40]
    blanks = (question(f"q{n}", f"{n} ____.", typed(a), "cloze") for n, a in enumerate(answers))
    chosen = question("c", "It is ____.", choice("a", "b", key="a"), "choice")
    gaps = read(pages(export(quiz(chosen, *blanks)))[0]).all("span", "gap")

    assert [gap.attributes["class"] for gap in gaps] == [
        "gap",
        "gap short",
        "gap short",
        "gap medium",
        "gap full",
    ]
    assert {gap.attributes["aria-label"] for gap in gaps} == {"blank"}


def test_the_heading_says_true_or_false_once() -> None:
    """A statement stands without the words that head its part already."""
    paper, key = (read(page) for page in pages(export(quiz())))

    assert "A cramp is sudden." in [stem.text for stem in paper.all("p", "stem")]
    assert "A cramp is sudden. (1 point)" in [stem.text for stem in key.all("p", "stem")]


def test_hints_stand_where_an_answer_is_written() -> None:
    """An open gap may need its hint; among options it would give too much away."""
    options = choice("one", "two", "three", key="one")
    made = quiz(
        question("a", "A jolt is ____.", typed("jarring"), hint="Think of a jolt."),
        question("b", "Pick.", options, "choice", hint="Not two."),
    )
    paper = read(pages(export(made))[0])

    assert [hint.text for hint in paper.all("p", "hint")] == ["Hint: Think of a jolt."]


def test_true_false_in_another_language() -> None:
    """The bubbles bear the initials of the words; where those are the same, letters."""
    german = tuple(Option(text=text, correct=text == "Wahr") for text in ("Wahr", "Falsch"))
    same = tuple(Option(text=text, correct=text == "vrai") for text in ("vrai", "very faux"))
    made = quiz(
        question("a", "A.", Choice(options=german), "true-false"),
        question("b", "B.", Choice(options=same), "true-false"),
    )
    paper = read(pages(export(made))[0])

    assert [bubble.text for bubble in paper.all("span", "bubble")] == ["W", "F", "A", "B"]
    assert paper.one("p", "direction").text == "Fill in the circle of the right word."


def test_pictures_stand_in_the_page() -> None:
    """A picture is inside the file, with the words that stand for it."""
    paper, _ = pages(export(quiz()))
    image = read(paper).one("img")

    assert (image.attributes["src"] or "").startswith("data:image/png;base64,")
    assert image.attributes["alt"] == "A map of mountains"


@pytest.mark.parametrize("content", [b"", b"<html><script>alert(1)</script></html>"])
def test_a_picture_that_cannot_be_shown_is_described_and_reported(content: bytes) -> None:
    """No picture is dropped in silence."""
    bundle = export(quiz(), media=lambda _: content)

    assert "Picture: A map of mountains" in read(pages(bundle)[0]).text
    assert bundle.report[-1].startswith("map.png: ")


def test_a_missing_picture_is_described_and_reported() -> None:
    """Nor is one that cannot be read."""

    def media(image: Image) -> bytes:
        raise FileNotFoundError(image.file)

    for bundle in (export(quiz(), media=media), export(quiz(), media=None)):
        assert "Picture: A map of mountains" in read(pages(bundle)[0]).text
        assert bundle.report[-1].startswith("map.png: ")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    ],
)
def test_pictures_are_known_by_their_content(content: bytes, kind: str) -> None:
    """A file's name decides nothing about what it is."""
    assert f'src="data:{kind};base64,' in pages(export(quiz(), media=lambda _: content))[0]


def test_each_page_is_self_contained() -> None:
    """No page asks for anything, runs anything, or lacks its notice and its code."""
    bundle = export(quiz())
    code = re.search(r"sheet (\S+)", bundle.report[0])
    assert code

    for html in pages(bundle):
        page = read(html)
        policy = [meta.attributes.get("content") or "" for meta in page.all("meta")]
        assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in policy
        assert {element.tag for element in page.walk()}.isdisjoint({"script", "link", "iframe"})
        assert "://" not in html
        assert "url(" not in html
        assert "@import" not in html
        assert page.one("p", "notice").text == "Study material, not medical advice."
        assert page.one("b", "code").text == code[1]
        assert len(page.all("h1")) == len(page.all("main")) == 1


def test_directions_and_languages_are_said() -> None:
    """Right-to-left text says so, in its own element, and names its language."""
    paper = read(pages(export(quiz()))[0])
    (arabic,) = [stem for stem in paper.all("p", "stem") if "الماء" in stem.text]

    assert arabic.attributes["dir"] == "rtl"
    assert arabic.attributes["lang"] == "ar"
    assert paper.one("html").attributes == {"lang": "en", "dir": "ltr"}


def test_a_right_to_left_quiz_turns_the_page() -> None:
    """A title in Arabic turns the whole page round."""
    paper, key = (read(page) for page in pages(export(quiz(title="تشنج العضلات", language="ar"))))

    assert paper.one("html").attributes["dir"] == key.one("html").attributes["dir"] == "rtl"


def test_the_code_names_one_paper() -> None:
    """The same paper has the same code; another order, option or seed has another."""
    first, second = QUESTIONS[:2]
    papers = [
        quiz(first, second),
        quiz(first),
        quiz(shuffled(first, Random("1")), second),  # noqa: S311 -- the same
        quiz(first, second, seed="43"),
        quiz(first, replace(second, points=9)),
    ]
    codes = [export(made).report[0].split("sheet ")[1] for made in papers]

    assert len(set(codes)) == len(papers)
    assert export(papers[0]).report[0].endswith(codes[0])
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}", code) for code in codes)


def test_the_same_quiz_gives_the_same_bytes() -> None:
    """Nothing but the quiz and the request decides what is written."""
    assert export(quiz()) == export(quiz())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Muscle spasms, *cramps* & twitches", "muscle-spasms-cramps-twitches"),
        ("../../etc/passwd", "etc-passwd"),
        ("筋肉 の けいれん", "筋肉-の-けいれん"),
        ("???", "quiz"),
        ("", "quiz"),
    ],
)
def test_files_are_named_after_the_title(title: str, name: str) -> None:
    """A title makes a name that no file system takes amiss."""
    bundle = export(quiz(title=title), name="")

    assert list(bundle.files) == [f"{name}.html", f"{name}-key.html", f"{name}.sheet.json"]


@pytest.mark.parametrize(
    ("option", "value"), [("group", "colour"), ("paper", "a4; } body {"), ("title", 7)]
)
def test_senseless_options_are_refused(option: str, value: object) -> None:
    """An option that means nothing is an error in words."""
    with pytest.raises(RequestError, match=f"{option} cannot be"):
        HANDOUT.export(quiz(), Request(options={option: value}))


def test_an_empty_quiz_is_refused() -> None:
    """A paper without questions helps nobody."""
    with pytest.raises(RequestError, match="no question"):
        export(replace(quiz(), questions=()))


def test_a_quiz_without_answers_is_refused() -> None:
    """A quiz whose keys were left out has no key to print, and the error says which question."""
    keyless = question("q", "Q?", Choice(options=(Option(text="a", correct=False),)), "choice")

    with pytest.raises(RequestError, match="'deck/q/forward/choice' has no right option"):
        export(quiz(keyless))


def test_letters_go_on_after_z() -> None:
    """Options have letters however many there are."""
    assert [letter(index) for index in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_golden_pages(golden: Golden) -> None:
    """Paper, key, keys and answer sheet of the sample quiz, tag for tag."""
    paper, key = pages(export(quiz()))
    several = export(quiz(), versions=2, answer_sheet=True, large_print=True).files

    golden.check("handout/quiz.html", paper)
    golden.check("handout/quiz-key.html", key)
    for name in ("quiz-B.html", "quiz-B-answer-sheet.html", "quiz-keys.html"):
        # The look is the same on all pages.
        body = several[name].decode().split("<body>")[1]
        golden.check(f"handout/{name}", body)


HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style><script>document.title='owned'</script>",
    "</p></li></ol></main><img src=x onerror=\"document.title='owned'\">",
    "<img src='http://127.0.0.1:PORT/a'><link rel=stylesheet href='http://127.0.0.1:PORT/b'>",
    '"); @import url(http://127.0.0.1:PORT/c); content: ("',
    "{{ 7 * 7 }}{% raw %}",
    "javascript:document.title='owned'",
    "]]><!--",
)


def hostile_quiz(port: int = 0) -> Quiz:
    """Put hostile text into everything that an author can write."""
    text = " ".join(HOSTILE).replace("PORT", str(port))
    options = tuple(Option(text=t, correct=not n, why=t) for n, t in enumerate((*HOSTILE, "x")))
    image = Image(file=text, alt=text, position=HERE)
    made = question("q", text, Choice(options=options), "choice", explanation=text, topic=text)
    made = replace(made, image=image, language=text)
    citation = Citation(source=text, title=text, at=text, quote=text, position=HERE)
    responses: tuple[Recall | Typed | Match | Order, ...] = (
        typed(text, text),
        Typed(key=NumberKey(value=text, unit=text, tolerance=text)),
        Typed(key=ListKey(values=((text, text), (text,)), at_least=2)),
        Recall(answer=text, also=(text,)),
        Match(pairs=tuple((it, f"{it} {text}") for it in HOSTILE)),
        Order(items=HOSTILE),
    )
    others = (replace(made, response=response, hint=text, kind=text) for response in responses)
    return quiz(
        replace(made, citation=citation, points=2),
        *others,
        title=text,
        notice=text,
        seed=text,
        language=text,
    )


def hostile_pages(port: int = 0, group: str = "form", *, large: bool = False) -> dict[str, str]:
    """Export hostile text; return every page of the bundle."""
    options = {"group": group, "large_print": large, "answer_sheet": True}
    made = export(hostile_quiz(port), lambda _: picture(), versions=2, **options).files
    more = export(hostile_quiz(port), versions=5).files
    pages = {name: page.decode() for name, page in made.items() if name.endswith(".html")}
    return pages | {f"of-five-{name}": more[name].decode() for name in ("quiz-A.html", KEYS)}


KEYS = "quiz-keys.html"
STRING = re.compile(r'"(?:[^"\\]|\\[0-9a-f]{6})*"')


@pytest.mark.parametrize("group", ["form", "topic"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_hostile_text_stays_text(group: str, large: bool) -> None:  # noqa: FBT001 -- a parameter
    """Whatever an author writes, the pages have the same tags as those of a harmless quiz."""
    harmless = export(quiz(), versions=2, answer_sheet=True, large_print=large).files
    for name, page in hostile_pages(group=group, large=large).items():
        root = read(page)
        tags = {element.tag for element in root.walk()}
        assert tags <= {
            *("html", "head", "meta", "title", "style", "body", "main", "header", "section"),
            *("div", "figure", "img", "ol", "ul", "li", "p", "h1", "h2", "b", "q", "span", "bdi"),
            *("table", "thead", "tbody", "tr", "th", "td", "i"),
        }
        assert not [
            name for element in root.walk() for name in element.attributes if name[:2] == "on"
        ]
        style = root.one("style").text
        assert "@import" not in style
        if name in harmless:
            # Texts in the margins of a printed page are strings of CSS; nothing else may differ.
            usual = read(harmless[name].decode()).one("style").text
            assert STRING.sub("", style) == STRING.sub("", usual)


def test_what_no_page_can_hold_is_replaced() -> None:
    """Half a character or a control sign, out of a broken quiz file, does no harm."""
    text = "a\ud800\0\x1b[2J " * 40
    made = quiz(question("q", text, typed("\ud800"), "typed", explanation=text), title=text)

    for page in pages(export(made)):
        assert "\x1b[2J" not in page.split("<main>")[1].split("</h1>")[0]


@needs_chromium
def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path) -> None:
    """A browser runs no script of it and asks no server; unescaped, it would do both."""
    with counting_server() as (port, asked):
        bait = "<title>t</title>" + " ".join(HOSTILE).replace("PORT", str(port))
        each = {name: html for name, html in hostile_pages(port).items() if "-A" not in name}
        for name, html in {**each, "bait": bait}.items():
            page = tmp_path / f"{name}.html"
            page.write_text(html, encoding="utf-8")
            dom = chromium(tmp_path, "--virtual-time-budget=2000", "--dump-dom", page.as_uri())
            owned = read_title(dom) == "owned"
            assert owned == (name == "bait")
            assert bool(asked) == (name == "bait")


def read_title(dom: str) -> str:
    """Return the title of a page as the browser has it."""
    title = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    return title[1] if title else ""


LONG_STEM = "A runner feels sudden pain in the calf after two hours in the sun. " * 30


def long_quiz() -> Quiz:
    """Make a quiz of several pages with every response, each text bearing its number."""
    questions = []
    for number in range(1, 61):
        mark = f"m{number:02}x"
        sample = QUESTIONS[number % len(QUESTIONS)]
        stem = LONG_STEM if number == 7 else sample.stem
        response = sample.response
        if isinstance(response, Choice) and not response.fixed:
            texts = [f"{mark}{n} option" for n in range(10 if number % 2 else 4)]
            texts[0] += " " + "long" * 20
            response = choice(*texts, key=texts[0])
        made = replace(sample, id=f"deck/{mark}", response=response, points=1)
        questions.append(replace(made, stem=f"{mark} {stem} {mark}"))
    return quiz(*questions)


def numbered(printed: list[Printed]) -> Iterator[tuple[int, Word]]:
    """Yield each word with the number of its page."""
    for number, page in enumerate(printed, start=1):
        for word in page.words:
            yield number, word


@needs_printing
@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595.3, 841.9), ("letter", 612, 792)])
def test_no_question_is_split_and_nothing_overflows(
    paper: str, width: float, height: float
) -> None:
    """On either paper every question stays on one page, inside the margins."""
    made = long_quiz()
    printed = words(by_chromium(pages(export(made, paper=paper))[0]))

    places: dict[str, set[int]] = {}
    for page, (text, left, top, right, bottom) in numbered(printed):
        # Fifteen millimetres and more on each side; a third of one is left to rounding.
        assert left > 47
        assert right < width - 47
        assert top > 15
        assert bottom < height - 15
        if mark := re.match(r"m\d\dx", text):
            places.setdefault(mark[0], set()).add(page)
    assert len(places) == len(made.questions)
    assert {mark: found for mark, found in places.items() if len(found) > 1} == {}


@needs_printing
@pytest.mark.parametrize("paper", ["a4", pytest.param("letter", marks=pytest.mark.slow)])
def test_ten_questions_take_one_page(paper: str) -> None:
    """An ordinary quiz of ten questions does not waste paper, and says so in its footer."""
    options = ("relaxing completely", "tightening up", "rubbing on each other", "stretching")
    choices = [
        question(
            f"c{n}",
            f"Question {n}: what do muscles do?",
            choice(*options, key=options[1]),
            "choice",
        )
        for n in range(4)
    ]
    statements = [
        question(f"t{n}", f"Statement {n}.", true_false(true=True), "true-false") for n in range(3)
    ]
    blanks = [question(f"b{n}", f"A {n} is ____.", typed("brief"), "cloze") for n in range(3)]
    for html in pages(export(quiz(*choices, *statements, *blanks), paper=paper)):
        (printed,) = words(by_chromium(html))
        assert re.search(r"Sheet [\w-]{7} · page 1 of 1", printed.text)


@needs_printing
def test_no_answer_is_split() -> None:
    """Each answer of a key stays on one page with its reason."""
    made = (
        question(f"q{n}", f"m{n:02}x?", typed("it"), explanation="word " * n + f"m{n:02}x")
        for n in range(80)
    )
    printed = words(by_chromium(pages(export(quiz(*made)))[1]))

    places: dict[str, set[int]] = {}
    for page, word in numbered(printed):
        if mark := re.match(r"m\d\dx", word.text):
            places.setdefault(mark[0], set()).add(page)
    assert len(places) == 80
    assert {mark: found for mark, found in places.items() if len(found) > 1} == {}


@needs_printing
@pytest.mark.parametrize(
    "count", [53, 59, *(pytest.param(n, marks=pytest.mark.slow) for n in range(38, 53, 3))]
)
def test_no_question_stands_on_a_page_alone(count: int) -> None:
    """However many there are, the last page has two, and so has the first under a heading."""
    statements = [
        question(f"t{n}", f"m{n}t Statement.", true_false(true=True), "true-false")
        for n in range(count)
    ]
    short = [question(f"s{n}", f"m{n}s Which?", typed("it"), "typed") for n in range(3)]

    printed = words(by_chromium(pages(export(quiz(*statements, *short)))[0]))

    for kind in "ts":
        places = [
            page for page, word in numbered(printed) if re.fullmatch(rf"m\d+{kind}", word.text)
        ]
        assert min(places.count(page) for page in {places[0], places[-1]}) > 1
