"""The wording of one deck: its own, and the built-in one where it has none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from quizgen.model import EFFECT, Blank, Fact, Link, Number, Pair, Relation, Statement, Steps, Term
from quizgen.wording import gaps
from quizgen.wording.catalogue import PHRASES, has_words
from quizgen.wording.gaps import GAP
from quizgen.wording.grammar import ended, number_word, quantity, sentence
from quizgen.wording.templates import Template, compiled


class Wording:
    """How a deck says things; the most specific template wins.

    That is the fact's, then the relation's, then the deck's own phrase, then the built-in one.
    """

    def __init__(self, language: str = "en", own: Mapping[str, str] | None = None) -> None:
        """Take the deck's language and its own templates by the names of :data:`PHRASES`."""
        self.english = language.partition("-")[0].casefold() == "en"
        self._own = own or {}
        self._phrases: dict[str, Template] = {}
        #: The built-in phrases that have been said so far.
        self.built_in: set[str] = set()

    def say(self, phrase: str, **texts: str) -> str:
        """Say a phrase of the catalogue; a slot of two words is given with ``_`` between them."""
        if texts.get("relation") == EFFECT:
            # It is the program's name for it, not the author's.
            texts["relation"] = self.say("effect")
        template = self._phrases.get(phrase)
        if template is None:
            if phrase not in self._own:
                self.built_in.add(phrase)
            text = self._own.get(phrase) or PHRASES[phrase]
            template = self._phrases[phrase] = compiled(text, english=self.english)
        return template.fill(texts)

    @property
    def untranslated(self) -> tuple[str, ...]:
        """The English phrases that a deck in another language has said so far, by catalogue."""
        if self.english:
            return ()
        return tuple(name for name in PHRASES if name in self.built_in and has_words(name))

    def fill(self, template: str, **texts: str) -> str:
        """Put texts into the slots of a fact's or relation's template."""
        return compiled(template, english=self.english).fill(texts) if template else ""

    def number(self, count: int) -> str:
        """Return a count as it stands in a sentence: English has words for the small ones."""
        return number_word(count) if self.english else str(count)

    def joined(self, texts: Iterable[str]) -> str:
        """Return texts as one list; with semicolons where one of them holds a comma."""
        items = tuple(texts)
        if len(items) == 1:
            return items[0]
        comma = any("," in text for text in items)
        return self.say("list semicolon" if comma else "list comma").join(items)

    def joined_with_and(self, texts: Iterable[str]) -> str:
        """Return two texts or more as a list in a sentence."""
        *others, last = texts
        return self.say("list and", list=self.joined(others), last=last)

    def in_order(self, steps: Iterable[str]) -> str:
        """Return steps as one line."""
        return self.say("steps arrow").join(steps)

    def question(self, fact: Fact, relation: Relation | None) -> str:
        """Return the open question of a fact; a statement's is the sentence itself."""
        match fact.shape:
            case Pair(ask=ask):
                return ask
            case Statement(say=say):
                return say
            case Term(term=subject):
                phrase = "ask term"
            case Number(subject=subject):
                phrase = "ask number"
            case Steps(subject=subject):
                phrase = "ask steps"
            case Link() as link:
                own = self._own_question(fact, link, relation, len(link.values))
                return own or self._link_question(link)
            case _:
                assert_never(fact.shape)
        return self.fill(fact.ask, subject=subject) or self.say(phrase, subject=subject)

    def _own_question(self, fact: Fact, link: Link, relation: Relation | None, count: int) -> str:
        template = _template(fact, relation)
        return self.fill(template, subject=link.subject, n=self.number(count)) if template else ""

    def _link_question(self, link: Link) -> str:
        several = len(link.values) > 1
        if _is_effect(link):
            phrase = "ask effect"
        elif several:
            phrase = "ask all" if link.complete else "ask some"
        else:
            phrase = "ask the one" if link.one else "ask any"
        return self.say(phrase, relation=link.relation, subject=link.subject)

    def question_for_figure(self, fact: Fact, number: Number) -> str:
        """Return the question of a number that is answered with a figure: it names the unit."""
        if fact.ask or not number.unit:
            return self.question(fact, None)
        return self.say("ask number in unit", subject=number.subject, unit=number.unit)

    def question_for_some(
        self, fact: Fact, link: Link, relation: Relation | None, count: int
    ) -> str:
        """Return the question of a list that is answered with so many of its values."""
        own = self._own_question(fact, link, relation, count)
        every = link.complete and count == len(link.values)
        if own and (count == 1 or every or "<n>" in _template(fact, relation)):
            return own
        number = self.number(count)
        if own.endswith("?"):
            return self.say("ask and name n", question=own, n=number)
        if count == 1:
            phrase = "ask effect" if _is_effect(link) else "ask any"
        else:
            phrase = "ask all n" if every else "ask n"
        return self.say(phrase, relation=link.relation, subject=link.subject, n=number)

    def question_for_options(self, fact: Fact, relation: Relation | None) -> str:
        """Return the question that is answered by one of some options."""
        link = fact.shape if isinstance(fact.shape, Link) else None
        own = fact.ask_which or (relation.ask_which if relation else "")
        if own:
            return self.fill(own, subject=link.subject) if link else own
        if link is None or link.one:
            return self.question(fact, relation)
        phrase = "ask which effect" if _is_effect(link) else "ask which"
        return self.say(phrase, relation=link.relation, subject=link.subject)

    def question_for_all(self, fact: Fact, link: Link, relation: Relation | None) -> str:
        """Return the question that is answered by all options that are right."""
        own = fact.ask_which_all or (relation.ask_which_all if relation else "")
        if own:
            return self.fill(own, subject=link.subject)
        return self.say("ask which all", relation=link.relation, subject=link.subject)

    def question_for_pairs(self, relation: Relation) -> str:
        """Return the question that is answered by finding what goes with what."""
        phrase = "ask to match type" if relation.subject_type else "ask to match"
        return self.say(phrase, type=relation.subject_type, relation=relation.name)

    def question_for_next(self, steps: Steps, previous: str) -> str:
        """Return the question for the step that comes right after another."""
        return self.say("ask next step", subject=steps.subject, object=previous)

    def question_back(self, fact: Fact, relation: Relation | None, subject_type: str = "") -> str:
        """Return the question of the reverse card; numbers, steps and statements have none."""
        match fact.shape:
            case Pair(ask=ask, answer=answer):
                return self.fill(fact.ask_back, subject=ask, object=answer) or answer
            case Term(means=means):
                own = self.fill(fact.ask_back, object=means)
                return own or self.say("ask back term", object=_unended(means))
            case Link(relation=name, values=values) as link:
                own = fact.ask_back or (relation.ask_back if relation else "")
                objects = self.joined(value.text for value in values)
                if own:
                    return self.fill(own, object=objects)
                phrase = _phrase_back(link, typed=bool(subject_type))
                return self.say(phrase, type=subject_type, relation=name, object=objects)
            case Number() | Steps() | Statement():
                return ""
            case _:
                assert_never(fact.shape)

    def assertion(self, fact: Fact, relation: Relation | None, object_: str) -> str:
        """Return the sentence that says a fact of one object, true or not."""
        match fact.shape:
            case Term(term=subject):
                phrase = "say term"
            case Number(subject=subject):
                phrase = "say number"
            case Link() as link:
                own = fact.say or (relation.say if relation else "")
                if own:
                    return sentence(self.fill(own, subject=link.subject, object=object_))
                # "Include" fits one and many: "common sites of muscle spasm include teeth".
                phrase = "say the one" if link.one else "say some"
                return self._of_link(phrase, link, object_)
            case Pair() | Steps() | Statement():
                return ""
            case _:
                assert_never(fact.shape)
        own = self.fill(fact.say, subject=subject, object=object_)
        if own:
            return sentence(own)
        said = self.say(phrase, subject=subject, object=object_)
        # A term in quotation marks is written as it is, at the start as well.
        return ended(said) if phrase == "say term" else sentence(said)

    def _of_link(self, phrase: str, link: Link, objects: str) -> str:
        if _is_effect(link) and phrase != "say all":
            phrase = "say effect"
        return self.sentence(phrase, relation=link.relation, subject=link.subject, object=objects)

    def sentence(self, phrase: str, **texts: str) -> str:
        """Say a phrase as a sentence, with a capital and a full stop."""
        return sentence(self.say(phrase, **texts))

    def summary(self, fact: Fact, relation: Relation | None) -> str:
        """Return a whole fact in a sentence; a pair has none beyond its question and answer."""
        match fact.shape:
            case Pair():
                said = ""
            case Statement(say=say):
                said = sentence(say)
            case Term(means=object_):
                said = self.assertion(fact, relation, object_)
            case Number(value=value, unit=unit):
                said = self.assertion(fact, relation, quantity(value, unit))
            case Steps(subject=subject, steps=steps):
                said = self.sentence("say steps", subject=subject, steps=self.in_order(steps))
            case Link(values=(value,)):
                said = self.assertion(fact, relation, value.text)
            case Link() as link:
                said = self._of_list(link, self.joined_with_and(it.text for it in link.values))
            case _:
                assert_never(fact.shape)
        return said

    def _of_list(self, link: Link, objects: str) -> str:
        return self._of_link("say all" if link.complete else "say some", link, objects)

    def lead_in(self, shape: Link | Steps) -> str:
        """Return what a summary says before its list; empty where the list does not come last."""
        if isinstance(shape, Steps):
            said = self.sentence("say steps", subject=shape.subject, steps=GAP)
        else:
            said = self._of_list(shape, GAP)
        before, _, after = said.partition(GAP)
        return before.strip() if after in ("", ".") else ""

    def with_gap(self, statement: Statement, blank: Blank, options: Sequence[str] = ()) -> str:
        """Return a statement with a gap for one blank; its article fits each of the options."""
        return gaps.with_gap(statement, blank, options if self.english else ())

    def with_text(self, statement: Statement, blank: Blank, text: str) -> str:
        """Return a statement with another text in the place of one blank."""
        return gaps.with_text(statement, blank, text, english=self.english)


def _is_effect(link: Link) -> bool:
    """Tell an effect that a cause can have; where there is just one, it is a value like others."""
    return link.relation == EFFECT and not link.one


def _phrase_back(link: Link, *, typed: bool) -> str:
    several = len(link.values) > 1
    if _is_effect(link):
        return "ask back type and effect" if typed else "ask back effect"
    if typed:
        return "ask back type and list" if several else "ask back type"
    return "ask back list" if several else "ask back"


def _template(fact: Fact, relation: Relation | None) -> str:
    return fact.ask or (relation.ask if relation else "")


def _unended(text: str) -> str:
    return text.rstrip().removesuffix(".")
