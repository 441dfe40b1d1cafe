"""``quizgen log`` as its users call it: verify, merge, show and export."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from fork_server import ForkServer
from hostile import EVIL
from hypothesis import given
from hypothesis import strategies as st
from raw_output import foreign_lines
from test_review_log import NOON, review

from quizgen.commands.log import LOG_COMMANDS
from quizgen.commands.log.logged import Logged, Standing
from quizgen.commands.log.table import COLUMNS, table
from quizgen.model import (
    Answer,
    Bury,
    Count,
    Event,
    Flag,
    Interval,
    Mark,
    Moment,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
    Verdict,
)
from quizgen.review_log import ReviewLog, event_line
from quizgen.scheduler import moment

HOUR = 3_600_000
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur, at: p. 12}
"""
LONGEST = "bones-x7k2/longest/forward"

Quizgen = Callable[..., tuple[int, str, str]]

FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
ODD_TEXTS = st.text() | st.builds("{}{}".format, st.sampled_from([*FORMULAS, "'"]), st.text())


def as_utf8(text: str) -> str:
    """The text with half characters written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def unguarded(cell: str) -> str:
    """What a cell stands for, as README says it."""
    return cell.removeprefix("'")


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line in a folder with one deck; returns exit code, output and errors."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    return command_line


def at(hours: float, offset: int = 60) -> Moment:
    """Some hours after 13:00 of Monday, 23 November."""
    return moment(NOON.instant + int(hours * HOUR), offset)


def answer(number: int, hours: float = 0, card: str = LONGEST) -> Review:
    """An answer so many hours after that noon."""
    return replace(review(number), moment=at(hours), card=card)


def log(*events: Event, device: str = "laptop", home: str = "home") -> None:
    """Append to the log."""
    for event in events:
        ReviewLog(Path(home), device).append(event)


def odd_log() -> None:
    """Write a log with an error, warnings and notes."""
    log(answer(1), answer(2, 5), answer(3, 1), answer(4, 6, "towns/rome/forward"))
    with Path("home/log/laptop/2026-11.jsonl").open("ab") as file:
        file.write(event_line(answer(5)).replace(b'"rating":3', b'"rating":7'))
        file.write(b'{"v":1,"id":"t')


class TestGroup:
    """The group of commands."""

    def test_help_names_each(self, quizgen: Quizgen) -> None:
        """With its line."""
        code, output, _ = quizgen("log", "--help")

        assert code == 0
        assert all(name in output and line in output for name, (_, line) in LOG_COMMANDS.items())

    @pytest.mark.parametrize("name", LOG_COMMANDS)
    def test_each_explains_itself(self, quizgen: Quizgen, name: str) -> None:
        """And takes -h."""
        assert quizgen("log", name, "-h")[0] == 0

    def test_a_mistyped_one_is_guessed(self, quizgen: Quizgen) -> None:
        """As with other commands."""
        code, _, error = quizgen("log", "verfy")

        assert code == 2
        assert "Did you mean 'verify'?" in error


class TestVerify:
    """``quizgen log verify``."""

    def test_a_log_in_order(self, quizgen: Quizgen) -> None:
        """It says how much it has looked at; nothing is written."""
        log(answer(1), answer(2, 3, LONGEST))
        log(answer(3, 5), device="phone")
        before = sorted(map(str, Path("home").rglob("*")))

        code, output, error = quizgen("log", "verify", "bones.yaml")

        assert (code, error) == (0, "")
        assert output == (
            f"{Path('home/log').absolute()}: 3 events of 2 devices in 2 files\n\nNothing is odd.\n"
        )
        assert sorted(map(str, Path("home").rglob("*"))) == before

    def test_everything_at_once(self, quizgen: Quizgen) -> None:
        """With file and line, the worst first, and what to do."""
        odd_log()

        code, output, _ = quizgen("log", "verify", "bones.yaml")

        assert code == 1
        assert output.partition("\n\n")[2] == (
            "laptop/2026-11.jsonl:5: error[bad-log-line] this line holds no event:"
            " `rating` must be a whole number from 1 to 4\n"
            "  = help: it is passed over and left as it is; all other lines count\n"
            "\n"
            "laptop/2026-11.jsonl:3: warning[clock-jump] the clock is 4 h behind line 2\n"
            "  = help: it was set back, or set right;"
            " answers count by their study day and time\n"
            "\n"
            "laptop/2026-11.jsonl:6: warning[torn-log-line] this line breaks off\n"
            "  = help: it was cut off while it was written,"
            " so its answer was never confirmed; it is passed over\n"
            "\n"
            "laptop/2026-11.jsonl:4: note[unknown-card] 1 answer to 1 card of the deck towns,"
            " which is not at hand\n"
            "  = help: nothing is lost: they come back with the deck;"
            " name its file behind `quizgen log verify`\n"
            "\n"
            "1 error, 2 warnings, 1 note\n"
        )

    def test_many_of_a_sort_are_counted(self, quizgen: Quizgen) -> None:
        """Five are named; JSON has them all."""
        log(*(Undo(id=f"u{nth}", moment=at(nth), ref="gone") for nth in range(9)))

        output = quizgen("log", "verify", "bones.yaml")[1]
        data = json.loads(quizgen("log", "verify", "--json", "bones.yaml")[1])

        assert output.count("warning[unknown-reference] it takes back") == 5
        assert "… and 4 more: warning[unknown-reference]\n" in output
        assert output.count("= help") == 1
        assert data["warnings"] == len(data["problems"]) == 9

    def test_strict(self, quizgen: Quizgen) -> None:
        """Warnings are no errors unless one says so."""
        log(Undo(id="u", moment=at(0), ref="gone"))

        assert quizgen("log", "verify", "bones.yaml")[0] == 0
        assert quizgen("log", "verify", "--strict", "bones.yaml")[0] == 1

    def test_as_json(self, quizgen: Quizgen) -> None:
        """The keys are stable."""
        odd_log()

        data = json.loads(quizgen("log", "verify", "--json", "bones.yaml")[1])

        assert {**data, "problems": len(data["problems"])} == {
            "version": 1,
            "folder": str(Path("home/log").absolute()),
            "events": 4,
            "devices": ["laptop"],
            "files": ["laptop/2026-11.jsonl"],
            "errors": 1,
            "warnings": 2,
            "notes": 1,
            "problems": 4,
        }
        assert data["problems"][0]["line"] == 5

    def test_broken_decks_are_said(self, quizgen: Quizgen) -> None:
        """Their facts may be missing for that reason only."""
        Path("bones.yaml").write_text(DECK + "  - {id: x, ask: 5}\n", encoding="utf-8")
        log(answer(1))

        code, _, error = quizgen("log", "verify", "bones.yaml")

        assert code == 0
        assert "in the decks; their broken facts are not known here" in error


class TestMerge:
    """``quizgen log merge``."""

    def test_what_came_in(self, quizgen: Quizgen) -> None:
        """How many answers of how many cards, from which devices and days."""
        log(answer(1))
        log(answer(2, 24), answer(3, 48), Flag(id="f", moment=at(50), card=LONGEST),
            device="desktop", home="other")  # fmt: skip
        log(answer(4, 2, "bones-x7k2/other/forward"), device="phone", home="other")

        code, output, error = quizgen("log", "merge", "other")

        assert (code, error) == (0, "")
        assert output == (
            "3 answers to 2 cards and 1 other event came in:\n"
            "  desktop: 2 answers to 1 card and 1 other event, 2026-11-24 to 2026-11-25\n"
            "  phone: 1 answer to 1 card, 2026-11-23\n"
            "Next: quizgen\n"
        )
        assert len(ReviewLog(Path("home"), "any").read().events) == 5
        assert quizgen("log", "merge", "other")[1].startswith("Nothing new")

    def test_answers_ahead_of_the_clock_are_told(self, quizgen: Quizgen) -> None:
        """They hold the study day back on this machine too, until they are taken back."""
        centuries = 24 * 365 * 200
        log(answer(1), answer(2, centuries), device="desktop", home="other")
        output = quizgen("log", "merge", "other")[1]

        assert "\nAhead of this clock: 1 answer to 1 card, 2226-10-06; " in output
        assert "quizgen log verify names them.\n" in output

    def test_a_dry_run_writes_nothing(self, quizgen: Quizgen) -> None:
        """It says the same, and what to type then."""
        log(answer(2), device="desktop", home="other")

        output = quizgen("log", "merge", "--dry-run", "other")[1]

        assert output.startswith("1 answer to 1 card would come in:")
        assert output.endswith("Next: quizgen log merge other\n")
        assert not Path("home").exists()

    def test_as_json(self, quizgen: Quizgen) -> None:
        """With figures in all and by device."""
        log(answer(2), device="desktop", home="other")
        figures = {"events": 1, "answers": 1, "cards": 1}
        days = {"first": "2026-11-23", "last": "2026-11-23"}

        assert json.loads(quizgen("log", "merge", "--json", "other")[1]) == {
            "version": 1,
            "written": True,
            **figures,
            **days,
            "devices": [{"device": "desktop", **figures, **days}],
            "problems": [],
        }

    def test_lines_without_an_event_are_named(self, quizgen: Quizgen) -> None:
        """They stay where they are."""
        odd_log()
        Path("home").rename("other")

        output = quizgen("log", "merge", "other")[1]

        assert (
            "Not taken in:\n"
            "  other/log/laptop/2026-11.jsonl:5: this line holds no event: `rating` must be a"
            " whole number from 1 to 4\n"
            "  other/log/laptop/2026-11.jsonl:6: this line breaks off\n"
        ) in output
        assert "\n2 warnings\n" not in output

    def test_two_events_of_one_id(self, quizgen: Quizgen) -> None:
        """It is said on each machine, and both then show the same one."""
        log(answer(1))
        log(replace(answer(1), moment=at(-1)), home="other")
        shutil.copytree("home", "copy")

        output = quizgen("log", "merge", "other")[1]
        here = quizgen("log", "show", "--json")[1]
        shutil.rmtree("home")
        Path("other").rename("home")
        quizgen("log", "merge", "copy")

        assert "An id stands for two events; the earlier one counts:\n" in output
        assert quizgen("log", "show", "--json")[1] == here
        assert quizgen("log", "verify", "bones.yaml")[0] == 1

    @pytest.mark.parametrize(
        ("folder", "said"),
        [("nowhere", "no folder nowhere"), ("", "no folder ''"), (".", "no rev")],
    )
    def test_what_is_no_log_is_refused(self, quizgen: Quizgen, folder: str, said: str) -> None:
        """It says what may be named."""
        code, _, error = quizgen("log", "merge", folder)

        assert code == 2
        assert said in error
        assert "home folder of another machine" in error


class TestShow:
    """``quizgen log show``."""

    def test_every_event_has_its_line(self, quizgen: Quizgen) -> None:
        """What was done, and what became of it."""
        first, second = answer(1), replace(answer(2, 1), replaces=answer(1).id)
        quiz = replace(answer(3, 2), counted=False, interval=Interval(), session="q", mark=None)
        log(
            first,
            second,
            quiz,
            answer(4, 3),
            Undo(id="5", moment=at(4), ref=answer(4).id),
            Suspend(id="6", moment=at(5), card=LONGEST),
            Suspend(id="7", moment=at(6), card=LONGEST, suspended=False),
            Flag(id="8", moment=at(7), card=LONGEST),
            Flag(id="9", moment=at(8), card=LONGEST, flagged=False),
            Bury(id="a", moment=at(9), card=LONGEST),
            Reset(id="b", moment=at(10), card=LONGEST),
            Count(id="c", moment=at(11, -300), session="s1"),
            Rename(id="d", moment=at(12), card=LONGEST, to="bones-x7k2/new/forward"),
            Undo(id="e", moment=at(13), ref="gone"),
        )

        output = quizgen("log", "show")[1]

        new = "bones-x7k2/new/forward"
        rows = [
            " | ".join(line.split("  ")).replace(" |  | ", " | ") for line in output.split("\n")
        ]
        cells = [[cell.strip() for cell in row.split("|") if cell.strip()] for row in rows if row]
        assert cells == [
            ["2026-11-23 13:00", "good 4d (replaced)", "typed, slip, 4 s", "laptop", new],
            ["2026-11-23 14:00", "good 4d", "typed, slip, 4 s", "laptop", new],
            ["2026-11-23 15:00", "good (not counted)", "typed, 4 s", "laptop", new],
            ["2026-11-23 16:00", "good 4d (undone)", "typed, slip, 4 s", "laptop", new],
            ["2026-11-23 17:00", "undo", "of good 4d", "laptop", new],
            ["2026-11-23 18:00", "suspend", "laptop", new],
            ["2026-11-23 19:00", "take up", "laptop", new],
            ["2026-11-23 20:00", "flag", "laptop", new],
            ["2026-11-23 21:00", "unflag", "laptop", new],
            ["2026-11-23 22:00", "not today", "laptop", new],
            ["2026-11-23 23:00", "reset", "laptop", new],
            ["2026-11-23 18:00", "count", "laptop"],
            ["2026-11-24 01:00", "rename", f"from {LONGEST}", "laptop", new],
            ["2026-11-24 02:00", "undo", "of what is not here", "laptop"],
        ]

    def test_the_last_twenty(self, quizgen: Quizgen) -> None:
        """And how many there are before them; a day is shown whole."""
        log(*(answer(nth, nth / 100) for nth in range(30)))

        output = quizgen("log", "show")[1]

        assert output.startswith("10 earlier events; --last 30 shows all\n")
        assert output.count("\n") == 21
        assert quizgen("log", "show", "--last", "3")[1].count("\n") == 4
        assert quizgen("log", "show", "--last", "0")[1].count("\n") == 30
        assert quizgen("log", "show", "--day", "2026-11-23")[1].count("\n") == 30

    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            (["--day", "2026-11-24"], ["2"]),
            (["--since", "2026-11-24"], ["2", "3", "4"]),
            (["--until", "2026-11-24"], ["1", "2"]),
            (["--since", "2026-11-24", "--until", "2026-11-25"], ["2", "3"]),
            (["--card", LONGEST], ["1", "2", "5"]),
            (["--card", "longest"], ["1", "2", "5"]),
            (["--card", "other"], ["3"]),
            (["--deck", "towns"], ["4"]),
            (["--deck", "bones-x7k2", "--last", "1"], ["5"]),
            (["--deck", "bones-x7k2", "--since", "2027-01-01"], []),
        ],
        ids=str,
    )
    def test_which_are_shown(
        self, quizgen: Quizgen, options: Sequence[str], shown: Sequence[str]
    ) -> None:
        """By study day, card, fact and deck; an undo goes with what it takes back."""
        log(
            replace(answer(1), id="1"),
            replace(answer(1, 24 + 14), id="2"),  # at three in the night
            replace(answer(1, 48, "bones-x7k2/other/forward"), id="3"),
            replace(answer(1, 72, "towns/rome/forward"), id="4"),
            Undo(id="5", moment=at(96), ref="1"),
        )

        data = json.loads(quizgen("log", "show", "--json", *options)[1])

        found = [event["id"] for event in data["events"]]
        assert [it for it in found if it != "5" or "5" in shown] == list(shown)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--card", "longst"], "did you mean 'longest'?"),
            (["--deck", "bone"], "there are bones-x7k2"),
            (["--day", "monday"], "write year, month and day: 2026-11-28"),
            (["--day", "2026-11-23", "--since", "2026-11-23"], "--day names one day"),
            (["--last", "many"], "not a whole number"),
        ],
    )
    def test_mistakes_are_explained(
        self, quizgen: Quizgen, options: Sequence[str], said: str
    ) -> None:
        """With what to type instead."""
        log(answer(1))

        code, _, error = quizgen("log", "show", *options)

        assert code == 2
        assert said in error

    def test_an_empty_log(self, quizgen: Quizgen) -> None:
        """Says how to begin, and writes nothing."""
        assert quizgen("log", "show")[:2] == (
            0, "There is nothing in the log; `quizgen study` begins.\n",
        )  # fmt: skip
        assert not Path("home").exists()

    def test_cards_that_are_gone_are_shown(self, quizgen: Quizgen) -> None:
        """The log needs no deck."""
        log(answer(1, card="towns/rome/forward"))

        assert "towns/rome/forward" in quizgen("log", "show")[1]

    @pytest.mark.parametrize("columns", [100, 80, 40])
    def test_it_fits_the_terminal(self, server: ForkServer, tmp_path: Path, columns: int) -> None:
        """Line by line; the end of a card's id is what tells it apart."""
        home = str(tmp_path / "home")
        log(answer(1, card=f"{'long-' * 20}deck/femur/forward"), answer(2, 1), home=home)
        session = server.start("log", "show", columns=columns, cwd=tmp_path, QUIZGEN_HOME=home)
        try:
            assert session.code() == 0
        finally:
            session.close()

        lines = [line.rstrip() for line in session.text().splitlines() if line.strip()]
        assert len(lines) == 2
        assert all(len(line) <= columns for line in lines)
        assert "femur" in lines[0]
        assert ("laptop" in lines[1]) == (columns == 100)


