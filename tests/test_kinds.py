"""Every kind, over every deck: what is shown as wrong is wrong, and what is asked has an answer."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import (
    CAPITALS,
    World,
    deck,
    decks,
    fact,
    one,
    relation,
    several,
    statement,
    table,
    thing,
    value,
    worlds,
    wrong,
)

from quizgen.distractors import DeckIndex, fold
from quizgen.kinds import KINDS
from quizgen.model import (
    AcceptedKey,
    Choice,
    Deck,
    Direction,
    Fact,
    Link,
    ListKey,
    Match,
    Number,
    NumberKey,
    Option,
    Order,
    Pair,
    ProofTag,
    Question,
    Recall,
    Steps,
    Term,
    Typed,
)

MANY = settings(max_examples=100, deadline=None)
SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked(built: Deck, only_kind: str = "") -> Iterator[tuple[Fact, Question]]:
    """All questions, of all kinds or of one, with their facts."""
    index = DeckIndex(built)
    for it in built.facts:
        for kind in KINDS:
            if kind.name == (only_kind or kind.name):
                for question in kind.questions(it, index):
                    yield it, question


def only(built: Deck, id_: str) -> Question:
    """The question with this id, the deck's part left out."""
    return next(question for _, question in asked(built) if question.id == f"d/{id_}")


def ids(built: Deck) -> set[str]:
    """The ids of all questions, the deck's part left out."""
    return {question.id.removeprefix("d/") for _, question in asked(built)}


def options(question: Question) -> list[Option]:
    """The options of a choice question, the key first."""
    assert isinstance(question.response, Choice)
    return sorted(question.response.options, key=lambda it: not it.correct)


def option_texts(question: Question) -> set[str]:
    """What the wrong options say."""
    return {option.text for option in options(question)[1:]}


def accepted(question: Question) -> tuple[str, ...]:
    """What counts as right."""
    assert isinstance(question.response, Typed)
    assert isinstance(question.response.key, AcceptedKey)
    return question.response.key.accepted


def listed(question: Question) -> ListKey:
    """The key of a list."""
    assert isinstance(question.response, Typed)
    assert isinstance(question.response.key, ListKey)
    return question.response.key


# Laws for all kinds


CLAIMING = (
    *("choice", "multi-select", "odd-one-out", "true-false", "matching", "ordering", "numeric"),
    *("list", "typed", "recall", "reverse"),
)
"""The kinds that say of something that it is right or wrong."""


@pytest.mark.parametrize("kind", CLAIMING)
def test_whatever_a_question_says_is_so(kind: str) -> None:
    """Whatever the deck leaves unsaid: each key is right in truth, and all else shown is wrong.

    Each option, pair, place in an order, length of a list and accepted answer is looked up in a
    truth of which the deck tells a part; what is contested there is neither right nor wrong.
    """
    seen = 0

    @given(worlds)
    @MANY
    def holds(world: World) -> None:
        nonlocal seen
        for it, question in asked(world.deck, kind):
            seen += 1
            assert world.truth.errors(question, it, world.deck) == [], question

    holds()
    assert seen > 100


@given(worlds)
@MANY
def test_a_reverse_answer_fits_all_that_is_asked(world: World) -> None:
    """Every subject that the deck knows to have what is asked for is accepted."""
    facts = [it for it in world.deck.facts if isinstance(it.shape, Link)]
    for it, question in asked(world.deck, "typed"):
        if question.direction is not Direction.REVERSE:
            continue
        assert isinstance(it.shape, Link)
        names = world.truth.names
        texts = {names[text] for text in accepted(question)}
        wanted = _things(world, it.shape)
        for other in facts:
            assert isinstance(other.shape, Link)
            if other.shape.relation == it.shape.relation and wanted <= _things(world, other.shape):
                assert names[other.shape.subject] in texts


def _things(world: World, link: Link) -> set[str]:
    return {world.truth.names.get(object_.text, object_.text) for object_ in link.values}


_SHOWN = {"true-false": {2}, "choice": {3, 4}, "odd-one-out": {4}, "multi-select": {4, 5, 6}}
"""How many options the kinds show."""


