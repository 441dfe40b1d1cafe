"""Built-in wording: slots, articles, plurals, and which wording wins."""

import pytest
from hypothesis import given
from strategies import fact, one, relation, several, statement, texts

from quizgen.model import EFFECT, Fact, Link, Number, Pair, Relation, Shape, Steps, Term
from quizgen.wording import (
    GAP,
    PHRASES,
    SLOTS,
    Wording,
    quantity,
    sentence,
    slots_of,
    unknown_slots,
)
from quizgen.wording.grammar import article, plural

ENGLISH = Wording()
GERMAN = Wording("de-AT")


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("What is <subject>?", "What is arm?"),
        ("<Subject> hurts.", "Arm hurts."),
        ("<a subject> and <a object>", "an arm and a leg"),
        ("<the subject>, <the object>", "the arm, the leg"),
        ("Name <n> of <subject>.", "Name three of arm."),
        ("<Object> and <subject><subject>", "Leg and armarm"),
        ("a < b and c > d", "a < b and c > d"),
        ("<b>bold</b> <subjects>", "<b>bold</b> <subjects>"),
    ],
)
def test_fill_puts_texts_into_slots(template: str, filled: str) -> None:
    """Each slot takes its text; what is no slot stays as it is."""
    assert ENGLISH.fill(template, subject="arm", object="leg", n="three") == filled


@given(texts, texts)
def test_fill_is_not_fooled_by_what_it_fills_in(subject: str, object_: str) -> None:
    """A text that looks like a slot is put in as it is, once."""
    assert (
        ENGLISH.fill("<subject>|<object>", subject=subject, object=object_)
        == f"{subject}|{object_}"
    )
    assert ENGLISH.fill("<subject>", subject="<object>", object="x") == "<object>"


def test_a_slot_without_its_text_stays() -> None:
    """The question of a forward card has no object to fill in: it would give itself away."""
    assert ENGLISH.fill("<subject> has <object>", subject="it") == "it has <object>"


def test_articles_in_the_text_are_not_doubled() -> None:
    """A text that brings its article keeps it, or changes it for the one asked for."""
    assert ENGLISH.fill("<a object>", object="the liver") == "the liver"
    assert ENGLISH.fill("<the object>", object="a muscle") == "the muscle"


def test_every_slot_is_known_and_no_other() -> None:
    """The reader can tell authors which slots there are."""
    for slot in SLOTS:
        assert unknown_slots(f"x <{slot}> y") == ()
        assert "<" not in ENGLISH.fill(f"<{slot}>", subject="s", object="o", n="2")
    assert unknown_slots("<object>, <objects> and <Subjekt>") == ("objects", "Subjekt")


@pytest.mark.parametrize(
    "text",
    [
        *("a bone", "a unit", "a uterus", "a ureter", "a user", "a European", "a one-way street"),
        *("a once-daily dose", "a UK firm", "a hepatic vein", "a 7", "a CT scan", "a uniform"),
        *("an arm", "an hour", "an honest man", "an MRI", "an X-ray", "an ECG", "an 8", "an ulcer"),
        *(
            "an 18",
            "an uninvited guest",
            "an unimportant one",
            "an EU law",
            "an *ulcer*",
            "an “arm”",
        ),
    ],
)
def test_article_goes_by_sound(text: str) -> None:
    """What is said with a vowel takes an."""
    expected, _, rest = text.partition(" ")

    assert article(rest) == expected


def test_plurals_are_regular() -> None:
    """Relations are named in the singular; a name in the plural stays."""
    nouns = {"site": "sites", "artery": "arteries", "box": "boxes", "branch": "branches"}

    assert {noun: plural(noun) for noun in nouns} == nouns
    assert plural("causes") == "causes"
    assert plural("day") == "days"


def test_sentences_begin_and_end() -> None:
    """A sentence gets its capital and full stop, unless it has an end or is spelt otherwise."""
    assert sentence("the liver makes bile") == "The liver makes bile."
    assert sentence("is it so?") == "Is it so?"
    assert sentence("*cramps* hurt") == "*Cramps* hurt."
    assert sentence("pH is 7") == "pH is 7."
    assert sentence("ßtrange") == "ßtrange."
    assert sentence("he said “so.”") == "He said “so.”"
    assert sentence("") == ""


def test_lists_with_commas_inside_are_joined_by_semicolons() -> None:
    """Otherwise nobody could tell the items apart."""
    assert ENGLISH.joined(["calf", "hand"]) == "calf, hand"
    assert ENGLISH.joined(["Washington, D.C.", "Paris"]) == "Washington, D.C.; Paris"


def test_quantities_are_written_as_usual() -> None:
    """A per cent sign stands close, a unit apart."""
    written = [quantity("37", "°C"), quantity("50", "%"), quantity("7", ""), quantity("90", "°")]

    assert written == ["37 °C", "50%", "7", "90°"]


CAPITAL = one("Bolivia", "capital", "Sucre")


