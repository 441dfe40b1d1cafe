"""``quizgen study`` and ``quiz`` with their bounds, filters, scripts, and facts opened to edit."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.cli import run
from quizgen.commands import editor
from quizgen.commands.environment import now
from quizgen.model import Answer, Interval, Rating, Review
from quizgen.review_log import event_line
from quizgen.scheduler import moment

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources:
  reader: {title: "Course reader", file: reader.txt}
facts:
  - id: longest
    topic: Legs
    tags: [exam]
    ask: Which bone is the longest in the human body?
    answer: the femur
    at: "¶3"
    quote: The thigh bone
  - id: collarbone
    topic: Shoulder
    ask: Which bone lies between shoulder blade and breastbone?
    answer: the clavicle
  - id: smallest
    topic: Head
    ask: Which bone is the smallest?
    answer: the stirrup
"""
READER = "Bones.\n\nMany are long.\n\nThe thigh bone is the longest. It is heavy.\n"

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizgen:
    """Run the command line with a script of lines; returns exit code, output and errors."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "reader.txt").write_text(READER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))

    def call(lines: str, *arguments: str) -> tuple[int, str, str]:
        (tmp_path / "script.txt").write_text(lines, encoding="utf-8")
        code = run([*arguments, "--script", "script.txt"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def logged(home: Path) -> list[dict[str, object]]:
    """Return the events of the log."""
    files = sorted(home.glob("log/*/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def test_a_script_plays_a_session(quizgen: Quizgen, tmp_path: Path) -> None:
    """One line after the other; comments explain it."""
    script = "# The first card is recalled\n\n3\n# and the next put aside.\n:x\n:q\n"
    code, output, _ = quizgen(script, "study", "bones.yaml", "--kinds", "recall")

    assert code == 0
    assert "Which bone is the longest" in output
    assert "Suspended: it will not be asked." in output
    assert [event["ev"] for event in logged(tmp_path / "home")] == ["review", "suspend"]


def test_a_script_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With what a script is."""
    assert run(["study", "--script", str(tmp_path / "no.txt")]) == 2


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        (("--tag", "exam"), {"longest"}),
        (("--topic", "head"), {"smallest"}),
        (("--topic", "Head", "--topic", "Shoulder"), {"smallest", "collarbone"}),
        (("--limit", "1"), {"longest"}),
        (("--new", "2"), {"longest", "collarbone"}),
    ],
)
def test_a_session_is_narrowed_down(
    wish: tuple[str, ...], asked: set[str], quizgen: Quizgen, tmp_path: Path
) -> None:
    """By tag, topic, number, and new cards a day."""
    quizgen("\n4\n" * 4, "study", "bones.yaml", "--kinds", "recall", *wish)
    cards = {str(event["card"]) for event in logged(tmp_path / "home")}

    assert {card.split("/")[1] for card in cards} == asked


def test_an_unknown_tag_is_refused(quizgen: Quizgen) -> None:
    """With those that there are."""
    code, _, errors = quizgen("", "quiz", "bones.yaml", "--tag", "exams")

    assert code == 2
    assert "there is no tag 'exams'" in errors
    assert "there are exam" in errors


def test_cramming_leaves_the_schedule_alone(quizgen: Quizgen, tmp_path: Path) -> None:
    """All cards, the wrong ones until they are right, and nothing counts."""
    script = "\nn\n\ny\n\ny\n\ny\n\n"
    code, output, _ = quizgen(script, "study", "bones.yaml", "--cram", "--kinds", "recall")
    events = logged(tmp_path / "home")

    assert code == 0
    assert "3 cards, 2 known at first try; 4 answers" in output
    assert [event["counted"] for event in events] == [False] * 4


def test_suspended_cards_are_found_and_taken_up(quizgen: Quizgen, tmp_path: Path) -> None:
    """The same key that suspended them."""
    quizgen(":x\n:q\n", "study", "bones.yaml", "--kinds", "recall")
    code, output, _ = quizgen(":x\n", "study", "bones.yaml", "--only", "suspended")

    assert code == 0
    assert "Taken up again." in output
    assert [event["suspended"] for event in logged(tmp_path / "home")] == [True, False]


