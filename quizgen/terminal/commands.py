"""What a line typed in the plain driver means, and how the driver asks for one."""

import re
from typing import assert_never

from quizgen.markup import plain
from quizgen.model import Choice, Match, Order, Rating, Recall, Typed, Verdict
from quizgen.session import (
    Asking,
    AskMissesAgain,
    Closing,
    Decide,
    Exam,
    Fetching,
    LookThrough,
    Mode,
    Over,
    Overrule,
    Proceed,
    Rate,
    Reveal,
    Revealed,
    State,
    Submit,
    Told,
    can_guess,
    can_overrule,
    misses,
    ratings,
)
from quizgen.terminal.keymap import is_typing, suggested
from quizgen.terminal.sentences import RATING_NAMES, letter, rating_text
from quizgen.terminal.view import Request
from quizgen.terminal.words import find_word, working

HELP = "?"

_COMMAND = re.compile(r":[a-z]+")


def prompt(state: State) -> str:
    """Return what to ask for; empty where the session goes on by itself."""
    match state.stage:
        case Asking() as stage:
            return _prompt_for_answer(stage)
        case Revealed():
            if not state.scheduling:
                return "Did you know it? y or n: "
            return f"Rate yourself, {_ratings_text(state)}: "
        case Told():
            return _prompt_after_verdict(state)
        case Closing():
            return _prompt_at_the_end(state)
        case Fetching() | Over() | Exam():
            return ""
        case _ as never:
            assert_never(never)


def _prompt_for_answer(stage: Asking) -> str:
    match stage.question.response:
        case Choice(several=several):
            last = letter(len(stage.shown) - 1) if stage.shown else "A"
            return "Answers, such as A C: " if several else f"Answer, A to {last}: "
        case Typed():
            return "Answer: "
        case Order():
            return "Order, such as B A C: "
        case Match():
            return "Letters in turn, such as B A C: "
        case Recall():
            return "Press Enter to see the answer: "
        case _ as never:
            assert_never(never)


def _ratings_text(state: State) -> str:
    intervals = state.stage.intervals if isinstance(state.stage, Revealed | Told) else {}
    each = (
        f"{int(one)} {rating_text(one, intervals.get(one), state.latest)}" for one in ratings(state)
    )
    return ", ".join(each)


def _prompt_after_verdict(state: State) -> str:
    stage = state.stage
    rating = suggested(state)
    if rating is not None:
        kept = f"Enter for {RATING_NAMES[rating]}"
        other = "o to overrule" if can_overrule(state) else "g if you guessed"
        return f"{kept}, or {_ratings_text(state)}, or {other}: "
    if state.scheduling and can_guess(state):
        return "Enter to go on, g if you guessed: "
    typed = isinstance(stage, Told) and isinstance(stage.asking.question.response, Typed)
    if typed and isinstance(stage, Told) and stage.mark.verdict is Verdict.WRONG:
        return "Enter to go on, o if you were right: "
    return "Enter to go on: " if state.scheduling else ""


def _prompt_at_the_end(state: State) -> str:
    again = "r to go over the misses" if misses(state) else ""
    look = "l to look through your answers" if state.paper is not None else ""
    if state.plan.mode is Mode.QUIZ and state.counted is None and state.takes:
        parts = ["Count these answers for your schedule? y or n", again, look]
    elif again or look:
        parts = ["Enter to end", again, look]
    else:
        return ""
    return ", or ".join(filter(None, parts)) + ": "


def request_of(state: State, text: str) -> Request | str:
    """Return what a line asks for, or a sentence that says what would be understood."""
    word = text.strip().casefold()
    if (always := _at_any_time(state, word)) is not None:
        return always
    match state.stage:
        case Asking() as stage:
            return _answer(stage, text.rstrip("\r\n"))
        case Revealed():
            return _rating(state, word)
        case Told():
            return _after_verdict(state, word)
        case Closing() | Fetching() | Over() | Exam():
            return _at_the_end(state, word)
        case _ as never:
            assert_never(never)


