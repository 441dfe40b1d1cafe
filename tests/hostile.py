"""A quiz whose every text would like to do something to the terminal."""

import json
from pathlib import Path

EVIL = (
    "\x1b[2J", "\x1b[1;1H", "\x1b[8m", "\x1b]0;pwned\x07", "\x1b]2;pwned\x1b\\", "\x1bP1$q\x1b\\",
    "\x1b[201~", "\x1b[?25l", "\x1b[?1049l", "\x1bc", "\x1b#8", "\x1b[6n", "\x1b[5;10r", "\x9b2J",
    "\x9d0;pwned\x9c", "\x90x\x9c", "\x07", "\x08\x08\x08", "\x0b", "\x0c", "\x0e", "\x7f", "\x00",
    "\r", "\n\n", "\r\n", "\t", "\u2028", "\u2029", "\x85", "\u202e", "\u202d", "\u202a", "\u2066",
    "\u2067", "\u200e", "\u200f", "\u061c", "\u200b", "\u2060", "\u00ad", "\ufeff",
    "\U000e0041\U000e007f", "\ufff9\ufffa\ufffb", "\ufffe", "\ue000", "\u3164", "\u0301" * 300,
    "W" * 300, "字" * 100,
)  # fmt: skip
"""Escape sequences, controls of both sets, signs that turn or hide text, floods."""


def evil(name: str, nth: int) -> str:
    """Return a text with a word before and a word after something evil."""
    return f"{name}Alpha{nth}{EVIL[nth % len(EVIL)]}{name}Omega{nth}"


def words(name: str, nth: int) -> tuple[str, str]:
    """Return the two words of an evil text; nothing may hide them."""
    return f"{name}Alpha{nth}", f"{name}Omega{nth}"


def question(nth: int, response: str) -> dict[str, object]:
    """Return a question of a quiz file with the evil in every text."""
    fact = f"evil/f{nth}/forward"
    kinds: dict[str, tuple[str, dict[str, object]]] = {
        "recall": ("recall", {"answer": evil("Key", nth)}),
        "typed": ("typed", {"accepted": [evil("Key", nth)], "others": [evil("Other", nth)]}),
        "choice": ("choice", {"options": _options(nth)}),
        "order": ("ordering", {"items": [evil(f"Step{at}", nth) for at in range(3)]}),
        "match": (
            "matching",
            {"pairs": [[evil(f"Left{at}", nth), evil(f"Right{at}", nth)] for at in range(3)]},
        ),
    }
    kind, own = kinds[response]
    return {
        "id": f"{fact}/{kind}",
        "card": fact,
        "deck": "evil",
        "fact": f"f{nth}",
        "kind": kind,
        "direction": "forward",
        "topic": evil("Topic", nth),
        "tags": [evil("Tag", nth)],
        "points": 1,
        "stem": evil("Stem", nth),
        "response": response,
        "explanation": evil("Because", nth),
        "hint": evil("Hint", nth),
        "source": {
            "id": "book",
            "title": evil("Title", nth),
            "at": evil("Place", nth),
            "quote": evil("Quote", nth),
        },
        **own,
    }


def _options(nth: int) -> list[dict[str, object]]:
    wrong = [
        {"text": evil(f"Wrong{at}", nth), "correct": False, "proof": "P3", "why": evil("Why", nth)}
        for at in range(3)
    ]
    return [*wrong, {"text": evil("Key", nth), "correct": True}]


def write_quiz(path: Path, *questions: dict[str, object]) -> Path:
    """Write a quiz file, evil in its title and notice too."""
    quiz = {
        "version": 1,
        "title": "Quiz\x1b]0;pwned\x07Title",
        "language": "en",
        "notice": "Not\x1b[8mice",
        "seed": "",
        "decks": [],
        "items": questions,
    }
    path.write_text(json.dumps(quiz), encoding="utf-8")
    return path
