"""Whole sessions for golden screens: what is asked, what is pressed, and a clock that ticks.

``take`` is what the fork server calls in a terminal: ``take([NAME])`` runs one of SESSIONS.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from muscle_quiz import (
    CAPITALS,
    CRAMP,
    DEHYDRATED,
    DYSTONIA,
    FEVER,
    NOTICE,
    PICTURED,
    RELIEF,
    SITE,
    SITES,
    ask,
    cited,
)

from quizgen.model import AcceptedKey, Choice, Match, Option, Order, Question, Quiz, Recall, Typed
from quizgen.progress import fold
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import Fsrs6, moment
from quizgen.terminal import Callbacks, Terminal, run_quiz, run_study

START = 1_700_000_000_000

BEND = ask(
    "bend",
    "What is bending a joint beyond its usual limit backwards called?",
    Typed(key=AcceptedKey(accepted=("hyperextension",), others=("hyperflexion",))),
    explanation="*Hyper-* is too much, *hypo-* too little.",
)
CALF = replace(
    ask(
        "calf",
        "Which muscle is marked?",
        Recall(answer="the soleus", also=("musculus soleus",)),
        hint="It lies under the gastrocnemius.",
        citation=cited("fig. 2", "soleus"),
    ),
    image=PICTURED,
)
WIDE = ask(
    "wide",
    "「筋肉」は英語で何といいますか。正しいものを一つ選んでください。全部の選択肢を読んでから答えましょう。",
    Choice(
        options=(
            Option(text="muscle（マッスル）", correct=True),
            Option(text="bone", correct=False, why="「骨」のことです。"),
            Option(
                text="かなり長い選択肢なので、四十桁の画面では二行に折り返されます", correct=False
            ),
        )
    ),
    explanation="한국어로는 “근육”, 中文是“肌肉”。",
)
MARKS = ask(
    "marks",
    "Which word means “muscle”: मांसपेशी, cơ bắp, or Z̀ͅa̽l̃g̈o?",
    Typed(key=AcceptedKey(accepted=("cơ bắp", "मांसपेशी"))),
    hint="Vi\u1ec7t: e\u0301, o\u031b, a\u0306\u0301.",
)
EMOJI = ask(
    "emoji",
    "Put the emoji in order of size: a family of four comes last.",
    Order(items=("💪 one arm", "💪🏽 an arm with a tone", "🇨🇭 a flag", "👨‍👩‍👧‍👦 a family")),
)
RIGHT_TO_LEFT = ask(
    "rtl",
    "מהו השריר הגדול ביותר בגוף האדם? (gluteus maximus)",
    Choice(
        options=(
            Option(text="שריר העכוז הגדול", correct=True),
            Option(text="العضلة الألوية الكبرى 123", correct=False, why="هذا بالعربية."),
            Option(text="biceps", correct=False),
        )
    ),
    citation=cited("§ 3", "שריר העכוז הגדול (maximus)"),
)
PAIRS = ask(
    "pairs",
    "Match the words.",
    Match(pairs=(("العضلة", "muscle"), ("骨", "bone"), ("cœur", "heart"))),
)


@dataclass(frozen=True, slots=True)
class Session:
    """What is asked, in which manner, and the keys with what each leads to."""

    manner: str
    questions: tuple[Question, ...]
    keys: tuple[tuple[str, str], ...]


SESSIONS: Mapping[str, Session] = {
    "quiz": Session(
        "quiz",
        (SITE, CRAMP, DEHYDRATED, FEVER, SITES, RELIEF, CAPITALS, DYSTONIA),
        (
            ("a", "Wrong."), (" ", "2 of 8"), ("ab", "[x]"), ("\r", "Right."), (" ", "3 of 8"),
            ("dehidrated", "› dehid"), ("\r", "slip"), ("\r", "4 of 8"), ("41 °C\r", "Wrong."),
            ("\r", "5 of 8"), ("thigh, teeth\r", "go on"), ("\r", "6 of 8"), ("ca", "…"),
            ("b\r", "go on"), ("\r", "7 of 8"), ("bc\r", "Not all"), ("a\r", "go on"),
            ("\r", "8 of 8"), (" ", "knew it"), ("n", "Count these"), ("r", "again 1"),
            ("?", "Any key"), ("q", "saved"),
        ),
    ),
    "study": Session(
        "study",
        (CALF, BEND, SITE),
        (
            ("\t", "Hint"), (" ", "2 Hard"), ("1", "Enter answer"), ("hypoextension\r", "Wrong."),
            ("o", "by your word"), ("o", "Wrong."), ("2", "A–D"), ("c", "Right."),
            ("g", "no guess"), ("u", "Taken back"), ("?", "Any key"), ("q", "saved"),
        ),
    ),
    "world": Session(
        "quiz",
        (WIDE, MARKS, EMOJI, RIGHT_TO_LEFT, PAIRS),
        (
            ("a", "go on"), (" ", "2 of 5"), ("\t", "Hint"), ("cơ bap日", "日"), ("\r", "go on"),
            (" ", "3 of 5"), ("dcba\r", "go on"), (" ", "4 of 5"), ("b", "go on"), (" ", "5 of 5"),
            ("abc\r", "go on"), (" ", "Count these"), ("q", "saved"),
        ),
    ),
}  # fmt: skip


def take(arguments: Sequence[str]) -> int:
    """Run a session in the full screen, with a clock that ticks a second at each look."""
    session = SESSIONS[arguments[0]]
    seconds, ids = count(), count(1)
    callbacks = Callbacks(
        now=lambda: moment(START + 1000 * next(seconds), 0),
        record=lambda _: None,
        new_id=lambda _: f"id{next(ids)}",
    )
    plain = "--plain" in arguments
    terminal = Terminal(
        source=sys.stdin, target=sys.stdout, driver="lines" if plain else "tty",
        colour=not os.environ.get("NO_COLOR"), resume="quizgen study", onwards="quizgen",
    )  # fmt: skip
    title = "Muscles · 筋肉 · عضلات" if arguments[0] == "world" else "Muscle spasms and cramps"
    if session.manner == "study":
        queue = StudyQueue(session.questions, StudySettings(session="S"))
        scheduler = Fsrs6()
        progress = fold([], scheduler)
        return run_study(
            queue, progress, scheduler, callbacks, terminal, title=title, notice=NOTICE
        ).exit_code
    quiz = Quiz(title=title, language="en", notice=NOTICE, questions=session.questions)
    return run_quiz(quiz, callbacks, terminal).exit_code