@given(decks())
@SOME
def test_options_are_told_apart_and_proven(built: Deck) -> None:
    """The key stands once among options of different names, each wrong one with its proof."""
    for _, question in asked(built):
        if isinstance(question.response, Choice):
            shown = question.response.options
            keys = [option.correct for option in shown].count(True)
            assert 2 <= keys <= len(shown) - 2 if question.response.several else keys == 1
            assert len({fold(option.text) for option in shown}) == len(shown)
            assert all((option.proof is None) is option.correct for option in shown)
            assert len(shown) in _SHOWN[question.kind]


@given(decks())
@SOME
def test_questions_belong_to_their_fact(built: Deck) -> None:
    """Ids are made of deck, fact, direction and kind, each once; a retired fact makes nothing."""
    found = [(it, question) for it, question in asked(built)]
    assert len({question.id for _, question in found}) == len(found)
    for it, question in found:
        assert not it.retired
        assert question.card.startswith(f"d/{it.id}/{question.direction}")
        assert question.id == f"{question.card}/{question.kind}"
        assert question.stem.strip()


@given(decks())
@SOME
def test_typed_keys_are_short_and_not_their_own_rivals(built: Deck) -> None:
    """What is typed has a few words at most, and no accepted form counts as another thing."""
    for _, question in asked(built):
        if isinstance(question.response, Typed):
            match question.response.key:
                case AcceptedKey(accepted=forms, others=others):
                    assert 0 < len(forms[0].split()) <= 4
                    assert not {fold(form) for form in forms} & {fold(other) for other in others}
                case ListKey(values=values, at_least=at_least):
                    assert 1 <= at_least <= len(values)
                case NumberKey(value=figure):
                    assert any(char.isdigit() for char in figure)


def test_kinds_have_names_and_summaries() -> None:
    """The registry names the kinds in a fixed order, each with a sentence for help texts."""
    names = [kind.name for kind in KINDS]

    assert names == [
        *("recall", "reverse", "cloze", "typed", "list", "numeric", "choice", "multi-select"),
        *("true-false", "ordering", "matching", "odd-one-out"),
    ]
    assert all(kind.summary.endswith(".") for kind in KINDS)
    # It goes on behind "needs", and a hint may follow.
    assert all(kind.needs and not kind.needs.endswith(".") for kind in KINDS)


# recall


@pytest.mark.parametrize(
    ("shape", "stem", "answer"),
    [
        (Pair(ask="Why?", answer="Because."), "Why?", "Because."),
        (Term(term="polyp", means="a growth"), "What does “polyp” mean?", "a growth"),
        (one("France", "capital", "Paris"), "What is the capital of France?", "Paris"),
        (several("spasm", "site", "calf", "hand"), "Name some sites of spasm.", "calf, hand"),
        (several("spasm", "site", "calf"), "Name a site of spasm.", "calf"),
        (
            several("wrist", "bone", "lunate", "hamate", complete=True),
            "What are the bones of wrist?",
            "lunate, hamate",
        ),
        (Number(subject="the dose", value="5", unit="mg"), "What is the dose?", "5 mg"),
        (
            Steps(subject="making tea", steps=("boil", "brew")),
            "What are the steps of making tea, in order?",
            "boil → brew",
        ),
    ],
)
def test_recall_asks_each_shape_in_its_words(shape: Fact, stem: str, answer: str) -> None:
    """Without the author's own wording each shape has a built-in one."""
    question = only(deck(fact("f", shape)), "f/forward/recall")  # type: ignore[arg-type]  # a shape

    assert question.stem == stem
    assert isinstance(question.response, Recall)
    assert question.response.answer == answer


def test_recall_leaves_statements_to_cloze() -> None:
    """A statement is asked by its blanks, once each."""
    built = deck(
        fact("f", statement("A cramp is a sudden, brief one.", ("sudden", ()), ("brief", ())))
    )

    assert {id_ for id_ in ids(built) if id_.endswith(("recall", "cloze"))} == {
        "f/forward/cloze",
        "f/forward#brief/cloze",
    }


# reverse


def test_reverse_accepts_each_subject_that_shares_the_object() -> None:
    """London is asked for with both of its countries as answers."""
    rows = {"England": "London", "United Kingdom": "London"}
    facts = [fact(it.id, it.shape, reverse=True) for it in table("capital", rows)]
    question = only(deck(*facts), "capital/England/reverse/reverse")

    assert question.stem == "Whose capital is London?"
    assert question.response == Recall(answer="England", also=("United Kingdom",))


