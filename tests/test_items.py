"""Items and their flaws: each rule finds what it is for, and leaves what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.items import FLAWS, Form, Item, Weight, flaws, item_of
from quizgen.model import (
    AcceptedKey,
    Choice,
    Direction,
    Option,
    Order,
    Proof,
    ProofTag,
    Question,
    Response,
    Typed,
)

STEM = "Which organ makes bile?"
OPTIONS = ("the *liver", "the spleen", "the kidney", "the lungs")


def item(
    stem: str = STEM,
    *options: str,
    form: Form | None = None,
    language: str = "en",
    gapped: bool = False,
) -> Item:
    """Write an item down; a star marks a key, and several keys make it a multi-select one."""
    correct = tuple(at for at, text in enumerate(options) if text.startswith("*"))
    usual: Form = "multi-select" if len(correct) > 1 else "choice"
    return Item(
        id="it",
        stem=stem,
        form=form or (usual if options else "open"),
        options=tuple(text.removeprefix("*") for text in options),
        correct=correct,
        language=language,
        gapped=gapped,
    )


def codes(it: Item) -> set[str]:
    """Return the names of an item's flaws."""
    return {flaw.code for flaw in flaws(it)}


SOUND = item(STEM, "the spleen", "*the liver", "the kidney", "the lung")

FLAWED = {
    "empty-stem": item(" ", "*bile", "lymph", "blood"),
    "no-key": item(STEM, "the spleen", "the liver", "the kidney"),
    "several-keys": item(STEM, "*the spleen", "*the liver", "the kidney", form="choice"),
    "too-few-options": item(STEM, "*the liver"),
    "empty-option": item(STEM, "*liver", "spleen", " "),
    "duplicate-option": item(STEM, "*the liver", "spleen", "the Spleen"),
    "option-inside-another": item(STEM, "*the liver", "left lobe of the liver", "spleen"),
    "overlapping-ranges": item("How long is it?", "1–5 cm", "*4–8 cm", "9–12 cm"),
    "key-in-stem": item("What do the liver cells form?", "*the liver", "spleen", "lung"),
    "unfilled-slot": item("Where is <the subject>?", "*above", "below", "behind"),
    "longest-correct": item(STEM, "*the liver of any adult", "the spleen", "the kidney"),
    "shortest-correct": item(STEM, "*lung", "the spleen", "the kidney"),
    "word-repeat": item("Which nerve does peroneus use?", "*peroneal", "femoral", "tibial"),
    "convergence": item(
        STEM, "*liver and spleen", "liver and lung", "kidney and spleen", "bone and skin"
    ),
    "key-alone-in-format": item(STEM, "*Liver", "spleen", "kidney"),
    "logical-cue": item(
        "What does it do to the pulse?", "*raise it up", "raise it down", "stop it"
    ),
    "grammar-cue": item("An inflamed joint is an ____", "*arthritis", "neuritis", "gastritis"),
    "absolute-terms": item(STEM, "*the liver", "only glands", "the lungs"),
    "vague-terms": item(STEM, "*the liver", "usually glands", "the lungs"),
    "none-of-the-above": item(STEM, "*the liver", "spleen", "none of the above"),
    "all-of-the-above": item(STEM, "*the liver", "spleen", "All of these"),
    "k-type": item(STEM, "*liver", "spleen", "A and B", "B and C"),
    "true-false-as-choice": item("Is bile green?", "*true", "false"),
    "lost-sequence": item("How many are there?", "12", "*31", "24", "40"),
    "inconsistent-numbers": item("How long is it?", "5 mm", "*3 cm", "12 m"),
    "touching-ranges": item("How old?", "*1 to 5", "5 to 10", "10 to 15"),
    "numeric-verbal-mix": item("How many?", "*12", "15", "nobody knows"),
    "odd-format": item(STEM, "*liver", "spleen", "kidney (left)"),
    "nested-distractors": item(STEM, "*liver", "lung", "left lung"),
    "repeated-start": item(
        STEM, "*the organ that lies right", "the organ that lies left", "the organ that lies low"
    ),
    "long-option": item(STEM, "*liver", "spleen", " ".join(["very"] * 26)),
    "negative-stem": item("Which of these is not an organ?", "*skull", "liver", "lung"),
    "unfocused-stem": item("Which of these statements is true?", "*Bile is green", "Bile is red"),
    "mid-stem-blank": item("The ____ makes bile.", "*liver", "spleen", "lung"),
    "long-stem": item("word " * 41 + "?", "*liver", "spleen", "lung"),
    "double-word": item("Which organ makes the the bile?", "*liver", "spleen", "lung"),
    "two-questions": item("Which organ makes bile? Where is it?", "*liver", "spleen", "lung"),
    "unclear-reference": item("They make what?", "*bile", "lymph", "blood"),
}


def test_every_rule_has_its_flawed_item() -> None:
    """The examples are those of the rules, and no name is used twice."""
    assert list(FLAWED) == [rule.code for rule in FLAWS]


