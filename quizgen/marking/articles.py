"""Which gender an article speaks of, in languages where that is part of a word."""

from collections.abc import Mapping

_GENDERS: Mapping[str, Mapping[str, str]] = {
    "de": {"der": "m f p", "die": "f p", "das": "n", "den": "m p", "dem": "m n", "des": "m n",
           "ein": "m n", "eine": "f", "einen": "m", "einem": "m n", "einer": "f", "eines": "m n"},
    "fr": {"le": "m", "la": "f", "l": "m f", "les": "p", "un": "m", "une": "f", "des": "p",
           "du": "m", "d": "m f p"},
    "es": {"el": "m f", "la": "f", "lo": "n", "los": "pm", "las": "pf", "un": "m", "una": "f",
           "unos": "pm", "unas": "pf"},
    "it": {"il": "m", "lo": "m", "i": "pm", "gli": "pm", "la": "f", "le": "pf", "l": "m f",
           "un": "m f", "uno": "m", "una": "f"},
    "pt": {"o": "m", "a": "f", "os": "pm", "as": "pf", "um": "m", "uma": "f", "uns": "pm",
           "umas": "pf"},
    "nl": {"de": "c p", "het": "n", "een": "c n"},
}  # fmt: skip


def another_gender(own: str, theirs: str, language: str) -> bool:
    """Tell whether two articles cannot stand before one word."""
    genders = _GENDERS.get(language, {})
    if own == theirs or own not in genders or theirs not in genders:
        return False
    one, other = {*genders[own].split()}, {*genders[theirs].split()}
    if language == "de" and {own, theirs} <= {"der", "die", "das"}:
        return True
    # "el" stands before "agua" as "una" does, but beside "la" it is the other gender.
    if language == "es" and {own, theirs} == {"el", "la"}:
        return True
    return not one & other
