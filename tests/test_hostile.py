"""Nothing that a deck, a learner or a file's name says can steer the terminal or hide text."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fork_server import ForkServer, Session
from hostile import EVIL, evil, question, words, write_quiz
from raw_output import foreign, foreign_lines

from quizgen.commands.environment import machine
from quizgen.review_log.devices import fingerprint

COLUMNS, ROWS = 100, 70
GONE = ("quizgen quiz", "quizgen study", "Next: quizgen", "Another one")


def untouched(session: Session) -> bool:
    """Tell whether title, margins and character sets of a terminal are as they were."""
    screen = session.screen
    return not screen.title and not screen.icon_name and screen.margins is None


def flat(text: str) -> str:
    """Return a text without the gaps that breaking it into lines makes."""
    return "".join(text.split())


def asks(number: int) -> Callable[[str], bool]:
    """Tell whether a screen asks a question of some number."""
    return lambda shown: f" {number} of " in shown.splitlines()[0] and "quit" in shown


def answer(session: Session, response: str, nth: int) -> str:
    """Answer a question in some way, and return what the screen showed meanwhile."""
    told = "go on"
    match response:
        case "choice":
            keys = "a"
        case "recall":
            keys, told = " ", "knew it"
        case "typed":
            keys = f"\x1b[200~{evil('Typed', nth)}\x1b[201~\r"
        case _:
            keys = "abc\r"
    session.send(keys.encode("utf-8", "surrogatepass"))
    try:
        shown = session.settle(lambda text: told in text)
    except AssertionError:
        # A paste that was cut off left something to be sent once more.
        session.send("\r")
        shown = session.settle(lambda text: told in text)
    session.send("n" if response == "recall" else "\r")
    return shown


@pytest.mark.parametrize("response", ["choice", "recall", "typed", "order", "match"])
def test_evil_texts_only_show(response: str, server: ForkServer, tmp_path: Path) -> None:
    """Every text of a question with every evil in it: words before and after it can be read."""
    quiz = write_quiz(
        tmp_path / "quiz.json", *(question(nth, response) for nth in range(len(EVIL)))
    )
    session = server.start(
        "quiz", str(quiz), columns=COLUMNS, rows=ROWS, QUIZGEN_HOME=str(tmp_path / "home")
    )
    try:
        for nth in range(len(EVIL)):
            asked = session.settle(asks(nth + 1))
            told = answer(session, response, nth)
            fields = {"choice": ("Wrong0", "Why"), "recall": ("Key",), "typed": ("Key",)}
            for name in ("Stem", "Because", "Title", "Quote", *fields.get(response, ())):
                for word in words(name, nth):
                    assert word in flat(asked + told), (name, EVIL[nth])
        session.settle(lambda shown: "Count these answers" in shown)
        session.send("q")
        assert session.code() == 0
    finally:
        session.close()

    assert foreign(session.raw, COLUMNS, ROWS) == []
    assert untouched(session)
    assert b"QuizTitle" not in session.raw
    assert "saved, not counted" in session.text()


def test_evil_texts_in_hardly_any_room(server: ForkServer, tmp_path: Path) -> None:
    """In 12 columns and 6 rows nothing is written outside them either."""
    quiz = write_quiz(tmp_path / "quiz.json", *(question(nth, "choice") for nth in range(0, 48, 3)))
    session = server.start(
        "quiz", str(quiz), columns=12, rows=6, QUIZGEN_HOME=str(tmp_path / "home")
    )
    try:
        shown = session.settle(lambda shown: "1 of" in shown)
        for _ in range(16):
            for key in ("a", "\x1b[6~", "\x1b[5~", "?", "?", "\r"):
                session.send(key)
                session.settle(bool)
        shown = session.text()
        session.send("\x03")
        assert session.code() == 130
    finally:
        session.close()

    assert shown
    assert foreign(session.raw, 12, 6) == []
    assert untouched(session)


@pytest.mark.parametrize("response", ["choice", "recall", "typed", "order", "match"])
def test_evil_texts_in_plain_lines(response: str, server: ForkServer, tmp_path: Path) -> None:
    """The plain driver writes visible text and line ends, and nothing else."""
    quiz = write_quiz(
        tmp_path / "quiz.json", *(question(nth, response) for nth in range(len(EVIL)))
    )
    session = server.start(
        "quiz", "--plain", str(quiz), columns=COLUMNS, rows=ROWS,
        QUIZGEN_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    lines = {"choice": "a\n\n", "recall": "\nn\n", "typed": "nonsense\n\n"}.get(response, "a\n\n\n")
    try:
        session.send(lines * len(EVIL) + "\n\n:q\n\x04")
        assert session.code() == 0
    finally:
        session.close()

    assert foreign_lines(session.raw) == []
    for nth in range(len(EVIL)):
        for name in ("Stem", "Because", "Title", "Quote"):
            assert all(word in flat(session.raw.decode()) for word in words(name, nth)), EVIL[nth]


NAME = "d\x1b]0;pwned\x07\x9b2J\u202edeck.yaml"
DECK = """
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: Reader}
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur, wrong: [a, b, c], at: p. 1}
"""
EVIL_DECK = r"""
format: 1
deck: bones-x7k2
title: "Bo\e]0;pwned\ahnes"
notice: "Zero\u200bwidth, \U000e0041tags\U000e007f, soft\u00adhyphens"
sources: {reader: "Re\e[8mader"}
facts:
  - {id: "lo\e[2Jng", ask: "Which\e[1;1H?", answer: "the\x9b2Jfemur", wrong: ["a\rb", c, d]}
  - {id: "good", ask: "What is this\u200b?", answer: "all\r\nright", "ev\e[8mil": x, at: p. 2}
  - {id: "fine", ask: "Who\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301?", answer: I}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", NAME], ["check", "--concise", NAME], ["check", "evil.yaml"],
        ["check", "--items", "evil.json"], ["explain", "bones-x7k2/longest/forward", NAME],
        ["explain", "\x1b[8mx", NAME], ["explain", "x", NAME], ["explain", "bones-x7k2/longest"],
        [], ["study", "no\x1b]0;pwned\x07.yaml"], ["quiz", "--title", "\x1b]0;x\x07", "none.yaml"],
        ["\x1b[8m"], ["quiz", "--\x1b[8m"], ["quiz", "-n", "\x1b[8m"], ["quiz", "--topic", "\x1b"],
        ["quiz", "--kinds", "\x1b[8m"], ["ids", NAME], ["suggest", NAME], ["new", NAME],
        ["import", NAME], ["export", "handout", NAME, "-o", "out\x1b[8m/"],
        ["export", "anki", NAME, "-o", "o\x1b[8m.apkg"], ["generate", NAME, "-o", "o\x1b[8m.json"],
        ["quiz", "--plain", "evil.yaml"],
    ],
    ids=repr,
)  # fmt: skip
def test_evil_names_and_decks_in_messages(
    arguments: list[str], server: ForkServer, tmp_path: Path
) -> None:
    """Reports, errors, help and next commands show evil names as text."""
    folder = tmp_path / "here"
    (folder / "decks").mkdir(parents=True)
    (folder / NAME).write_text(DECK, encoding="utf-8")
    (folder / "decks" / "good.yaml").write_text(DECK, encoding="utf-8")
    (folder / "evil.yaml").write_text(EVIL_DECK, encoding="utf-8")
    write_quiz(folder / "evil.json", question(0, "choice"), question(3, "typed"))
    session = server.start(*arguments, cwd=folder, QUIZGEN_HOME=str(tmp_path / "home"))
    try:
        session.send("\x04\x04")
        assert session.code() in {0, 1, 2, 3}
    finally:
        session.close()

    assert foreign_lines(session.raw) == []
    assert b"Traceback" not in session.raw
    assert session.raw
    assert untouched(session)


