"""Every built-in phrase that can end up in a question, by the name that authors know it by.

A deck in another language, or with another taste, sets its own under ``wording:``. To add a
phrase, put its name and its English template here; the slots of the template are those that
authors may use, each in any of its forms (:func:`slots_of`).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from quizgen.wording.templates import forms_of, slots_in, without_slots

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # Questions of the forward card.
        "ask term": "What does “<subject>” mean?",
        "ask number": "What is <subject>?",
        "ask number in unit": "What is <subject>, in <unit>?",
        "ask steps": "What are the steps of <subject>, in order?",
        "ask the one": "What is the <relation> of <subject>?",
        "ask all": "What are the <relations> of <subject>?",
        "ask some": "Name some <relations> of <subject>.",
        "ask any": "Name <a relation> of <subject>.",
        "ask n": "Name <n> <relations> of <subject>.",
        "ask all n": "Name all <n> <relations> of <subject>.",
        # An author's own question, and how many are wanted.
        "ask and name n": "<question> Name <n>.",
        "ask which": "Which of these is <a relation> of <subject>?",
        "ask which all": "Which of these are <relations> of <subject>? Choose all that apply.",
        "ask odd one": "All but one of these are <relations> of <subject>. Which one is **not**?",
        "ask how many": "How many <relations> of <subject> are there?",
        "ask next step": "What comes right after “<object>” in <subject>?",
        "ask to order": "Put these in order, first to last: <subject>.",
        "ask to order by size": "Put these in order of <relation>, smallest first.",
        "ask to match": "Match each of these with its <relation>.",
        "ask to match type": "Match each <type> with its <relation>.",
        # Questions of the reverse card.
        "ask back term": "Which term means: <object>?",
        "ask back": "Whose <relation> is <object>?",
        "ask back list": "Whose <relations> are <object>?",
        "ask back type": "Which <type> has the <relation> <object>?",
        "ask back type and list": "Which <type> has the <relations> <object>?",
        # Sentences that say a fact; they get their capital and full stop by themselves.
        "say term": "“<subject>” means <object>",
        "say number": "<subject> is <object>",
        "say steps": "<subject>: <steps>",
        "say next step": "“<object>” comes right after “<previous>” in <subject>",
        "say the one": "the <relation> of <subject> is <object>",
        "say some": "<relations> of <subject> include <object>",
        "say all": "the <relations> of <subject> are <object>",
        # Causes and effects; the other phrases call them by the name of their relation.
        "effect": "effect",
        "ask effect": "What can <subject> cause?",
        "ask which effect": "Which of these can <subject> cause?",
        "ask back effect": "What can cause <object>?",
        "ask back type and effect": "Which <type> can cause <object>?",
        "say effect": "<subject> can cause <object>",
        # What is said of a sentence, and the two options.
        "true or false": "True or false: <sentence>",
        "option true": "True",
        "option false": "False",
        # Between the items of a list, between those that hold a comma, before the last one.
        "list comma": ", ",
        "list semicolon": "; ",
        "list and": "<list> and <last>",
        "steps arrow": " → ",
        # Why an option is wrong.
        "because one": "<subject> has exactly one <relation>: <object>",
        "because all": "these are all <relations> of <subject>: <object>",
        "because not listed": "<object> is not one of the <relations> of <subject>",
        "because other type": "<object> is <a type>, and no <type> is <a wanted type>",
        "because off": "It is <figure> off.",
        "because declared": "The deck declares it wrong here.",
        "because stated": "The sentence is the fact itself.",
        # A study guide: what is set right, other names, and how exact a figure need be.
        "guide not": "Not <object>: <why>",
        "guide also": "also <object>",
        "guide near": "near enough: ± <figure>",
    }
)


@cache
def slots_of(phrase: str) -> tuple[str, ...]:
    """Return the slots that a phrase offers, those of its English template first."""
    names = slots_in(PHRASES[phrase])
    return tuple(dict.fromkeys((*names, *(form for name in names for form in forms_of(name)))))


@cache
def has_words(phrase: str) -> bool:
    """Tell whether a phrase is more than slots and signs, and so belongs to one language."""
    return any(map(str.isalpha, without_slots(PHRASES[phrase])))