def test_reverse_is_not_asked_where_many_share_the_object() -> None:
    """Nobody can tell which of ten countries is meant."""
    rows = {f"Country {letter}": "Africa" for letter in "ABCDEFGHIJ"}
    built = deck(*(fact(it.id, it.shape, reverse=True) for it in table("continent", rows)))

    assert not [id_ for id_ in ids(built) if "/reverse/" in id_]


def test_reverse_of_a_term_accepts_terms_of_the_same_meaning() -> None:
    """Two terms that are defined in the same words answer each other's question."""
    built = deck(
        fact("a", Term(term="myalgia", means="Pain in a muscle.")),
        fact("b", Term(term="muscle pain", means="pain in a muscle")),
    )

    assert accepted(only(built, "a/reverse/typed")) == ("myalgia", "muscle pain")


def test_hint_is_not_given_backwards() -> None:
    """The author hints at the forward answer, which the reverse question shows."""
    built = deck(fact("a", Term(term="polyp", means="a growth"), hint="It grows."))

    assert only(built, "a/forward/recall").hint == "It grows."
    assert only(built, "a/reverse/reverse").hint == ""


# cloze


def test_cloze_gap_does_not_tell_the_length() -> None:
    """The gap is as wide for a short word as for a long one."""
    built = deck(fact("f", statement("An ox is an ungulate.", ("ox", ()), ("ungulate", ()))))

    assert only(built, "f/forward/cloze").stem == "An ____ is an ungulate."
    assert only(built, "f/forward#ungulate/cloze").stem == "An ox is an ____."


def test_cloze_takes_a_gap_in_any_sentence() -> None:
    """Value, meaning, figure or step may be left out of the sentence that says the fact."""
    said = relation("capital", say="<Object> is the capital of <subject>.")
    built = deck(
        fact("link", one("Bolivia", "capital", "Sucre")),
        fact("term", Term(term="polyp", means="a growth")),
        fact("number", Number(subject="the boiling point", value="100", unit="°C")),
        fact("steps", Steps(subject="tea", steps=("boil", "pour", "brew"))),
        relations=[said],
    )

    stems = {it.fact: it.stem for _, it in asked(built) if it.kind == "cloze"}
    assert stems.pop("steps") in {"Tea: boil → ____ → brew.", "Tea: boil → pour → ____."}
    assert stems == {
        "link": "____ is the capital of Bolivia.",
        "term": "“polyp” means ____.",
        "number": "The boiling point is ____.",
    }


# typed


def test_typed_is_made_of_short_answers_only() -> None:
    """Four words can be typed fairly; a sentence or a formula cannot."""
    built = deck(
        fact("short", Pair(ask="?", answer="a group of muscles")),
        fact("long", Pair(ask="?", answer="a group of several muscles")),
        fact("formula", Pair(ask="?", answer="$x^2$")),
        fact("meaning", Term(term="polyp", means="a growth"), reverse=False),
    )

    assert {id_ for id_ in ids(built) if id_.endswith("typed")} == {"short/forward/typed"}


def test_typed_accepts_the_names_that_the_deck_gives() -> None:
    """Other names of the value and of the thing are right; plural or other things are not added."""
    built = deck(
        fact("f", one("Kazakhstan", "capital", "Astana", "Nur-Sultan")),
        things=[thing("Astana", "city", "Akmola")],
    )

    assert accepted(only(built, "f/forward/typed")) == ("Astana", "Nur-Sultan", "Akmola")


def test_typed_does_not_accept_what_the_stem_says() -> None:
    """Asked for another name of a cramp, "cramp" is no answer."""
    built = deck(
        fact("f", statement("A cramp is also called a charley horse.", ("charley horse", ()))),
        things=[thing("cramp", "disorder", "charley horse")],
    )

    assert accepted(only(built, "f/forward/typed")) == ("charley horse",)


def test_typed_knows_what_else_a_reply_may_name() -> None:
    """Declared wrong options and terms of the deck are no misspellings of the key."""
    built = deck(
        fact("f", Pair(ask="Which joint?", answer="ileum"), wrong=wrong("jejunum")),
        things=[thing("ilium")],
    )
    key = only(built, "f/forward/typed").response

    assert key == Typed(key=AcceptedKey(accepted=("ileum",), others=("ilium", "jejunum")))


