"""The surroundings of a process whose clock stands where a file says; Anki follows it too."""

import os
from pathlib import Path

LIBRARIES = [*Path("/usr/lib").glob("*/faketime/libfaketime.so.1")]


def mocked_clock(folder: Path, zone: str) -> dict[str, str]:
    """Return the environment; the file is ``clock`` in the folder, and says 2026-01-01."""
    clock = folder / "clock"
    clock.write_text("1767225600\n", encoding="ascii")
    tests = Path(__file__).parent
    return {
        **os.environ,
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_FMT": "%s",
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "TZ": zone,
        "PYTHONPATH": os.pathsep.join([str(tests.parent), str(tests)]),
    }
