"""Whatever an author types stands on the card as typed, in every form."""

from collections.abc import Iterator

import pytest
from anki_samples import Learner, deck, export, learner, package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_export_anki_field_text import shown

from quizgen.export.anki.note_types import Form
from quizgen.model import (
    AcceptedKey,
    Choice,
    Direction,
    ListKey,
    NumberKey,
    Option,
    Order,
    Question,
    Recall,
    Response,
    Typed,
)

PIECES: dict[str, str] = {
    "<": "<",
    "a < b & c > d": "a < b & c > d",
    "&amp;": "&amp;",
    "{{Answer}}": "{{Answer}}",
    "{{c1::x}}": "{{c1::x}}",
    "}}": "}}",
    "{": "{",
    "std::vector": "std::vector",
    "::": "::",
    '"quoted"': '"quoted"',
    "it's": "it's",
    "`x < y && {{z}}`": "x < y && {{z}}",
    "$\\frac{a}{b} < c$": "\\(\\frac{a}{b} < c\\)",
    "$x^{2^{n}}$": "\\(x^{2^{n}}\\)",
    "H~2~O": "H2O",
    "a\nb": "a b",
    "\\(x\\)": "\\(x\\)",
    "[sound:x.mp3]": "[sound:x.mp3]",
    "[[type:Answer]]": "[[type:Answer]]",
    "[latex]y[/latex]": "[latex]y[/latex]",
    "<script>x</script>": "<script>x</script>",
    "<!-- y": "<!-- y",
    "שלום": "שלום",
    "العربية": "العربية",
    "日本語": "日本語",
    "e\u0301tude": "étude",
    "👩‍🔬": "👩‍🔬",
    "100 %": "100 %",
}
"""What an author types, and what the reader sees; a formula as MathJax gets it."""

TYPED = PIECES | {"$\\frac{a}{b} < c$": "a/b < c", "$x^{2^{n}}$": ""}
"""Where somebody types the answer, a formula is in Unicode; the second one has none."""

TEXTS = st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=4).map(" ".join)
PLAIN = TEXTS.filter(lambda text: "$x" not in text)


def expected(text: str, pieces: dict[str, str]) -> str:
    """Return what the reader sees of a text made of pieces."""
    for typed in sorted(pieces, key=len, reverse=True):
        text = text.replace(typed, f"\ue000{sorted(pieces).index(typed)}\ue001")
    for n, typed in enumerate(sorted(pieces)):
        text = text.replace(f"\ue000{n}\ue001", pieces[typed])
    return " ".join(text.split())


def seen(side: str) -> str:
    """Return what a browser shows of a side, scripts aside, with single spaces."""
    return " ".join(shown(side.split("<script>", maxsplit=1)[0]).split())


def question(form: Form, response: Response, texts: dict[str, str]) -> Question:
    """Ask in a form, with a text in each place."""
    gap = form is Form.CLOZE
    return Question(
        id=f"spasms-k3f9/{form}/forward/{form}",
        card=f"spasms-k3f9/{form}/forward",
        deck="spasms-k3f9",
        fact=str(form),
        kind=str(form),
        direction=Direction.FORWARD,
        stem=f"{texts['stem']} ____ {texts['topic']}" if gap else texts["stem"],
        response=response,
        explanation=texts["why"],
        hint=texts["hint"],
        topic=texts["topic"],
    )


def responses(one: str, two: str, three: str) -> dict[Form, Response]:
    """Make a response for each form of three different texts."""
    options = (
        Option(text=one, correct=True, why=two),
        Option(text=two, correct=False, why=three),
        Option(text=three, correct=False),
    )
    return {
        Form.RECALL: Recall(answer=one, also=(two,)),
        Form.REVERSE: Recall(answer=one, also=(two,)),
        Form.CLOZE: Recall(answer=one),
        Form.TYPED: Typed(key=AcceptedKey(accepted=(one, two))),
        Form.CHOICE: Choice(options=options),
        Form.TRUE_FALSE: Choice(options=options[:2], fixed=True),
        Form.LIST: Typed(key=ListKey(values=((one, two), (three,)), at_least=2)),
        Form.NUMERIC: Typed(key=NumberKey(value=one, unit=three, tolerance=two)),
        Form.ORDERING: Order(items=(one, two, three)),
    }


#: Which answers a form shows, by their place, and whether they are compared with what is typed.
ANSWERS: dict[Form, tuple[tuple[int, bool], ...]] = {
    Form.RECALL: ((0, False), (1, False)),
    Form.REVERSE: ((0, False), (1, False)),
    Form.CLOZE: ((0, False),),
    Form.TYPED: ((0, True), (1, False)),
    Form.CHOICE: ((0, False), (1, False), (2, False)),
    Form.TRUE_FALSE: ((0, False), (1, False)),
    Form.LIST: ((0, True), (1, True), (2, True)),
    Form.NUMERIC: ((0, True), (2, False)),
    Form.ORDERING: ((0, False), (1, False), (2, False)),
}


@pytest.fixture(scope="module")
def anna(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """A learner whose notes each example replaces."""
    with learner(tmp_path_factory.mktemp("exact")) as opened:
        yield opened


def cards(anna: Learner, questions: tuple[Question, ...]) -> dict[str, tuple[str, str]]:
    """Take questions in and render them: front and back, by form."""
    anna.collection.remove_notes(anna.collection.find_notes(""))
    anna.take(package(export(deck(), questions=questions)))
    return {
        card.note()["Id"].split("/")[1]: (
            card.render_output().question_text,
            card.render_output().answer_text,
        )
        for card in anna.cards()
    }


def test_every_form_is_tried() -> None:
    """A new form must say what it shows."""
    assert set(ANSWERS) == set(responses("a", "b", "c")) == set(Form)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(("stem", "why", "hint", "topic"), TEXTS)),
    answers=st.lists(PLAIN, min_size=3, max_size=3, unique=True),
)
def test_texts_arrive_exactly(anna: Learner, texts: dict[str, str], answers: list[str]) -> None:
    """Signs of HTML, of templates, of deletions and media, formulas, code, and all scripts."""
    asked = tuple(question(form, it, texts) for form, it in responses(*answers).items())
    found = cards(anna, asked)

    assert len(found) == len(Form)
    for form, places in ANSWERS.items():
        front, back = map(seen, found[str(form)])
        assert expected(texts["stem"], PIECES) in front, form
        assert expected(texts["hint"], PIECES) in front, form
        assert expected(texts["why"], PIECES) in back, form
        assert expected(texts["topic"], PIECES) in back, form
        for place, typed in places:
            assert expected(answers[place], TYPED if typed else PIECES) in back, form


def test_long_and_odd_formulas_stay_formulas(anna: Learner) -> None:
    """In a deletion too; what could make a link or another command does not become one."""
    texts = dict.fromkeys(("stem", "why", "hint", "topic"), "x")
    good = "$\\begin{matrix} a & b \\\\[2pt] c & d \\end{matrix}$"
    bad = "$\\href{javascript:alert(1)}{x}$"
    found = cards(
        anna,
        (
            question(Form.CLOZE, Recall(answer=good), texts),
            question(Form.RECALL, Recall(answer=bad), texts),
        ),
    )

    assert "\\(\\begin{matrix} a & b \\\\[2pt] c & d \\end{matrix}\\)" in seen(found["cloze"][1])
    assert "\\(" not in found["recall"][1].split("<script>")[0]
