"""Terminal and real Anki by turns: the same cards on both sides after each exchange."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from anki_scheduling import SETTINGS
from mocked_clock import LIBRARIES, mocked_clock
from test_scheduler_anki import ZONES

DRIVER = Path(__file__).parent / "anki_exchange.py"

pytestmark = [
    pytest.mark.skipif(not LIBRARIES, reason="libfaketime is not installed"),
    pytest.mark.skipif("ANKI_TEST_MODE" in os.environ, reason="it turns Anki's fuzz off"),
]


def exchanged(
    folder: Path, zone: str, cards: int, *options: str, settings: str = "default"
) -> Counter[str]:
    """Study and exchange in a process with a mocked clock; how often what was equal."""
    how = (str(folder), zone, f"seed {zone}", str(cards), settings, *options)
    command = [sys.executable, str(DRIVER), *how]
    done = subprocess.run(
        command, env=mocked_clock(folder, zone), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert result["differences"] == []

    return Counter(result["counts"])


@pytest.mark.parametrize("options", [(), ("--progress",)], ids=["push", "package"])
def test_a_few_cards_by_turns(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Five exchanges of twenty cards: states, dates, ratings and buttons agree, none twice."""
    counts = exchanged(tmp_path, "UTC", 20, *options)

    assert counts["button"] == 5 * 20 * 4
    assert counts["answers"] == 5 * 20
    assert counts["memory"] > 5 * 15
    assert (counts["terminal"], counts["anki"]) == (90, 30)


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--progress",)], ids=["push", "package"])
@pytest.mark.parametrize("zone", ZONES)
def test_three_hundred_cards_by_turns(tmp_path: Path, zone: str, options: tuple[str, ...]) -> None:
    """1,800 answers here and there, rated and typed: 300 of 300 agree after each exchange."""
    counts = exchanged(tmp_path, zone, 300, *options)

    assert counts["state"] == 5 * 300
    assert counts["button"] == 5 * 300 * 4
    assert (counts["terminal"], counts["anki"]) == (1350, 450)


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--progress",)], ids=["push", "package"])
@pytest.mark.parametrize("settings", [name for name in SETTINGS if name != "default"])
def test_other_settings_on_both_sides(
    tmp_path: Path, settings: str, options: tuple[str, ...]
) -> None:
    """No steps, steps of a day, another retention, weights of one's own: still 300 of 300."""
    counts = exchanged(tmp_path, "Asia/Kolkata", 300, *options, settings=settings)

    assert counts["state"] == 5 * 300
