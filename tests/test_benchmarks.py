"""The benchmarks run, in a smoke size."""

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