class TestExport:
    """``quizgen log export``."""

    def test_a_row_for_each_answer(self, quizgen: Quizgen) -> None:
        """Under the names of the columns."""
        picked = replace(
            answer(1, 0, "bones-x7k2/table/femur/reverse#b2"),
            kind="choice",
            answer=Answer(shown=("the ulna", "the tibia"), chosen=(1,), took=2100, guessed=True),
            mark=Mark(verdict=Verdict.WRONG, rule="option", note="=1+1", share=0.5),
            rating=Rating.AGAIN,
            interval=Interval(seconds=600),
        )
        log(picked, Undo(id="u", moment=at(1), ref=picked.id), answer(2, 2))

        code, output, error = quizgen("log", "export", "--csv", "-o", "answers.csv")

        assert (code, output, error) == (0, "answers.csv: 2 answers\n", "")
        with Path("answers.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows[0] == {
            "id": picked.id,
            "device": "laptop",
            "time": "2026-11-23T12:00:00.000Z",
            "offset": "60",
            "day": "2026-11-23",
            "card": "bones-x7k2/table/femur/reverse#b2",
            "deck": "bones-x7k2",
            "fact": "table/femur",
            "direction": "reverse",
            "slot": "b2",
            "kind": "choice",
            "rating": "1",
            "mark": "wrong",
            "rule": "option",
            "note": "'=1+1",
            "took_ms": "2100",
            "interval_days": "0",
            "interval_seconds": "600",
            "counts": "0",
            "undone": "1",
            "replaced": "0",
            "replaces": "",
            "typed": "",
            "shown": '["the ulna", "the tibia"]',
            "chosen": '["the tibia"]',
            "hinted": "0",
            "guessed": "1",
            "sure": "0",
            "slow_ms": "0",
            "share": "0.5",
            "own": "0",
            "session": "s1",
            "print": "9c1f",
        }
        assert (rows[1]["typed"], rows[1]["counts"]) == ("calf", "1")

    def test_to_standard_output(self, quizgen: Quizgen) -> None:
        """The same bytes."""
        log(answer(1))
        quizgen("log", "export", "-o", "answers.csv")

        assert quizgen("log", "export")[1].encode() == Path("answers.csv").read_bytes()

    @given(st.lists(st.tuples(ODD_TEXTS, ODD_TEXTS, st.lists(ODD_TEXTS, max_size=3)), max_size=4))
    def test_whatever_stands_there_comes_back(
        self, texts: Sequence[tuple[str, str, Sequence[str]]]
    ) -> None:
        """Through Python's own reader, and no cell begins as a formula does."""
        events = [
            replace(review(1), card=card, answer=Answer(typed=typed, shown=tuple(shown)))
            for card, typed, shown in texts
        ]
        rows = [
            Logged(event=it, device="=d", card=it.card, standing=Standing.HOLDS) for it in events
        ]

        found = list(csv.reader(StringIO(table(rows).decode(), newline="")))

        assert found[0] == [column.name for column in COLUMNS]
        for cells, event in zip(found[1:], events, strict=True):
            row = dict(zip(found[0], cells, strict=True))
            assert unguarded(row["typed"]) == as_utf8(event.answer.typed)
            assert unguarded(row["card"]) == as_utf8(event.card)
            assert tuple(json.loads(row["shown"] or "[]")) == event.answer.shown
            assert not [cell for cell in cells if cell.startswith(FORMULAS)]


