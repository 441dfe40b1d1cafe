"""The settings: one TOML file, every key of it checked, and what the commands make of them."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.cli import run
from quizgen.commands.settings import commented
from quizgen.commands.settings_file import parse_settings
from quizgen.commands.settings_keys import KEYS, Exam
from quizgen.model import Card
from quizgen.progress import LEECH_LAPSES, is_leech, leech_noticed
from quizgen.scheduler import SchedulerSettings

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur}
  - {id: smallest, ask: Which bone is the smallest?, answer: the stirrup}
  - {id: hardest, ask: Which bone is the hardest?, answer: the petrous bone}
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the learner's folder; the current one has no ``decks``."""
    (tmp_path / "here").mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def quizgen(home: Path, capsys: pytest.CaptureFixture[str]) -> Quizgen:
    """Run the command line; returns exit code, output and errors."""
    assert home.is_dir()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def set_to(home: Path, text: str) -> None:
    """Write the settings."""
    (home / "settings.toml").write_text(text, encoding="utf-8")


def wrong(text: str) -> list[tuple[int, str, str]]:
    """Return line, message and hint of all that is wrong with a text."""
    problems = parse_settings(text, "settings.toml")[1]
    return [(it.position.line, it.message, it.hint) for it in problems]


def test_without_a_file_the_defaults_hold(quizgen: Quizgen, home: Path) -> None:
    """Where the file would be, each default, and how to write the file are said."""
    code, output, _ = quizgen("settings")

    assert code == 0
    assert f"Settings: {home / 'settings.toml'} is not there yet." in output
    assert "To write it: quizgen settings --write" in output
    assert [line.split()[-1] for line in output.splitlines()[3:]] == ["default"] * len(KEYS)


def test_the_file_is_written_with_every_key_explained(quizgen: Quizgen, home: Path) -> None:
    """All of it is comment, so that nothing changes before somebody wants it to."""
    code, output, _ = quizgen("settings", "--write")
    lines = (home / "settings.toml").read_text(encoding="utf-8").splitlines()

    assert code == 0
    assert f"Settings: {home / 'settings.toml'}\n" in output
    assert all(line.startswith("#") for line in lines if line)
    for key in KEYS.values():
        assert f"# {key.example}".replace("\n", "\n# ") in "\n".join(lines)


def test_each_example_may_be_taken_as_it_is() -> None:
    """Without their hash signs the commented settings are sound, all together."""
    text = commented()
    for key in KEYS.values():
        text = text.replace(f"# {key.example}".replace("\n", "\n# "), key.example)
    settings, problems = parse_settings(text, "settings.toml")

    assert problems == []
    assert settings.places.keys() == KEYS.keys()
    assert settings.exam == (Exam(date=date(2026, 12, 7), title="Anatomy", decks=("Bones",)),)


def test_a_file_is_never_overwritten(quizgen: Quizgen, home: Path) -> None:
    """What somebody has set stays."""
    set_to(home, "new = 3\n")
    code, _, error = quizgen("settings", "--write")

    assert code == 2
    assert "is there already, and nothing was written" in error
    assert (home / "settings.toml").read_text() == "new = 3\n"


def test_each_value_says_where_it_comes_from(quizgen: Quizgen, home: Path) -> None:
    """The line of the file, or the default; also as data."""
    set_to(home, '# mine\nnew = 3\n\n[[exam]]\ndate = "2026-12-07"\ntitle = "Anatomy"\n')
    _, output, _ = quizgen("settings")
    rows = {line.split()[0]: line for line in output.splitlines()[2:]}
    data = json.loads(quizgen("settings", "--json")[1])

    assert rows["new"].split() == ["new", "3", "line", "2"]
    assert rows["exam"].split() == ["exam", "2026-12-07", "Anatomy", "line", "4"]
    assert rows["minutes"].endswith("default")
    assert data["settings"]["new"] == {"value": 3, "from": "file", "line": 2}
    assert data["settings"]["exam"]["value"] == [
        {"date": "2026-12-07", "title": "Anatomy", "decks": []}
    ]
    assert data["settings"]["plain"] == {"value": False, "from": "default", "line": None}


