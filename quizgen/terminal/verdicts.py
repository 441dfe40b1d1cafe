"""What both drivers say of an answer: the verdict, the right answer, and the reason."""

import unicodedata
from typing import assert_never

from quizgen.model import Choice, Typed, Verdict
from quizgen.session import OPEN, Asking, Told, is_hard_for_time
from quizgen.terminal.sentences import answer_text, letter

#: Too little of a list is named so: what else was typed may be right all the same.
_NOT_ENOUGH = frozenset({"not-in-notes", "list-part", "list-most"})


def verdict_word(stage: Told) -> str:
    """Return the verdict in a word or two."""
    mark = stage.mark
    if stage.overruled is not None:
        return f"{'Wrong' if mark.verdict is Verdict.WRONG else 'Right'}, by your word."
    if mark.rule == OPEN:
        return "Left open."
    slow = ", but slowly: hard" if is_hard_for_time(stage) else ""
    match mark.verdict:
        case Verdict.RIGHT:
            return f"Right{slow}."
        case Verdict.SLIP:
            return f"Right, with a slip{slow}."
        case Verdict.WRONG:
            sure = ", and you were sure" if stage.review.answer.sure else ""
            return f"{'Not enough' if mark.rule in _NOT_ENOUGH else 'Wrong'}{sure}."
        case _ as never:
            assert_never(never)


def verdict_rest(stage: Told) -> str:
    """Return what follows the verdict's word: the answer where it needs saying, and the reason."""
    mark = stage.mark
    if stage.overruled is not None:
        return "Press o to take that back."
    if mark.verdict is Verdict.WRONG:
        parts = [key_sentence(stage.asking), *_reasons(stage)]
        if mark.rule in _NOT_ENOUGH:
            parts.reverse()
    else:
        parts = [*_reasons(stage), _worded_otherwise(stage)]
    return " ".join(ended(part) for part in parts if part)


def _reasons(stage: Told) -> tuple[str, ...]:
    """Return why: what the author says of each wrong option picked, else the mark's note."""
    asking, response = stage.asking, stage.asking.question.response
    if not isinstance(response, Choice):
        return (stage.mark.note,)
    whys = {option.text: option.why for option in response.options if not option.correct}
    picked = [at for at in stage.review.answer.chosen if whys.get(asking.shown[at])]
    # Named by its letter: behind the right answer, "that is carbon dioxide" would be said of it.
    return tuple(f"{letter(at)}: {whys[asking.shown[at]]}" for at in picked)


def _worded_otherwise(stage: Told) -> str:
    """Return the key where a right answer was typed in other words."""
    key = stage.asking.question.response
    alike = stage.mark.note or stage.mark.rule in {"exact", "folded", "list"}
    if alike or not isinstance(key, Typed):
        return ""
    return f"Here it says: {answer_text(stage.asking.question)}"


def ended(text: str) -> str:
    """Return a text with a full stop, unless something of the kind ends it."""
    stripped = text.rstrip()
    if stripped.endswith((".", "!", "?", "…", "。", ".”", "?”", "!”")):
        return stripped
    wide = stripped and unicodedata.east_asian_width(stripped[-1]) in "WF"
    return f"{stripped}{'。' if wide else '.'}"


def key_sentence(asking: Asking) -> str:
    """Return the right answer as a sentence; options with their letters as shown."""
    response = asking.question.response
    if not isinstance(response, Choice):
        return f"The answer is {answer_text(asking.question)}"
    keys = {option.text for option in response.options if option.correct}
    found = [(letter(at), text) for at, text in enumerate(asking.shown) if text in keys]
    if response.several:
        return f"The answers are {' and '.join(name for name, _ in found)}"
    return "The answer is " + "; ".join(f"{name}: {text}" for name, text in found)
