"""Which device this is: each machine has an id of its own, also in a folder that is synced."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_review_log import review

from quizgen.commands.environment import machine
from quizgen.problems import SetupError
from quizgen.review_log import ReviewLog, device_id
from quizgen.review_log.devices import fingerprint

LAPTOP = ("5f2a", "/home/ada")
DESKTOP = ("77c0", "/home/ada")
FIRST, SECOND = sorted((LAPTOP, DESKTOP), key=fingerprint)


def own_file(home: Path, of: tuple[str, ...] = LAPTOP) -> Path:
    """The file in which a machine keeps its id."""
    return home / "devices" / fingerprint(of)


class TestOneMachine:
    """As ever: the first start decides."""

    def test_it_is_kept(self, tmp_path: Path) -> None:
        """The file's line is all there is."""
        home = tmp_path / "new" / "home"

        assert device_id(home, "a1b2", LAPTOP) == "a1b2"
        assert device_id(home, "c3d4", LAPTOP) == "a1b2"
        assert own_file(home).read_text(encoding="utf-8") == "a1b2\n"

    def test_an_empty_file_is_filled(self, tmp_path: Path) -> None:
        """A crash may have left it."""
        own_file(tmp_path).parent.mkdir()
        own_file(tmp_path).touch()

        assert device_id(tmp_path, "a1b2", LAPTOP) == "a1b2"
        assert device_id(tmp_path, "c3d4", LAPTOP) == "a1b2"

    @pytest.mark.parametrize("text", ["../../etc", "a b", "x" * 100, "\xff\x00"])
    def test_something_else_is_refused(self, tmp_path: Path, text: str) -> None:
        """It becomes the name of a folder."""
        own_file(tmp_path).parent.mkdir()
        own_file(tmp_path).write_text(text, encoding="latin-1")

        with pytest.raises(SetupError, match="holds no device id"):
            device_id(tmp_path, "a1b2", LAPTOP)

    @pytest.mark.parametrize("before", [False, True], ids=["a new home", "a home of before"])
    def test_first_starts_at_once_agree(self, tmp_path: Path, before: bool) -> None:  # noqa: FBT001  # a parameter of the test
        """Six programs, one id; that of before where there is one."""
        if before:
            (tmp_path / "device").write_text("old\n", encoding="utf-8")
        script = (
            "import sys; from pathlib import Path\n"
            "from quizgen.review_log import device_id\n"
            "sys.stdin.readline()\n"
            "print(device_id(Path(sys.argv[1]), sys.argv[2], ('5f2a', '/home/ada')))\n"
        )
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", script, str(tmp_path), f"fresh{nth}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            for nth in range(6)
        ]
        for program in programs:
            assert program.stdin
            program.stdin.write(b"go\n")
            program.stdin.flush()
        found = {program.communicate()[0] for program in programs}

        assert len(found) == 1
        assert (found == {b"old\n"}) == before


