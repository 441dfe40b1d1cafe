"""A small quiz with every response, for the tests of the terminal; run as a program, it asks it.

``python muscle_quiz.py LOG [quiz|study] [--plain] [--slow] [--full]`` writes each event's type and
card to LOG before the verdict is shown; slowly, or not at all, as on a full disk.
"""

import os
import sys
import time
from pathlib import Path

from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    Direction,
    Event,
    Image,
    ListKey,
    Match,
    Moment,
    NumberKey,
    Option,
    Order,
    Position,
    Question,
    Quiz,
    Recall,
    Response,
    Review,
    Typed,
)
from quizgen.problems import SetupError
from quizgen.progress import fold
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import Fsrs6
from quizgen.terminal import Callbacks, Terminal, choose_driver, run_quiz, run_study

NOTICE = "Study material, not medical advice."
NOWHERE = Position(file="deck.yaml", line=1, column=1)


def cited(at: str, quote: str) -> Citation:
    """Cite the one source."""
    title = "What do muscle spasms mean"
    return Citation(source="web", title=title, at=at, quote=quote, position=NOWHERE)


def ask(  # noqa: PLR0913  # a question has that many sides
    name: str,
    stem: str,
    response: Response,
    *,
    explanation: str = "",
    citation: Citation | None = None,
    hint: str = "",
) -> Question:
    """Make a question of a fact."""
    return Question(
        id=f"muscle/{name}/forward/kind",
        card=f"muscle/{name}/forward",
        deck="muscle",
        fact=name,
        kind="kind",
        direction=Direction.FORWARD,
        stem=stem,
        response=response,
        explanation=explanation,
        citation=citation,
        hint=hint,
    )


SITE = ask(
    "site",
    "Which of these is a common site of muscle spasms?",
    Choice(
        options=(
            Option(text="the teeth", correct=False, why="Teeth contain no muscle."),
            Option(text="the calf", correct=True),
            Option(text="the scalp", correct=False),
            Option(text="the *fingernails*", correct=False),
        )
    ),
    explanation="Thighs, calves, foot arches and hands are named as the most common sites.",
    citation=cited("¶2", "thighs, calves, foot arches, hands"),
)
DEHYDRATED = ask(
    "dehydrated",
    "What is the word for *having lost too much body fluid*?",
    Typed(key=AcceptedKey(accepted=("dehydrated",), others=("charley horse", "dystonia"))),
    explanation="Being dehydrated is one of the causes of cramps in the calf at night.",
    citation=cited("¶4", "lost too much fluid"),
    hint="It begins with *de-*.",
)
DYSTONIA = ask(
    "dystonia",
    "What sets muscle spasm in dystonia apart?",
    Recall(answer="It is usually **more sustained**.", also=("it lasts longer",)),
    citation=cited("¶5", "symptoms are usually more sustained"),
)
CRAMP = ask(
    "cramp",
    "Which of these are true of a cramp?",
    Choice(
        several=True,
        options=(
            Option(text="It is sudden.", correct=True),
            Option(text="It is brief.", correct=True),
            Option(text="It is voluntary.", correct=False, why="It is unintended."),
            Option(text="It is painless.", correct=False),
        ),
    ),
)
FEVER = ask(
    "fever",
    "What is normal body temperature?",
    Typed(key=NumberKey(value="37", unit="°C", tolerance="0.5")),
)
RELIEF = ask(
    "relief",
    "Put the steps of easing a calf cramp in order.",
    Order(items=("stop", "stretch", "massage")),
)
CAPITALS = ask(
    "capitals",
    "Match each country with its capital.",
    Match(pairs=(("France", "Paris"), ("Peru", "Lima"), ("日本", "東京"))),
)
SITES = ask(
    "sites",
    "Name two common sites of muscle spasms.",
    Typed(key=ListKey(values=(("thigh",), ("calf",), ("foot arch",), ("hand",)), at_least=2)),
)
QUESTIONS = (SITE, DEHYDRATED, DYSTONIA, CRAMP, FEVER, RELIEF, CAPITALS, SITES)
QUIZ = Quiz(
    title="Muscle spasms, cramps and twitches", language="en", notice=NOTICE, questions=QUESTIONS
)
PICTURED = Image(file="calf.png", alt="A calf with its two muscles", position=NOWHERE)


def now() -> Moment:
    """Return this moment, in UTC."""
    instant = time.time_ns() // 1_000_000
    day = instant // 86_400_000
    return Moment(instant=instant, offset=0, day=day, next_day=(day + 1) * 86_400_000)


def main(arguments: list[str]) -> int:
    """Ask the quiz, or study its questions, in the terminal."""
    log = Path(arguments[0])
    slow, full = "--slow" in arguments, "--full" in arguments
    ids = iter(range(1, 10_000))

    def record(event: Event) -> None:
        if slow:
            time.sleep(0.3)
        if full:
            raise SetupError("the disk is full")
        about = event.card if isinstance(event, Review) else ""
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{type(event).__name__} {about}\n")

    plain = "--plain" in arguments
    driver = choose_driver(sys.stdin.isatty(), sys.stdout.isatty(), os.environ, plain=plain)
    callbacks = Callbacks(now=now, record=record, new_id=lambda _: f"id{next(ids)}")
    terminal = Terminal(
        source=sys.stdin,
        target=sys.stdout,
        driver=driver,
        colour=not os.environ.get("NO_COLOR"),
        resume="quizgen quiz",
        onwards="quizgen study",
    )
    if "study" in arguments:
        queue = StudyQueue(QUESTIONS, StudySettings(session="S"))
        scheduler = Fsrs6()
        result = run_study(
            queue, fold([], scheduler), scheduler, callbacks, terminal,
            title=QUIZ.title, notice=NOTICE,
        )  # fmt: skip
    else:
        result = run_quiz(QUIZ, callbacks, terminal)
    return result.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