@pytest.mark.parametrize("code", FLAWED)
def test_each_rule_finds_its_flaw(code: str) -> None:
    """A flawed item is told so, with what is wrong and what to do."""
    found = {flaw.code: flaw for flaw in flaws(FLAWED[code])}

    assert code in found
    assert found[code].message
    assert found[code].hint


def test_a_sound_item_has_no_flaw() -> None:
    """Nothing is found where nothing is wrong."""
    assert flaws(SOUND) == ()


NOT_FLAWED = [
    ("duplicate-option", item("Which is cobalt?", "*Co", "CO", "Cu")),
    ("duplicate-option", item("What is the charge?", "*+", "-", "±")),
    ("option-inside-another", item("What is felt?", "*pain", "no pain", "cold")),
    ("option-inside-another", item("What is it?", "*x", "x + 1", "x + 2")),
    ("option-inside-another", item("Where is it?", "*Niger", "Nigeria", "Mali")),
    ("overlapping-ranges", item("How long?", "*1-4 cm", "5-8 cm", "9-12 cm")),
    ("overlapping-ranges", item("How long?", "*less than 5 cm", "5 to 9 cm", "over 9 cm")),
    ("overlapping-ranges", item("How long?", "*1–5 cm", "5–10 cm", "10–15 cm")),
    ("touching-ranges", item("How old?", "*under 10", "10 to 15", "over 15")),
    ("key-in-stem", item("Which is larger, a lung or a liver?", "*liver", "lung", "eye")),
    ("key-in-stem", item("In which is it found as salt?", "*In", "Sn", "Pb")),
    ("longest-correct", item(STEM, "*the liver itself", "the spleen itself", "the kidney")),
    ("longest-correct", item(STEM, "*lungs", "eye", "ear")),
    ("word-repeat", item("Which nerve does peroneus use?", "*peroneal", "peronealis", "tibial")),
    ("word-repeat", item("Which nerve is it?", "*tibial nerve", "femoral nerve", "sural nerve")),
    ("convergence", item(STEM, "*Trinidad and Tobago", "France and Spain", "Cuba")),
    ("key-alone-in-format", item(STEM, "*Liver", "Spleen", "kidney")),
    ("logical-cue", item("What happens to it?", "*it increases", "it decreases", "no change")),
    ("logical-cue", item("How?", "*up", "down", "left", "right")),
    ("grammar-cue", item("An inflamed joint is a/an ____", "*arthritis", "neuritis", "rash")),
    ("grammar-cue", item("An inflamed joint is an ____", "*arthritis", "ulcer", "itch")),
    ("grammar-cue", item("It grows out of a ____", "*European", "unit", "ball")),
    ("grammar-cue", item("What are muscles made of?", "*fibres", "glue", "fat")),
    ("grammar-cue", item("What is the capital?", "*Rome", "Paris", "Athens")),
    ("absolute-terms", item("How often?", "*always", "never", "at dawn")),
    ("absolute-terms", item(STEM, "*a small ball", "a tall wall", "the hall")),
    ("absolute-terms", item(STEM, "*liver", "spleen", "all of the above")),
    ("absolute-terms", item(STEM, "*only glands", "only lungs", "only skin")),
    ("k-type", item("Which vitamins?", "*A and K", "C and E", "D and B12")),
    ("lost-sequence", item("How many?", "*40", "31", "24", "12")),
    ("lost-sequence", item("How many?", "9", "*10", "1,000")),
    ("inconsistent-numbers", item("How long?", "*5 mm", "6 mm", "12 mm")),
    ("negative-stem", item("Which of these is NOT an organ?", "*skull", "liver", "lung")),
    ("negative-stem", item("Which of these is **not** an organ?", "*skull", "liver", "lung")),
    ("negative-stem", item("What lasts at least a day?", "*flu", "cramp", "tic")),
    ("negative-stem", item("What does “not at all” mean?", "*never", "once", "twice")),
    ("negative-stem", item("What is a muscle that does not relax called?", "*cramp", "tic", "fit")),
    ("negative-stem", item("He does not sleep. What helps?", "*rest", "noise", "light")),
    ("unfocused-stem", item("The organ that makes bile is:", "*liver", "spleen", "lung")),
    ("unfocused-stem", item("Name a common site of cramps.")),
    ("unfocused-stem", item("Nenne ein Organ.", language="de")),
    ("mid-stem-blank", item("Bile is made by the ____.", "*liver", "spleen", "lung")),
    ("mid-stem-blank", item("The ____ makes bile.", "*liver", "lung", "eye", gapped=True)),
    ("double-word", item("Who knew that that was so?", "*he", "she", "they")),
    ("double-word", item("Where is Walla Walla?", "*here", "there", "nowhere")),
    ("two-questions", item("Who asked “Why? How?” first?", "*he", "she", "they")),
    ("unclear-reference", item("It is known that bile is what?", "*green", "red", "blue")),
    ("true-false-as-choice", item("True or false: it is.", "*true", "false", form="true-false")),
    ("several-keys", item(STEM, "*liver", "*gall", "eye", "ear")),
]


