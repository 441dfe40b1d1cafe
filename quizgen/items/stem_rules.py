"""Rules about stems: does it ask one thing, in plain words, and all of it?"""

import re

from quizgen.items import words as english
from quizgen.items.reading import Reading
from quizgen.items.texts import Text
from quizgen.markup import Style, spans

_LONGEST_STEM = 40
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[\"“(]?[A-Z0-9])")
_MID_BLANK = re.compile(rf"(?:{english.BLANK.pattern})[\s,]*[^\W_]", re.IGNORECASE)
_QUESTION_MARK = re.compile(r"[?？؟]")


def empty_stem(it: Reading) -> str | None:
    """Nothing is asked."""
    return None if it.stem.plain else "the stem is empty"


def unfilled_slot(it: Reading) -> str | None:
    """A template has not been filled in."""
    for text in (it.stem, *it.options):
        if found := english.UNFILLED.search(text.plain):
            return f"“{found[0]}” stands for something that was never filled in"
    return None


def has_slot(text: Text) -> bool:
    """Tell whether a text holds an unfilled slot."""
    return english.UNFILLED.search(text.plain) is not None


def double_word(it: Reading) -> str | None:
    """A word is written twice."""
    for text in (it.stem, *it.options):
        found = english.DOUBLED.search(text.plain)
        if found and found[1] not in english.MAY_DOUBLE:
            return f"“{found[0]}”: a word is written twice"
    return None


def has_double(text: Text) -> bool:
    """Tell whether a text may hold a word twice in a row."""
    return len(text.bag) < len(text.words) and english.DOUBLED.search(text.plain) is not None


def two_questions(it: Reading) -> str | None:
    """More than one thing is asked at once."""
    asked = len(_QUESTION_MARK.findall(english.QUOTED.sub("", it.stem.plain)))
    return f"the stem asks {asked} questions at once" if asked > 1 else None


def has_questions(text: Text) -> bool:
    """Tell whether a text has more than one question mark."""
    return text.plain.count("?") > 1


def unclear_reference(it: Reading) -> str | None:
    """The stem begins with a word for something that it has not named."""
    sentence = it.stem.plain.removeprefix("True or false: ")
    found = english.UNCLEAR.match(sentence)
    if found and not sentence[found.end() :][:1].isalpha():
        return f"“{found[0].strip()}” at the start stands for something that the stem never names"
    return None


def long_stem(it: Reading) -> str | None:
    """The stem is long."""
    count = len(it.stem.plain.split())
    return f"the stem has {count} words" if count > _LONGEST_STEM else None


def is_long(text: Text) -> bool:
    """Tell whether a text may be too long."""
    return text.length > _LONGEST_STEM


def negative_stem(it: Reading) -> str | None:
    """The stem asks for what is not so, and a reader may miss it."""
    bare = english.QUOTED.sub("“…”", _unemphasised(it))
    lead_in = _SENTENCES.split(bare)[-1]
    for found in english.NEGATIVE.finditer(lead_in):
        relative = english.RELATIVE.search(lead_in[: found.start()])
        if not (found[0].isupper() or relative):
            return f"“{found[0]}” turns the stem round and is easily missed"
    return None


def has_negative(text: Text) -> bool:
    """Tell whether a text may turn round what it says."""
    return not text.bag.isdisjoint(english.TURNS)


def _unemphasised(it: Reading) -> str:
    """Return the stem with what the author emphasised left out."""
    plain = frozenset({Style.PLAIN})
    return "".join(piece.text if piece.styles == plain else "—" for piece in spans(it.stem.raw))


def unfocused_stem(it: Reading) -> str | None:
    """The stem alone does not say what is asked."""
    return None if it.item.form == "true-false" else _blur(it.stem)


def is_unfocused(text: Text) -> bool:
    """Tell whether a text alone does not say what is asked."""
    return _blur(text) is not None


def _blur(text: Text) -> str | None:
    if not text.plain:
        return None
    if english.UNFOCUSED.fullmatch(text.folded):
        return "the stem only asks what is true; the question is hidden in the options"
    if text.words and text.bag <= english.GENERIC and not any(map(str.isdigit, text.plain)):
        return "the stem has no word that says what it is about"
    if _asks(text.plain):
        return None
    return "the stem neither asks (“?”) nor has a gap nor ends with a colon"


def _asks(text: str) -> bool:
    return (
        text.rstrip(" ”\"’')»")[-1:] in english.ASKS
        or "?" in text
        or english.BLANK.search(text) is not None
        or any(english.IMPERATIVE.match(sentence) for sentence in _SENTENCES.split(text))
    )


def mid_stem_blank(it: Reading) -> str | None:
    """The gap stands in the middle of a stem, and must be kept in mind to the end."""
    if it.item.gapped or it.item.form == "open":
        return None
    return "the gap stands in the middle of the stem"


def has_blank_inside(text: Text) -> bool:
    """Tell whether a word comes after a gap."""
    return _MID_BLANK.search(text.plain) is not None


def is_empty(text: Text) -> bool:
    """Tell whether a text says nothing."""
    return not text.plain


def begins_unclear(text: Text) -> bool:
    """Tell whether a text may begin with a word for something that it has not named."""
    return not text.bag.isdisjoint(english.PRONOUNS)
