"""What an explanation is made of."""

from dataclasses import dataclass

from quizgen.items import Flaw
from quizgen.model import Card, CardId, Deck, Fact, Moment, Question, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A text that is proven wrong and is still no option of a question."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedQuestion:
    """A question, what a linter says of it, and what is not offered."""

    question: Question
    #: One sentence on how questions of its kind are answered.
    summary: str
    #: Why it is not asked although the fact allows it; empty where it is asked.
    left_out: str = ""
    flaws: tuple[Flaw, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the learner did with a card so far."""

    card: Card
    #: The moment of looking, which "due in three days" counts from.
    now: Moment
    #: The reviews that count, in order.
    reviews: tuple[Review, ...] = ()
    #: The probability of recall today; ``None`` while the card is new.
    recall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedCard:
    """A card with the questions that ask it and what the learner did with it."""

    id: CardId
    questions: tuple[ExplainedQuestion, ...]
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFact:
    """A fact with what it says and where that comes from."""

    deck: Deck
    fact: Fact
    #: The fact in a sentence.
    said: str
    #: Address of the source, if the deck has one.
    url: str = ""
    #: All cards that it makes, also those that were not asked about.
    cards: tuple[CardId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A kind in which there is no question, and why."""

    kind: str
    #: The card that lacks it; empty where the whole fact does.
    card: CardId = ""
    why: str
    #: What to do about it, if anything.
    hint: str = ""
    #: Of a choice question: what would do but for this.
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything behind a question, a card or a fact."""

    #: The id of what was asked about.
    about: str
    #: ``None`` for a question of a quiz file: its deck is not at hand.
    fact: ExplainedFact | None = None
    cards: tuple[ExplainedCard, ...] = ()
    #: Why there is no such question, where just that was asked about.
    missing: Absence | None = None
    absences: tuple[Absence, ...] = ()