class TestSyncedFolder:
    """Two machines see the same learner's folder."""

    def test_each_writes_files_of_its_own(self, tmp_path: Path) -> None:
        """So a sync never has two versions of a file, and the union is right."""
        for nth, of in enumerate((LAPTOP, DESKTOP)):
            ReviewLog(tmp_path, device_id(tmp_path, f"id{nth}", of)).append(review(nth))
        third = ReviewLog(tmp_path, "third").read()

        assert sorted(path.parent.name for path in tmp_path.glob("log/*/*")) == ["id0", "id1"]
        assert {event.id for event in third.events} == {review(0).id, review(1).id}
        assert device_id(tmp_path, "new", LAPTOP) == "id0"
        assert device_id(tmp_path, "new", DESKTOP) == "id1"

    def test_a_home_of_before_goes_on_on_one_machine(self, tmp_path: Path) -> None:
        """The first that comes has the old id; the other begins its own."""
        (tmp_path / "device").write_text("old\n", encoding="utf-8")

        assert device_id(tmp_path, "new1", LAPTOP) == "old"
        assert device_id(tmp_path, "new2", DESKTOP) == "new2"
        assert device_id(tmp_path, "new3", LAPTOP) == "old"
        assert not (tmp_path / "device").exists()

    def test_an_old_file_that_comes_back_is_not_taken_again(self, tmp_path: Path) -> None:
        """A sync program may bring back what was moved, and what it thinks a conflict."""
        (tmp_path / "device").write_text("old\n", encoding="utf-8")
        device_id(tmp_path, "new1", LAPTOP)
        (tmp_path / "device").write_text("old\n", encoding="utf-8")
        (tmp_path / "device (conflicted copy)").write_text("old\n", encoding="utf-8")

        assert device_id(tmp_path, "new2", DESKTOP) == "new2"

    def test_two_that_took_it_at_once_part_again(self, tmp_path: Path) -> None:
        """Neither knew of the other; once the folders are synced, one goes on with it."""
        for of in (FIRST, SECOND):
            own_file(tmp_path, of).parent.mkdir(exist_ok=True)
            own_file(tmp_path, of).write_text("old\n", encoding="utf-8")

        assert device_id(tmp_path, "new1", FIRST) == "old"
        assert device_id(tmp_path, "new2", SECOND) == "new2"
        assert device_id(tmp_path, "new3", SECOND) == "new2"
        assert device_id(tmp_path, "new4", FIRST) == "old"

    @pytest.mark.parametrize(
        "name", ["{} (conflicted copy)", "{}.sync-conflict-20261128-101112-ABCDEFG", ".{}.tmp"]
    )
    def test_conflicting_copies_do_no_harm(self, tmp_path: Path, name: str) -> None:
        """Whatever they hold."""
        assert device_id(tmp_path, "a1b2", LAPTOP) == "a1b2"
        for text in ("a1b2\n", "../..", ""):
            copy = own_file(tmp_path).with_name(name.format(fingerprint(LAPTOP)))
            copy.write_text(text, encoding="utf-8")

            assert device_id(tmp_path, "c3d4", LAPTOP) == "a1b2"
            assert device_id(tmp_path, "e5f6", DESKTOP) == "e5f6"

    @pytest.mark.parametrize("text", ["", "../../etc", "a b"])
    def test_an_old_file_of_no_use_is_left_alone(self, tmp_path: Path, text: str) -> None:
        """This machine begins a log of its own."""
        (tmp_path / "device").write_text(text, encoding="utf-8")

        assert device_id(tmp_path, "a1b2", LAPTOP) == "a1b2"
        assert (tmp_path / "device").read_text(encoding="utf-8") == text

    def test_the_fingerprint_gives_nothing_away(self) -> None:
        """Facts that run together differently are different machines."""
        assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))
        assert "5f2a" not in fingerprint(LAPTOP)


def test_this_machine_tells_itself_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same at each start, and another for another user."""
    monkeypatch.setenv("HOME", "/home/ada")
    ada = machine()
    monkeypatch.setenv("HOME", "/home/bob")

    assert machine() != ada
    assert machine() == machine()


def test_two_machines_study_in_one_synced_folder(
    tmp_path: Path,
    command_line: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each has its log files, both see all answers, and the home of before goes on on one."""
    (tmp_path / "bones.yaml").write_text(
        "format: 1\ndeck: bones-x7k2\ntitle: Bones\nsources: {r: Reader}\nfacts:\n"
        "  - {id: a, ask: Which is the longest bone?, answer: the femur, at: p. 1}\n"
        "  - {id: b, ask: What is the collarbone?, answer: the clavicle, at: p. 2}\n",
        encoding="utf-8",
    )
    (tmp_path / "one.txt").write_text("\n4\n:q\n", encoding="utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "home/device").write_text("old\n", encoding="utf-8")
    for user in ("ada", "bob", "ada"):
        monkeypatch.setenv("HOME", f"/home/{user}")
        command_line("study", "--plain", "--script", "one.txt", "bones.yaml")

    folders = sorted(path.name for path in (tmp_path / "home/log").iterdir())
    assert len(folders) == 2
    assert "old" in folders
    reviews = ReviewLog(tmp_path / "home", "any").read().events
    assert {getattr(it, "card", "") for it in reviews} == {
        "bones-x7k2/a/forward", "bones-x7k2/b/forward",
    }  # fmt: skip
    assert len(list((tmp_path / "home/devices").iterdir())) == 2
