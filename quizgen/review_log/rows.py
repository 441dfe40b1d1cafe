"""The quick way to read reviews: as rows of columns, by the form in which they are written.

Nearly all lines of a long log are reviews as :func:`event_line` writes them. One expression finds
them and cuts out what a schedule is folded from. Most of that repeats: the day, the interval, the
evidence but for its texts. Each such piece is looked at once, strictly, and after that looked up;
what some evidence weighs is learned from its first line, which :func:`read_line` reads as ever. A
line that the expression does not find, or of which a piece is out of form, is left to others.
"""

import re
from array import array
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, repeat
from operator import add
from typing import Generic, TypeVar

from quizgen.model import Review
from quizgen.progress import Rows
from quizgen.review_log.lines import BadLineError, read_line, usual_next_day
from quizgen.scheduler import Weight

_Key = TypeVar("_Key")
_Fields = tuple[bytes, ...]
_Evidence = tuple[bytes, bytes | tuple[int, int], bytes, bytes, bytes, bytes]
"""The kind; of the options, if there are any, their quotes and those with a comma between them;
then what was chosen, mark, rating and flags."""

_NUMBER = "[1-9][0-9]{0,14}+"
_PLAIN = '[^"]'
_PLAIN_TEXT = f'"{_PLAIN}*+"'
_OPTIONS = '"[^]]*"'
_UNESCAPED = r'[^"\\]'
_TEXT = rf'"{_UNESCAPED}*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{{4}}){_UNESCAPED}*)*"'


def _form(sign: str, text: str, options: str) -> str:
    """Write the form of a review's line, given those of signs in names, of texts and of options."""
    return (
        f'{{"v":1,"id":"({sign}++)","ev":"review"'
        f',"t":({_NUMBER})'
        # Up to the key behind it: `tz`, `day` and, in some lines, `next`.
        '(,"tz":[^c]*)'
        f'"card":"({sign}++)","kind":"({sign}++)"'
        rf'(?:,"shown":\[({options})\](?:,"chosen":\[([0-9,]++)\]|)|,"typed":{text}|)'
        f',"ms":({_NUMBER})'
        f'(,"mark":"[a-z]++","rule":"{sign}*+"|)(?:,"note":{text}|)'
        ',"rating":([1-4](?:,"own":true|))(,"(?:days|secs)":[0-9]++|)'
        f'(?:,"session":"({sign}*+)"(?:,"print":"{sign}*+"|)|)'
        '(,"[^}]*+|)}'
    )


_LINES = re.compile(f"(?:{_form(_PLAIN, _PLAIN_TEXT, _OPTIONS)}|[^\n]*+)\n".encode())
_LINE = re.compile(_form(_UNESCAPED, _TEXT, f"{_TEXT}(?:,{_TEXT})*").encode())
_ESCAPE = re.compile(rb"\\.")
_SHOWN = 5
_UNKNOWN = (b"",) * _LINES.groups
_MOMENT = re.compile(
    rb',"tz":(0|-?[1-9][0-9]{0,2}),"day":(0|-?[1-9][0-9]{0,4})(?:,"next":([1-9][0-9]{0,14}))?,'
)
_INTERVAL = re.compile(rb',"(?:days":([1-9][0-9]{0,5})|secs":([1-9][0-9]{0,14}))|')
_FLAGS = re.compile(
    rb'(?:,"(?:hinted|guessed|sure)":true)*(?:,"slow":1)?(?:,"share":[0-9.]+)?(?:,"counted":false)?'
)
_SLOW = re.compile(rb'"slow":[1-9][0-9]{0,14}\b')
_CONTROLS = bytes([*range(0x0A), *range(0x0B, 0x20)])
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
"""Controls stand in no text as they are; the end of a line stands between lines."""


class _Numbers(dict[_Key, int], Generic[_Key]):
    """Numbers things in the order in which they come."""

    def __missing__(self, key: _Key) -> int:
        number = self[key] = len(self)
        return number