@pytest.mark.parametrize(
    ("own", "of_relation", "expected"),
    [
        ("", "", "What is the capital of Bolivia?"),
        ("", "Where does <subject> govern?", "Where does Bolivia govern?"),
        ("<Subject>'s capital?", "Where does <subject> govern?", "Bolivia's capital?"),
    ],
)
def test_the_most_specific_wording_wins(own: str, of_relation: str, expected: str) -> None:
    """The fact's wording beats the relation's, which beats the built-in one."""
    assert (
        ENGLISH.question(fact("f", CAPITAL, ask=own), relation("capital", ask=of_relation))
        == expected
    )


@pytest.mark.parametrize(
    ("it", "known", "expected"),
    [
        (fact("f", Term(term="polyp", means="a growth.")), None, "Which term means: a growth?"),
        (fact("f", CAPITAL), relation("capital"), "Whose capital is Sucre?"),
        (
            fact("f", CAPITAL),
            relation("capital", subject_type="country"),
            "Which country has the capital Sucre?",
        ),
        (
            fact("f", CAPITAL),
            relation("capital", ask_back="Who governs from <object>?"),
            "Who governs from Sucre?",
        ),
        (
            fact("f", several("spasm", "site", "calf", "hand")),
            relation("site", subject_type="disorder"),
            "Which disorder has the sites calf, hand?",
        ),
        (fact("f", Pair(ask="der Hund", answer="the dog")), None, "the dog"),
        (fact("f", Number(subject="x", value="1")), None, ""),
    ],
)
def test_questions_back(it: Fact, known: Relation | None, expected: str) -> None:
    """The reverse card asks for the subject by its type, or whatever the author says."""
    subject_type = known.subject_type if known else ""

    assert ENGLISH.question_back(it, known, subject_type) == expected


@pytest.mark.parametrize(
    ("shape", "object_", "expected"),
    [
        (CAPITAL, "Lima", "The capital of Bolivia is Lima."),
        (several("spasm", "site", "calf"), "teeth", "Sites of spasm include teeth."),
        (Term(term="polyp", means="a growth"), "a wound", "“polyp” means a wound."),
        (Number(subject="the dose", value="5", unit="mg"), "6 mg", "The dose is 6 mg."),
        (Pair(ask="?", answer="yes"), "no", ""),
    ],
)
def test_assertions(shape: Shape, object_: str, expected: str) -> None:
    """Each shape that says something of an object has a sentence for it."""
    known = relation(shape.relation) if isinstance(shape, Link) else None

    assert ENGLISH.assertion(fact("f", shape), known, object_) == expected


def test_summaries_say_the_whole_fact() -> None:
    """A list is told in full; an open one only includes its values."""
    open_list = several("spasm", "site", "calf", "hand")
    complete = several("wrist", "bone", "lunate", "hamate", complete=True)
    steps = Steps(subject="making tea", steps=("boil", "brew"))

    assert (
        ENGLISH.summary(fact("f", open_list), relation("site"))
        == "Sites of spasm include calf and hand."
    )
    assert (
        ENGLISH.summary(fact("f", complete), relation("bone"))
        == "The bones of wrist are lunate and hamate."
    )
    assert ENGLISH.summary(fact("f", steps), None) == "Making tea: boil → brew."
    assert ENGLISH.summary(fact("f", statement("It is wet", ("wet", ()))), None) == "It is wet."
    said = relation("site", say="It may be the <object>.")
    assert (
        ENGLISH.summary(fact("f", several("spasm", "site", "calf")), said) == "It may be the calf."
    )


def test_questions_for_options_fit_options() -> None:
    """A list is asked for one of its values; a single value by its own question."""
    assert ENGLISH.question_for_options(fact("f", CAPITAL), relation("capital")) == (
        "What is the capital of Bolivia?"
    )
    listed = fact("f", several("spasm", "organ", "calf", "hand"))
    assert (
        ENGLISH.question_for_options(listed, relation("organ"))
        == "Which of these is an organ of spasm?"
    )
    pair = fact("f", Pair(ask="Name an organ.", answer="x"), ask_which="Which is an organ?")
    assert ENGLISH.question_for_options(pair, None) == "Which is an organ?"


def test_gaps_hide_one_blank() -> None:
    """The gap takes the place of the blank alone, at the start as well."""
    both = statement("Rest is a remedy.", ("Rest", ()), ("remedy", ()))
    first, second = both.blanks

    assert ENGLISH.with_gap(both, first) == f"{GAP} is a remedy."
    assert ENGLISH.with_gap(both, second) == f"Rest is a {GAP}."
    assert ENGLISH.with_gap(both, second, ["remedy", "evil"]) == f"Rest is a/an {GAP}."
    assert ENGLISH.with_gap(both, second, ["remedy", "cure"]) == f"Rest is a {GAP}."


def test_exchanged_texts_fit_their_place() -> None:
    """Capital and article follow the new text, the article in English only."""
    both = statement("Rest is a remedy.", ("Rest", ()), ("remedy", ()))
    first, second = both.blanks

    assert ENGLISH.with_text(both, first, "exercise") == "Exercise is a remedy."
    assert ENGLISH.with_text(both, second, "evil") == "Rest is an evil."
    assert GERMAN.with_text(both, second, "evil") == "Rest is a evil."


