"""Whole sessions as a terminal shows them, screen by screen, against golden files."""

import re
from collections.abc import Callable, Iterator

import pytest
from conftest import Golden
from fork_server import ForkServer, Session
from golden_sessions import SESSIONS
from raw_output import foreign, foreign_lines

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


PLAIN = {
    "study": ":h\n\n1\nhypoextension\no\no\n2\nc\ng\n:u\n:?\n:q\n",
    "world": "a\n\ncơ bap日\n\nd c b a\n\nb\n\na b c\n\nr\n:q\n",
}
"""Session → what is typed in plain lines."""


def _next_prompt(before: str) -> Callable[[str], bool]:
    """Wait for another prompt than the last one, which an empty line leaves as it was."""
    return lambda text: text.rstrip().endswith(":") and text.rstrip() != before


@pytest.mark.parametrize("name", PLAIN)
def test_golden_sessions_in_plain_lines(name: str, server: ForkServer, golden: Golden) -> None:
    """What a screen reader reads: words for verdicts and pictures, no drawing, nothing twice."""
    session = server.start(name, "--plain", call="golden_sessions:take", rows=200)
    try:
        asked = ""
        for line in PLAIN[name].splitlines(keepends=True):
            asked = session.settle(_next_prompt(asked)).rstrip()
            session.send(line)
        assert session.code() == 0
    finally:
        session.close()
    text = session.raw.decode().replace("\r\n", "\n")

    golden.check(f"sessions/plain-{name}.txt", text)
    assert foreign_lines(session.raw) == []
    assert not re.search("[\u2190-\u21ff\u2500-\u259f\u2800-\u28ff✓✗]", text.replace("→", ""))
    assert "Wrong." in text
    assert ("Picture: A calf with its two muscles" in text) == (name == "study")