class _Pieces(dict[bytes, int]):
    """Numbers what pieces of lines mean; each is read once. -1 for one that is not sound."""

    def __init__(self, meaning: Callable[[bytes], tuple[int, int] | None]) -> None:
        """Begin without any."""
        self.meanings = _Numbers[tuple[int, int]]()
        self._meaning = meaning

    def __missing__(self, piece: bytes) -> int:
        meaning = self._meaning(piece)
        number = self[piece] = -1 if meaning is None else self.meanings[meaning]
        return number


class _Flags(dict[bytes, bytes]):
    """What stands at the end of lines; from when on an answer was slow makes no difference."""

    def __missing__(self, key: bytes) -> bytes:
        flags = self[key] = _SLOW.sub(b'"slow":1', key)
        return flags


class RowReader:
    """Makes rows of lines that it knows, and of reviews that were read another way."""

    def __init__(self, weigh: Callable[[Review], Weight]) -> None:
        """Begin without any; ``weigh`` says what a review counts for.

        It may look at what :func:`quizgen.progress.weigh` does.
        """
        self.rows = Rows()
        self._cards = _Numbers[bytes]()
        self._sessions = _Numbers[bytes]()
        self._moments = _Pieces(_moment)
        self._intervals = _Pieces(_interval)
        self._weigh = weigh
        self._flags = _Flags()
        self._weights = _Numbers[Weight]()
        self._weighed: dict[_Evidence, int] = {}

    def finish(self) -> Rows:
        """Return the rows, with what their numbers stand for."""
        rows = self.rows
        rows.cards = [*map(_text, self._cards)]
        rows.sessions = [*map(_text, self._sessions)]
        days = [day for day, _ in self._moments.meanings]
        rows.days = [*map(days.__getitem__, rows.moment)]
        rows.next_days = [next_day for _, next_day in self._moments.meanings]
        rows.intervals = [*self._intervals.meanings]
        rows.weights = [*self._weights]
        return rows

    def take_lines(
        self, block: bytes, lines: Sequence[bytes], file: int, start: int
    ) -> Iterator[tuple[int, int]]:
        """Take the lines of a block of a file that begins at ``start``.

        Yields each line that it does not know in full, by its index and where it begins; rows are
        in order if whoever goes on takes that line at once.
        """
        ends = accumulate(map(len, lines), initial=start)
        starts = [*map(add, ends, range(len(lines) + 1))]
        columns = [*zip(*_found(block, lines, starts), strict=True)]
        _, _, moments, _, kinds, shown, chosen, _, marks, ratings, granted, _, last = columns
        counted = [texts and (texts.count(b'"'), texts.count(b'","')) for texts in shown]
        flags = map(self._flags.__getitem__, last)
        evidence = [*zip(kinds, counted, chosen, marks, ratings, flags, strict=True)]
        numbers = (
            [*map(self._moments.__getitem__, moments)],
            self._weigh_all(evidence, lines),
            [*map(self._intervals.__getitem__, granted)],
        )
        begin = 0
        for end in (*_unknown(*numbers), len(lines)):
            if begin < end:
                self._take(slice(begin, end), columns, numbers)
                self.rows.files += [file] * (end - begin)
                self.rows.offsets.extend(array("q", starts[begin:end]))
            if end < len(lines):
                yield end, starts[end]
            begin = end + 1

    def take_review(self, review: Review, file: int, start: int) -> None:
        """Take a review that replaces no other."""
        rows = self.rows
        rows.ids.append(_bytes(review.id))
        rows.took.append(b"%d" % review.answer.took)
        rows.instants.append(review.moment.instant)
        rows.card.append(self._cards[_bytes(review.card)])
        rows.session.append(self._sessions[_bytes(review.session)])
        moment, interval = review.moment, review.interval
        rows.moment.append(self._moments.meanings[moment.day, moment.next_day])
        rows.weight.append(self._weights[self._weigh(review)])
        rows.interval.append(self._intervals.meanings[interval.days, interval.seconds])
        rows.files.append(file)
        rows.offsets.append(start)

    def _weigh_all(self, evidence: Sequence[_Evidence], lines: Sequence[bytes]) -> list[int]:
        """Number the weight of each line; only the first of all that are alike is read."""
        found = [*map(self._weighed.get, evidence, repeat(-1))]
        index = -1
        for _ in range(found.count(-1)):
            index = found.index(-1, index + 1)
            if evidence[index] not in self._weighed:
                weight = self._weight(evidence[index], lines[index])
                if weight is not None:
                    self._weighed[evidence[index]] = self._weights[weight]
            found[index] = self._weighed.get(evidence[index], -1)
        return found

    def _weight(self, evidence: _Evidence, line: bytes) -> Weight | None:
        """Weigh the first line with some evidence: its options must be texts in a row."""
        _, counted, _, _, rating, flags = evidence
        quotes, between = counted or (0, -1)
        if not (rating and quotes == 2 * between + 2 and _FLAGS.fullmatch(flags)):
            return None
        try:
            review = read_line(line)
        except BadLineError:
            return None
        return self._weigh(review) if isinstance(review, Review) else None

    def _take(
        self, part: slice, columns: Sequence[Sequence[bytes]], numbers: Sequence[Sequence[int]]
    ) -> None:
        """Take some lines in a row of a block."""
        rows = self.rows
        moments, weights, intervals = numbers
        rows.moment += moments[part]
        rows.weight += weights[part]
        rows.interval += intervals[part]
        ids, instants, _, cards, _, _, _, took, *_, sessions, _ = columns
        rows.ids += ids[part]
        rows.took += took[part]
        rows.instants.extend(array("q", [*map(int, instants[part])]))
        rows.card += map(self._cards.__getitem__, cards[part])
        rows.session += map(self._sessions.__getitem__, sessions[part])