@pytest.mark.parametrize(("code", "sound"), NOT_FLAWED)
def test_each_rule_leaves_what_only_looks_like_its_flaw(code: str, sound: Item) -> None:
    """A rule knows its exceptions."""
    assert code not in codes(sound)


def test_what_makes_an_item_unusable_is_fatal() -> None:
    """Nothing that leaves more than one option right, or none, is only a cue."""
    fatal = [rule.code for rule in FLAWS if rule.weight is Weight.FATAL]

    assert {"no-key", "several-keys", "duplicate-option", "overlapping-ranges"} <= {*fatal}
    assert [rule.code for rule in FLAWS[: len(fatal)]] == fatal


def test_a_message_names_the_words_concerned() -> None:
    """The author sees at once which words are meant."""
    repeat, *_ = (it for it in flaws(FLAWED["word-repeat"]) if it.code == "word-repeat")
    term, *_ = (it for it in flaws(FLAWED["absolute-terms"]) if it.code == "absolute-terms")

    assert "“peroneal”" in repeat.message
    assert "“only” in 1 of 3 options" in term.message


def test_a_verb_may_fit_the_key_alone() -> None:
    """A plural verb before the gap leaves a single plural no rival."""
    assert "grammar-cue" in codes(item("The carriers are the ____", "*cells", "plasma", "water"))
    assert "grammar-cue" in codes(item("Which of these is red?", "*a cell", "roses", "beans"))


def test_english_rules_judge_only_english() -> None:
    """In another language the same letters are other words; what needs no words still holds."""
    cue = item("Quelle est la taille?", "*only", "all men", "only men", language="fr")

    assert "absolute-terms" not in codes(cue)
    assert "option-inside-another" in codes(cue)
    assert "unfocused-stem" not in codes(item("Nomme un organe", language="fr"))


def test_markup_is_no_text() -> None:
    """Options that only differ in markup are the same, and signs of markup have no length."""
    assert "duplicate-option" in codes(item(STEM, "*lung", "`liver`", " **liver**"))
    assert "longest-correct" not in codes(item(STEM, "*$\\mathrm{liver}$", "lung", "eye"))


def question(response: Response, kind: str = "choice", relation: str = "pair") -> Question:
    """Return a question that differs in what its item depends on."""
    return Question(
        id="d/f/forward/x",
        card="d/f/forward",
        deck="d",
        fact="f",
        kind=kind,
        direction=Direction.FORWARD,
        stem="Which?",
        response=response,
        relation=relation,
    )


def test_an_item_is_what_a_question_shows() -> None:
    """The options come in their order, with the key, and grouped by deck and relation."""
    options = (
        Option(text="no", correct=False, proof=Proof(tag=ProofTag.DECLARED, because="")),
        Option(text="yes", correct=True),
    )
    choice = item_of(question(Choice(options=options, fixed=True)))

    assert (choice.options, choice.correct, choice.form) == (("no", "yes"), (1,), "choice")
    assert choice.fixed
    assert choice.group == "d/pair"
    assert item_of(question(Choice(options=options, several=True))).form == "multi-select"
    assert item_of(question(Choice(options=options), kind="true-false")).form == "true-false"


def test_a_question_without_options_is_an_open_item() -> None:
    """What is recalled, typed or ordered is judged by its stem alone."""
    typed = item_of(question(Typed(key=AcceptedKey(accepted=("x",)))))

    assert (typed.form, typed.options, typed.correct) == ("open", (), ())
    assert item_of(question(Order(items=("a", "b")))).form == "open"


def test_a_gap_of_a_statement_is_declared() -> None:
    """The author of a statement says where its gaps are, so a gap may stand anywhere."""
    options = (Option(text="a", correct=True), Option(text="b", correct=False))

    assert item_of(question(Choice(options=options), relation="statement")).gapped
    assert not item_of(question(Choice(options=options))).gapped


_TEXTS = st.text(max_size=30) | st.sampled_from(
    ["", " ", "\ud800", "١٢", "1–", "-", "**", "$\\frac{1}{0}$", "5 to 3", "9" * 400, "1e999", "A"]
)


@given(
    _TEXTS,
    st.lists(_TEXTS, max_size=8),
    st.lists(st.integers(-3, 12), max_size=4),
    st.sampled_from(["choice", "multi-select", "true-false", "open"]),
)
def test_nothing_makes_it_raise(
    stem: str, options: list[str], correct: list[int], form: Form
) -> None:
    """Whatever an item holds, it is judged, and twice the same."""
    it = Item(id="", stem=stem, form=form, options=tuple(options), correct=tuple(correct))

    assert flaws(it) == flaws(it)


def test_hundreds_of_options_take_no_minute() -> None:
    """What is compared in pairs is compared quickly."""
    many = item(STEM, "*the liver", *(f"organ {number}x" for number in range(400)))
    started = time.process_time()

    flaws(many)

    assert time.process_time() - started < 5
