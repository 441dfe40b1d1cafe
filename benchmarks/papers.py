"""Exporting papers in four shuffled versions with their keys, against a bare Jinja2 page.

    python benchmarks/papers.py [QUESTIONS]

Makes up so many questions (1,000) of every form and exports them as a handout: four papers, four
keys, the page of all keys and the record to mark by, from the questions to the bytes. The peer
renders the same texts four times, as papers and as keys, with a template of its own: autoescaped,
without markup, languages, layout or a record. Prints the best of three, taken in turn, and the
ratio. A thousand questions are to need at most 2 s.
"""

import gc
import sys
import time
from collections.abc import Callable, Sequence

from jinja2 import Environment

from quizgen.export import Request
from quizgen.export.handout import HANDOUT
from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    Direction,
    Match,
    Option,
    Order,
    Position,
    Question,
    Quiz,
    Recall,
    Response,
    Typed,
)

_VERSIONS = 4
_HERE = Position(file="deck.yaml", line=1, column=1)
_BARE = """\
<!doctype html><title>{{ quiz.title }}</title><h1>{{ quiz.title }}</h1>
<ol>{% for question in quiz.questions %}<li><p>{{ question.stem }}</p>
{% if question.response.options %}<ol>{% for option in question.response.options %}
<li>{{ option.text }}{% if key and option.correct %} *{% endif %}</li>{% endfor %}</ol>{% endif %}
{% if key %}<p>{{ question.explanation }}</p><p>{{ question.citation.title }},
{{ question.citation.at }}: {{ question.citation.quote }}</p>
{% for option in question.response.options or () %}<p>{{ option.why }}</p>{% endfor %}{% endif %}
</li>{% endfor %}</ol>
"""


def made_up_quiz(count: int) -> Quiz:
    """Make questions of all forms in turn, no two texts alike, some with markup."""
    return Quiz(
        title="A long examination",
        language="en",
        notice="Study material.",
        seed="7",
        questions=tuple(_question(number) for number in range(count)),
    )


def _question(number: int) -> Question:
    kind, response = _response(number)
    gap = " ____" if kind == "cloze" else ""
    return Question(
        id=f"bench/fact-{number}/forward/{kind}",
        card=f"bench/fact-{number}/forward",
        deck="bench",
        fact=f"fact-{number}",
        kind=kind,
        direction=Direction.FORWARD,
        stem=f"Which of these is said of *number* {number}{gap} in the text, and by whom?",
        response=response,
        explanation=f"The text says so of {number} where it speaks of the numbers after it.",
        topic=f"Topic {number % 7}",
        citation=Citation(
            source="book", title="A book", at=f"p. {number}", quote="so it is", position=_HERE
        ),
    )


def _response(number: int) -> tuple[str, Response]:
    texts = [f"something about {number} and {other}" for other in range(4)]
    match number % 8:
        case 0:
            return "typed", Typed(key=AcceptedKey(accepted=(texts[0], texts[1])))
        case 1:
            return "cloze", Typed(key=AcceptedKey(accepted=(texts[0],)))
        case 2:
            return "recall", Recall(answer=" ".join(texts))
        case 3:
            return "ordering", Order(items=tuple(texts))
        case 4:
            return "matching", Match(pairs=tuple((text, text[::-1]) for text in texts))
        case _:
            options = (Option(text=it, correct=it == texts[0], why=f"Not {it}.") for it in texts)
            return "choice", Choice(options=tuple(options))


def ours(quiz: Quiz) -> Callable[[], int]:
    """Return the export as a whole; it tells how many bytes it made."""
    request = Request(options={"name": "paper", "versions": _VERSIONS})
    return lambda: sum(map(len, HANDOUT.export(quiz, request).files.values()))


def bare(quiz: Quiz) -> Callable[[], int]:
    """Return the peer's work."""
    template = Environment(autoescape=True).from_string(_BARE)

    def work() -> int:
        pages = [
            template.render(quiz=quiz, key=key).encode()
            for _ in range(_VERSIONS)
            for key in (False, True)
        ]
        return sum(map(len, pages))

    return work


def in_turn(works: Sequence[Callable[[], int]], rounds: int = 3) -> list[tuple[float, int]]:
    """Return the best time in seconds and the bytes of each work; they take turns."""
    best = [float("inf")] * len(works)
    made = [0] * len(works)
    for _ in range(rounds):
        for index, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            made[index] = work()
            best[index] = min(best[index], time.perf_counter() - start)
    return list(zip(best, made, strict=True))


def main(count: int) -> None:
    """Measure both and compare."""
    quiz = made_up_quiz(count)
    (own, size), (peer, peer_size) = in_turn([ours(quiz), bare(quiz)])
    print(
        f"{count} questions, {_VERSIONS} versions with keys: {own:.2f} s, {size / 1e6:.1f} MB;"
        f" bare pages {peer:.2f} s, {peer_size / 1e6:.1f} MB, ratio {own / peer:.1f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