def test_the_farewell_names_an_evil_file_so_that_it_can_be_typed(
    server: ForkServer, tmp_path: Path
) -> None:
    """What cannot be seen stands there as the shell's escapes."""
    (tmp_path / NAME).write_text(DECK, encoding="utf-8")
    session = server.start("quiz", NAME, cwd=tmp_path, QUIZGEN_HOME=str(tmp_path / "home"))
    try:
        session.settle(lambda shown: "quit" in shown)
        session.send("q")
        assert session.code() == 0
    finally:
        session.close()

    assert foreign(session.raw, 80, 24) == []
    assert r"quizgen quiz $'d\x1b]0;pwned\x07\xc2\x9b2J\xe2\x80\xaedeck.yaml'" in session.text()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("settings.toml", '"pl\\u001b[8main" = true\n'),
        ("settings.toml", 'plain = "\\u001b]0;pwned\\u0007"\n'),
        ("settings.toml", "plain = \x1b]0;pwned\x07\n"),
        ("device", "d\x1b]0;pwned\x07\n"),
        (f"devices/{fingerprint(machine())}", "d\x1b]0;pwned\x07\n"),
        ("log/d/2024-01.jsonl", "\x1b]0;pwned\x07\n\x9b2J"),
        ("log/d\x1b[8m/2024-01.jsonl", '{"v":1,"id":"\\u001b[8m","ev":"\\u001b[8m"}\n'),
        ("log/d/2024-01.jsonl", '{"v":"\\u001b[8m","id":"x","ev":"undo","ref":"\\u202e"}\n'),
    ],
)
def test_evil_settings_and_log_lines(
    file: str, content: str, server: ForkServer, tmp_path: Path
) -> None:
    """Whatever the learner's folder holds is named, and does nothing."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    path = tmp_path / "home" / file
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    for command in ("study", "quiz"):
        session = server.start(
            command, "--plain", "deck.yaml", cwd=tmp_path, QUIZGEN_HOME=str(tmp_path / "home")
        )
        try:
            session.send("\x04")
            assert session.code() in {0, 3}
        finally:
            session.close()

        assert foreign_lines(session.raw) == []
        assert b"Traceback" not in session.raw


def test_evil_answers_in_the_history(server: ForkServer, tmp_path: Path) -> None:
    """What was typed and logged once is text in `explain` as well."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    log = tmp_path / "home/log/dev/2024-01.jsonl"
    log.parent.mkdir(parents=True)
    lines = [
        {"v": 1, "id": f"id{nth}\x1b[8m", "ev": "review", "t": 1_700_000_000_000 + nth, "tz": 0,
         "day": 19675, "card": "bones-x7k2/longest/forward", "kind": "typed", "ms": 5,
         "typed": evil("Typed", nth), "mark": "wrong", "rule": "\x1b[8m", "note": evil("Note", nth),
         "rating": 1, "session": "\x1b[8m"}
        for nth in range(len(EVIL))
    ]  # fmt: skip
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    session = server.start(
        "explain", "bones-x7k2/longest/forward/typed", "deck.yaml",
        cwd=tmp_path, QUIZGEN_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    try:
        assert session.code() == 0
    finally:
        session.close()

    assert foreign_lines(session.raw) == []
    assert b"TypedAlpha" in session.raw
