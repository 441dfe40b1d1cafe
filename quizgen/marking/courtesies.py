"""Words around an answer that are no part of it: *I think it is …*, *… probably*."""

from collections.abc import Mapping

_LEAD_INS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "it is", "it s", "it was", "it", "they are", "they re", "they", "this is", "that is",
        "that s", "these are", "those are", "there is", "there are", "it would be",
        "that would be", "it must be", "it has to be", "it could be", "it might be", "it may be",
        "i think", "i believe", "i guess", "i suppose", "i would say", "i d say", "i say",
        "i am sure", "i m sure", "i am pretty sure", "i m pretty sure", "in my opinion", "is it",
        "answer", "answer is", "my answer", "my answer is", "right answer is",
        "correct answer is", "ans", "probably", "perhaps", "maybe", "possibly", "presumably",
        "definitely", "certainly", "surely", "obviously", "clearly", "must be", "would be",
        "is", "are", "that", "well", "um", "uh", "hmm", "er", "oh", "ah", "so", "called",
        "known as", "is called", "are called", "your", "my", "our", "his", "her", "their", "its",
    ),
    "de": ("es ist", "das ist", "es sind", "das sind", "ich glaube", "ich denke", "wohl",
           "vielleicht", "vermutlich", "wahrscheinlich", "antwort"),
    "fr": ("c est", "ce sont", "il s agit de", "je crois que", "je pense que", "peut être",
           "peut etre", "probablement", "réponse", "reponse"),
    "es": ("es", "son", "creo que", "creo que es", "quizás", "quizas", "probablemente",
           "respuesta"),
}  # fmt: skip
_AFTER: Mapping[str, tuple[str, ...]] = {
    "en": ("i think", "i believe", "i guess", "i suppose", "i am sure", "i m sure", "i would say",
           "i d say", "probably", "perhaps", "maybe", "possibly", "presumably", "definitely",
           "certainly", "surely", "of course", "for sure", "please", "in my opinion"),
    "de": ("glaube ich", "denke ich", "vielleicht", "vermutlich", "wahrscheinlich"),
    "fr": ("je crois", "je pense", "peut être", "peut etre", "probablement"),
    "es": ("creo", "quizás", "quizas", "probablemente"),
}  # fmt: skip
_TITLES = frozenset(
    {"president", "king", "queen", "emperor", "empress", "pope", "sir", "mr", "mrs", "ms", "dr"}
)
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 6
_NAME_WITH_TITLE = 3


def _as_words(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


_BEFORE_BY_LANGUAGE = {language: _as_words(phrases) for language, phrases in _LEAD_INS.items()}
_AFTER_BY_LANGUAGE = {language: _as_words(phrases) for language, phrases in _AFTER.items()}


def without_courtesies(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return a reply without what people say around an answer; never empty."""
    before = _BEFORE_BY_LANGUAGE.get(language, frozenset())
    after = _AFTER_BY_LANGUAGE.get(language, frozenset())
    rest = words
    while count := _spoken(rest, before):
        rest = rest[count:]
    while count := _spoken(rest[::-1], frozenset(phrase[::-1] for phrase in after)):
        rest = rest[:-count]
    if language == "en" and len(rest) >= _NAME_WITH_TITLE and rest[0] in _TITLES:
        rest = rest[1:]
    return rest


def _spoken(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> int:
    """Return how many words at the beginning are one of the phrases, the longest first."""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        if words[:count] in phrases:
            return count
        if count > 1 and words[0] in _ARTICLES and words[1:count] in phrases:
            return count
    return 0
