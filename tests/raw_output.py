"""Reads what a program wrote to its terminal byte by byte, and finds what is not ours."""

import re
import unicodedata

_OURS = re.compile(
    r"\x1b\[\?(?:1049|7|2004|25)[hl]"  # the second screen, no wrapping, pastes, the cursor
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[H|\x1b\[2J|\x1b\[K"
    r"|\x1b\[(?:[0-47]|3[1-6])(?:;(?:[0-47]|3[1-6]))*m"
    r"|\r\n"
)
#: Joiners and marks of direction, without which some scripts cannot be written; they turn nothing.
_NEEDED = "\u200c\u200d\u200e\u200f"
_BAD = {"Cc", "Cs", "Cf", "Cn", "Zl", "Zp"}


def foreign(raw: bytes, columns: int = 10_000, rows: int = 10_000) -> list[str]:
    """Return what is none of quizgen's own sequences and no visible text, each with its place."""
    text = raw.decode("utf-8", "surrogateescape")
    found = []
    at = 0
    while at < len(text):
        if ours := _OURS.match(text, at):
            if ours["row"] and not (int(ours["row"]) <= rows and int(ours["column"]) <= columns):
                found.append(f"{ours[0]!r} leaves the screen")
            at = ours.end()
        else:
            sign = text[at]
            if sign not in _NEEDED and unicodedata.category(sign) in _BAD:
                found.append(f"{sign!r} in {text[max(0, at - 20) : at + 20]!r}")
            at += 1
    return found


def foreign_lines(raw: bytes) -> list[str]:
    """Return what is neither visible text nor the end of a line: in plain mode nothing else is."""
    text = raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return [
        f"{sign!r} in {text[max(0, at - 20) : at + 20]!r}"
        for at, sign in enumerate(text)
        if sign not in f"\n{_NEEDED}" and unicodedata.category(sign) in _BAD
    ]
