"""From offsets in a text to lines and columns."""

import re
from bisect import bisect_right

from quizgen.model import Position
from quizgen.problems import Problem, Severity

_LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """A text whose places have names, and what is wrong at them."""

    def __init__(self, text: str, file: str) -> None:
        """Find the lines."""
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(self, at: int) -> Position:
        """Return the line and column of an offset."""
        line = bisect_right(self._starts, at)
        return Position(file=self.file, line=line, column=at - self._starts[line - 1] + 1)

    def add(  # noqa: PLR0913  # what a problem consists of
        self,
        at: int,
        code: str,
        message: str,
        hint: str,
        *,
        length: int = 1,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem at an offset."""
        self.problems.append(
            Problem(
                severity=severity,
                code=code,
                message=message,
                hint=hint,
                position=self.position(at),
                length=max(1, length),
            )
        )
