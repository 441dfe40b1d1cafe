"""Items from files: GIFT, plain JSON and quizzes of our own, with every mistake at its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from muscle_quiz import QUIZ

from quizgen.item_reader import read_gift, read_items, read_plain, read_quiz_items
from quizgen.items import Item, flaws
from quizgen.problems import Severity
from quizgen.quiz_file import write_quiz


def gift(text: str) -> Item:
    """Read a single sound question."""
    items, problems = read_gift(text, "q.gift")
    assert problems == ()
    assert len(items) == 1
    return items[0]


def test_one_right_answer() -> None:
    """A choice has its options in order, its title as id and its place."""
    it = gift("::Bile::Which organ makes bile?{\n=liver # yes\n~%-25%spleen#no\n~lung\n}")

    assert (it.id, it.stem, it.form) == ("Bile", "Which organ makes bile?", "choice")
    assert (it.options, it.correct) == (("liver", "spleen", "lung"), (0,))


def test_several_right_answers() -> None:
    """Answers with weights and no equals sign are to be picked together."""
    it = gift("Which are organs? {~%50%liver ~%50%lung ~%-100%stone}")

    assert (it.form, it.correct) == ("multi-select", (0, 1))


@pytest.mark.parametrize(
    ("answer", "key"), [("{T}", 0), ("{FALSE}", 1), ("{ true#ah#oh }", 0), ("{F####why}", 1)]
)
def test_true_and_false(answer: str, key: int) -> None:
    """A sentence with T or F is a true-false item."""
    it = gift(f"Bile is green.{answer}")

    assert (it.form, it.options, it.correct) == ("true-false", ("True", "False"), (key,))


@pytest.mark.parametrize(
    "answer",
    [
        "{=4 =four}",
        "{#3.14:0.01}",
        "{#3..4}",
        "{#=1822:0 #right\n=%50%1822:2 #near\n~#wrong}",
        "{=liver -> bile =kidney -> urine}",
        "{}",
        "{ }",
    ],
)
def test_what_has_no_options_is_open(answer: str) -> None:
    """Short answers, numbers, pairs and essays are judged by their stem."""
    it = gift(f"What is it? {answer}")

    assert (it.form, it.options, it.stem) == ("open", (), "What is it?")


def test_a_missing_word_is_a_declared_gap() -> None:
    """Text behind the answers makes a gap; a full stop after a question does not."""
    missing = gift("The {=liver ~lung ~spleen} makes bile.")
    ended = gift("Bile is made by the {=liver ~lung ~spleen}.")

    assert (missing.stem, missing.gapped) == ("The ____ makes bile.", True)
    assert "mid-stem-blank" not in {flaw.code for flaw in flaws(missing)}
    assert (ended.stem, ended.gapped) == ("Bile is made by the ____.", True)
    assert gift("Which organ makes bile? {=liver ~lung}.").stem == "Which organ makes bile?"


def test_escapes_mean_the_sign_itself() -> None:
    r"""A backslash before ~ = # { } : takes their meaning away; \n is a line break."""
    it = gift(r"::a\:\:b::Is \{1\} \= \~1\#\nhere?{=x\=1 ~y\~2 ~%30\%}".replace("%30\\%", "z\\#3"))

    assert it.id == "a::b"
    assert it.stem == "Is {1} = ~1# here?"
    assert it.options == ("x=1", "y~2", "z#3")


def test_a_backslash_may_be_escaped_itself() -> None:
    r"""``\\neq`` is no line break; a backslash before anything else is only that."""
    assert gift("Is $1 \\\\neq 0$ so? {T}").stem == "Is $1 \\neq 0$ so?"
    assert gift("Which sign? {= \\ # yes\n~ /}").options == ("\\", "/")


def test_what_is_not_english_is_not_judged_by_english_words() -> None:
    """Without a word about it the language is guessed, from thirty words on."""
    french = (
        "Quel organe produit la bile dans le corps humain ?{=le foie ~la rate ~le rein}\n\n" * 3
    )
    english = "Which organ makes the bile in the human body?{=the liver ~the lung ~the eye}\n\n" * 3

    assert {it.language for it in read_gift(french, "q.gift")[0]} == {""}
    assert {it.language for it in read_gift(english, "q.gift")[0]} == {"en"}
    stem = "Quel organe produit la bile dans le corps humain ?"
    plain = [{"stem": stem}, {"stem": stem, "language": "fr"}, {"stem": stem}, {"stem": stem}]
    items, _ = read_plain(json.dumps(plain), "q.json")
    assert [it.language for it in items] == ["", "fr", "", ""]


def test_html_is_read_as_its_text() -> None:
    """Tags go, emphasis stays, entities and pictures become what they say."""
    it = gift(
        "::t::[html]<p>Which is <b>not</b> 5&nbsp;&lt;&nbsp;6<br/>here?</p>"
        '<img src="a" alt="a cow">'
        "{=[html]<i>one</i> ~two ~three}"
    )

    assert it.stem == "Which is **not** 5 < 6 here? a cow"
    assert it.options == ("**one**", "two", "three")
    assert "negative-stem" not in {flaw.code for flaw in flaws(it)}