def test_typed_minds_case_where_it_tells_symbols_apart() -> None:
    """Co is not CO in a deck that has both."""
    both = deck(
        fact("a", one("cobalt", "sign", "Co")), fact("b", one("carbon monoxide", "sign", "CO"))
    )
    alone = deck(fact("a", one("cobalt", "sign", "Co")))

    for built, expected in ((both, True), (alone, False)):
        response = only(built, "a/forward/typed").response
        assert isinstance(response, Typed)
        assert isinstance(response.key, AcceptedKey)
        assert response.key.case_sensitive is expected


def test_list_asks_for_some_of_an_open_list() -> None:
    """Of a list that may go on, three are enough; a complete short one is asked in full."""
    values = ("calf", "hand", "thigh", "foot arch")
    some = only(deck(fact("f", several("spasm", "site", *values))), "f/forward/list")
    every = only(
        deck(fact("f", several("spasm", "site", *values, complete=True))), "f/forward/list"
    )

    assert (some.stem, listed(some).at_least) == ("Name three sites of spasm.", 3)
    assert not listed(some).complete
    assert (every.stem, listed(every).at_least) == ("Name all four sites of spasm.", 4)
    assert listed(every).complete


def test_list_takes_the_number_into_the_authors_words() -> None:
    """A slot for the number is filled; a question gets it added; another wording gives way."""
    link = several("spasm", "site", "calf", "hand", "thigh", "foot")

    def stem(ask: str) -> str:
        return only(deck(fact("f", link, ask=ask)), "f/forward/list").stem

    assert stem("Name <n> places where a <subject> occurs.") == (
        "Name three places where a spasm occurs."
    )
    assert stem("Where does a <subject> occur?") == "Where does a spasm occur? Name three."
    assert stem("Name a site of <subject>.") == "Name three sites of spasm."


def test_list_is_complete_only_where_no_other_fact_adds_to_it() -> None:
    """Kenya's row says of Uganda what its own row leaves out, so "all" would be too much."""
    border = relation("neighbour", symmetric=True, complete=True)
    built = deck(
        fact("u", several("Uganda", "neighbour", "Rwanda", "Congo", complete=True)),
        fact("k", several("Kenya", "neighbour", "Uganda", "Somalia", complete=True)),
        relations=[border],
    )
    short, whole = only(built, "u/forward/list"), only(built, "k/forward/list")

    assert (short.stem, listed(short).complete) == ("Name two neighbours of Uganda.", False)
    assert (whole.stem, listed(whole).complete) == ("Name all two neighbours of Kenya.", True)


def test_numeric_names_its_unit() -> None:
    """A figure is asked for in its unit, so that a bare figure is a whole answer."""
    built = deck(
        fact("f", Number(subject="body temperature", value="37", unit="°C", tolerance="0.5"))
    )
    question = only(built, "f/forward/numeric")

    assert question.stem == "What is body temperature, in °C?"
    assert question.response == Typed(key=NumberKey(value="37", unit="°C", tolerance="0.5"))


def test_list_of_steps_is_asked_in_order() -> None:
    """Steps are a complete list in order."""
    key = listed(
        only(deck(fact("f", Steps(subject="tea", steps=("boil", "brew")))), "f/forward/list")
    )

    assert (key.ordered, key.complete, key.at_least) == (True, True, 2)


# choice


def test_choice_shows_what_a_wrong_option_really_is() -> None:
    """An option from another fact teaches that fact to whoever picks it."""
    question = only(deck(*table("capital", CAPITALS)), "capital/Norway/forward/choice")
    key, *others = options(question)

    assert key.text == "Oslo"
    assert len(others) == 3
    for option in others:
        country = next(it for it, city in CAPITALS.items() if city == option.text)
        assert option.why == f"The capital of {country} is {option.text}."
        assert option.proof
        assert option.proof.tag is ProofTag.FUNCTIONAL
        assert option.proof.because == "Norway has exactly one capital: Oslo."


