"""One deck file while it is read: its text, the places in it, and the problems found so far."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from itertools import accumulate

from quizgen.model import Position
from quizgen.problems import Problem, Severity

REPLACEMENT = "\ufffd"

BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters except tab and line ends
    "\u2028\u2029"  # line ends that only some programs know
    "\u202a-\u202e\u2066-\u2069"  # they turn the text around them
    "\ud800-\udfff\ufeff\ufffe\uffff\ufffd]"  # no characters at all, or one that was lost
)

_DELETE_IT = "delete it; such characters come along unseen with copied text"

_MOST_BAD_CHARACTERS = 50
"""A file with more of them is no text; naming each would help nobody."""

_QUOTED = re.compile(r""" "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\n\r]|'')*' """, re.VERBOSE)
_END = re.compile(r"[\n\r]|\s#|:(?=\s)")
_END_IN_BRACKETS = re.compile(r"[\n\r,{}\[\]]|\s#|:(?=\s)")
"""What ends a key or a text without quotes, elsewhere and inside ``{…}`` and ``[…]``."""

_LONGEST_MARK = 300
"""How many characters a problem underlines at most; no report shows more."""


class Page:
    """The text of one file, with a way from offsets to positions, collecting problems.

    ``text`` is what the author wrote; ``clean`` is as long, with each bad character replaced by
    U+FFFD, so that YAML can be read past it. A line ends where editors end it: at LF, CRLF or CR.
    """

    __slots__ = ("_starts", "clean", "file", "problems", "spoiled", "text")

    def __init__(self, text: str, file: str, *, known_losses: bool = False) -> None:
        """Take a text without byte-order mark, and report the bad characters in it.

        Where U+FFFD marks what could not be decoded and is reported already (``known_losses``),
        it is not reported again.
        """
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.spoiled = bool(BAD_CHARACTER.search(text))
        self.clean = BAD_CHARACTER.sub(REPLACEMENT, text) if self.spoiled else text
        # Every other line end that splitlines knows has been replaced.
        self._starts = [0, *accumulate(map(len, self.clean.splitlines(keepends=True)))]
        if not text.endswith(("\n", "\r")) and text:
            self._starts.pop()
        if self.spoiled:
            self._report_bad_characters(known_losses=known_losses)

    def position(self, at: int) -> Position:
        """Turn an offset into a position."""
        line = bisect_right(self._starts, at)
        return Position(file=self.file, line=line, column=at - self._starts[line - 1] + 1)

    def error(self, code: str, message: str, at: int, hint: str = "", *, length: int = 0) -> None:
        """Collect an error about what stands at an offset."""
        self.problems.append(self.problem(code, message, at, hint, length=length))

    def problem(
        self, code: str, message: str, at: int, hint: str = "", *, length: int = 0
    ) -> Problem:
        """Make an error about what stands at an offset; its length is found where not given."""
        at = min(at, len(self.text))
        return Problem(
            severity=Severity.ERROR,
            code=code,
            message=message,
            hint=hint,
            position=self.position(at),
            length=length or self._length(at),
        )

    def _length(self, at: int) -> int:
        """Measure the key or text at an offset, as far as it stands on that line."""
        text = self.text[at : at + _LONGEST_MARK]
        if text[:1] in ("{", "[", "") or text[0].isspace():
            return 1
        if text[0] in ("'", '"') and (quoted := _QUOTED.match(text)):
            return len(quoted.group())
        before = Counter(self.text[max(0, at - _LONGEST_MARK) : at].rpartition("\n")[2])
        is_inside = before["{"] + before["["] > before["}"] + before["]"]
        end = _END_IN_BRACKETS if is_inside else _END
        return max(1, len(end.split(text, maxsplit=1)[0].rstrip()))

    def _report_bad_characters(self, *, known_losses: bool) -> None:
        found = [
            match.start()
            for match in BAD_CHARACTER.finditer(self.text)
            if not (known_losses and match.group() == REPLACEMENT)
        ]
        for at in found[:_MOST_BAD_CHARACTERS]:
            self.error(*bad_character(self.text[at]), at, _DELETE_IT, length=1)
        if len(found) > _MOST_BAD_CHARACTERS:
            more = len(found) - _MOST_BAD_CHARACTERS
            self.error(
                "control-character",
                f"{more} more characters that do not belong into a text follow",
                found[_MOST_BAD_CHARACTERS],
                "is this really a deck?",
                length=1,
            )

    def count_lines_with(self, part: str) -> int:
        """Count the lines that hold a part."""
        return sum(part in line for line in self.clean.splitlines())


def bad_character(character: str) -> tuple[str, str]:
    """Return the code and the message for a character that does not belong into a text."""
    name = f"U+{ord(character):04X}"
    if character == REPLACEMENT:
        return "lost-character", f"{name} stands where another program lost a character"
    category = unicodedata.category(character)
    if category == "Cc":
        return "control-character", f"{name} is a control character"
    if "\u202a" <= character <= "\u2069":
        return "control-character", f"{name} turns the direction of the text around it"
    return "control-character", f"{name} is no character that a text may hold"