def _at_any_time(state: State, word: str) -> Request | str | None:
    """Return what a command asks for; an option's letter, or typed text, is no command."""
    command = word.removeprefix(":")
    bare = word == command
    if bare and (is_typing(state) or _is_option(state, word)):
        return None
    if command == HELP:
        return help_text(state)
    found = find_word(command)
    if found is None:
        return None if bare or not _COMMAND.fullmatch(word) else f"There is no command {word}."
    if found.works(state):
        return found.request
    return None if bare else f":{found.name} does nothing here."


def _is_option(state: State, word: str) -> bool:
    """Tell whether a command's letter is an option's as well; then it is the option."""
    return isinstance(state.stage, Asking) and word in _names(state.stage)


def _names(stage: Asking) -> dict[str, int]:
    """Return letters and numbers of the options or items shown."""
    names = {letter(at).casefold(): at for at in range(len(stage.shown))}
    return names | {str(at + 1): at for at in range(len(stage.shown))}


def _answer(stage: Asking, text: str) -> Request | str:
    match stage.question.response:
        case Typed():
            return lambda stamp: Submit(stamp=stamp, typed=text)
        case Recall():
            return lambda stamp: Reveal(stamp=stamp)
        case Choice(several=several):
            return _picked(stage, text, most=len(stage.shown) if several else 1)
        case Order() | Match():
            return _picked(stage, text, most=len(stage.shown))
        case _ as never:
            assert_never(never)


def _picked(stage: Asking, text: str, *, most: int) -> Request | str:
    names = _names(stage)
    wanted = text.strip().casefold()
    texts = [plain(shown).casefold() for shown in stage.shown]
    if wanted in texts:
        chosen = [texts.index(wanted)]
    else:
        parts = re.findall(r"[^\W\d_]|\d+", wanted)
        if any(part not in names for part in parts):
            return f"Type letters from A to {letter(len(stage.shown) - 1)}, or :q to quit."
        chosen = list(dict.fromkeys(names[part] for part in parts))
    if len(chosen) > most:
        return "Type one letter."
    return lambda stamp: Submit(stamp=stamp, chosen=tuple(chosen))


def _rating(state: State, word: str) -> Request | str:
    if not state.scheduling:
        answers = {"y": True, "yes": True, "1": True, "n": False, "no": False, "2": False}
        if word not in answers:
            return "Type y if you knew it, n if not."
        rating = Rating.GOOD if answers[word] else Rating.AGAIN
        return lambda stamp: Rate(stamp=stamp, rating=rating)
    allowed = {str(int(rating)): rating for rating in ratings(state)}
    names = {RATING_NAMES[rating].casefold(): rating for rating in ratings(state)}
    rated = (allowed | names).get(word)
    if rated is None:
        return f"Type a figure: {_ratings_text(state)}."
    return lambda stamp: Rate(stamp=stamp, rating=rated)


def _after_verdict(state: State, word: str) -> Request | str:
    if not word:
        return lambda stamp: Proceed(stamp=stamp)
    if word == "o":
        return lambda stamp: Overrule(stamp=stamp)
    if ratings(state):
        return _rating(state, word)
    return "Press Enter to go on; :? shows what else you can type."


def _at_the_end(state: State, word: str) -> Request | str:
    if word == "r" and misses(state):
        return lambda stamp: AskMissesAgain(stamp=stamp)
    if word == "l" and state.paper is not None:
        return lambda stamp: LookThrough(stamp=stamp)
    undecided = state.plan.mode is Mode.QUIZ and state.counted is None and state.takes
    if undecided and word in {"y", "yes", "n", "no"}:
        return lambda stamp: Decide(stamp=stamp, count=word.startswith("y"))
    if not undecided and not word:
        return lambda stamp: Proceed(stamp=stamp)
    return "Type y to count the answers, n not to." if undecided else "Press Enter."


def help_text(state: State) -> str:
    """Return what may be typed now."""
    colon = ":" if is_typing(state) else ""
    parts = [f"{colon}{word.letter} {word.does(state)}" for word in working(state)]
    return "You can type: " + "; ".join(parts) + "."
