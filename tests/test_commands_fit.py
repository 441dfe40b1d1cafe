"""``quizgen fit`` as its users call it, and what it does to their settings."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st
from true_learners import log_answers, true_histories

from quizgen.commands.settings import commented
from quizgen.commands.settings_edit import undone, with_parameters
from quizgen.fitting import weights_of
from quizgen.problems import RequestError
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS

Quizgen = Callable[..., tuple[int, str, str]]

FORGETFUL = weights_of((-0.7, 0.3, -0.3, -0.3, -0.2))
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - {id: fact-0, ask: Which bone is the longest?, answer: the femur, at: p. 12}
  - {id: fact-1, ask: What is the collarbone called?, answer: the clavicle, at: p. 14}
"""


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line beside one deck, with a home without answers."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    return command_line


@pytest.fixture
def studied(quizgen: Quizgen, tmp_path: Path) -> Quizgen:
    """The same after some 1300 answers of somebody who forgets sooner than the defaults say."""
    log_answers(tmp_path / "home", true_histories(FORGETFUL, 1, cards=110))
    return quizgen


def table(path: Path, cards: int) -> str:
    """Write such a learner's answers into a table."""
    lines = ["card,time,rating"]
    for number, history in enumerate(true_histories(FORGETFUL, 2, cards=cards)):
        lines += [f"{number},{trial.instant},{trial.rating.value}" for trial in history]
    path.write_text("\n".join(lines), encoding="utf-8")

    return str(path)


def in_force(tmp_path: Path) -> object:
    """What the settings say."""
    return tomllib.loads((tmp_path / "home/settings.toml").read_text()).get("parameters")