def test_only_flagged_cards(quizgen: Quizgen) -> None:
    """Where there is none, that is said."""
    code, _, errors = quizgen("", "study", "bones.yaml", "--only", "flagged")
    assert code == 2
    assert "no card of these decks is one of those: flagged" in errors

    quizgen(":n\n:f\n:q\n", "study", "bones.yaml", "--kinds", "recall")
    _, output, _ = quizgen("", "study", "bones.yaml", "--kinds", "recall", "--only", "flagged")
    assert "To do: 1 new." in output
    assert "Which bone lies between" in output


def test_undo_reaches_back_into_the_session_before(quizgen: Quizgen, tmp_path: Path) -> None:
    """The last answer of today is taken back, and its card asked again."""
    quizgen("\n3\n:q\n", "study", "bones.yaml", "--kinds", "recall")
    _, output, _ = quizgen(":u\n:u\n:q\n", "study", "bones.yaml", "--kinds", "recall")
    first, undo = logged(tmp_path / "home")

    assert (undo["ev"], undo["ref"]) == ("undo", first["id"])
    assert "Taken back." in output
    assert "There is nothing more of today to take back." in output
    assert output.index("Which bone lies") < output.index("Which bone is the longest")


def test_the_passage_of_the_source_is_shown(quizgen: Quizgen) -> None:
    """The paragraph that the fact cites, and where the fact stands."""
    _, output, _ = quizgen("\n:i\n:q\n", "study", "bones.yaml", "--kinds", "recall")

    assert "¶3: The thigh bone is the longest. It is heavy." in output
    assert "Fact: bones.yaml:7" in output


