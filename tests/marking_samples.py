"""Reads the case sets of the marking: what was asked, what was typed, and what that deserves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizgen.marking import mark
from quizgen.model import (
    AcceptedKey,
    Answer,
    Direction,
    ListKey,
    Mark,
    NumberKey,
    Question,
    Typed,
    Verdict,
)

FOLDER = Path(__file__).parent / "marking_cases"
SETTINGS = ("key", "others", "list", "atleast", "ordered", "complete", "number", "language")
#: What a line of replies may begin with → the rules that may have decided such a mark.
WANTED: dict[str, tuple[str, ...]] = {
    "right": (),
    "slip": (),
    "accept": (),
    "wrong": (),
    "opposite": ("opposite",),
    "other": ("other-term",),
    "look-alike": ("look-alike",),
    "open": ("not-in-notes",),
    "figure": ("figure", "figures"),
}
VERDICTS = {
    "right": (Verdict.RIGHT,),
    "slip": (Verdict.SLIP,),
    "accept": (Verdict.RIGHT, Verdict.SLIP),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One reply to one key, and what a fair teacher makes of it."""

    line: int
    question: Question
    reply: str
    wanted: str

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the verdict must be one of."""
        return VERDICTS.get(self.wanted, (Verdict.WRONG,))

    def mark(self) -> Mark:
        """Have the reply marked."""
        return mark(self.question, Answer(typed=self.reply))

    def shown(self, found: Mark) -> str:
        """Return the case and its mark for people."""
        return (
            f"{self.line}: {_key(self.question)!r} <- {self.reply!r}: wanted {self.wanted}, "
            f"found {found.verdict} by {found.rule} ({found.note})"
        )


def read_cases(name: str) -> tuple[Case, ...]:
    """Return the cases of a set."""
    return tuple(_cases((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _cases(text: str) -> Iterator[Case]:
    settings: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            settings = {}
            continue
        if line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word in SETTINGS:
            settings[word] = rest.strip()
            continue
        if word not in WANTED:
            message = f"line {number}: {word!r} is neither a setting nor a verdict"
            raise ValueError(message)
        asked = _question(settings)
        for reply in rest.strip().split(" ; "):
            bare = reply.strip()
            typed = json.loads(bare) if bare.startswith('"') else bare
            yield Case(line=number, question=asked, reply=typed, wanted=word)


def _question(settings: dict[str, str]) -> Question:
    return Question(
        id="deck/fact/forward/typed",
        card="deck/fact/forward",
        deck="deck",
        fact="fact",
        kind="typed",
        direction=Direction.FORWARD,
        stem="Which?",
        response=Typed(key=_response_key(settings)),
        language=settings.get("language", "en"),
    )


def _response_key(settings: dict[str, str]) -> AcceptedKey | NumberKey | ListKey:
    others = _parts(settings.get("others", ""))
    if "number" in settings:
        figure, _, tolerance = settings["number"].partition("±")
        value, _, unit = figure.strip().partition(" ")
        return NumberKey(value=value, unit=unit, tolerance=tolerance.strip())
    if "list" in settings:
        values = tuple(tuple(value.split("=")) for value in _parts(settings["list"]))
        return ListKey(
            values=values,
            at_least=int(settings.get("atleast", len(values))),
            ordered="ordered" in settings,
            complete="complete" in settings,
            others=others,
        )
    return AcceptedKey(accepted=_parts(settings["key"]), others=others)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" ; ") if part.strip())


def _key(question: Question) -> str:
    match question.response:
        case Typed(key=AcceptedKey(accepted=accepted)):
            return accepted[0]
        case Typed(key=NumberKey(value=value, unit=unit)):
            return f"{value} {unit}"
        case Typed(key=ListKey(values=values)):
            return ", ".join(value[0] for value in values)
        case _:
            return ""