@pytest.mark.parametrize(
    "words",
    [
        ["study", "--plain", "bones.yaml"],
        [],
        ["stats", "bones.yaml"],
        ["forecast", "bones.yaml"],
        ["explain", "longest", "bones.yaml"],
        ["log", "show"],
        ["log", "export"],
        ["log", "merge", "other"],
    ],
    ids=" ".join,
)
def test_a_log_of_a_later_version_is_refused(quizgen: Quizgen, words: Sequence[str]) -> None:
    """By every command that reads it, with what to do, and it stays as it is."""
    log(answer(1))
    log(answer(2), home="other")
    file = Path("home/log/laptop/2026-11.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"v":1', b'"v":2'))
    before = file.read_bytes()

    code, output, error = quizgen(*words)

    assert (code, output) == (3, "")
    assert "2026-11.jsonl:1: it is in version 2 of the log's format" in error
    assert "help: update quizgen" in error
    assert file.read_bytes() == before


def test_it_is_read_in_a_pipe_that_closes(quizgen: Quizgen, tmp_path: Path) -> None:
    """``| head`` ends it without a word."""
    log(*(answer(nth, nth / 100) for nth in range(60)))
    del quizgen
    done = subprocess.run(  # noqa: S602  # a pipe of the shell is what this is about
        f"{sys.executable} -m quizgen log show --last 0 | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "QUIZGEN_HOME": str(tmp_path / "home")},
    )

    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["show", "--last", "0"], ["verify", "bones.yaml"], ["export"], ["merge", "evil"]]
)
def test_nothing_in_a_log_steers_the_terminal(
    words: Sequence[str], server: ForkServer, tmp_path: Path
) -> None:
    """Whatever stands in ids, cards, answers and the names of folders."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    home = str(tmp_path / "home")
    for nth, text in enumerate(EVIL):
        wicked = replace(answer(nth, card=f"{text}/{text}/forward"), id=f"{nth}{text}", kind=text)
        wicked = replace(wicked, answer=Answer(typed=text, shown=(text,), chosen=(0,)))
        for folder in (home, str(tmp_path / "evil")):
            undo = Undo(id=f"u{nth}", moment=at(0), ref=text)
            log(wicked, undo, device="d\x1b[8m", home=folder)
    with Path(tmp_path, "evil/log/d\x1b[8m/2026-11.jsonl").open("ab") as file:
        file.write(b'{"v":"\\u001b[8m"}\n\x1b[8m\n')
    session = server.start("log", *words, cwd=tmp_path, QUIZGEN_HOME=home)
    try:
        assert session.code() in {0, 1}
    finally:
        session.close()

    assert foreign_lines(session.raw) == []
    assert b"Traceback" not in session.raw


def in_trouble(server: ForkServer, folder: Path, call: str, room: str = "") -> tuple[int, str]:
    """Merge in trouble; return the exit code and what was said."""
    session = server.start(
        "log", "merge", "other",
        call=f"hardships:{call}", columns=200, cwd=folder,
        QUIZGEN_HOME=str(folder / "home"), ROOM=room,
    )  # fmt: skip
    try:
        return session.code(), session.text()
    finally:
        session.close()


def test_a_merge_goes_on_after_a_full_disk(server: ForkServer, tmp_path: Path) -> None:
    """It says where it stopped, and leaves no half line."""
    for nth in range(40):
        log(answer(nth, nth), device="desktop", home=str(tmp_path / "other"))

    code, said = in_trouble(server, tmp_path, "little_room", "4000")
    torn = ReviewLog(tmp_path / "home", "any").read().problems
    again = in_trouble(server, tmp_path, "little_room", "4000000")

    assert code == 3
    assert "cannot be written: File too large" in said
    assert "merge again: it goes on from here" in said
    assert torn == ()
    assert again[0] == 0
    assert len(ReviewLog(tmp_path / "home", "any").read().events) == 40


def test_a_folder_that_may_not_be_read_is_named(server: ForkServer, tmp_path: Path) -> None:
    """Its answers would be missing without a word."""
    log(answer(1), device="desktop", home=str(tmp_path / "other"))
    (tmp_path / "other/log/desktop").chmod(0)

    code, said = in_trouble(server, tmp_path, "without_privileges")
    (tmp_path / "other/log/desktop").chmod(0o700)

    assert code == 3
    assert "desktop cannot be read: Permission denied" in said
