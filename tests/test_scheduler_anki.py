"""The scheduler against the real Anki: the same four buttons, the same stored cards."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from anki_scheduling import SETTINGS, Anki, our_button
from mocked_clock import LIBRARIES, mocked_clock

from quizgen.model import Memory, Moment, Phase
from quizgen.scheduler import (
    Fsrs6,
    SchedulerSettings,
    anki_card_id,
    interval_text,
    moment,
)
from quizgen.scheduler.engine import stored

ZONES = ("UTC", "America/New_York", "Asia/Kolkata")
DRIVER = Path(__file__).parent / "anki_scheduling.py"


def any_memory(
    chance: random.Random, settings: SchedulerSettings, now: Moment, next_day: int
) -> Memory | None:
    """A card in any state, last reviewed up to 400 days before ``next_day``; or a new one."""
    phase = chance.choice([None, *Phase])
    if phase is None:
        return None
    steps = settings.learning_steps if phase is Phase.LEARNING else settings.relearning_steps
    elapsed = chance.choice([0, 0, chance.randrange(4), chance.randrange(400)])
    stability = 10 ** chance.uniform(-2.5, 4)
    usual = min(max(1, round(stability)), settings.maximum_interval)
    days = chance.choice([usual, chance.randrange(1, settings.maximum_interval + 1)])

    return Memory(
        phase=phase,
        stability=stored(stability, 4),
        difficulty=stored(chance.uniform(1, 10), 3),
        remaining=chance.randrange(1, len(steps) + 1) if steps and phase != Phase.REVIEW else 0,
        days=0 if phase is Phase.LEARNING else days,
        due_day=now.day,
        last_day=now.day - elapsed,
        last_instant=(next_day - (elapsed + 1) * 86_400 + chance.randrange(1, 86_400)) * 1000,
    )


@pytest.mark.parametrize("name", SETTINGS)
def test_buttons_of_cards_in_any_state(name: str, tmp_path: Path) -> None:
    """Two hundred random states per settings, at this moment: buttons and their texts agree."""
    settings = SETTINGS[name]
    chance = random.Random(name)  # noqa: S311 - seeded on purpose
    scheduler, anki = Fsrs6(settings), Anki(tmp_path, settings)
    offset = datetime.now().astimezone().utcoffset()
    assert offset is not None
    for number in range(200):
        card, reps = f"deck/{name}-{number}/forward", chance.randrange(40)
        anki.become(anki_card_id(card))
        now = moment(int(time.time()) * 1000, int(offset.total_seconds()) // 60)
        memory = any_memory(chance, settings, now, anki.next_day())
        anki.put(memory, reps)

        outcomes = scheduler.outcomes(memory, card, reps, now)

        ours = {rating: our_button(outcome) for rating, outcome in outcomes.items()}
        assert ours == anki.buttons(), (memory, reps)
        # Anki marks what is due within its look-ahead by a "<"; we do so up to a minute.
        texts = [interval_text(outcome.interval, now).lstrip("<") for outcome in outcomes.values()]
        assert texts == [text.lstrip("<") for text in anki.texts()]


def histories(folder: Path, name: str, zone: str, cards: int) -> Counter[str]:
    """Answer cards in a process with a mocked clock; how often what was compared, all equal."""
    command = [sys.executable, str(DRIVER), str(folder), name, zone, f"{name}-{zone}", str(cards)]
    done = subprocess.run(
        command, env=mocked_clock(folder, zone), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["differences"] == []

    return Counter(result["counts"])


@pytest.mark.skipif(not LIBRARIES, reason="libfaketime is not installed")
@pytest.mark.skipif("ANKI_TEST_MODE" in os.environ, reason="ANKI_TEST_MODE turns Anki's fuzz off")
class TestHistories:
    """Cards answered over years under a mocked clock."""

    def test_a_few(self, tmp_path: Path) -> None:
        """Ten cards with default settings."""
        counts = histories(tmp_path, "default", "UTC", 10)

        assert counts["stored"] > 100

    @pytest.mark.slow
    @pytest.mark.parametrize("name", SETTINGS)
    def test_thousands(self, name: str, tmp_path: Path) -> None:
        """Three zones, gaps from seconds to 400 days, about rollovers too; no cell is thin."""
        total: Counter[str] = Counter()
        for zone in ZONES:
            folder = tmp_path / zone.replace("/", "-")
            folder.mkdir()
            total += histories(folder, name, zone, 250)

        assert total["stored"] > 10_000
        cells = {cell: count for cell, count in total.items() if cell != "stored"}
        assert len(cells) == 16
        assert min(cells.values()) >= 500, cells
