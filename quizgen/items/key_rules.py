"""Rules about what tells the key from the distractors without any knowledge."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from quizgen.distractors.text import contains
from quizgen.items import words as english
from quizgen.items.reading import Reading, quoted, words
from quizgen.items.texts import FORMS, OptionText, Text, shared_roots
from quizgen.wording.grammar import ARTICLE, article

_CONSPICUOUS = 1.25
_CHARACTERS = 6
_ENDING = 3


def longest_correct(it: Reading) -> str | None:
    """The key is conspicuously long."""
    short, long = max(text.length for text in it.wrong), min(text.length for text in it.keys)
    if not _stands_out(short, long):
        return None
    return f"the key {quoted(it.keys)} has {long} characters, the longest distractor {short}"


def shortest_correct(it: Reading) -> str | None:
    """The key is conspicuously short."""
    short, long = max(text.length for text in it.keys), min(text.length for text in it.wrong)
    if not _stands_out(short, long):
        return None
    return f"the key {quoted(it.keys)} has {short} characters, the shortest distractor {long}"


def _stands_out(short: int, long: int) -> bool:
    return long >= _CONSPICUOUS * short and long - short >= _CHARACTERS


def key_in_stem(it: Reading) -> str | None:
    """The whole key stands in the stem, and no distractor does."""
    for key in it.keys:
        if not _stands_in(key, it.stem):
            return None
    if any(_stands_in(wrong, it.stem) for wrong in it.wrong):
        return None
    return f"the key {quoted(it.keys)} stands in the stem, and no distractor does"


def _stands_in(option: Text, stem: Text) -> bool:
    folded = option.folded
    # A single letter, or a word like "in", is everywhere and is not read as the key.
    telling = len(folded) > 1 and not option.bag <= english.SMALL
    return telling and folded in stem.folded and contains(stem.folded, folded)


def word_repeat(it: Reading) -> str | None:
    """The key shares more words with the stem than any distractor does."""
    least = min((shared_roots(it.stem, key) for key in it.keys), key=len)
    if not least:
        return None
    if any(len(shared_roots(it.stem, wrong)) >= len(least) for wrong in it.wrong):
        return None
    return f"{words(least)} in the key and in the stem: no distractor shares as much with it"


def convergence(it: Reading) -> str | None:
    """The key shares the most parts with the other options."""
    if len(it.keys) != 1 or not it.keys[0].parts:
        return None
    counts = Counter(part for text in it.options for part in text.parts or (text.folded,))
    key = _in_common(it.keys[0], counts)
    if key <= max(_in_common(wrong, counts) for wrong in it.wrong):
        return None
    shared = {part for part in it.keys[0].parts if counts[part] > 1}
    return f"{words(shared)}: the key is put together from parts of the distractors"


def has_parts(text: OptionText) -> bool:
    """Tell whether an option is an enumeration."""
    return bool(text.parts)


def _in_common(text: OptionText, counts: Counter[str]) -> int:
    return sum(counts[part] - 1 for part in text.parts or (text.folded,))


def key_alone_in_format(it: Reading) -> str | None:
    """Only the key has, or lacks, something that strikes the eye."""
    first = it.wrong[0].form
    if len(it.keys) != 1 or (first == it.keys[0].form):
        return None
    for at, name in enumerate(FORMS):
        has = it.keys[0].form[at]
        if has != first[at] and all(wrong.form[at] == first[at] for wrong in it.wrong):
            verb = "has" if has else "lacks"
            return f"only the key {quoted(it.keys)} {verb} {name}"
    return None


def odd_format(it: Reading) -> str | None:
    """Only one distractor has, or lacks, something that strikes the eye."""
    if len(it.options) < 3 or len({text.form for text in it.options}) == 1:  # noqa: PLR2004  # odd among two
        return None
    for at, name in enumerate(FORMS):
        # A name with a capital among words without is common, and no more than a name.
        holding = [text for text in it.wrong if text.form[at]]
        if name != FORMS[2] and len(holding) == 1 and not any(key.form[at] for key in it.keys):
            return f"only {quoted(holding)} has {name}"
    return None


def logical_cue(it: Reading) -> str | None:
    """Two options that exclude each other, the key one of them, make the others superfluous."""
    pairs = [(key, wrong) for key in it.keys for wrong in it.wrong if _opposites(key, wrong)]
    if len(pairs) != 1:
        return None
    rest = [text for text in it.options if text not in pairs[0]]
    if all(english.NO_CHANGE.search(text.folded) for text in rest) or any(
        _opposites(*pair) for pair in combinations(rest, 2)
    ):
        return None
    return f"{quoted(pairs[0])} are opposites, so that the key is one of them"


def _opposites(one: Text, other: Text) -> bool:
    """Tell whether two texts differ in one word, and that word turns into its opposite."""
    if len(one.words) != len(other.words) or len(one.bag - other.bag) != 1:
        return False
    differing = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    # Few options are so much alike, and the tables of opposites take a while to load.
    from quizgen.marking.opposites import contrasts, opposed  # noqa: PLC0415

    first, second = differing[0]
    # A prefix is the dearer test, and most words do not even end alike.
    return opposed((first, second)) or (
        first[-_ENDING:] == second[-_ENDING:] and second in contrasts(first)
    )


def grammar_cue(it: Reading) -> str | None:
    """Only the key, or not every distractor, goes with the end of the stem."""
    bag = it.stem.bag
    if ("a" in bag or "an" in bag) and (found := english.ARTICLE_BEFORE_GAP.search(it.stem.plain)):
        return _article_cue(found[1].lower(), it)
    if found := english.VERB_BEFORE_GAP.search(it.stem.plain):
        return _number_cue((found[1] or found[2]).lower(), it)
    return None


def governs(text: Text) -> bool:
    """Tell whether a stem may ask for a form of the word."""
    return not text.bag.isdisjoint(english.GOVERNING)


def _article_cue(written: str, it: Reading) -> str | None:
    if any(ARTICLE.match(text.plain) for text in it.options):
        return None
    if not all(article(key.plain) == written for key in it.keys):
        return f"“{written}” at the end of the stem does not go with the key {quoted(it.keys)}"
    struck = [text for text in it.wrong if article(text.plain) != written]
    return f"“{written}” at the end of the stem rules out {quoted(struck)}" if struck else None


def _number_cue(verb: str, it: Reading) -> str | None:
    if it.item.form == "multi-select":
        return None
    singular = verb in english.SINGULAR_VERBS
    fits, others = _numbers(it.keys), _numbers(it.wrong)
    if fits == {singular} and others == {not singular}:
        return f"“{verb}” in the stem goes with the key {quoted(it.keys)} alone"
    return None


def _numbers(texts: Sequence[OptionText]) -> set[bool | None]:
    return {_is_singular(text) for text in texts}


def _is_singular(text: OptionText) -> bool | None:
    """Tell whether a noun is singular; ``None`` where its form does not say."""
    if not text.words or text.form[0] or text.form[2] or len(text.words) > 4:  # noqa: PLR2004  # a phrase
        return None
    last = text.words[-1]
    if " and " in text.folded or "of" in text.bag:
        return None
    return not (last.endswith("s") and not last.endswith(("ss", "us", "is")))