class TestEdit:
    """A fact opened in the learner's editor."""

    @pytest.fixture
    def change(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
        """Let the editor change one text for another; it logs how it was called."""

        def set_editor(old: str, new: str) -> None:
            program = tmp_path / "ed.py"
            program.write_text(
                "import sys, pathlib\n"
                "pathlib.Path('called').write_text(' '.join(sys.argv[1:]))\n"
                "file = pathlib.Path(sys.argv[-1])\n"
                f"file.write_text(file.read_text().replace({old!r}, {new!r}))\n"
            )
            monkeypatch.delenv("VISUAL", raising=False)
            monkeypatch.setenv("EDITOR", f"python3 {program}")

        return set_editor

    def test_it_is_taken_up_at_once(
        self, quizgen: Quizgen, tmp_path: Path, change: Callable[[str, str], None]
    ) -> None:
        """The editor opens at the fact's line, and the question is asked in its new words."""
        change("the longest in", "the longest one in")
        _, output, _ = quizgen(":e\n\n3\n:q\n", "study", "bones.yaml", "--kinds", "recall")

        assert (tmp_path / "called").read_text() == "+7 bones.yaml"
        assert "Taken up.\n" in output
        assert "Which bone is the longest one in the human body?" in output

    def test_an_error_is_named_and_the_old_question_stays(
        self, quizgen: Quizgen, change: Callable[[str, str], None]
    ) -> None:
        """With its line, so that it can be mended."""
        change("ask: Which bone is the longest", "inquiry: Which bone is the longest")
        _, output, _ = quizgen(":e\n\n3\n:q\n", "study", "bones.yaml", "--kinds", "recall")

        assert "bones.yaml:7: a question needs `ask:` (1 more: `quizgen check`)" in output
        assert "Which bone is the longest" in output

    def test_no_change_is_said(self, quizgen: Quizgen, change: Callable[[str, str], None]) -> None:
        """And nothing is read again."""
        change("no such text", "")
        _, output, _ = quizgen(":e\n:q\n", "quiz", "bones.yaml", "--kinds", "recall")

        assert "Nothing was changed." in output

    @pytest.mark.parametrize(
        ("set_to", "said"),
        [
            ("no-such-editor", "no-such-editor cannot be started"),
            ("false", "with the error 1"),
        ],
    )
    def test_an_editor_that_fails_is_named(
        self, set_to: str, said: str, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The session goes on."""
        monkeypatch.setenv("VISUAL", set_to)
        code, output, _ = quizgen(":e\n\n:q\n", "quiz", "bones.yaml", "--kinds", "recall")

        assert code == 0
        assert said in output

    def test_where_no_editor_is_it_says_how_to_set_one(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Neither variable is set, and none of the usual ones is installed."""
        for name in ("VISUAL", "EDITOR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))

        assert "export EDITOR=nano" in editor.open_in_editor(tmp_path / "deck.yaml", 3)

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("vim", "+3 deck.yaml"),
            ("code", "--wait --goto deck.yaml:3"),
            ("hx", "deck.yaml:3"),
            ("subl", "--wait deck.yaml:3"),
        ],
    )
    def test_each_editor_is_told_the_line_in_its_own_way(
        self, name: str, arguments: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """And those that come back at once are told to wait."""
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\n')
        program.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(program))

        assert editor.open_in_editor(Path("deck.yaml"), 3) == ""
        assert (tmp_path / "called").read_text().strip() == arguments


class TestBacklog:
    """After a break, what is due comes before what is new."""

    @pytest.fixture
    def behind(self, quizgen: Quizgen, tmp_path: Path) -> Quizgen:
        """Run the command line for somebody who has two minutes and sixty cards due."""
        facts = "".join(
            f"  - {{id: f{at}, ask: What is {at}?, answer: a{at}}}\n" for at in range(70)
        )
        (tmp_path / "bones.yaml").write_text(
            f"format: 1\ndeck: bones-x7k2\ntitle: Bones\nkinds: [recall]\nfacts:\n{facts}",
            encoding="utf-8",
        )
        folder = tmp_path / "home" / "log" / "device"
        folder.mkdir(parents=True)
        at = moment(now().instant - 40 * 86_400_000, now().offset)
        reviews = (
            Review(
                id=f"r{number}",
                moment=at,
                card=f"bones-x7k2/f{number}/forward",
                kind="recall",
                answer=Answer(took=5_000),
                rating=Rating.GOOD,
                interval=Interval(days=3 + number % 20),
            )
            for number in range(60)
        )
        (folder / "2026-01.jsonl").write_bytes(b"".join(map(event_line, reviews)))
        (tmp_path / "home" / "settings.toml").write_text("minutes = 2\n", encoding="utf-8")
        return quizgen

    def test_new_cards_wait_and_it_is_said_how_long(self, behind: Quizgen) -> None:
        """Before the first question, with how to do otherwise."""
        code, output, errors = behind(":q\n", "study", "bones.yaml")

        assert (code, errors) == (0, "")
        assert "Catching up: 60 cards are due, about " in output
        assert re.search(r"two days of 2 min are enough: about \w{3} \d{4}-\d\d-\d\d", output)
        assert "To meet new cards all the same: quizgen study bones.yaml --new N" in output
        assert output.index("Catching up") < output.index("What is ")
        assert "To do: 60 due.\n" in output

    @pytest.mark.parametrize(
        ("wish", "todo"),
        [
            (("--new", "3"), "To do: 60 due, 3 new."),
            (("--minutes", "30"), "To do: 60 due, 10 new."),
            (("--only", "met"), "To do: 60 due."),
        ],
    )
    def test_whoever_says_otherwise_gets_it(
        self, wish: tuple[str, ...], todo: str, behind: Quizgen
    ) -> None:
        """New cards, more minutes, or just some cards."""
        _, output, _ = behind(":q\n", "study", "bones.yaml", *wish)

        assert "Catching up" not in output
        assert todo in output

    def test_cramming_has_no_backlog(self, behind: Quizgen) -> None:
        """All cards come anyhow."""
        assert "Catching up" not in behind(":q\n", "study", "bones.yaml", "--cram")[1]

    def test_once_it_fits_new_cards_come_again(self, behind: Quizgen) -> None:
        """In the next session, on the same day."""
        behind("\n3\n" * 60 + ":q\n", "study", "bones.yaml", "--minutes", "0")
        _, output, _ = behind(":q\n", "study", "bones.yaml")

        assert "Catching up" not in output
        assert "10 new." in output
