"""From the bytes of a file to its text, or to the reason why there is none."""

from quizgen.deck_reader.page import REPLACEMENT, Page
from quizgen.model import Position
from quizgen.problems import Problem, Severity

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes: about 200,000 facts."""

_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SAVE_AS = "open it in your editor and save it with the encoding UTF-8"
_SAMPLE = 4096


def whole_file(code: str, message: str, file: str, hint: str = "") -> Problem:
    """Make an error about a file as a whole."""
    return Problem(
        severity=Severity.ERROR,
        code=code,
        message=message,
        hint=hint,
        position=Position(file=file, line=1, column=1),
    )


def open_page(data: bytes, file: str) -> Page | Problem:
    """Decode a file; a byte-order mark is taken off, bytes that are no UTF-8 become U+FFFD."""
    if len(data) > LARGEST:
        return too_large(file)
    if problem := _other_encoding(data, file):
        return problem
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Page(data.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        page = Page(data.decode("utf-8", errors="replace"), file, known_losses=True)
        _report_lost_bytes(page, data, error.start)
        return page


def too_large(file: str) -> Problem:
    """Refuse a file for its size."""
    return whole_file(
        "too-large",
        f"the file is larger than {LARGEST // 1024 // 1024} MiB",
        file,
        "split the deck into several files in one folder, each with `format:` and the same `deck:`",
    )


def _other_encoding(data: bytes, file: str) -> Problem | None:
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return whole_file("not-utf-8", f"the file is {name}, not UTF-8", file, _SAVE_AS)
    if b"\0" not in data:
        return None
    sample = data[:_SAMPLE]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros) > len(sample) // 4 and min(zeros) < len(sample) // 16:
        return whole_file("not-utf-8", "the file looks like UTF-16, not UTF-8", file, _SAVE_AS)
    return whole_file(
        "binary-file",
        "this is no text file: it holds zero bytes",
        file,
        "a deck is a text file in YAML; exported packages and pictures are not read here",
    )


def _report_lost_bytes(page: Page, data: bytes, start: int) -> None:
    byte = data[start : start + 1]
    at = len(data[:start].decode("utf-8", errors="replace"))
    lines = page.count_lines_with(REPLACEMENT)
    page.error(
        "not-utf-8",
        f"byte 0x{byte.hex().upper()} is not UTF-8"
        + (f" (the first of {lines} lines with such bytes)" if lines > 1 else ""),
        at,
        f"in Windows-1252 it would be '{letter}'; {_SAVE_AS}"
        if (letter := byte.decode("cp1252", errors="ignore")).isprintable() and letter
        else _SAVE_AS,
        length=1,
    )
