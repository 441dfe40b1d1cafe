"""Problems as text, like a compiler's: in full with the line and a caret, concise, or as JSON."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, assert_never

from quizgen.checks import CheckResult, Coverage
from quizgen.problems import Problem, Severity

__all__ = [
    "Style",
    "coverage_line",
    "harmless",
    "problem_data",
    "render_check",
    "render_problems",
    "summary_line",
    "visible",
    "width",
]

Style = Literal["full", "concise", "json"]

_TAB = "    "
_WIDEST = 100
"""Columns of a line that are shown; of a longer one the part around the caret."""
_LEAD = 40
"""Columns shown before the caret where a line is cut."""


def render_check(result: CheckResult, texts: Mapping[str, str], style: Style = "full") -> str:
    """Render what a check found, with a line for each source that was compared."""
    if style == "json":
        return _json(result.problems, result.coverage)
    lines = [f"{coverage_line(coverage)}\n" for coverage in result.coverage]
    return render_problems(result.problems, texts, style, decks=result.decks, before=lines)


def render_problems(  # noqa: PLR0913  # all but two have a default
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    style: Style = "full",
    *,
    decks: int = 0,
    quizzes: int = 0,
    before: Iterable[str] = (),
) -> str:
    """Render all problems and a summary.

    ``texts`` (file → text) holds the lines to show; a problem with a file that is not in it is
    about the file as a whole. ``before`` are lines to put before the summary. Whatever deck and
    source hold, no control character comes through.
    """
    match style:
        case "json":
            return _json(problems, ())
        case "concise":
            shown = [_headline(problem, texts) + "\n" for problem in problems]
        case "full":
            pages = _Pages(texts)
            shown = ["\n".join(_full(problem, texts, pages)) + "\n\n" for problem in problems]
        case _:
            assert_never(style)
    return "".join([*shown, *before, summary_line(problems, decks, quizzes), "\n"])


def summary_line(problems: Sequence[Problem], decks: int = 0, quizzes: int = 0) -> str:
    """Return the counts, such as ``3 errors, 2 warnings in 1 deck``; else in quizzes or files."""
    counts = Counter(problem.severity for problem in problems)
    parts = [
        _counted(counts[Severity.ERROR], "error"),
        _counted(counts[Severity.WARNING], "warning"),
    ]
    if counts[Severity.NOTE]:
        parts.append(_counted(counts[Severity.NOTE], "note"))
    files = len({problem.position.file for problem in problems})
    where = _counted(decks, "deck") if decks or not files else _counted(files, "file")
    if quizzes:
        where = "1 quiz" if quizzes == 1 else f"{quizzes} quizzes"
    return f"{', '.join(parts)} in {where}"


def coverage_line(coverage: Coverage) -> str:
    """Return what became of a source's statements, in one line."""
    return visible(
        f"{coverage.source}: {_counted(coverage.statements, 'statement')},"
        f" {len(coverage.cited)} cited, {len(coverage.skipped)} skipped,"
        f" {len(coverage.open)} open ({coverage.percent} %)"
    )


def problem_data(problem: Problem) -> dict[str, str | int]:
    """Return a problem as data; the names of the keys are stable."""
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "length": problem.length,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _json(problems: Sequence[Problem], coverage: Sequence[Coverage]) -> str:
    counts = Counter(problem.severity for problem in problems)
    data = {
        "version": 1,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "problems": [problem_data(problem) for problem in problems],
        "coverage": [
            {
                "deck": it.deck,
                "source": it.source,
                "statements": it.statements,
                "cited": len(it.cited),
                "skipped": len(it.skipped),
                "percent": it.percent,
                "open": [{"at": open_.locator, "text": open_.text} for open_ in it.open],
            }
            for it in coverage
        ],
    }
    # Escaped, so that no terminal acts on what a deck holds.
    return json.dumps(data, indent=2) + "\n"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _headline(problem: Problem, texts: Mapping[str, str]) -> str:
    position = problem.position
    place = f":{position.line}:{position.column}" if position.file in texts else ""
    text = f"{position.file}{place}: {problem.severity}[{problem.code}] {problem.message}"
    # In a message it matters that this is no ordinary space; in a line of a deck it does not.
    return visible(text).replace("\u00a0", "<U+00A0>")


