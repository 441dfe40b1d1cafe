"""``quizgen key``: the key of a paper again, in the terminal, as data, and as a page."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.sheet_file import read_record
from quizgen.sheets import SheetRecord, key_of, lay_out

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def papers(command_line: Run, tmp_path: Path) -> SheetRecord:
    """Print two versions of a paper of the shipped decks."""
    code, _, errors = command_line(
        "export", "handout", "--versions", "2", "--seed", "5", "-n", "14", "-o", "paper/x.html"
    )
    assert code == 0, errors
    path = tmp_path / "paper/x.sheet.json"
    return read_record(path.read_text(encoding="utf-8"), str(path))


def test_a_grid_and_then_all_of_it(command_line: Run, papers: SheetRecord) -> None:
    """Each number twice: short, to mark by, and in full, with reason and source."""
    code, output, errors = command_line("key", f"{papers.code}-b")
    sheet = lay_out(papers, papers.papers[1])
    lines = output.splitlines()

    assert (code, errors) == (0, "")
    assert lines[0] == f"{sheet.title} – key of sheet {papers.code}-B"
    assert lines[1] == "14 questions, 14 points."
    grid = "\n".join(lines[3 : lines.index("", 3)])
    for it in key_of(sheet):
        short = it.short.replace(" ", "") if it.lines[0].label else it.short or "below"
        assert re.search(rf"(?:^|\s){it.entry.number} {re.escape(short[:20])}", grid, re.MULTILINE)
        assert f"\n{it.entry.number}. " in output
    assert max(map(len, grid.splitlines())) <= 80
    assert "Source: " in output


def test_all_versions_where_none_is_named(command_line: Run, papers: SheetRecord) -> None:
    """One after the other."""
    _, output, _ = command_line("key", papers.code)

    assert re.findall(r"key of sheet (\S+)", output) == [f"{papers.code}-A", f"{papers.code}-B"]


def test_the_page_is_the_one_that_was_exported(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """To the byte, with the folder it is to lie in; a page is of one version."""
    code, output, _ = command_line("key", f"{papers.code}-A", "-o", "new/again.html")

    assert code == 0
    assert output.strip().endswith(f"the key of sheet {papers.code}-A")
    written = (tmp_path / "new/again.html").read_bytes()
    assert written == (tmp_path / "paper/x-A-key.html").read_bytes()

    code, _, errors = command_line("key", papers.code, "-o", "all.html")
    assert (code, "a page is the key of one version" in errors) == (2, True)
    code, _, errors = command_line("key", f"{papers.code}-A", "-o", "all.pdf")
    assert (code, "all.pdf is no page" in errors) == (2, True)


def test_the_key_as_data(command_line: Run, papers: SheetRecord) -> None:
    """All versions, each with its numbers."""
    _, output, _ = command_line("key", papers.code, "--json")
    data = json.loads(output)

    assert [it["paper"] for it in data["papers"]] == ["A", "B"]
    for paper, version in zip(data["papers"], papers.papers, strict=True):
        keys = key_of(lay_out(papers, version))
        assert [(it["number"], it["short"]) for it in paper["answers"]] == [
            (it.entry.number, it.short) for it in keys
        ]


@pytest.mark.parametrize(("name", "said"), [("K7Q-M2X", "there is no record"), ("x", "no sheet")])
def test_no_such_sheet(command_line: Run, name: str, said: str) -> None:
    """A code that nobody knows, or that is none, is said to be so."""
    code, _, errors = command_line("key", name)

    assert (code, said in errors) == (2, True)


def test_a_record_with_another_code_inside(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """What is kept by one code and says another is no record of the first."""
    kept = tmp_path / "home/sheets"
    (kept / f"{papers.code}.sheet.json").rename(kept / "AAA-AAA.sheet.json")
    for command in (("key", "AAA-AAA-A"), ("mark", "AAA-AAA-A", "--answers", "...")):
        code, output, errors = command_line(*command)
        assert (code, output) == (2, "")
        assert f"is the record of sheet {papers.code}" in errors


def test_two_records_of_one_code_that_differ(
    command_line: Run, papers: SheetRecord, tmp_path: Path
) -> None:
    """An edited copy is never marked by unnoticed; the file that is meant has to be named."""
    kept = tmp_path / "home/sheets" / f"{papers.code}.sheet.json"
    text = kept.read_text(encoding="utf-8")
    copy = tmp_path / "copy.sheet.json"
    copy.write_text(text, encoding="utf-8")
    (tmp_path / f"{papers.code}.sheet.json").mkdir()
    assert command_line("key", f"{papers.code}-A")[0] == 0

    old = papers.quiz.questions[0].stem
    copy.write_text(text.replace(old, "the thigh bone"), encoding="utf-8")
    code, _, errors = command_line("key", f"{papers.code}-A")
    assert code == 2
    assert f"are both sheet {papers.code}, and differ" in errors
    _, output, _ = command_line("key", "copy.sheet.json-A")
    assert "the thigh bone" in output


def test_a_folder_is_not_offered(command_line: Run, papers: SheetRecord, tmp_path: Path) -> None:
    """Only what could be read is offered."""
    (tmp_path / "home/sheets/AAA-AAA.sheet.json").mkdir()
    code, _, errors = command_line("key", "AAA-AAA")

    assert (code, "did you mean" in errors) == (2, False)
    assert f"did you mean {papers.code}?" in command_line("key", f"{papers.code[:-1]}A")[2]
