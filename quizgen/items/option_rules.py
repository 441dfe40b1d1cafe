"""Rules about options: are they different, comparable, and in order, with exactly one key?"""

import re
from collections import Counter
from itertools import combinations, pairwise

from quizgen.distractors.text import contains
from quizgen.items import words as english
from quizgen.items.amounts import Amount
from quizgen.items.reading import Reading, quoted, words
from quizgen.items.texts import OptionText, Text

_LONGEST_OPTION = 25
_SHORT = 4
_FEWEST_IN_ORDER = 3
_LONGEST_START = 3
_PUNCTUATION = re.compile(r"[.,;()]+")


def no_key(it: Reading) -> str | None:
    """No option is right."""
    return None if it.keys else "no option is marked as right"


def several_keys(it: Reading) -> str | None:
    """One is to be chosen, and several are right."""
    if it.item.form == "multi-select" or len(it.keys) < 2:  # noqa: PLR2004  # one key is right
        return None
    return f"one option is to be chosen, and {len(it.keys)} are right: {quoted(it.keys)}"


def too_few_options(it: Reading) -> str | None:
    """There is nothing to choose between."""
    if len(it.options) < 2:  # noqa: PLR2004  # a choice has two sides
        return "there is only one option"
    return None if it.wrong else "every option is right"


def empty_option(it: Reading) -> str | None:
    """An option has no text."""
    empty = [at for at, text in enumerate(it.options, 1) if not text.plain]
    return f"option {empty[0]} is empty" if empty else None


def duplicate_option(it: Reading) -> str | None:
    """An option stands there twice."""
    found: dict[str, Text] = {}
    for text in it.options:
        twin = found.get(text.folded)
        if twin is not None and (twin is text or not _differ_by_case(twin, text)):
            return f"{quoted([twin, text])} are the same option"
        if text.folded:
            found[text.folded] = text
    return None


def _differ_by_case(one: Text, other: Text) -> bool:
    """Tell symbols such as Co and CO apart, and nothing else."""
    return one.plain != other.plain and max(one.length, other.length) <= _SHORT


def option_inside_another(it: Reading) -> str | None:
    """What makes the key right makes a distractor right too, or the other way round."""
    for key in it.keys:
        for wrong in it.wrong:
            if found := _nested(key, wrong):
                return found
    return None


def nested_distractors(it: Reading) -> str | None:
    """If one distractor were right, another would be too, so neither can be."""
    if len({text.length for text in it.wrong}) < 2:  # noqa: PLR2004  # texts of one length
        return None
    return next(filter(None, (_nested(*pair) for pair in combinations(it.wrong, 2))), None)


def _nested(one: OptionText, other: OptionText) -> str | None:
    outer, inner = (one, other) if len(one.folded) > len(other.folded) else (other, one)
    if not inner.folded or inner.folded == outer.folded or inner.folded not in outer.folded:
        return None
    if not contains(outer.folded, inner.folded) or (outer.amount and inner.amount):
        return None
    besides = outer.bag - inner.bag
    if not besides.isdisjoint(english.TURNING) or any(map(_is_sign, besides)):
        return None
    return f"{quoted([inner])} is part of {quoted([outer])}: if one is right, so is the other"


def _is_sign(word: str) -> bool:
    """Tell whether a word is a sign of a formula."""
    return not any(map(str.isalnum, word))


def overlapping_ranges(it: Reading) -> str | None:
    """A number lies in the key and in a distractor."""
    for key in it.keys:
        for wrong in it.wrong:
            if _meet(key.amount, wrong.amount) and _shared(key.amount, wrong.amount):
                return f"{quoted([key, wrong])} overlap: a number in both makes both right"
    return None


def touching_ranges(it: Reading) -> str | None:
    """Ranges share numbers without making a distractor right."""
    for one, other in combinations([text for text in it.options if text.amount], 2):
        both = {one, other}
        with_key = not both.isdisjoint(it.keys) and not both.isdisjoint(it.wrong)
        overlap = _shared(one.amount, other.amount)
        if _meet(one.amount, other.amount) and not (with_key and overlap):
            return f"{quoted([one, other])} share a number"
    return None


def _meet(one: Amount | None, other: Amount | None) -> bool:
    """Tell whether a number lies in both, one of them being a range."""
    return bool(
        one
        and other
        and (one.is_range or other.is_range)
        and one.unit == other.unit
        and max(one.low, other.low) <= min(one.high, other.high)
    )


def _shared(one: Amount | None, other: Amount | None) -> bool:
    """Tell whether more than the common end of two ranges lies in both."""
    if one is None or other is None:
        return False
    low, high = max(one.low, other.low), min(one.high, other.high)
    inside = one.low < low < one.high or other.low < low < other.high
    return low < high or (inside and not (one.is_range and other.is_range))


def none_of_the_above(it: Reading) -> str | None:
    """An option stands for no option."""
    return _listed(it, english.NONE_OF)


def all_of_the_above(it: Reading) -> str | None:
    """An option stands for all others."""
    return _listed(it, english.ALL_OF)


def _listed(it: Reading, pattern: re.Pattern[str]) -> str | None:
    for text in it.options:
        if points(text) and _is_whole(pattern, text):
            return f"{quoted([text])} is no answer of its own"
    return None


def points(text: Text) -> bool:
    """Tell whether an option may point at others."""
    return not text.bag.isdisjoint(english.POINTS)