class _Pages:
    """The lines of the texts, split once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, list[str]] = {}

    def line(self, problem: Problem) -> str | None:
        file, number = problem.position.file, problem.position.line
        if file not in self._texts:
            return None
        if file not in self._lines:
            text = self._texts[file].replace("\r\n", "\n").replace("\r", "\n")
            self._lines[file] = text.split("\n")
        lines = self._lines[file]
        return lines[number - 1] if number <= len(lines) else ""


def _full(problem: Problem, texts: Mapping[str, str], pages: _Pages) -> Iterator[str]:
    yield _headline(problem, texts)
    line = pages.line(problem)
    gutter = " " * len(str(problem.position.line))
    if line is not None:
        excerpt, indent, carets = _excerpt(line, problem.position.column - 1, problem.length)
        yield f" {problem.position.line} | {excerpt}".rstrip()
        yield f" {gutter} | {' ' * indent}{'^' * carets}"
    if problem.hint:
        yield f" {gutter} = help: {visible(problem.hint)}"


def _excerpt(line: str, at: int, length: int) -> tuple[str, int, int]:
    """Return the line to show, the columns before the caret, and how many carets it takes."""
    before = line[max(0, at - _WIDEST) : at]
    meant = line[at : at + min(length, _WIDEST)]
    after = line[at + len(meant) : at + len(meant) + _WIDEST]
    lead, marked, rest = (visible(part, _TAB) for part in (before, meant, after))
    if width(lead + marked + rest) > _WIDEST or len(before) < at:
        lead = _last_columns(lead, _LEAD)
        marked = _first_columns(marked, _WIDEST - width(lead))
        rest = _first_columns(rest, _WIDEST - width(lead + marked))
    # What a mark above or a joiner does to the letter before it is seen only side by side.
    return lead + marked + rest, width(lead), max(1, width(lead + marked) - width(lead))


def _first_columns(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = text[: max(0, columns)]
    while kept and width(kept) > columns - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _last_columns(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = text[-columns:]
    while kept and width(kept) > columns - 1:
        kept = kept[1:]
    return f"…{kept}"


def visible(text: str, tab: str = " ") -> str:
    """Return a text in one line that no terminal acts on: control characters become pictures."""
    if text.isprintable():
        return text
    return "".join(map(_visible_sign, text.replace("\t", tab)))


def harmless(text: str) -> str:
    """Return a text of several lines that no terminal acts on."""
    return "\n".join(map(visible, text.split("\n")))


def _visible_sign(sign: str) -> str:
    code = ord(sign)
    if code < 0x20:  # noqa: PLR2004  # the control characters of ASCII have pictures
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004  # DEL
        return "\u2421"
    if unicodedata.category(sign) in _HIDDEN or "\u202a" <= sign <= "\u202e" or sign in _TURNING:
        return f"<U+{code:04X}>"
    return sign


_HIDDEN = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
_TURNING = "\u2066\u2067\u2068\u2069\ufeff"

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def width(text: str) -> int:
    """Return how many terminal columns a text takes: wide signs two, combining marks none."""
    if text.isascii():
        return len(text)
    columns = 0
    before = ""
    for sign in text:
        joined = before == _JOINER or (sign in _SKIN_TONES and _columns(before) == 2)  # noqa: PLR2004  # a wide sign
        if sign == _EMOJI_STYLE:
            columns += _columns(before) == 1
        elif not joined:
            columns += _columns(sign)
        before = sign
    return columns


def _columns(sign: str) -> int:
    if not sign or unicodedata.category(sign) in {"Mn", "Me", "Cf"} or "\u1160" <= sign <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