def test_a_deck_words_what_nothing_nearer_does() -> None:
    """The deck's own phrase stands between the relation's wording and the built-in one."""
    wording = Wording(own={"ask the one": "Tell me the <relation> of <subject>!"})
    of_relation = relation("capital", ask="Where does <subject> govern?")

    assert wording.question(fact("f", CAPITAL), relation("capital")) == (
        "Tell me the capital of Bolivia!"
    )
    assert wording.question(fact("f", CAPITAL), of_relation) == "Where does Bolivia govern?"
    assert ENGLISH.question(fact("f", CAPITAL), relation("capital")) == (
        "What is the capital of Bolivia?"
    )


def test_another_language_has_no_english_grammar() -> None:
    """Articles, plurals and number words are English; a capital is anybody's."""
    template = "<a subject>, <the subject>, <Subject>"

    assert GERMAN.fill(template, subject="arm") == "arm, arm, Arm"
    assert ENGLISH.fill(template, subject="arm") == "an arm, the arm, Arm"
    assert GERMAN.number(3) == "3"
    assert ENGLISH.number(3) == "three"
    own = Wording("de", {"ask n": "Nenne <n> <relations> von <subject>."})
    listed = several("Deutschland", "Nachbar", "Polen", "Dänemark", "Belgien")
    assert own.question_for_some(fact("f", listed), listed, None, 2) == (
        "Nenne 2 Nachbar von Deutschland."
    )


@pytest.mark.parametrize(
    ("language", "english"),
    [("en", True), ("en-GB", True), ("EN", True), ("de", False), ("enm", False), ("", False)],
)
def test_english_is_told_by_the_first_part_of_the_code(language: str, english: bool) -> None:  # noqa: FBT001  # expected
    """Every English is English; Middle English is not."""
    assert Wording(language).english is english


def test_wording_remembers_which_built_in_phrases_it_used() -> None:
    """What a deck says itself is not among them."""
    wording = Wording("de", {"option true": "Wahr"})

    assert wording.say("option true") == "Wahr"
    assert wording.built_in == set()
    assert wording.say("option false") == "False"
    assert wording.built_in == {"option false"}


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_fills_all_its_slots(phrase: str) -> None:
    """Whatever form of a slot an author uses, it is known and takes its text."""
    slots = slots_of(phrase)
    given = {slot.replace(" ", "_"): "x" for slot in slots if slot[0].islower()}
    own = Wording(own={phrase: " ".join(f"<{slot}>" for slot in slots)})

    assert unknown_slots(PHRASES[phrase], slots) == ()
    assert "<" not in ENGLISH.say(phrase, **given)
    assert "<" not in own.say(phrase, **given)
    assert "," not in phrase
    assert ":" not in phrase


def test_slots_of_a_phrase_come_in_all_forms() -> None:
    """Another language may need an article, a capital or the plural where English has none."""
    assert slots_of("ask the one") == (
        *("relation", "subject", "relations", "Relation", "a relation", "the relation"),
        *("Subject", "a subject", "the subject"),
    )
    assert slots_of("option true") == ()


def test_texts_of_slots_are_not_looked_through_for_slots() -> None:
    """A subject that looks like a slot stays as it is in a phrase too."""
    assert ENGLISH.say("ask the one", relation="<subject>", subject="<relation>") == (
        "What is the <subject> of <relation>?"
    )


def test_effects_are_worded_as_such() -> None:
    """The relation from a cause to its effects has phrases of its own, and a name to translate."""
    listed = several("smoking", EFFECT, "stroke", "cancer", complete=True)
    one_effect, both = fact("f", several("smoking", EFFECT, "stroke")), fact("f", listed)

    assert ENGLISH.question(one_effect, None) == "What can smoking cause?"
    assert ENGLISH.question(both, None) == "What can smoking cause?"
    assert ENGLISH.question_for_options(both, None) == "Which of these can smoking cause?"
    assert ENGLISH.question_for_some(both, listed, None, 2) == "Name all two effects of smoking."
    assert ENGLISH.question_back(one_effect, None) == "What can cause stroke?"
    assert ENGLISH.question_back(one_effect, None, "habit") == "Which habit can cause stroke?"
    assert ENGLISH.assertion(both, None, "a rash") == "Smoking can cause a rash."
    only = fact("f", one("heat", EFFECT, "sweat"))
    assert ENGLISH.question(only, None) == "What is the effect of heat?"
    assert ENGLISH.assertion(only, None, "sleep") == "The effect of heat is sleep."
    assert ENGLISH.summary(both, None) == "The effects of smoking are stroke and cancer."
    own = Wording("de", {"effect": "Folge", "ask n": "Nenne <n> als <relation> von <subject>."})
    assert own.question_for_some(both, listed, None, 1) == "What can smoking cause?"
    opened = several("Rauch", EFFECT, "Husten", "Niesen", "Reiz")
    assert own.question_for_some(fact("f", opened), opened, None, 2) == (
        "Nenne 2 als Folge von Rauch."
    )
