"""The benchmarks run, in a smoke size."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = sorted((Path(__file__).parent.parent / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.name)
def test_each_benchmark_runs(path: Path) -> None:
    """Each benchmark compares both sides on a small input and prints a ratio."""
    done = subprocess.run(
        [sys.executable, path, "50"], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 0, done.stderr
    assert "ratio" in done.stdout


def test_packing_gives_genankis_rows_in_a_smaller_file() -> None:
    """The benchmark compares the rows itself; times are no matter for a test."""
    path = next(it for it in BENCHMARKS if it.name == "packing.py")
    done = subprocess.run(
        [sys.executable, path, "2000"], capture_output=True, text=True, check=True, timeout=60
    )
    found = re.search(r"genanki [\d.]+ MB, ratio ([\d.]+)", done.stdout)

    assert found, done.stdout
    assert float(found[1]) <= 0.4


@pytest.mark.slow
def test_planning_holds_its_promises() -> None:
    """Well above plain FSRS, and close to what is possible, in a quarter of the size."""
    path = next(it for it in BENCHMARKS if it.name == "planning.py")
    done = subprocess.run(
        [sys.executable, path, "150"], capture_output=True, text=True, check=True, timeout=900
    )
    found = re.search(
        r"above FSRS 0\.9: ([\d.]+) points\nratio .* median ([\d.]+), worst ([\d.]+)", done.stdout
    )

    assert found, done.stdout
    points, median, worst = map(float, found.groups())
    assert points >= 9.0
    assert median >= 0.95
    assert worst >= 0.88