def test_choice_puts_the_authors_options_first() -> None:
    """Declared wrong options are always among those shown, with the author's reason."""
    facts = table("capital", CAPITALS)
    facts[0] = fact("n", facts[0].shape, wrong=wrong("Bergen", "Trondheim", why="Only a port."))
    question = only(deck(*facts), "n/forward/choice")

    assert {"Bergen", "Trondheim"} < option_texts(question)
    assert len(options(question)) == 4
    assert {it.why for it in options(question) if it.text == "Bergen"} == {"Only a port."}


def test_choice_needs_two_proven_options() -> None:
    """One wrong option makes no choice question, two make one of three."""
    pair = Pair(ask="Which organ makes bile?", answer="the liver")

    assert "f/forward/choice" not in ids(deck(fact("f", pair, wrong=wrong("the spleen"))))
    question = only(
        deck(fact("f", pair, wrong=wrong("the spleen", "the colon"))), "f/forward/choice"
    )
    assert len(options(question)) == 3


def test_choice_does_not_give_the_key_away_by_a_word() -> None:
    """A key that shares a word with the stem needs a wrong option that shares it too."""
    ask = Pair(ask="Which branch serves the peroneus muscle?", answer="the peroneal nerve")
    plain = wrong("the tibial nerve", "the sural nerve", "the femoral nerve")
    shared = (*plain, *wrong("the lesser peroneal artery"))

    assert "f/forward/choice" not in ids(deck(fact("f", ask, wrong=plain)))
    for name in "abcdef":
        question = only(deck(fact(name, ask, wrong=shared)), f"{name}/forward/choice")
        assert "the lesser peroneal artery" in option_texts(question)


def test_choice_of_a_list_shows_one_of_its_values() -> None:
    """The other values are right as well, so they are not shown, but told afterwards."""
    sites = several("spasm", "site", "thigh", "calf", "hand")
    question = only(
        deck(fact("f", sites, wrong=wrong("tooth", "nail", "kneecap"))), "f/forward/choice"
    )
    key, *others = options(question)

    assert question.stem == "Which of these is a site of spasm?"
    assert key.text in {"thigh", "calf", "hand"}
    assert {it.text for it in others} == {"tooth", "nail", "kneecap"}
    assert question.explanation == "Sites of spasm include thigh, calf and hand."


def test_choice_stem_can_be_worded_for_options() -> None:
    """An order to name a site fits no options, so the author may word the choice on its own."""
    sites = several("spasm", "site", "thigh", "calf")
    worded = relation(
        "site", ask="Name a site of <subject>.", ask_which="Where does a <subject> sit?"
    )
    built = deck(fact("f", sites, wrong=wrong("tooth", "nail")), relations=[worded])

    assert only(built, "f/forward/choice").stem == "Where does a spasm sit?"


def test_choice_in_a_statement_fits_the_article_to_all_options() -> None:
    """The article before the gap must not tell that the key begins with a vowel."""
    built = deck(
        fact("f", statement("It is an involuntary act.", ("involuntary", ("voluntary", "planned"))))
    )

    assert only(built, "f/forward/choice").stem == "It is a/an ____ act."
    assert only(built, "f/forward/cloze").stem == "It is an ____ act."


def test_choice_of_a_figure_is_sorted_by_size() -> None:
    """Figures stand in their order, which is kept wherever they are shown."""
    built = deck(
        fact("f", Number(subject="body temperature", value="37", unit="°C", tolerance="0.5"))
    )
    response = only(built, "f/forward/choice").response

    assert isinstance(response, Choice)
    assert response.fixed
    figures = [int(option.text.removesuffix(" °C")) for option in response.options]
    assert figures == sorted(figures)
    assert 37 in figures


def test_choice_of_a_figure_prefers_the_authors_figures() -> None:
    """Declared figures get the unit; one within the tolerance is not wrong and is left out."""
    number = Number(subject="body temperature", value="37", unit="°C", tolerance="0.5")
    built = deck(fact("f", number, wrong=wrong("98.6", "27", "37.2")))

    assert option_texts(only(built, "f/forward/choice")) == {"98.6 °C", "27 °C"}


# true-false


def true_false(count: int) -> list[Question]:
    """True-false questions of many facts of one form."""
    names = [
        f"{front}{back}" for front in "bdfgklm" for back in ("ara", "edi", "ono", "uru", "isi")
    ]
    facts = [
        fact(f"f{number}", one(name, "sign", f"{name[::-1]} mark"), why="So it is.")
        for number, name in enumerate(names[:count])
    ]
    return [question for _, question in asked(deck(*facts)) if question.kind == "true-false"]


