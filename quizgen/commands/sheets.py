"""Sheet records: kept where they can be found by their code, and found again."""

import re
from collections.abc import Mapping
from pathlib import Path

import click

from quizgen.commands.environment import home_folder, read_text, write_file
from quizgen.problems import RequestError, SetupError
from quizgen.report import harmless
from quizgen.sheet_file import SUFFIX, read_record, write_record
from quizgen.sheets import Paper, SheetRecord, full_code, read_code

_FOLDER = "sheets"
_HEAD = 200
"""Signs of a file among which a record's code stands."""
_FILE = re.compile(r"(.*\.json|.*/.*?)(?:-([A-Z]{1,2}))?", re.IGNORECASE | re.DOTALL)


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001  # click's signature
    """Complete the code of a sheet that is kept."""
    kept = sorted((home_folder() / _FOLDER).glob(f"*{SUFFIX}"))
    codes = (path.name.removesuffix(SUFFIX) for path in kept)
    return [code for code in codes if code.startswith(incomplete.upper())]


code_argument = click.argument("code", metavar="CODE", shell_complete=_codes)


def keep_records(records: Mapping[str, bytes]) -> None:
    """Keep records by their codes in the learner's folder; say so where that cannot be."""
    for code, content in records.items():
        path = home_folder() / _FOLDER / f"{code}{SUFFIX}"
        try:
            write_file(path, content)
        except SetupError as error:
            message = f"warning: {error.message}; mark sheet {code} by the file beside the paper"
            click.echo(harmless(message), err=True)


def find_record(name: str) -> tuple[SheetRecord, str]:
    """Return the record of a code, or of a file, and the version that was named, if one was.

    A code is looked for in this folder first, then among those kept in the learner's folder. A
    file may have a version behind it, as a code has: ``paper/quiz.sheet.json-B``.

    Raises:
        DeckError: the record cannot be used.
        RequestError: there is none.
    """
    if file := _FILE.fullmatch(name):
        return _read(Path(file[1])), (file[2] or "").upper()
    code = read_code(name)
    if code is None:
        raise RequestError(
            f"'{name}' is no sheet code", "it stands on each page of the paper, such as K7Q-M2X"
        )
    records = _records_of(code[0])
    if not records:
        raise RequestError(f"there is no record of sheet {code[0]} here", _where(code[0]))
    path, found = records[0]
    written = write_record(found)
    if other := next((each for each, it in records[1:] if write_record(it) != written), None):
        # One was edited; to mark by whichever comes first would be a guess.
        message = f"{path} and {other} are both sheet {code[0]}, and differ"
        raise RequestError(message, f"name the one to mark by: {path}")
    return found, code[1]


def paper_of(record: SheetRecord, version: str) -> Paper:
    """Return one version of a record's papers; the only one needs no name.

    Raises:
        RequestError: there is no such version, or several and none is named.
    """
    versions = {paper.version: paper for paper in record.papers}
    if version in versions:
        return versions[version]
    if not version and len(versions) == 1:
        return record.papers[0]
    codes = ", ".join(full_code(record.code, each) for each in versions)
    if version:
        raise RequestError(f"sheet {record.code} has no version '{version}'", f"there are {codes}")
    raise RequestError(f"sheet {record.code} has several versions", f"name one: {codes}")


def _records_of(code: str) -> list[tuple[Path, SheetRecord]]:
    """Return the records of a code, those in this folder first.

    Raises:
        DeckError: one of them cannot be used.
        RequestError: the one that is kept by the code is another's.
    """
    kept = home_folder() / _FOLDER / f"{code}{SUFFIX}"
    near = (path for path in sorted(Path().glob(f"*{SUFFIX}")) if _bears(path, code))
    found = [(path, _read(path)) for path in (*near, *([kept] if kept.is_file() else ()))]
    for path, record in found:
        if record.code != code and path == kept:
            hint = "it was renamed or edited; name the file that was written beside the paper"
            raise RequestError(f"{path} is the record of sheet {record.code}", hint)
    return [(path, record) for path, record in found if record.code == code]


def _bears(path: Path, code: str) -> bool:
    """Whether a code stands where records have theirs; what cannot be read is passed over."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return code in file.read(_HEAD)
    except OSError:
        return False


def _read(path: Path) -> SheetRecord:
    return read_record(read_text(path, "a sheet record ends in .sheet.json"), str(path))


def _where(code: str) -> str:
    """Say where to look, and which code is like it."""
    from difflib import get_close_matches  # noqa: PLC0415  # only who has mistyped waits for it

    folder = home_folder() / _FOLDER
    files = (path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.is_file())
    kept = [path.name.removesuffix(SUFFIX) for path in files]
    near = get_close_matches(code, kept, n=1)
    hint = f"did you mean {near[0]}? else " if near else ""
    return f"{hint}name the file {SUFFIX} that was written beside the paper"
