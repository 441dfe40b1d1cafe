"""``quizgen mark``: papers come back, from a text, from a prompt, and from a class list."""

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from answer_sheets import key_text, key_texts, marked, sheet_of
from click.shell_completion import ShellComplete

from quizgen.cli import root
from quizgen.commands.mark.data import score_data
from quizgen.commands.mark.words import verdict
from quizgen.review_log import ReviewLog
from quizgen.sheet_file import read_record
from quizgen.sheets import SheetRecord, lay_out

Run = Callable[..., tuple[int, str, str]]

DECK = """format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - id: longest
    topic: Leg
    ask: Which bone is the longest?
    answer: the femur
    wrong: [{text: the tibia, why: The shin bone comes second.}, the radius]
    at: p. 12
  - id: smallest
    topic: Ear
    ask: Which bone is the smallest?
    answer: the stapes
    wrong: [the anvil, the hammer]
    at: p. 13
  - id: order
    of: the leg, from top to bottom
    steps: [thigh, knee, shin, foot]
    at: p. 14
  - id: marrow
    ask: What does marrow make?
    answer: blood cells
    at: p. 15
"""

KINDS = "choice,typed,ordering"


@pytest.fixture
def papers(command_line: Run, tmp_path: Path) -> SheetRecord:
    """Print two versions of a paper: two choices, an order, and words."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/bones.yaml").write_text(DECK, encoding="utf-8")
    command = ("export", "handout", "--versions", "2", "--seed", "4", "--kinds", KINDS, "-n", "4")
    code, _, errors = command_line(*command, "-o", "paper")
    assert code == 0, errors
    path = next((tmp_path / "paper").glob("*.sheet.json"))
    return read_record(path.read_text(encoding="utf-8"), str(path))


def test_a_whole_paper(command_line: Run, papers: SheetRecord) -> None:
    """Points, percent, points by topic, and what was missed with its reason and source."""
    sheet = lay_out(papers, papers.papers[1])
    code, output, errors = command_line("mark", f"{papers.code}-b", "--answers", key_texts(sheet))

    assert (code, errors) == (0, "")
    assert (
        f"Bones – sheet {papers.code}-B\n4 of 4 points (100 %); 4 of 4 questions right." in output
    )
    assert "To look at again" not in output

    longest = next(it for it in sheet.entries if it.question.fact == "longest")
    tibia = next(it.letter for it in longest.area.bubbles if it.option.text == "the tibia")  # type: ignore[union-attr]  # a choice
    code, output, _ = command_line(
        "mark", f"{papers.code}-B", "--answers", f"{longest.number}={tibia} ..."
    )
    assert code == 0
    assert "0 of 4 points (0 %)" in output
    assert "Leg: 0 of 1 point." in output
    assert f"Written: {tibia}, the tibia." in output
    assert f"{tibia}: The shin bone comes second." in output
    assert "Source: Course reader, p. 12" in output
    assert "Nothing written:" in output


def test_json_has_all_of_it(command_line: Run, papers: SheetRecord) -> None:
    """Each number with what was written, its mark, its key and its points."""
    sheet = lay_out(papers, papers.papers[0])
    _, output, _ = command_line("mark", f"{papers.code}A", "--answers", key_texts(sheet), "--json")
    data = json.loads(output)

    assert (data["sheet"], data["points"], data["of"], data["percent"]) == (
        *(f"{papers.code}-A", 4, 4, 100.0),
    )
    assert [it["number"] for it in data["answers"]] == [1, 2, 3, 4]
    assert {it["result"] for it in data["answers"]} == {"right"}
    assert data["answers"][0]["key"]


def test_problems_are_said_at_once(command_line: Run, papers: SheetRecord) -> None:
    """Each with its place; nothing is marked, and the exit code is that of usage."""
    code, output, errors = command_line("mark", f"{papers.code}-A", "--answers", "XA 9=B")

    assert (code, output) == (2, "")
    assert "answers:1:1: error[bad-answer] number 1 has no option X" in errors
    assert "answers:1:4: error[bad-answer] there is no number 9" in errors
    assert "nothing was marked or recorded" in errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--record"], "--record needs to know whose answers these are"),
        (["--learner", "Anna"], "--learner is for --record"),
        (["--on", "2026-01-01"], "--on is the date to record"),
        (["--csv", "x.csv"], "--csv is for a class"),
        (["--class", "x.csv", "--answers", "A"], "--answers and --class do not go together"),
        (["--class", "x.csv", "--record", "--learner", "A"], "a class list names its learners"),
        (["--blank", "x.csv", "--record"], "there is nothing to record in an empty list"),
        (["--answers", "...", "--record", "--learner", "///"], "'///' is no name for a folder"),
        (["--answers", "...", "--record", "--learner", "A", "--on", "soon"], "'soon' is no date"),
    ],
)
def test_options_that_do_not_go_together(
    command_line: Run, papers: SheetRecord, arguments: list[str], said: str
) -> None:
    """They are refused with what to do, before anything is read or written."""
    code, output, errors = command_line("mark", f"{papers.code}-A", *arguments)

    assert (code, output) == (2, "")
    assert said in errors
    assert "help: " in errors


def test_a_paper_is_marked_as_it_was_printed(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """Whatever has become of the deck: the record alone decides, also from the file."""
    deck = tmp_path / "decks/bones.yaml"
    deck.write_text(DECK.replace("the stapes", "the stirrup"), encoding="utf-8")
    sheet = lay_out(papers, papers.papers[0])
    key = ("--answers", key_texts(sheet), "--record", "--learner", "me")
    _, output, _ = command_line("mark", f"{papers.code}-A", *key)
    assert "4 of 4 points" in output
    assert "Bones has changed since; papers are marked as they were printed." in output

    deck.unlink()
    file = next((tmp_path / "paper").glob("*.sheet.json"))

    code, output, _ = command_line("mark", f"{papers.code}-A", "--answers", key_texts(sheet))
    assert (code, "4 of 4 points" in output) == (0, True)
    code, _, errors = command_line("mark", str(file), "--answers", key_texts(sheet))
    assert code == 2
    assert "has several versions" in errors
    code, output, _ = command_line("mark", f"{file}-a", "--answers", key_texts(sheet))
    assert (code, "4 of 4 points" in output) == (0, True)


def prompt(
    command_line: Run, monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str
) -> tuple[int, str, str]:
    """Mark at the prompt, with what is typed coming through a pipe."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    return command_line("mark", *arguments)