def test_true_false_is_true_about_half_the_time() -> None:
    """Whether the sentence is true is drawn by the question's id."""
    questions = true_false(35)
    true = sum(_truth(question) for question in questions)

    assert len(questions) == 35
    assert 8 <= true <= 27


def _truth(question: Question) -> bool:
    assert isinstance(question.response, Choice)
    return question.response.options[0].correct


def test_true_false_corrects_a_false_sentence() -> None:
    """A false sentence has one thing exchanged; the explanation tells it apart and corrects it."""
    for question in true_false(35):
        assert isinstance(question.response, Choice)
        assert [option.text for option in question.response.options] == ["True", "False"]
        assert question.response.fixed
        shown = question.stem.removeprefix("True or false: ")
        tag = next(option.proof for option in question.response.options if option.proof)
        if _truth(question):
            assert tag.tag is ProofTag.STATED
            assert question.explanation == "So it is."
        else:
            other, right = question.explanation.split(". ")[:2]
            assert tag.tag is ProofTag.FUNCTIONAL
            assert right != shown.removesuffix(".")
            assert right.split(" is ")[0] == shown.split(" is ")[0]
            assert other.split(" is ")[1] == shown.removesuffix(".").split(" is ")[1]


def test_true_false_makes_the_article_agree() -> None:
    """An exchanged word takes its article along."""
    blank = ("involuntary", ("voluntary",))
    stems = {
        only(
            deck(fact(f"f{number}", statement("It is an involuntary act.", blank))),
            f"f{number}/forward/true-false",
        ).stem
        for number in range(12)
    }

    assert stems == {
        "True or false: It is an involuntary act.",
        "True or false: It is a voluntary act.",
    }


def test_true_false_needs_a_proven_wrong_option() -> None:
    """Without one nothing could be exchanged; pairs and steps are no sentences."""
    built = deck(
        fact("open", several("spasm", "site", "calf")),
        fact("pair", Pair(ask="?", answer="yes"), wrong=wrong("no", "never")),
        fact("steps", Steps(subject="tea", steps=("boil", "brew"))),
        fact("term", Term(term="polyp", means="a growth")),
        fact("blank", statement("It is wet.", ("wet", ()))),
    )

    assert not [id_ for id_ in ids(built) if id_.endswith("true-false")]


def test_true_false_asks_a_statement_once() -> None:
    """The true sentence would be the same for each blank."""
    both = statement("It is wet and cold.", ("wet", ("dry",)), ("cold", ("hot",)))
    second = statement("It is wet and cold.", ("wet", ()), ("cold", ("hot",)))
    built = deck(fact("both", both), fact("second", second))

    assert {id_ for id_ in ids(built) if id_.endswith("true-false")} == {
        "both/forward/true-false",
        "second/forward#cold/true-false",
    }


def test_other_names_are_never_each_others_wrong_options() -> None:
    """Sound in all: a value is not offered under another name, wherever that is given."""
    rows = {**CAPITALS, "Astana's republic": "Astana"}
    facts = [*table("capital", rows), fact("k", one("Kazakhstan", "capital", "Nur-Sultan"))]
    facts.append(fact("z", one("Elsewhere", "capital", "Astana", "Nur-Sultan")))
    built = deck(*facts)

    for id_ in ("k", "z"):
        texts = option_texts(only(built, f"{id_}/forward/choice"))
        assert not texts & {"Astana", "Nur-Sultan"}
        assert value("Astana").text not in texts


# The kinds that take more than one value


def lakes(*more: str, complete: bool = True, **fields: object) -> Deck:
    """A list of lakes and other lists of the same relation."""
    names = ("Superior", "Michigan", "Huron", "Ontario", *more)
    others = ("Geneva", "Constance", "Balaton", "Ladoga")
    return deck(
        fact("us", several("America", "lake", *names, complete=complete), **fields),
        fact("eu", several("Europe", "lake", *others, complete=complete)),
    )