def test_comments_categories_and_descriptions() -> None:
    """Comments and descriptions are no items, and a category groups those after it."""
    items, problems = read_gift(
        "// a comment {\n\n$CATEGORY: top/bones\n\nJust a text.\n\n"
        "Which bone?{\n// in between {\n=rib\n~ear}\n\n$CATEGORY: other\n::n::Which eye?{=a ~b}",
        "q.gift",
    )

    assert problems == ()
    assert [(it.stem, it.group) for it in items] == [
        ("Which bone?", "top/bones"),
        ("Which eye?", "other"),
    ]
    assert items[0].position is not None
    assert (items[0].position.line, items[0].position.column) == (7, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("Which?{=a ~b", 1, 7, "no }"),
        ("Which?{\n=a\n\n~b}", 1, 7, "no }"),
        ("Which? =a ~b}", 1, 13, "without its {"),
        ("One?{=a ~b}\nTwo?{=c ~d}", 2, 5, "a second {"),
        ("One?{=a ~b} x}", 1, 14, "too many"),
        ("::Title Which?{=a ~b}", 1, 1, "title has no end"),
        ("Which?\n{maybe}", 2, 2, "“maybe” is no answer"),
        ("Which?{ oh =a ~b}", 1, 9, "“oh” is no answer"),
        ("Which?{~%lots%a ~b}", 1, 9, "%lots% is no weight"),
        ("Which?{~%150%a ~b}", 1, 9, "%150% is no weight"),
        ("How many?{#few}", 1, 12, "“few” is no number"),
        ("Match:{=a -> b =c}", 1, 16, "“c” is no pair"),
    ],
)
def test_each_mistake_in_gift_has_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    """A mistake is an error with line, column and a hint; nothing is read from the question."""
    items, problems = read_gift(text, "q.gift")

    assert items == ()
    problem = problems[0]
    assert (problem.position.line, problem.position.column) == (line, column)
    assert message in problem.message
    assert problem.hint
    assert problem.severity is Severity.ERROR


def test_all_mistakes_come_at_once_and_sound_questions_stay() -> None:
    """What is sound is read, whatever stands around it."""
    items, problems = read_gift("A?{=a ~b\n\nB?{=a ~b}\r\n\r\nC?{x}\n\nD?{=a ~b ~c}", "q.gift")

    assert [it.stem for it in items] == ["B?", "D?"]
    assert [problem.position.line for problem in problems] == [1, 5]


def test_weights_that_do_not_make_a_hundred_are_a_warning() -> None:
    """The question is read all the same."""
    items, problems = read_gift("Which?{~%50%a ~%30%b ~c}", "q.gift")

    assert items[0].correct == (0, 1)
    assert [(it.severity, it.code) for it in problems] == [(Severity.WARNING, "weights")]
    assert read_gift("Which?{~%33.333%a ~%33.333%b ~%33.333%c ~d}", "q.gift")[1] == ()


@pytest.mark.parametrize(
    ("fields", "options", "correct", "form"),
    [
        ({"options": ["a", "b"], "answer": 1}, ("a", "b"), (1,), "choice"),
        ({"choices": ["x", "y"], "key": "B"}, ("x", "y"), (1,), "choice"),
        ({"choices": ["B", "A"], "key": "A"}, ("B", "A"), (1,), "choice"),
        ({"options": ["x", "y"], "correct": "y"}, ("x", "y"), (1,), "choice"),
        ({"options": ["x", "y", "z"], "answer": ["a", 2]}, ("x", "y", "z"), (0, 2), "multi-select"),
        ({"options": {"A": "x", "B": "y"}, "answer": "B"}, ("x", "y"), (1,), "choice"),
        ({"options": [{"text": "x"}, {"text": "y", "correct": True}]}, ("x", "y"), (1,), "choice"),
        ({"options": [5, 7.5], "answer": "5"}, ("5", "7.5"), (0,), "choice"),
        ({"options": ["x", "y"]}, ("x", "y"), (), "choice"),
        ({}, (), (), "open"),
        ({"answer": "anything"}, (), (), "open"),
    ],
)
def test_plain_json_in_its_spellings(
    fields: dict[str, object], options: tuple[str, ...], correct: tuple[int, ...], form: str
) -> None:
    """Options and answers may be written in the ways that people write them."""
    text = json.dumps([{"stem": "Which?", **fields}])
    (it,), problems = read_plain(text, "q.json")

    assert problems == ()
    assert (it.stem, it.options, it.correct, it.form) == ("Which?", options, correct, form)


