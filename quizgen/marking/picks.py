"""Marks what was picked from options, put in order, or matched."""

from quizgen.marking.verdicts import right, wrong
from quizgen.model import Answer, Choice, Mark


def mark_choice(choice: Choice, answer: Answer) -> Mark:
    """Compare the options picked with the keys; the note is what the author says of a wrong one."""
    options = {option.text: option for option in choice.options}
    picked = set(_picked(answer, tuple(options)))
    keys = {option.text for option in choice.options if option.correct}
    if not picked:
        return wrong("empty")
    if picked == keys:
        return right("option")
    whys = (option.why for text, option in options.items() if text in picked and text not in keys)
    return wrong("option", next(filter(None, whys), ""))


def mark_arrangement(items: tuple[str, ...], answer: Answer) -> Mark:
    """Compare the order made with the right one."""
    made = _picked(answer, items)
    if not made:
        return wrong("empty")
    return right("arrangement") if tuple(made) == items else wrong("arrangement")


def mark_pairs(pairs: tuple[tuple[str, str], ...], answer: Answer) -> Mark:
    """Compare the right-hand sides chosen, one for each left-hand side, with the right ones."""
    sides = tuple(side for _, side in pairs)
    made = _picked(answer, sides)
    if not made:
        return wrong("empty")
    return right("arrangement") if tuple(made) == sides else wrong("arrangement")


def _picked(answer: Answer, texts: tuple[str, ...]) -> list[str]:
    shown = answer.shown or texts
    return [shown[at] for at in answer.chosen if 0 <= at < len(shown)]
