"""Whole sessions as a terminal shows them, screen by screen, against golden files."""

import re
from collections.abc import Callable, Iterator

import pytest
from conftest import Golden
from fork_server import ForkServer, Session
from golden_sessions import SESSIONS
from raw_output import foreign

SIZES = [(40, 12), (80, 24), (120, 40)]
_BLANK = re.compile(r"\n{5,}")


def page(caption: str, shown: str) -> str:
    """Return a screen under a caption; many blank lines are counted rather than shown."""
    text = _BLANK.sub(lambda gap: f"\n~ {len(gap[0]) - 1} blank lines\n", f"{shown}\n")
    return f"=== {caption}\n{text}"


def _other(before: str, wanted: str) -> Callable[[str], bool]:
    return lambda text: text != before and wanted in text


def pages(session: Session, name: str) -> Iterator[str]:
    """Press the keys of a session, and yield what each leads to."""
    shown = session.settle(lambda text: "keys" in text)
    yield page("at first", shown)
    for keys, wanted in SESSIONS[name].keys:
        before = session.text()
        session.send(keys)
        if wanted == "saved":
            assert session.code() == 0
        else:
            session.settle(_other(before, wanted))
        yield page(f"after {keys!r}", session.text())


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("name", SESSIONS)
def test_golden_sessions(
    name: str, columns: int, rows: int, server: ForkServer, golden: Golden
) -> None:
    """Every response, verdict, the help and the summary, with writing of many kinds."""
    session = server.start(name, call="golden_sessions:take", columns=columns, rows=rows)
    try:
        shown = "".join(pages(session, name))
    finally:
        session.close()

    golden.check(f"sessions/{name}-{columns}x{rows}.txt", shown)
    assert foreign(session.raw, columns, rows) == []