def test_plain_json_says_where_an_item_stands() -> None:
    """Each item has its id, or its number, and its place."""
    text = '[\n  {"question": "A?", "id": "x"},\n  {"stem": "B?", "id": 7}, {"stem": "C?"}]'
    items, _ = read_items(text, "q.json")
    places = [it.position for it in items if it.position]

    assert [it.id for it in items] == ["x", "7", "item 2"]
    assert [(it.line, it.column) for it in places] == [(2, 3), (3, 3), (3, 28)]


@pytest.mark.parametrize(
    ("item", "column", "message"),
    [
        ("7", 2, "item 0: must be an object, not a number"),
        ("{}", 2, "item 0: has no stem"),
        ('{"stem": 5}', 11, "the stem must be a text, not a number"),
        (
            '{"stem": "A?", "id": "x", "options": "ab"}',
            39,
            "item 0 ('x'): 'options' must be a list",
        ),
        ('{"stem": "A?", "options": [null]}', 28, "option 0 must be a text, not null"),
        ('{"stem": "A?", "options": [{"text": "a", "correct": 1}]}', 28, "'correct' of option 0"),
        ('{"stem": "A?", "options": ["a"], "answer": 1}', 45, "there is no option 1, only 0 to 0"),
        ('{"stem": "A?", "options": ["a"], "answer": "z"}', 45, "'z' is none of the options"),
        ('{"stem": "A?", "options": ["a"], "answer": true}', 45, "not true or false"),
        ('{"stem": "A?", "language": 1}', 29, "'language' must be a text"),
        (
            '{"stem": "A?", "options": [{"text": "a", "correct": true}, "b"], "key": 1}',
            74,
            "otherwise than the options",
        ),
    ],
)
def test_each_mistake_in_plain_json_has_its_place(item: str, column: int, message: str) -> None:
    """The problem says which item, which value and what to do; the other items are read."""
    items, problems = read_plain(f'[{item},\n{{"stem": "B?"}}]', "q.json")

    assert [it.stem for it in items] == ["B?"]
    (problem,) = problems
    assert message in problem.message
    assert problem.hint
    assert (problem.position.line, problem.position.column) == (1, column)


def test_broken_json_is_told_where_it_breaks() -> None:
    """What comes before the break is read."""
    items, problems = read_plain('[{"stem": "A?"},\n {"stem": }]', "q.json")

    assert [it.stem for it in items] == ["A?"]
    assert (problems[0].code, problems[0].position.line) == ("bad-json", 2)


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', '"text"', '{"questions": 3}'])
def test_json_without_a_list_is_refused(text: str) -> None:
    """The problem says what such a file looks like."""
    items, problems = read_plain(text, "q.json")

    assert items == ()
    assert "no list of questions" in problems[0].message


def test_a_quiz_of_our_own_is_one_sheet() -> None:
    """Its items stand in the file's order, each at its place, with nothing kept apart."""
    text = write_quiz(QUIZ)
    items, problems = read_items(text, "quiz.json")

    assert problems == ()
    assert [it.id for it in items] == [question.id for question in QUIZ.questions]
    assert {it.side for it in items} == {""}
    first = items[0].position
    assert first is not None
    assert text.splitlines()[first.line - 1][first.column - 1] == "{"


def test_a_broken_quiz_of_our_own_names_its_problems() -> None:
    """They are those of the quiz reader."""
    items, problems = read_quiz_items('{"version": 1, "items": [{}]}', "quiz.json")

    assert items == ()
    assert problems


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ('\ufeff[{"stem": "A?"}]', ["A?"]),
        ('{"questions": [{"stem": "A?"}]}', ["A?"]),
        ("A?{=a ~b}", ["A?"]),
        ("{=a ~b} is it.", ["____ is it."]),
    ],
)
def test_files_are_told_apart_by_what_they_hold(text: str, stems: list[str]) -> None:
    """Names do not matter."""
    items, problems = read_items(text, "x")

    assert problems == ()
    assert [it.stem.strip() for it in items] == stems


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no question here"),
        ("[]", "no question here"),
        ("Dear all,\n\nhello.", "neither JSON nor GIFT"),
    ],
)
def test_a_file_without_questions_says_so(text: str, message: str) -> None:
    """Nothing at all, or a text that is something else, is an error with a hint."""
    _, (problem,) = read_items(text, "x")

    assert message in problem.message


_GIFT = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "=",
            "~",
            "#",
            "::",
            "%50%",
            "\\",
            "->",
            "T",
            "a",
            " ",
            "\n",
            "\n\n",
            "//",
            "####",
        ]
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda it: (
        st.lists(it, max_size=4)
        | st.dictionaries(st.sampled_from(["stem", "options", "answer", "text", "correct"]), it)
    ),
    max_leaves=12,
)


@given(_GIFT | _JSON.map(json.dumps) | st.text())
def test_no_text_makes_a_reader_raise(text: str) -> None:
    """Whatever a file holds, there are items or problems, and items can be judged."""
    items, problems = read_items(text, "x")

    assert items or problems
    for it in items:
        flaws(it)