def _found(block: bytes, lines: Sequence[bytes], starts: Sequence[int]) -> list[_Fields]:
    """Cut out the pieces of all lines in the form, and nothing of the others.

    The form says nothing of what stands in a text: escapes, control characters and what is no
    UTF-8 are left to others.
    """
    found: list[_Fields] = _LINES.findall(block)
    if len(found) != len(lines):
        # A text that goes on in the next line: each is no event.
        found = [_LINES.findall(line + b"\n")[0] for line in lines]
    if block.translate(_WITHOUT_CONTROLS) != block or not _is_utf8(block):
        for index, line in enumerate(lines):
            if line.translate(_WITHOUT_CONTROLS) != line or not _is_utf8(line):
                found[index] = _UNKNOWN
    escape = block.find(b"\\")
    while escape >= 0:
        index = bisect(starts, starts[0] + escape) - 1
        if found[index] is not _UNKNOWN:
            found[index] = _escaped(lines[index])
        escape = block.find(b"\\", starts[index + 1] - starts[0])
    return found


def _escaped(line: bytes) -> _Fields:
    """Cut out the pieces of a line with escapes, which may only stand in texts.

    Those of options, which will be counted, are left out.
    """
    found = _LINE.fullmatch(line)
    if not found:
        return _UNKNOWN
    fields = found.groups(b"")
    return *fields[:_SHOWN], _ESCAPE.sub(b"", fields[_SHOWN]), *fields[_SHOWN + 1 :]


def _unknown(*numbers: Sequence[int]) -> list[int]:
    """List the lines of which something is not known."""
    if not any(-1 in each for each in numbers):
        return []
    return [index for index, each in enumerate(zip(*numbers, strict=True)) if -1 in each]


def _moment(piece: bytes) -> tuple[int, int] | None:
    """Read a study day, and when the next one begins."""
    found = _MOMENT.fullmatch(piece)
    if not found:
        return None
    offset, day = int(found[1]), int(found[2])
    return day, int(found[3]) if found[3] else usual_next_day(day, offset)


def _interval(piece: bytes) -> tuple[int, int] | None:
    """Read days and seconds; 0 for both where there is nothing."""
    found = _INTERVAL.fullmatch(piece)
    return (int(found[1] or 0), int(found[2] or 0)) if found else None


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(text: bytes) -> str:
    return text.decode(errors="surrogatepass")