def test_multi_select_shows_two_keys_or_more_among_as_many_others() -> None:
    """How many are right is not always the same, and each wrong one is proven by P2."""
    question = only(lakes(), "us/forward/multi-select")
    assert isinstance(question.response, Choice)
    shown = question.response.options

    assert question.stem == "Which of these are lakes of America? Choose all that apply."
    assert question.response.several
    assert {it.text for it in shown if it.correct} < {"Superior", "Michigan", "Huron", "Ontario"}
    assert {it.text for it in shown if not it.correct} <= {
        "Geneva",
        "Constance",
        "Balaton",
        "Ladoga",
    }
    assert {it.proof.tag for it in shown if it.proof} == {ProofTag.COMPLETE}
    assert question.explanation == "The lakes of America are Superior, Michigan, Huron and Ontario."


def test_multi_select_of_an_open_list_needs_declared_options() -> None:
    """What an open list leaves out may be on it, so only the author can say what is not."""
    assert "us/forward/multi-select" not in ids(lakes(complete=False))
    declared = lakes(complete=False, wrong=wrong("Victoria", "Baikal"))

    question = only(declared, "us/forward/multi-select")
    assert isinstance(question.response, Choice)
    wrong_ones = {it.text for it in question.response.options if not it.correct}
    assert wrong_ones == {"Victoria", "Baikal"}


def test_multi_select_can_be_worded_by_fact_relation_and_deck() -> None:
    """The most specific wording wins."""
    built = lakes(ask_which_all="Which lie in <subject>?")

    assert only(built, "us/forward/multi-select").stem == "Which lie in America?"
    assert "Choose all" in only(built, "eu/forward/multi-select").stem


def test_odd_one_out_shows_three_members_and_what_is_proven_to_be_none() -> None:
    """The negative question is marked as such, and the wrong options say what they are."""
    question = only(lakes(), "us/forward/odd-one-out")
    key, *members = options(question)

    assert question.stem == "All but one of these are lakes of America. Which one is **not**?"
    assert key.text in {"Geneva", "Constance", "Balaton", "Ladoga"}
    assert len(members) == 3
    assert {it.why for it in members} <= {
        f"Lakes of America include {name}." for name in ("Superior", "Michigan", "Huron", "Ontario")
    }
    assert question.explanation.startswith(f"Lakes of Europe include {key.text}.")


def test_odd_one_out_needs_a_list_that_is_closed() -> None:
    """Of an open list nothing is known not to belong."""
    assert "us/forward/odd-one-out" not in ids(lakes(complete=False))


def test_matching_takes_rows_with_one_value_each() -> None:
    """Each pair is stated, and no two rows share an object."""
    question = only(deck(*table("capital", CAPITALS)), "capital/Norway/forward/matching")
    assert isinstance(question.response, Match)
    pairs = question.response.pairs

    assert ("Norway", "Oslo") in pairs
    assert len(pairs) == len(dict(pairs)) == len({right for _, right in pairs}) == 5
    assert all(CAPITALS[left] == right for left, right in pairs)
    assert question.stem == "Match each of these with its capital."


def test_matching_leaves_out_what_tells_itself_or_is_shared() -> None:
    """A name in both columns is no riddle, and one object of two subjects has two partners."""
    rows = {**CAPITALS, "Mexico": "Mexico City", "England": "London", "United Kingdom": "London"}
    built = deck(*table("capital", rows))

    assert "capital/Mexico/forward/matching" not in ids(built)
    for _, question in asked(built):
        if isinstance(question.response, Match):
            lefts, rights = zip(*question.response.pairs, strict=True)
            assert "Mexico" not in lefts
            assert rights.count("London") <= 1


def test_ordering_of_steps_is_the_stated_order() -> None:
    """Three steps or more, none of them twice."""
    steps = ("boil", "pour", "brew", "serve")
    question = only(deck(fact("f", Steps(subject="making tea", steps=steps))), "f/forward/ordering")
    assert isinstance(question.response, Order)

    assert question.stem == "Put these in order, first to last: making tea."
    assert question.response.items == steps
    for short in (("boil", "pour"), ("boil", "pour", "boil")):
        assert "f/forward/ordering" not in ids(deck(fact("f", Steps(subject="it", steps=short))))