def _is_whole(pattern: re.Pattern[str], text: Text) -> bool:
    """Tell whether a short option says nothing but that."""
    return text.length <= _SHORT * 12 and pattern.search(text.folded) is not None


_TRUTH = frozenset({"true", "false", "yes", "no"})


def is_truth(text: Text) -> bool:
    """Tell whether an option is true or false, or yes or no."""
    return text.folded in _TRUTH


def true_false_as_choice(it: Reading) -> str | None:
    """A choice between true and false."""
    if all(map(is_truth, it.options)):
        return f"the options are only {quoted(it.options)}"
    return None


def k_type(it: Reading) -> str | None:
    """Options that stand for several others."""
    named = [text for text in it.options if may_name(text) and _names_others(text, it)]
    if len(named) > 1 or (named and named[0].words[0] == "both"):
        return f"{quoted(named)} stand for several options at once"
    return None


def may_name(text: Text) -> bool:
    """Tell whether an option may stand for others."""
    first = text.words[0] if text.words else ""
    return text.length < _SHORT * 10 and (
        len(first) < _SHORT or first in {"both", "only", "either"} or "and" in text.bag
    )


def _names_others(text: Text, it: Reading) -> bool:
    # Folding takes a leading "a" for the article.
    bare = " ".join(_PUNCTUATION.sub(" ", text.plain.lower()).split())
    found = english.LABELS.fullmatch(bare)
    if found and (found["more"] or found["only"]):
        labels = {*found["first"], *found["more"].split()} - {"and", "or", "&", "+"}
        letters = {chr(ord("a") + at) for at in range(len(it.options))}
        return labels <= letters or english.ENUMERATED.search(it.stem.plain) is not None
    parts = text.folded.removeprefix("both ").split(" and ")
    return len(parts) > 1 and all(
        any(other.folded == part for other in it.options) for part in parts
    )


def lost_sequence(it: Reading) -> str | None:
    """Numbers that are neither rising nor falling."""
    amounts = [text.amount for text in it.options if text.amount]
    if len(amounts) != len(it.options) or len(amounts) < _FEWEST_IN_ORDER:
        return None
    if len({it.unit for it in amounts}) > 1:
        return None
    ends = [(it.low, it.high) for it in amounts]
    steps = {one < other for one, other in pairwise(ends) if one != other}
    return f"the numbers are in no order: {quoted(it.options)}" if len(steps) > 1 else None


def inconsistent_numbers(it: Reading) -> str | None:
    """Ranges among single numbers, or several units."""
    amounts = [text.amount for text in it.options if text.amount]
    if len(amounts) != len(it.options) or len(amounts) < 2:  # noqa: PLR2004  # to compare
        return None
    units = {it.unit for it in amounts}
    if len(units) > 1:
        return f"the numbers have different units: {words(units - {''})}"
    if len({it.is_range for it in amounts}) > 1:
        return f"ranges stand among single numbers: {quoted(it.options)}"
    return None


def numeric_verbal_mix(it: Reading) -> str | None:
    """Some options are numbers, others words."""
    numbers = [text for text in it.options if text.amount]
    verbal = [text for text in it.options if text.plain and not text.form[0] and not text.amount]
    if not numbers or not verbal or len(it.options) < _FEWEST_IN_ORDER:
        return None
    return f"{quoted([numbers[0], verbal[0]])}: numbers stand among words"


def repeated_start(it: Reading) -> str | None:
    """Every option begins with the same words."""
    if len(it.options) < _FEWEST_IN_ORDER or len(it.options[0].words) <= _LONGEST_START:
        return None
    start = it.options[0].words[:_LONGEST_START]
    if all(text.words[:_LONGEST_START] == start for text in it.options):
        return f"every option begins with “{' '.join(start)}”"
    return None


def long_option(it: Reading) -> str | None:
    """An option is long."""
    for text in it.options:
        if is_long(text):
            return f"{quoted([text])} has {len(text.words)} words"
    return None


def absolute_terms(it: Reading) -> str | None:
    """Some options, but not all, hold terms that are seldom true."""
    return _terms(it, english.ABSOLUTE)


def vague_terms(it: Reading) -> str | None:
    """Some options, but not all, hold terms that are hard to prove wrong."""
    return _terms(it, english.VAGUE)


def is_number(text: OptionText) -> bool:
    """Tell whether an option is nothing but a number or a range."""
    return text.amount is not None


def is_long(text: Text) -> bool:
    """Tell whether an option is too long."""
    return len(text.words) > _LONGEST_OPTION


def has_absolute(text: Text) -> bool:
    """Tell whether an option holds an absolute term."""
    return not text.bag.isdisjoint(english.ABSOLUTE)


def has_vague(text: Text) -> bool:
    """Tell whether an option holds a vague term."""
    return not text.bag.isdisjoint(english.VAGUE)


def _terms(it: Reading, listed: frozenset[str]) -> str | None:
    holding = [text for text in it.options if not text.bag.isdisjoint(listed) and _more(text)]
    if not 0 < len(holding) < len(it.options):
        return None
    found = Counter(word for text in holding for word in text.bag & listed)
    return f"{words([*found])} in {len(holding)} of {len(it.options)} options"


def _more(text: Text) -> bool:
    """Tell whether such a term only qualifies an option, and is not all of it."""
    # "All of the above" has a rule of its own.
    if points(text) and (_is_whole(english.ALL_OF, text) or _is_whole(english.NONE_OF, text)):
        return False
    return bool(text.bag - english.ABSOLUTE - english.VAGUE - english.SMALL)