class TestOwnLog:
    """A learner's own answers."""

    def test_adopts_what_is_better(self, studied: Quizgen, tmp_path: Path) -> None:
        """It says what it looked at and how that did, and writes the parameters."""
        code, out, err = studied("fit")

        assert (code, err) == (0, "")
        assert "test memory" in out
        assert "tried on the later" in out
        assert "they are adopted" in out
        for name in ("recall expected", "log loss", "RMSE(bins)", "AUC"):
            assert name in out
        found = in_force(tmp_path)
        assert isinstance(found, list)
        assert len(found) == 21
        assert found[0] < DEFAULT_WEIGHTS[0]

    def test_as_it_looks(
        self, studied: Quizgen, tmp_path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is said, on a usual screen and on a narrow one."""
        for columns in (80, 40):
            monkeypatch.setenv("COLUMNS", str(columns))
            out = studied("fit")[1].replace(str(tmp_path / "home"), "~/.local/share/quizgen")
            golden.check(f"fit/fit-{columns}.txt", out)
            (tmp_path / "home/settings.toml").unlink()

    def test_the_scheduler_uses_them(self, studied: Quizgen) -> None:
        """The next command that looks at cards does so with the new parameters."""
        before = json.loads(studied("forecast", "bones.yaml", "--json")[1])
        studied("fit")
        code, out, _ = studied("forecast", "bones.yaml", "--json")

        assert code == 0
        assert json.loads(out).keys() == before.keys()
        assert "your own" in studied("settings")[1]

    def test_a_second_fit_finds_nothing_better(self, studied: Quizgen, tmp_path: Path) -> None:
        """What holds was fitted to the same answers."""
        studied("fit")
        before = (tmp_path / "home/settings.toml").read_bytes()
        code, out, _ = studied("fit")

        assert code == 0
        assert "nothing changes: those of your settings hold" in " ".join(out.split())
        assert (tmp_path / "home/settings.toml").read_bytes() == before

    def test_dry_run(self, studied: Quizgen, tmp_path: Path) -> None:
        """It shows the parameters and writes nothing."""
        code, out, _ = studied("fit", "--dry-run")

        assert code == 0
        assert "Nothing is adopted in a dry run. They would be:" in out
        assert not (tmp_path / "home/settings.toml").exists()

    def test_undo_and_back(self, studied: Quizgen, tmp_path: Path) -> None:
        """Undo goes back, and again forth; --defaults lets the defaults hold."""
        studied("fit")
        fitted = in_force(tmp_path)

        assert "the defaults hold" in studied("fit", "--undo")[1]
        assert in_force(tmp_path) is None
        assert "Now your own parameters hold" in studied("fit", "--undo")[1]
        assert in_force(tmp_path) == fitted
        assert "the defaults hold" in studied("fit", "--defaults")[1]
        assert in_force(tmp_path) is None
        assert "Nothing changed: the defaults hold" in studied("fit", "--defaults")[1]
        studied("fit", "--undo")
        assert in_force(tmp_path) == fitted

    def test_nothing_to_undo(self, quizgen: Quizgen) -> None:
        """Before the first change that is said."""
        code, _, err = quizgen("fit", "--undo")

        assert code == 2
        assert "there is nothing to undo" in err

    def test_too_few_answers(self, quizgen: Quizgen, tmp_path: Path) -> None:
        """It says how many are missing; the defaults hold."""
        code, out, _ = quizgen("fit")
        assert code == 0
        assert "0 answers; 0 of them test memory" in out
        assert "500 more are needed" in " ".join(out.split())

        log_answers(tmp_path / "home", true_histories(FORGETFUL, 1, cards=10))
        out = quizgen("fit")[1]
        assert "too few to fit parameters of your own" in " ".join(out.split())
        assert "The defaults hold." in " ".join(out.split())
        assert not (tmp_path / "home/settings.toml").exists()

    def test_only_some_decks(self, studied: Quizgen) -> None:
        """Answers to facts of other decks are left out: this one has two of all facts."""
        every = json.loads(studied("fit", "--dry-run", "--json")[1])
        own = json.loads(studied("fit", "bones.yaml", "--json")[1])

        assert own["advice"] == "too-few"
        assert 0 < own["answers"] < every["answers"] / 10

    def test_broken_decks_do_not_matter(self, studied: Quizgen, tmp_path: Path) -> None:
        """Without decks named, all answers count, whatever is in ./decks."""
        (tmp_path / "decks").mkdir()
        (tmp_path / "decks/bad.yaml").write_text("facts: [", encoding="utf-8")

        assert studied("fit", "--dry-run")[0] == 0

    def test_json(self, studied: Quizgen, tmp_path: Path) -> None:
        """The same as data."""
        code, out, _ = studied("fit", "--json")
        data = json.loads(out)

        assert code == 0
        assert data["version"] == 1
        assert data["adopted"] is True
        assert data["advice"] == "adopt"
        assert data["later"]["fitted"]["log_loss"] < data["later"]["before"]["log_loss"]
        assert data["later"]["earlier"] + data["later"]["answers"] == data["scored"]
        assert data["parameters"]["before"] == list(DEFAULT_WEIGHTS)
        assert data["parameters"]["fitted"] == in_force(tmp_path)
        undone = json.loads(studied("fit", "--undo", "--json")[1])
        assert undone["parameters"] is None

    def test_evaluate(self, studied: Quizgen, tmp_path: Path) -> None:
        """A table of four models on folds in time; nothing is adopted."""
        code, out, _ = studied("fit", "--evaluate")
        data = json.loads(studied("fit", "--evaluate", "--json")[1])

        assert code == 0
        assert "in 5 folds" in out
        for model in data["models"]:
            assert f"{model['log_loss']:.4f}" in out
        assert [it["model"] for it in data["models"]][0::3] == ["constant", "21 parameters"]
        assert not (tmp_path / "home/settings.toml").exists()

    def test_too_few_to_evaluate(self, quizgen: Quizgen) -> None:
        """Comparing needs some answers."""
        code, _, err = quizgen("fit", "--evaluate")

        assert code == 2
        assert "too few to compare" in err

    @pytest.mark.parametrize("columns", [40, 80])
    def test_it_fits_the_screen(
        self, studied: Quizgen, monkeypatch: pytest.MonkeyPatch, columns: int
    ) -> None:
        """No line is wider, paths and commands to copy aside."""
        monkeypatch.setenv("COLUMNS", str(columns))
        out = studied("fit", "--dry-run")[1] + studied("fit", "--evaluate")[1]

        assert max(map(len, out.splitlines())) <= columns

    @pytest.mark.parametrize(
        "options",
        [
            ("--undo", "--defaults"),
            ("--evaluate", "--dry-run"),
            ("--adopt",),
            ("--adopt", "--dry-run", "--from", "x.csv"),
            ("--undo", "bones.yaml"),
            ("--defaults", "--from", "x.csv"),
            ("bones.yaml", "--from", "x.csv"),
            ("--from", "x.csv", "--offset", "soon"),
            ("--from", "none.apkg"),
        ],
    )
    def test_nonsense(self, quizgen: Quizgen, options: tuple[str, ...]) -> None:
        """Options that contradict each other are refused in a sentence."""
        code, out, err = quizgen("fit", *options)

        assert (code, out) == (2, "")
        assert err
        assert "Traceback" not in err


class TestFromFiles:
    """Answers given elsewhere."""

    def test_shown_and_adopted(self, quizgen: Quizgen, tmp_path: Path) -> None:
        """Only with --adopt are the settings changed."""
        answers = table(tmp_path / "answers.csv", 110)
        code, out, _ = quizgen("fit", "--from", answers)
        assert code == 0
        assert "To adopt them, add --adopt." in out
        assert not (tmp_path / "home/settings.toml").exists()

        code, out, _ = quizgen("fit", "--from", answers, "--adopt")
        assert code == 0
        assert "they are adopted" in out
        assert in_force(tmp_path)

    def test_several_files_and_a_zone(self, quizgen: Quizgen, tmp_path: Path) -> None:
        """What stands in both counts once."""
        answers = table(tmp_path / "answers.csv", 30)
        one = json.loads(quizgen("fit", "--from", answers, "--offset", "+00:00", "--json")[1])
        both = json.loads(
            quizgen("fit", "--from", answers, "--from", answers, "--offset", "0", "--json")[1]
        )

        assert one == both
        assert one["answers"] > 200

    def test_evaluate(self, quizgen: Quizgen, tmp_path: Path) -> None:
        """A short log is split once, which is said."""
        code, out, _ = quizgen("fit", "--evaluate", "--from", table(tmp_path / "a.csv", 30))

        assert code == 0
        assert "first three quarters" in " ".join(out.split())

    def test_all_bad_files_at_once(self, quizgen: Quizgen, tmp_path: Path) -> None:
        """Each is named."""
        (tmp_path / "b.csv").write_text("a,b\n", encoding="utf-8")
        code, _, err = quizgen("fit", "--from", "a.apkg", "--from", "b.csv")

        assert code == 2
        assert "a.apkg is not there" in err
        assert "b.csv:1: there is no column" in err


NEW = [round(weight * 1.5, 4) for weight in DEFAULT_WEIGHTS]
LINE = f"parameters = [{', '.join(map(str, NEW))}]"
TODAY = "2026-11-28"
EXAM = '# Ahead\n[[exam]]\ndate = 2026-12-07\ntitle = "Anatomy"\n'

FILES = (
    "",
    "new = 5",
    "new = 5\n",
    "# mine\n\nnew = 5 # few\n\n" + EXAM,
    EXAM,
    commented(),
    'decks = [\n  "a", # first\n  "[[exam]]",\n]\n' + EXAM,
    "parameters = []\nnew = 5\n",
    f"new = 5\nparameters = {[*DEFAULT_WEIGHTS]} # by hand\n{EXAM}",
    "parameters = [\n  0.3, 1.2931, 2.3065, 8.2956, # first\n  "
    "6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,\n"
    "  1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,\n]\n" + EXAM,
    "'parameters' = []\n",
)


class TestSettingsFile:
    """One line changes; all else stays, byte for byte."""

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    @pytest.mark.parametrize("text", FILES)
    def test_all_else_stays(self, text: str, ending: str) -> None:
        """Without the new lines, and with the comment taken back, it is the old file."""
        text = text.replace("\n", ending)
        ending = ending if ending in text else "\n"
        made = with_parameters(text, NEW, TODAY)
        lines = made.split(ending)
        head = next(at for at, line in enumerate(lines) if line.startswith("# Before `quizgen"))
        active = lines.index(LINE)
        restored = [line.removeprefix("# ") for line in lines[head + 1 : active]]
        back = ending.join([*lines[:head], *restored, *lines[active + 1 :]])

        assert "\r" not in made.replace("\r\n", "")
        assert ("\r" in made) == ("\r" in ending)
        assert back.removesuffix(ending) == text.removesuffix(ending)
        was, now = tomllib.loads(text), tomllib.loads(made)
        assert now.pop("parameters") == NEW
        was.pop("parameters", None)
        assert now == was

    @pytest.mark.parametrize("text", FILES)
    def test_undo_brings_back_what_was(self, text: str) -> None:
        """What held before holds again, to the letter; and forth as well."""
        made = with_parameters(text, NEW, TODAY)
        back = undone(made, TODAY)
        forth = undone(back, TODAY)

        assert tomllib.loads(back) == tomllib.loads(text)
        assert tomllib.loads(forth) == tomllib.loads(made)
        assert undone(forth, TODAY) == back
        remark = back.index("# Before")
        end = back.index(LINE) + len(LINE) + 1
        assert (back[:remark] + back[end:]).rstrip("\n") == text.rstrip("\n")

    def test_a_new_line_stands_above_the_first_table(self) -> None:
        """And what is said of the table stays on top of it."""
        made = with_parameters(f"new = 5\n\n{EXAM}", NEW, TODAY)

        assert made.endswith(f"{LINE}\n{EXAM}")

    def test_a_new_line_stands_where_the_file_speaks_of_it(self) -> None:
        """In the file that explains all settings, behind its example."""
        made = with_parameters(commented(), NEW, TODAY).split("\n")

        assert made[made.index(LINE) - 2].startswith("# parameters = [")

    def test_several_changes(self) -> None:
        """Each leaves what held before it."""
        made = with_parameters("", DEFAULT_WEIGHTS, "2026-01-01")
        made = with_parameters(made, NEW, "2026-02-02")
        made = with_parameters(made, None, "2026-03-03")

        assert tomllib.loads(made) == {}
        heads = [line.split(" on ")[1] for line in made.split("\n") if "# Before" in line]
        assert heads == ["2026-01-01, the defaults held.", "2026-02-02:", "2026-03-03:"]
        assert tomllib.loads(undone(made, TODAY))["parameters"] == NEW

    @given(
        st.lists(
            st.sampled_from(
                [
                    *("", "# note", "new = 5", "plain = true", 'title = """', '"""', "[[exam]]"),
                    *("[a]", "# [[exam]]", "parameters = []", "parameters = [", "0.5,", "]"),
                    *("# parameters = []", "# Before `quizgen fit` on 2026-01-01:", "'''", "x='''"),
                ]
            ),
            max_size=12,
        )
    )
    def test_any_sound_file(self, lines: list[str]) -> None:
        """Whatever it looks like, only the parameters are other than before, at the top level."""
        text = "\n".join(lines)
        try:
            was = tomllib.loads(text)
        except ValueError:
            return
        now = tomllib.loads(with_parameters(text, NEW, TODAY))

        assert now.pop("parameters") == NEW
        was.pop("parameters", None)
        assert now == was

    def test_a_remark_that_was_changed(self) -> None:
        """Undo refuses what it cannot read."""
        text = f"# Before `quizgen fit` on {TODAY}:\n# I do not know\n{LINE}\n"
        with pytest.raises(RequestError, match="no longer says what held before"):
            undone(text, TODAY)

    def test_a_mark_of_the_encoding_stays(self, studied: Quizgen, tmp_path: Path) -> None:
        """Windows editors put one first."""
        path = tmp_path / "home/settings.toml"
        path.write_bytes(b"\xef\xbb\xbfnew = 5\r\n")
        studied("fit")
        data = path.read_bytes()

        assert data.startswith(b"\xef\xbb\xbfnew = 5\r\n# Before")
        assert data.endswith(b"]\r\n")
        assert studied("settings")[0] == 0

    def test_wrong_settings_stay_as_they_are(self, studied: Quizgen, tmp_path: Path) -> None:
        """They are refused before anything is fitted."""
        path = tmp_path / "home/settings.toml"
        path.write_text("parameters = [1, 2]\n", encoding="utf-8")
        code, _, err = studied("fit")

        assert code == 3
        assert "must be a list of 21 numbers" in err
        assert path.read_text(encoding="utf-8") == "parameters = [1, 2]\n"

    def test_a_folder_that_cannot_be_written(self, studied: Quizgen, tmp_path: Path) -> None:
        """It is said, and the settings are as they were."""
        assert studied("fit", "--dry-run")[0] == 0
        home = tmp_path / "home"
        (home / "settings.toml").write_text("new = 5\n", encoding="utf-8")
        home.chmod(0o500)
        call = "import hardships, sys; sys.exit(hardships.without_privileges(sys.argv[1:]))"
        try:
            done = subprocess.run(
                [sys.executable, "-c", call, "fit"],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            home.chmod(0o700)

        assert done.returncode == 3
        assert "your settings are as they were" in done.stderr
        assert (home / "settings.toml").read_text(encoding="utf-8") == "new = 5\n"

    def test_a_link_is_followed(self, studied: Quizgen, tmp_path: Path) -> None:
        """Settings that lie elsewhere stay there."""
        real = tmp_path / "dotfiles.toml"
        real.write_text("new = 5\n", encoding="utf-8")
        (tmp_path / "home/settings.toml").symlink_to(real)
        studied("fit")

        assert (tmp_path / "home/settings.toml").is_symlink()
        assert "parameters" in real.read_text(encoding="utf-8")