def test_ordering_by_size_takes_figures_that_lie_apart() -> None:
    """Subjects of a table with figures are put by size; figures that may round to one are not."""
    rows = {f"Peak {name}": str(1000 + 321 * at) for at, name in enumerate("ABCDEF")}
    built = deck(*table("height", {**rows, "Peak G": "1001"}))
    question = only(built, "height/Peak A/forward/ordering")
    assert isinstance(question.response, Order)

    items = question.response.items
    assert question.stem == "Put these in order of height, smallest first."
    assert len(items) == 4
    assert list(items) == sorted(items, key=lambda name: int(rows[name]))


def test_choice_of_the_next_step_is_proven_by_the_order() -> None:
    """The other steps are wrong by P7; the step that is asked about is no option."""
    steps = ("boil", "pour", "brew", "serve", "drink")
    question = only(deck(fact("f", Steps(subject="tea", steps=steps))), "f/forward/choice")
    key, *others = options(question)
    previous = steps[steps.index(key.text) - 1]

    assert question.stem == f"What comes right after “{previous}” in tea?"
    assert {it.proof.tag for it in others if it.proof} == {ProofTag.ORDER}
    assert previous not in {it.text for it in others}


def test_true_false_of_steps_exchanges_one_step() -> None:
    """The sentence names two neighbours, or one of them exchanged."""
    steps = ("boil", "pour", "brew", "serve")
    question = only(deck(fact("f", Steps(subject="tea", steps=steps))), "f/forward/true-false")
    assert isinstance(question.response, Choice)

    words = [steps.index(word) for word in steps if f"“{word}”" in question.stem]
    true = question.response.options[0].correct
    assert (max(words) - min(words) == 1 and "right after" in question.stem) or not true


def test_numeric_takes_the_figures_of_a_table() -> None:
    """A bare figure is typed as a figure; a name or a code is not."""
    built = deck(
        *table("number", {"iron": "26", "gold": "79"}),
        *table("symbol", {"iron": "Fe"}),
        *table("code", {"bond": "007", "germany": "+49"}),
    )
    found = ids(built)

    assert "number/iron/forward/numeric" in found
    assert "number/iron/forward/typed" not in found
    for name in ("symbol/iron", "code/bond", "code/germany"):
        assert f"{name}/forward/typed" in found
        assert f"{name}/forward/numeric" not in found


def test_numeric_asks_how_long_a_complete_list_is() -> None:
    """Only where the list is complete, and no other fact adds to it."""
    question = only(lakes(), "us/forward/numeric")
    assert isinstance(question.response, Typed)

    assert question.stem == "How many lakes of America are there?"
    assert question.response.key == NumberKey(value="4")
    assert "us/forward/numeric" not in ids(lakes(complete=False))


def test_figures_of_a_table_stand_by_size() -> None:
    """Numbers as options are in order, so that their order tells nothing."""
    rows = {f"Peak {name}": str(1000 + 137 * at) for at, name in enumerate("DAFBEC")}
    for question in (it for _, it in asked(deck(*table("height", rows))) if it.kind == "choice"):
        assert isinstance(question.response, Choice)
        if question.direction is Direction.FORWARD:
            shown = [int(it.text) for it in question.response.options]
            assert shown == sorted(shown)
            assert question.response.fixed


def test_a_key_that_is_short_for_the_subject_is_not_offered() -> None:
    """Whoever sees magnesium finds Mg; iron and Fe have nothing in common."""
    rows = {
        "magnesium": "Mg",
        "zinc": "Zn",
        "titanium": "Ti",
        "radium": "Ra",
        "oxygen": "O",
        "iron": "Fe",
        "gold": "Au",
        "silver": "Ag",
        "lead": "Pb",
        "tin": "Sn",
        "sodium": "Na",
    }
    found = ids(deck(*table("symbol", rows)))

    assert "symbol/magnesium/forward/choice" not in found
    assert {f"symbol/{name}/forward/choice" for name in ("iron", "gold", "lead")} <= found


def test_a_key_that_most_facts_share_is_not_offered() -> None:
    """Where nearly all lie in one place, that place is the better guess, whatever is asked."""
    rare = {"a": "Crete", "b": "Malta", "c": "Corfu", "d": "Capri"}
    rows = {f"town {number}": "Delos" for number in range(30)} | rare
    found = ids(deck(*table("island", rows)))

    assert "island/town 1/forward/choice" not in found
    assert "island/town 1/forward/typed" in found