def test_the_prompt_gives_the_verdict_at_once(
    command_line: Run, papers: SheetRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Question by question; back, help and a mistyped letter lose nothing."""
    sheet = lay_out(papers, papers.papers[0])
    keys = [key_text(entry).strip('"') for entry in sheet.entries]
    typed = f"?\nX\n{keys[0]}\n<\n*\n{keys[1]}\n\n{keys[3]}\n"
    code, output, errors = prompt(command_line, monkeypatch, typed, f"{papers.code}-A")

    assert (code, errors) == (0, "")
    assert "Write one letter, A to C" in output
    assert "number 1 has no option X: write one letter, A to C" in output
    assert output.count("1 of 4. Which bone is the") == 2
    assert "Spoilt, no point. Right: " in output
    assert "Nothing written. Right: " in output
    assert "2 of 4 points (50 %); 2 of 4 questions right." in output


def test_the_prompt_asks_what_counts(
    command_line: Run,
    papers: SheetRecord,  # noqa: ARG001  # its deck
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Words that the program cannot judge: yes, no or points, and never more than there are."""
    _, output, _ = command_line("export", "handout", "--kinds", "recall", "-n", "2", "-o", "own")
    code = output.partition("sheet ")[2][:7]
    typed = "bone\n5\nperhaps\nY\nbone\n\n"
    _, output, errors = prompt(command_line, monkeypatch, typed, code)

    assert errors == ""
    assert output.count("Does it count? y or n; Enter: later: ") == 4
    assert "1 of 2 points (50 %); 1 of 2 questions right, 1 still to judge" in output


def test_bytes_that_are_no_text_end_nothing(
    command_line: Run, papers: SheetRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line in another encoding is an answer that does not fit, and is asked again."""
    source = io.TextIOWrapper(io.BytesIO(b"\xff\nA\nA\n\n\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", source)
    code, output, _ = command_line("mark", f"{papers.code}-A")

    assert code == 0
    assert "number 1 has no option" in output


def test_what_is_not_logged_is_said_before(command_line: Run, papers: SheetRecord) -> None:
    """How many answers there are to log, and why the others are not."""
    mark = ("mark", f"{papers.code}-A", "--answers", "*A ...", "--record", "--learner", "Anna")
    _, output, _ = command_line(*mark)

    said = "To log for Anna: 1 answer (learners/Anna, new); not logged: 2 empty, 1 spoilt."
    assert said in " ".join(output.split())


def test_what_was_picked_most_comes_first(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """Of the wrong options, whatever their letters."""
    (entry, *_) = lay_out(papers, papers.papers[0]).entries
    key = key_text(entry)
    first, last = (it for it in "ABC" if it != key)
    rows = [f"P{n},A,{letter} ..." for n, letter in enumerate([first, last, last])]
    path = tmp_path / "class.csv"
    path.write_text("\n".join(["name,version,answers", *rows]), encoding="utf-8")
    _, output, _ = command_line("mark", papers.code, "--class", str(path))

    picked = output.partition("Wrong options that were picked")[2].partition("\n")[2]
    assert re.match(rf"  1\. {last} .* ×2; {first} .* ×1\n", picked)


def test_the_end_of_the_input_says_how_to_go_on(
    command_line: Run, papers: SheetRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-D in the middle: nothing was recorded, and what was typed stands in the command."""
    code, output, errors = prompt(command_line, monkeypatch, "a\nb\n", f"{papers.code}-A")

    assert code == 2
    assert "3 of 4. " in output
    assert "2 answers are missing; nothing was recorded" in errors
    assert f"mark {papers.code}-A --answers 'AB ...'" in errors


def test_with_json_the_prompt_stays_out_of_it(
    command_line: Run, papers: SheetRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard output is JSON and nothing else."""
    code, output, errors = prompt(
        command_line, monkeypatch, "A\nA\n\n\n", f"{papers.code}-A", "--json"
    )

    assert code == 0
    assert json.loads(output)["of"] == 4
    assert "1 of 4. " in errors


def test_answers_are_logged_for_who_wrote_them(
    command_line: Run, papers: SheetRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a home of their own, which every command takes; never in somebody else's log."""
    key = key_texts(lay_out(papers, papers.papers[0]))
    mark = ("mark", f"{papers.code}-A", "--answers", key, "--record")
    code, output, _ = command_line(*mark, "--learner", "Zoë Ø.", "--on", "2026-01-05")

    assert code == 0
    assert "To log for Zoë Ø., for 2026-01-05: 4 answers (learners/Zoë Ø, new)." in output
    assert "Zoë Ø.: 4 answers logged." in output
    home = tmp_path / "home"
    assert not (home / "log").exists()
    assert [it.name for it in (home / "learners").iterdir()] == ["Zoë Ø"]
    _, output, _ = command_line(*mark, "--learner", "Zoë Ø.")
    assert "Zoë Ø.: 4 answers known already." in output

    code, output, _ = command_line("log", "merge", str(home / "learners/Zoë Ø"), "--dry-run")
    assert (code, "4 answers" in output) == (0, True)
    monkeypatch.setenv("QUIZGEN_HOME", str(home / "learners/Zoë Ø"))
    _, output, _ = command_line("log", "show")
    assert output.count("on paper") == 4
    assert output.count("2026-01-05 ") == 4
    code, output, _ = command_line("log", "verify")
    assert (code, "Nothing is odd." in output) == (0, True)
    _, output, _ = command_line("stats", "--json")
    assert json.loads(output)["total"] == {
        **json.loads(output)["total"],
        "answers": 4,
        "milliseconds": 0,
        "median": None,
    }


def test_the_owner_of_the_home(command_line: Run, papers: SheetRecord, tmp_path: Path) -> None:
    """`me`, and the name that the settings give, are this home's own log."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('learner = "Anna  B"\n', encoding="utf-8")
    key = key_texts(lay_out(papers, papers.papers[0]))
    mark = ("mark", f"{papers.code}-A", "--answers", key, "--record", "--learner")
    _, output, _ = command_line(*mark, "anna b")

    assert "To log for anna b: 4 answers (this home)." in output
    assert (home / "log").is_dir()
    assert not (home / "learners").exists()
    _, output, _ = command_line(*mark, "ME")
    assert "ME: 4 answers known already." in output


def test_a_day_to_come_is_refused(command_line: Run, papers: SheetRecord, tmp_path: Path) -> None:
    """Nothing is logged for a day that has not been."""
    mark = ("mark", f"{papers.code}-A", "--answers", "A ...", "--record", "--learner", "Anna")
    code, _, errors = command_line(*mark, "--on", "2999-01-01")

    assert (code, "2999-01-01 is yet to come" in errors) == (2, True)
    assert not (tmp_path / "home/learners").exists()
    code, _, errors = command_line(*mark, "--on", "0206-11-28")
    assert (code, "0206-11-28 is too long ago" in errors) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="there are no such locks")
def test_programs_that_record_at_once_wait_for_each_other(
    papers: SheetRecord, tmp_path: Path
) -> None:
    """Each looks at what the other has logged, so nothing is logged twice."""
    learner = tmp_path / "home/learners/Par"
    mark = ("mark", f"{papers.code}-A", "--answers", "A ...", "--record", "--learner", "Par")
    command = [sys.executable, "-m", "quizgen", *mark]
    with ReviewLog(learner, "tablet").alone():
        running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
        with pytest.raises(subprocess.TimeoutExpired):
            running[0].wait(timeout=2)
        assert not [*learner.rglob("*.jsonl")]

    assert [it.wait(timeout=30) for it in running] == [0, 0, 0]
    (log,) = learner.rglob("*.jsonl")
    assert len(log.read_bytes().splitlines()) == 1


@pytest.fixture
def class_list(papers: SheetRecord, tmp_path: Path) -> Path:
    """Write a class of 24: the first half knows all, the others only the smallest bone."""
    lines = ["Name;Version;Answers"]
    for n in range(24):
        sheet = lay_out(papers, papers.papers[n % 2])
        text = key_texts(sheet)
        if n >= 12:
            known = [it for it in sheet.entries if it.question.fact == "smallest"]
            text = " ".join(f"{it.number}={key_text(it)}" for it in known) + " ..."
        doubled = text.replace('"', '""')
        lines.append(f'=Pupil {n};{"ab"[n % 2]};"{doubled}"')
    lines.append("Late;A;")
    path = tmp_path / "class.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_class(command_line: Run, papers: SheetRecord, class_list: Path, tmp_path: Path) -> None:
    """The list of scores, how difficult each question was, and which do not tell good from weak."""
    code, output, errors = command_line(
        "mark", papers.code, "--class", str(class_list), "--csv", "scores.csv"
    )

    assert (code, errors) == (0, "")
    assert "24 papers, 4 questions, 4 points." in output
    assert "Mean 2.5 of 4 (62 %), median 2.5." in output
    assert "No answers, not counted: Late (line 26)." in output
    assert "=Pupil 13: version B, 1 of 4 points, 25 %." in output
    assert "12 of 24 right (50 %)" in output
    assert "12 of the best 12, 0 of the weakest 12" in output.replace("\n", " ")
    assert "Everybody has them right: " in output
    table = (tmp_path / "scores.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert table[0] == "name,version,points,of,percent,right,to judge"
    assert table[1] == "'=Pupil 0,A,4,4,100.0,4,0"


def test_a_class_as_data(command_line: Run, papers: SheetRecord, class_list: Path) -> None:
    """Everything that is said, and all answers."""
    _, output, _ = command_line("mark", papers.code, "--class", str(class_list), "--json")
    data = json.loads(output)

    assert (data["mean"], data["median"], len(data["papers"])) == (2.5, 2.5, 24)
    assert data["absent"] == [{"name": "Late", "line": 26}]
    assert [it["percent"] for it in data["papers"][11:13]] == [100.0, 25.0]
    telling = {it["question"].split("/")[1]: it["telling"] for it in data["questions"]}
    assert telling["smallest"] == "everybody"
    assert telling["longest"] == "well"
    longest = next(it for it in data["questions"] if "longest" in it["question"])
    assert (longest["best"], longest["weakest"]) == (
        {"right": 12, "papers": 12},
        {"right": 0, "papers": 12},
    )


def test_a_small_class_is_not_judged(
    command_line: Run, papers: SheetRecord, class_list: Path
) -> None:
    """Too few papers: how many it takes is said in the place of a judgement."""
    lines = class_list.read_text(encoding="utf-8").splitlines()[:8]
    class_list.write_text("\n".join(lines), encoding="utf-8")
    _, output, _ = command_line("mark", papers.code, "--class", str(class_list))

    assert "That takes 20 papers at least; these are 7" in output
    assert "weakest" not in output


def test_a_class_is_logged_each_for_themselves(
    command_line: Run, papers: SheetRecord, class_list: Path, tmp_path: Path
) -> None:
    """A home for each name; a name that stands there twice is refused before anything is."""
    mark = ("mark", papers.code, "--class", str(class_list), "--record")
    text = class_list.read_text(encoding="utf-8")
    class_list.write_text(text.replace("=Pupil 5;", "=pupil 3;"), encoding="utf-8")
    code, _, errors = command_line(*mark)
    assert code == 2
    assert "class.csv:7:1: error[bad-class-list] '=pupil 3' stands in line 5 too" in errors
    assert not (tmp_path / "home/learners").exists()

    class_list.write_text(text, encoding="utf-8")
    code, output, _ = command_line(*mark)
    assert code == 0
    assert "=Pupil 0: 4 answers logged." in output
    assert "=Pupil 13: 1 answer logged." in output
    logs = [*(tmp_path / "home/learners").rglob("*.jsonl")]
    assert len(logs) == 24
    assert sorted(len(it.read_bytes().splitlines()) for it in logs) == [1] * 12 + [4] * 12


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
def test_a_day_is_that_of_the_zone(
    command_line: Run, papers: SheetRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noon where the teacher is, by the offset of that day and not of today."""
    mark = ("mark", f"{papers.code}-A", "--answers", "A ...", "--record", "--learner")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3")
        time.tzset()
        for day in ("2025-01-05", "2025-07-05"):
            assert command_line(*mark, day, "--on", day)[0] == 0
    time.tzset()
    logs = [json.loads(it.read_bytes()) for it in sorted(tmp_path.rglob("2025-*.jsonl"))]

    assert sorted((it["tz"], it["t"]) for it in logs) == [
        (720, 1_751_673_600_000),
        (780, 1_736_031_600_000),
    ]


def test_a_log_that_is_ahead_of_the_clock(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """It is said, and the answers come after what is logged, as in the terminal."""
    mark = ("--record", "--learner", "Anna", "--answers")
    command_line("mark", f"{papers.code}-A", *mark, "A ...")
    (log,) = (tmp_path / "home/learners").rglob("*.jsonl")
    line = json.loads(log.read_bytes())
    ahead = line | {"day": line["day"] + 3, "t": line["t"] + 3 * 86_400_000}
    log.write_text(json.dumps(ahead, separators=(",", ":")) + "\n", encoding="utf-8")
    _, _, errors = command_line("mark", f"{papers.code}-B", *mark, "B ...")
    days = [
        json.loads(line)["day"]
        for it in sorted(log.parent.glob("*.jsonl"))
        for line in it.read_bytes().splitlines()
    ]

    assert errors.startswith("warning: ")
    assert days == [ahead["day"]] * 2


def test_a_version_that_was_mistaken(command_line: Run, papers: SheetRecord) -> None:
    """Both are logged, which is said, with how to take the wrong one back."""
    record = ("--record", "--learner", "Anna")
    command_line("mark", f"{papers.code}-A", "--answers", "A ...", *record)
    _, output, _ = command_line("mark", f"{papers.code}-B", "--answers", "B ...", *record)
    assert f"{papers.code}-A is logged for Anna too" in output

    command_line("mark", f"{papers.code}-A", "--answers", "...", *record)
    _, output, _ = command_line("mark", f"{papers.code}-B", "--answers", "B ...", *record, "--json")
    assert json.loads(output)["recorded"][0]["other_versions"] == []


def test_a_class_that_could_not_all_be_logged(
    command_line: Run, papers: SheetRecord, class_list: Path, tmp_path: Path
) -> None:
    """What stands in the way is named; the same again logs the rest, and nothing twice."""
    mark = ("mark", papers.code, "--class", str(class_list), "--record")
    learners = tmp_path / "home/learners"
    learners.mkdir(parents=True)
    (learners / "=Pupil 3").write_text("", encoding="utf-8")
    code, output, errors = command_line(*mark)
    assert (code, "=Pupil 2: 4 answers logged." in output) == (3, True)
    assert "do the same again" in errors

    (learners / "=Pupil 3").unlink()
    code, output, _ = command_line(*mark)
    assert code == 0
    assert "=Pupil 2: 4 answers known already." in output
    assert "=Pupil 3: 4 answers logged." in output
    lines = [line for it in learners.rglob("*.jsonl") for line in it.read_bytes().splitlines()]
    assert len(lines) == 12 * 5


def test_two_spellings_of_one_learner(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """One of them would take the place of the other in the log: nothing is logged of the class."""
    path = tmp_path / "class.csv"
    mark = ("mark", papers.code, "--class", str(path), "--record")
    for names in (("Jos\u00e9", "Jose\u0301"), ("Ben", "me", "Me"), ("Ｂen", "Ben")):
        rows = [f"{name},A,A ..." for name in names]
        path.write_text("\n".join(["name,version,answers", *rows]), encoding="utf-8")
        code, _, errors = command_line(*mark)
        assert (code, "stands in line" in errors) == (2, True)
    assert not (tmp_path / "home/learners").exists()
    assert not (tmp_path / "home/log").exists()


def test_scores_never_go_over_the_class_list(
    command_line: Run, papers: SheetRecord, class_list: Path, tmp_path: Path
) -> None:
    """The list is somebody's work: --csv by its name, however written, is refused."""
    before = class_list.read_bytes()
    (tmp_path / "link.csv").symlink_to(class_list)
    for name in (str(class_list), "./class.csv", "link.csv"):
        command = ("mark", papers.code, "--class", str(class_list), "--csv", name)
        code, _, errors = command_line(*command)
        assert (code, "is the class list itself" in errors) == (2, True)
    assert class_list.read_bytes() == before


def test_no_name_steers_the_terminal(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """What would be an escape sequence shows as what it is."""
    path = tmp_path / "names.csv"
    path.write_text("name,version,answers\nP\x1b[31m,A,...", encoding="utf-8")
    code, output, _ = command_line("mark", papers.code, "--class", str(path))

    assert code == 0
    assert "\x1b" not in output
    assert "P␛[31m: 0 of 4 points" in output


def test_answers_to_judge_are_named_together(
    command_line: Run,
    papers: SheetRecord,  # noqa: ARG001  # its deck
    tmp_path: Path,
) -> None:
    """The same words of several learners stand in one line, below the key."""
    _, output, _ = command_line("export", "handout", "--kinds", "recall", "-n", "1", "-o", "own")
    code = output.partition("sheet ")[2][:7]
    path = tmp_path / "own.csv"
    path.write_text('name,1\nAnna,bone\nBen,bone\nCleo,"""bone""+"\n', encoding="utf-8")
    _, output, _ = command_line("mark", code, "--class", str(path))

    assert "“bone”: Anna (line 2), Ben (line 3)" in output
    assert "Anna: 0 of 1 point, 0 %, 1 to judge." in output
    assert "Cleo: 1 of 1 point, 100 %." in output


def test_codes_are_completed(papers: SheetRecord) -> None:
    """The codes of the papers that were printed here, in the shell."""
    done = ShellComplete(root, {}, "quizgen", "_QUIZGEN_COMPLETE")

    for command in ("mark", "key"):
        begun = papers.code[:2].lower()
        assert [it.value for it in done.get_completions([command], begun)] == [papers.code]
        assert done.get_completions([command], "U") == []


def test_an_empty_list_is_never_written_over_a_filled_one(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """Its head fits the paper; a second time it is refused."""
    code, output, _ = command_line("mark", papers.code, "--blank", "new.csv")
    assert (code, output.startswith("new.csv: one row for each paper")) == (0, True)
    assert (tmp_path / "new.csv").read_bytes() == b"name,version,1,2,3,4\r\n"

    code, _, errors = command_line("mark", papers.code, "--blank", "new.csv")
    assert (code, "new.csv is there already" in errors) == (2, True)


def test_a_list_in_another_encoding(
    command_line: Run, papers: SheetRecord, class_list: Path
) -> None:
    """UTF-16, as spreadsheets call Unicode, is read; an old code page would misread names."""
    text = class_list.read_text(encoding="utf-8").replace("Late", "Zoë")
    class_list.write_bytes(text.encode("utf-16"))
    code, output, _ = command_line("mark", papers.code, "--class", str(class_list))
    assert (code, "Zoë (line 26)" in output) == (0, True)

    for encoding in ("latin-1", "utf-16-le"):
        class_list.write_bytes(text.encode(encoding))
        code, _, errors = command_line("mark", papers.code, "--class", str(class_list))
        assert (code, "is not UTF-8" in errors) == (2, True)


def test_a_version_is_not_passed_over(
    command_line: Run, papers: SheetRecord, class_list: Path
) -> None:
    """A class is of all versions: one that is named with it would mean something else."""
    for option in ("--class", "--blank"):
        code, _, errors = command_line("mark", f"{papers.code}-A", option, str(class_list))
        assert (code, "leave -A out" in errors) == (2, True)
    code, _, errors = command_line("mark", papers.code, "--class", "none.csv")
    assert (code, "none.csv cannot be read" in errors) == (2, True)


def test_the_same_answers_as_in_the_terminal(
    command_line: Run,
    papers: SheetRecord,  # noqa: ARG001  # its deck
    tmp_path: Path,
) -> None:
    """A quiz in the terminal and the same quiz on paper give the same score."""
    command_line("generate", "--kinds", "choice,typed", "--seed", "5", "-n", "5", "-o", "q.json")
    _, output, _ = command_line("export", "handout", "q.json", "--group", "none", "-o", "own")
    code = output.partition("sheet ")[2][:7]
    path = tmp_path / "home/sheets" / f"{code}.sheet.json"
    record = read_record(path.read_text(encoding="utf-8"), str(path))
    entries = lay_out(record, record.papers[0]).entries
    answers = ["B" if it.form == "choice" else "the femurr" for it in entries]
    # A verdict on what was typed waits for Enter.
    lines = [line for it in answers for line in ([it] if it == "B" else [it, ""])]
    (tmp_path / "script").write_text("\n".join(lines) + "\n", encoding="utf-8")

    _, terminal, _ = command_line("quiz", "q.json", "--plain", "--no-record", "--script", "script")
    quoted = " ".join(it if it == "B" else f'"{it}"' for it in answers)
    _, paper, _ = command_line("mark", code, "--answers", quoted)
    right = paper.partition("; ")[2].partition(" of ")[0]
    assert f"{right} of {len(entries)} right" in terminal


def test_figures_and_verdicts_are_not_rounded_up() -> None:
    """Percent have one decimal, and none of the parts right is not worth a word."""
    found = marked(sheet_of(), "B 12=BAC ...")

    assert score_data(found) == {"points": 1, "of": 14, "percent": 7.1}
    assert "parts" not in verdict(found.marked[11])
    assert "1 of 3 parts" in verdict(marked(sheet_of(), "12=CAB ...").marked[11])