def test_a_narrow_terminal_has_a_line_for_each_origin(
    quizgen: Quizgen, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a row would not fit."""
    monkeypatch.setenv("COLUMNS", "40")
    set_to(home, "new = 3")
    _, output, _ = quizgen("settings")

    assert "  new: 3\n    (line 1)\n" in output


def test_everything_wrong_is_said_at_once(quizgen: Quizgen, home: Path) -> None:
    """Each with its line, its text, and what to write; the exit code is 3."""
    set_to(home, 'mintues = 20\nnew = "5"\nplain = "yes"\n')
    code, _, error = quizgen("study")
    file = home / "settings.toml"

    assert code == 3
    assert f"{file}:1:1: error[unknown-setting] there is no setting 'mintues'" in error
    assert "did you mean 'minutes'?" in error
    assert f"{file}:2:1: error[bad-setting] 'new' must be a whole number from 0 up" in error
    assert "write new = 5" in error
    assert f"{file}:3:1: error[bad-setting] 'plain' must be true or false" in error
    assert "3 errors" in error


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "minutes = true",
            (1, "'minutes' must be a whole number from 0 to 1440", "write minutes = 20"),
        ),
        (
            "minutes = 1441",
            (1, "'minutes' must be a whole number from 0 to 1440", "write minutes = 20"),
        ),
        ("limit = -1", (1, "'limit' must be a whole number from 0 up", "write limit = 50")),
        ("new = 1.5", (1, "'new' must be a whole number from 0 up", "write new = 10")),
        (
            "slow_is_hard = 1",
            (1, "'slow_is_hard' must be true or false", "write slow_is_hard = true"),
        ),
        ("decks = [1]", (1, "'decks' must be a list of texts", 'write decks = ["~/decks"]')),
        ('decks = [""]', (1, "'decks' must be a list of texts", 'write decks = ["~/decks"]')),
        ("\nzzz = 1", (2, "there is no setting 'zzz'", f"there are {', '.join(KEYS)}")),
        (
            '[[exam]]\ndate = "soon"',
            (2, "'date' must be a date", "write date = 2026-12-07: year, month and day"),
        ),
        (
            "exam = 7",
            (1, "'date' must be a date", "write date = 2026-12-07: year, month and day"),
        ),
        (
            "[[exam]]\ndate = 2026-12-07\n[[exam]]\ntitle = 'B'",
            (3, "an exam needs its date", "write date = 2026-12-07: year, month and day"),
        ),
        (
            "[[exam]]\ndate = 2026-12-07\ntitle = 5",
            (3, "'title' must be a text", 'write title = "Anatomy"'),
        ),
        (
            "[[exam]]\ndate = 2026-12-07\ndecks = [5]",
            (3, "'decks' must be a list of texts", 'write decks = ["Bones"]'),
        ),
        (
            "[[exam]]\ndate = 2026-12-07\ntitel = 'A'",
            (3, "an exam has no 'titel'", "did you mean 'title'?"),
        ),
        (
            "[[exam]]\ndate = 2026-12-07\n\nminutes = 5",
            (4, "an exam has no 'minutes'", "settings stand above the first [[exam]]"),
        ),
    ],
)
def test_every_key_is_checked(text: str, found: tuple[int, str, str]) -> None:
    """Of each the type, and the names of keys and of what is in them."""
    assert wrong(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "exam = 2026-12-07",
        "exam = '2026-12-07'",
        "exam = 2026-12-07T09:00:00",
        "exam = [2026-12-07]",
        "exam = {date = 2026-12-07}",
        "[exam]\ndate = 2026-12-07",
        "\ufeffexam = [{date = '2026-12-07'}]\r\n",
    ],
)
def test_an_exam_is_written_as_one_likes(text: str, quizgen: Quizgen, home: Path) -> None:
    """A date alone, a table, or several of either; whatever the editor makes of the file."""
    set_to(home, text)
    _, output, _ = quizgen("settings")

    assert "2026-12-07" in output


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"minutes 20\n", ":1:9: error[bad-toml] this is not TOML: expected '='"),
        (b"new = 3\ndecks = [\n", ":3:1: error[bad-toml] this is not TOML: "),
        (b"new = 3\nnew = 4\n", ":2:8: error[bad-toml] this is not TOML: cannot overwrite"),
        (b"new = \xff\n", "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_says_where(
    data: bytes, said: str, quizgen: Quizgen, home: Path
) -> None:
    """The line and column, and how a setting is written."""
    (home / "settings.toml").write_bytes(data)
    code, _, error = quizgen("settings")

    assert code == 3
    assert said in error


WORDS = st.sampled_from(
    [
        *KEYS,
        "date",
        "title",
        "[[exam]]",
        "[exam]",
        "=",
        "2026-12-07",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"a"',
        "'",
        '"',
        "true",
        "-1",
        "3.5",
        "9" * 5000,
        "[" * 2000,
        "\n",
        "\n",
        "#",
        "x",
        ".",
        "\r\n",
    ]
)


@given(words=st.lists(WORDS, max_size=30))
def test_whatever_stands_there_is_read_or_refused(words: list[str]) -> None:
    """Never a traceback; what is refused has a line of the file, a reason, and what to do."""
    text = " ".join(words)
    settings, problems = parse_settings(text, "settings.toml")

    assert settings.new >= 0
    for problem in problems:
        assert 1 <= problem.position.line <= text.count("\n") + 1
        assert problem.message
        assert problem.hint


def test_a_folder_in_place_of_the_file_is_named(quizgen: Quizgen, home: Path) -> None:
    """As is whatever else keeps it from being read."""
    (home / "settings.toml").mkdir()
    code, _, error = quizgen("settings")

    assert code == 3
    assert "settings.toml cannot be read: Is a directory" in error


def test_decks_are_used_where_none_is_named(
    quizgen: Quizgen, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the settings or in the home folder; what is named or lies here comes first."""
    for folder, title in [(home, "Own"), (home.parent / "user", "Tilde")]:
        folder.mkdir(exist_ok=True)
        text = DECK.replace("Bones", title).replace("x7k2", title.lower())
        (folder / "own.yaml").write_text(text)
    monkeypatch.setenv("HOME", str(home.parent / "user"))
    set_to(home, 'decks = ["own.yaml", "~/own.yaml"]')

    def decks(*names: str) -> set[str]:
        return {deck["title"] for deck in json.loads(quizgen("generate", *names)[1])["decks"]}

    assert decks() == {"Own", "Tilde"}
    Path("decks").mkdir()
    Path("decks/bones.yaml").write_text(DECK)
    assert decks() == {"Bones"}
    assert decks(str(home / "own.yaml")) == {"Own"}


def test_decks_that_are_not_there_are_all_named(quizgen: Quizgen, home: Path) -> None:
    """Where the settings are shown, and where they are used; elsewhere nobody is stopped."""
    set_to(home, 'new = 3\ndecks = ["no.yaml", "nor"]')
    Path("bones.yaml").write_text(DECK)

    for command in ("settings", "quiz"):
        code, _, error = quizgen(command)
        assert code == 3
        assert (
            f"settings.toml:2:1: error[bad-setting] there is no file or folder {home}/no" in error
        )
        assert "2 errors" in error
    assert quizgen("generate", "bones.yaml")[0] == 0


@pytest.mark.parametrize(
    ("text", "options", "asked"),
    [
        ("", (), 3),
        ("new = 2", (), 2),
        ("new = 2", ("--new", "1"), 1),
        ("limit = 1", (), 1),
        ("limit = 1", ("--limit", "2"), 2),
    ],
)
def test_a_study_session_keeps_to_the_settings(
    text: str, options: tuple[str, ...], asked: int, quizgen: Quizgen, home: Path
) -> None:
    """New cards a day and cards of a session; what is typed comes first."""
    set_to(home, text)
    Path("bones.yaml").write_text(DECK)
    Path("script.txt").write_text("\n4\n" * 4)
    arguments = ("bones.yaml", "--kinds", "recall", "--script", "script.txt", *options)
    quizgen("study", *arguments)
    lines = [line for file in home.glob("log/*/*.jsonl") for line in file.read_text().splitlines()]

    assert len(lines) == asked


def test_a_forecast_has_as_many_new_cards_a_day(quizgen: Quizgen, home: Path) -> None:
    """As the settings say, unless others are typed."""
    set_to(home, "new = 2")
    Path("bones.yaml").write_text(DECK)

    def new(*options: str) -> list[int]:
        output = quizgen("forecast", "bones.yaml", "--days", "2", "--json", *options)[1]
        return [day["new"] for day in json.loads(output)["days"]]

    assert new() == [2, 1]
    assert new("--new", "1") == [1, 1]


@pytest.mark.parametrize(("options", "asked"), [((), 1), (("--minutes", "0"), 3)])
def test_a_study_session_ends_after_the_minutes_of_the_settings(
    options: tuple[str, ...],
    asked: int,
    quizgen: Quizgen,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unless none are wanted this time."""
    from quizgen.commands import environment, learner  # noqa: PLC0415  # its clock is set
    from quizgen.scheduler import moment  # noqa: PLC0415  # as above

    minute = iter(range(1_000))
    monkeypatch.setattr(
        learner, "now", lambda _: moment(environment.now().instant + 60_000 * next(minute), 0)
    )
    set_to(home, "minutes = 2")
    Path("bones.yaml").write_text(DECK)
    Path("script.txt").write_text("\n4\n" * 4)
    arguments = ("bones.yaml", "--kinds", "recall", "--script", "script.txt", *options)
    _, output, _ = quizgen("study", *arguments)

    assert ("Your 2 minutes are over." in output) is (not options)
    assert output.count("The answer: ") == asked


def test_a_start_without_settings_loads_no_toml(home: Path) -> None:
    """Whoever has set nothing waits for nothing."""
    code = (
        "import sys; from pathlib import Path\n"
        "from quizgen.commands.settings_file import read_settings\n"
        f"read_settings(Path({str(home)!r}))\n"
        "sys.exit('tomllib' in sys.modules or 'quizgen.report' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


FORGETFUL = [1.0] * 7 + [0.7, 1, 0.1, 1, 1, 0.1, 0.1, 1, 1, 1, 1, 1, 0.1, 0.2]
RANGES = "must be a number from 0.70 to 0.99"
DELAYS = "must be a list of delays such as 1m, 10m or 1d, none above 30d"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("retention = 90", RANGES),
        ("retention = true", RANGES),
        ("retention = nan", RANGES),
        ("deck_retention = 0.9", "must name decks by their ids, each with its retention"),
        ("deck_retention = { bones-x7k2 = 0.5 }", f"of 'bones-x7k2' {RANGES}"),
        ("learning_steps = [1, 10]", DELAYS),
        ('learning_steps = "1m ten"', DELAYS),
        ('relearning_steps = ["31d"]', DELAYS),
        ('relearning_steps = ["0m"]', DELAYS),
        ("relearning_steps = 10", "must be a list of delays"),
        ("maximum_interval = 0", "must be a whole number from 1 to 36500"),
        ("rollover = 24", "must be a whole number from 0 to 23"),
        ("leech = -1", "must be a whole number from 0 to 99"),
        ("parameters = [0.2, 1.3]", "must be a list of 21 numbers, not of 2"),
        ('parameters = "none"', "must be a list of 21 numbers"),
        (
            f"parameters = [{', '.join(['1.0'] * 20)}, 0.9]",
            "has 1.0 as number 8, which must be from 0.001 to 0.75",
        ),
    ],
)
def test_settings_of_the_scheduler_are_checked(text: str, message: str) -> None:
    """What makes no sense is refused, with what would and an example."""
    name = text.partition(" ")[0]

    assert wrong(text) == [(1, f"'{name}' {message}", f"write {KEYS[name].example}")]


def test_settings_of_the_scheduler_may_be_written_in_several_ways() -> None:
    """Steps as in Anki's window, too; no steps, and no parameters, are something to want."""
    text = (
        'retention = 0.85\ndeck_retention = { b = 0.95, a = 0.7 }\nlearning_steps = "30s 5 2h 1D"\n'
        "relearning_steps = []\nmaximum_interval = 365\nrollover = 0\nleech = 4\nparameters = []\n"
    )
    settings, problems = parse_settings(text, "settings.toml")

    assert problems == []
    assert settings.scheduling == SchedulerSettings(
        desired_retention=0.85,
        deck_retention=(("a", 0.7), ("b", 0.95)),
        learning_steps=(30, 300, 7200, 86_400),
        relearning_steps=(),
        maximum_interval=365,
    )
    assert (settings.rollover, settings.leech) == (0, 4)


def test_the_defaults_are_the_schedulers_own() -> None:
    """A file without any of it changes nothing."""
    settings, _ = parse_settings("", "settings.toml")

    assert settings.scheduling == SchedulerSettings()
    assert settings.leech == LEECH_LAPSES


def logged(home: Path) -> list[dict[str, int]]:
    """Return the events of the log."""
    texts = [it.read_text(encoding="utf-8") for it in sorted(home.glob("log/*/*"))]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def days_of_easy(quizgen: Quizgen, home: Path, text: str) -> int:
    """Return the days after which a new card comes back that was easy, with some settings."""
    set_to(home, text)
    Path("bones.yaml").write_text(DECK)
    Path("script.txt").write_text("\n4\n:q\n")
    quizgen("study", "bones.yaml", "--kinds", "recall", "--script", "script.txt")
    days: int = logged(home)[0]["days"]
    return days


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 6, 10),
        ("retention = 0.99", 1, 2),
        ("retention = 0.7", 70, 200),
        ("deck_retention = { bones-x7k2 = 0.99 }", 1, 2),
        ("deck_retention = { bones-y8k3 = 0.99 }", 6, 10),
        ("maximum_interval = 3", 3, 3),
        (f"parameters = {FORGETFUL}", 1, 2),
    ],
)
def test_study_schedules_as_the_settings_say(
    text: str, low: int, high: int, quizgen: Quizgen, home: Path
) -> None:
    """Desired retention, that of the deck first, maximum interval and parameters."""
    assert low <= days_of_easy(quizgen, home, text) <= high


def test_the_study_day_begins_at_the_hour_of_the_settings(
    quizgen: Quizgen, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer at two at night belongs to the day before, unless the day begins at midnight."""
    two_at_night = 20_000 * 86_400_000 + 2 * 3_600_000
    monkeypatch.setattr(time, "time_ns", lambda: two_at_night * 1_000_000)
    monkeypatch.setenv("TZ", "UTC")
    days = []
    for hour in (4, 0):
        days_of_easy(quizgen, home, f"rollover = {hour}")
        days.append(logged(home)[-1]["day"])

    assert days == [19_999, 20_000]


def test_leeches_begin_where_the_settings_say() -> None:
    """With 0 there are none."""
    card = Card(id="c", lapses=4)

    assert [is_leech(card, it) for it in (0, 4, 5, 8)] == [False, True, False, False]
    assert leech_noticed(Card(id="c", lapses=3), card, 4)
    assert leech_noticed(Card(id="c", lapses=5), Card(id="c", lapses=6), 4)
    assert not leech_noticed(Card(id="c", lapses=4), Card(id="c", lapses=5), 4)
