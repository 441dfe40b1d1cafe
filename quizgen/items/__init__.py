"""Questions as items, and the flaws in them that a rule can find.

An item is judged by its surface alone, wherever it was written: the rules follow the published
lists of item-writing flaws as far as they can be decided without understanding the text. What no
rule can see: whether the question matters, whether it is ambiguous, whether a distractor tempts
anybody, and whether the key is right.

To add a rule, write a function from a reading to a message and put it into :data:`FLAWS`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType

from quizgen.items import key_rules as of_key
from quizgen.items import option_rules as of_options
from quizgen.items import stem_rules as of_stem
from quizgen.items.item import Form, Item, item_of
from quizgen.items.reading import Find, Flaw, Glance, Needs, OptionGlance, Reading, Rule, Weight
from quizgen.items.texts import REMEMBERED, OptionText, Text

__all__ = ["FLAWS", "Flaw", "Form", "Item", "Needs", "Rule", "Weight", "flaws", "item_of"]


def _rule(  # noqa: PLR0913  # a row of the table
    code: str,
    weight: Weight,
    needs: Needs,
    find: Find,
    hint: str,
    *,
    stem: Glance | None = None,
    option: OptionGlance | None = None,
    english: bool = False,
) -> Rule:
    return Rule(
        code=code,
        weight=weight,
        needs=needs,
        find=find,
        hint=hint,
        english=english,
        stem=stem,
        option=option,
    )


_english = partial(_rule, english=True)

_STEM, _OPTIONS, _RIVALS = Needs.STEM, Needs.OPTIONS, Needs.RIVALS
_FATAL, _CUE, _STYLE = Weight.FATAL, Weight.CUE, Weight.STYLE

# fmt: off
FLAWS: tuple[Rule, ...] = (
    _rule("empty-stem", _FATAL, _STEM, of_stem.empty_stem,
          "write what is asked",
          stem=of_stem.is_empty),
    _rule("no-key", _FATAL, _OPTIONS, of_options.no_key,
          "mark the right option"),
    _rule("several-keys", _FATAL, _OPTIONS, of_options.several_keys,
          "leave one key, or make it a question with several answers"),
    _rule("too-few-options", _FATAL, _OPTIONS, of_options.too_few_options,
          "give at least one wrong option, better two or three"),
    _rule("empty-option", _FATAL, _OPTIONS, of_options.empty_option,
          "write the option, or drop it",
          option=of_stem.is_empty),
    _rule("duplicate-option", _FATAL, _OPTIONS, of_options.duplicate_option,
          "drop one of them; case, accents, punctuation and article make no difference"),
    _rule("option-inside-another", _FATAL, _RIVALS, of_options.option_inside_another,
          "take a distractor that neither holds the key nor is part of it"),
    _rule("overlapping-ranges", _FATAL, _RIVALS, of_options.overlapping_ranges,
          "let each range end before the next begins",
          option=of_options.is_number),
    _rule("key-in-stem", _FATAL, _RIVALS, of_key.key_in_stem,
          "reword the stem, or take a distractor that stands in it too"),
    _english("unfilled-slot", _FATAL, _STEM, of_stem.unfilled_slot,
          "fill it in",
          stem=of_stem.has_slot, option=of_stem.has_slot),
    _rule("longest-correct", _CUE, _RIVALS, of_key.longest_correct,
          "shorten the key, or take distractors of its length"),
    _rule("shortest-correct", _CUE, _RIVALS, of_key.shortest_correct,
          "take distractors of the key's length"),
    _rule("word-repeat", _CUE, _RIVALS, of_key.word_repeat,
          "reword the stem, or take a distractor that shares these words"),
    _rule("convergence", _CUE, _RIVALS, of_key.convergence,
          "let each part stand in equally many options",
          option=of_key.has_parts),
    _rule("key-alone-in-format", _CUE, _RIVALS, of_key.key_alone_in_format,
          "write all options in the same way"),
    _english("logical-cue", _CUE, _RIVALS, of_key.logical_cue,
          "take two pairs of opposites, or none"),
    _english("grammar-cue", _CUE, _RIVALS, of_key.grammar_cue,
          "let every option go with the stem: write a/an, or put the article into the options",
          stem=of_key.governs),
    _english("absolute-terms", _CUE, _OPTIONS, of_options.absolute_terms,
          "leave the term out, or put it into all options",
          option=of_options.has_absolute),
    _english("vague-terms", _CUE, _OPTIONS, of_options.vague_terms,
          "leave the term out, or put it into all options",
          option=of_options.has_vague),
    _english("none-of-the-above", _CUE, _OPTIONS, of_options.none_of_the_above,
          "drop it; three good options are enough",
          option=of_options.points),
    _english("all-of-the-above", _CUE, _OPTIONS, of_options.all_of_the_above,
          "drop it, or let several options be chosen",
          option=of_options.points),
    _english("k-type", _CUE, _OPTIONS, of_options.k_type,
          "let several options be chosen instead",
          option=of_options.may_name),
    _english("true-false-as-choice", _STYLE, _OPTIONS, of_options.true_false_as_choice,
          "make it a true-false question, or ask with options that say something",
          option=of_options.is_truth),
    _rule("lost-sequence", _STYLE, _OPTIONS, of_options.lost_sequence,
          "put them in order",
          option=of_options.is_number),
    _rule("inconsistent-numbers", _STYLE, _OPTIONS, of_options.inconsistent_numbers,
          "give all numbers in one unit, and all as ranges or none",
          option=of_options.is_number),
    _rule("touching-ranges", _STYLE, _OPTIONS, of_options.touching_ranges,
          "let each range end before the next begins",
          option=of_options.is_number),
    _rule("numeric-verbal-mix", _STYLE, _OPTIONS, of_options.numeric_verbal_mix,
          "take options of one sort",
          option=of_options.is_number),
    _rule("odd-format", _STYLE, _RIVALS, of_key.odd_format,
          "write all options in the same way"),
    _rule("nested-distractors", _STYLE, _RIVALS, of_options.nested_distractors,
          "replace one of them"),
    _rule("repeated-start", _STYLE, _OPTIONS, of_options.repeated_start,
          "move these words to the stem"),
    _rule("long-option", _STYLE, _OPTIONS, of_options.long_option,
          "shorten it to what matters",
          option=of_options.is_long),
    _english("negative-stem", _STYLE, _STEM, of_stem.negative_stem,
          "ask for what is so, or write the word in bold capitals",
          stem=of_stem.has_negative),
    _english("unfocused-stem", _STYLE, _STEM, of_stem.unfocused_stem,
          "ask a question that can be answered with the options covered",
          stem=of_stem.is_unfocused),
    _rule("mid-stem-blank", _STYLE, _STEM, of_stem.mid_stem_blank,
          "move the gap to the end, or ask a question",
          stem=of_stem.has_blank_inside),
    _rule("long-stem", _STYLE, _STEM, of_stem.long_stem,
          "leave out what is not needed",
          stem=of_stem.is_long),
    _english("double-word", _STYLE, _STEM, of_stem.double_word,
          "drop one of them",
          stem=of_stem.has_double, option=of_stem.has_double),
    _rule("two-questions", _STYLE, _STEM, of_stem.two_questions,
          "ask one thing at a time",
          stem=of_stem.has_questions),
    _english("unclear-reference", _STYLE, _STEM, of_stem.unclear_reference,
          "name the thing",
          stem=of_stem.begins_unclear),
)
# fmt: on
"""Every rule, those that make an item unusable first; an item has at most one flaw by each."""


def _is_blind(rule: Rule) -> bool:
    """Tell whether a rule must be asked about every item."""
    return not (rule.stem or rule.option)


def _table() -> Mapping[tuple[Needs, bool], tuple[Rule, ...]]:
    """Return the rules that apply to an item that has so much, in English or not."""
    levels = tuple(Needs)
    return MappingProxyType(
        {
            (level, english): tuple(
                rule
                for rule in FLAWS
                if rule.needs in levels[: at + 1] and (english or not rule.english)
            )
            for at, level in enumerate(levels)
            for english in (False, True)
        }
    )


_APPLICABLE = _table()
_ALWAYS = MappingProxyType(
    {key: tuple(rule for rule in rules if _is_blind(rule)) for key, rules in _APPLICABLE.items()}
)


def flaws(item: Item) -> tuple[Flaw, ...]:
    """Return everything that is wrong with an item; never raises, whatever it holds."""
    it = Reading(item)
    kind = it.has, it.english
    caught = _caught_in_stem(it.stem).union(*map(_caught_in_option, it.options))
    rules: Iterable[Rule] = _ALWAYS[kind]
    if caught:
        rules = [it for it in _APPLICABLE[kind] if it.code in caught or _is_blind(it)]
    found = []
    for rule in rules:
        message = rule.find(it)
        if message is not None:
            flaw = Flaw(code=rule.code, weight=rule.weight, message=message, hint=rule.hint)
            found.append(flaw)
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _caught_in_stem(text: Text) -> frozenset[str]:
    return frozenset(rule.code for rule in FLAWS if rule.stem and rule.stem(text))


@lru_cache(maxsize=REMEMBERED)
def _caught_in_option(text: OptionText) -> frozenset[str]:
    return frozenset(rule.code for rule in FLAWS if rule.option and rule.option(text))
