"""From the command line's words to questions that are linted: of decks, and of files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen import library
from quizgen.commands.environment import deck_paths
from quizgen.item_reader import read_items
from quizgen.library import Lint
from quizgen.problems import Problem, RequestError, Severity

_SUFFIXES = (".json", ".gift", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What linting found in each deck and file."""

    lints: tuple[Lint, ...]
    #: What could not be read.
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]


def is_item_file(name: str) -> bool:
    """Tell whether a name is that of a file of questions rather than a deck."""
    return name.lower().endswith(_SUFFIXES)


def lint_all(names: Sequence[str]) -> Linted:
    """Lint the questions of the decks and files named; without any, of the usual decks.

    Raises:
        RequestError: a name is that of nothing that can be read.
    """
    files = [name for name in names if is_item_file(name) and not Path(name).is_dir()]
    decks = [name for name in names if name not in files]
    lints: list[Lint] = []
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    if decks or not files:
        loaded = library.load(deck_paths(decks))
        found = library.defects(loaded)
        problems += [problem for problem in found if problem.severity is Severity.ERROR]
        texts.update(loaded.texts)
        lints += [library.lint_deck(deck) for deck in loaded.decks]
    for file in dict.fromkeys(files):
        texts[file] = _text_of(file)
        items, wrong = read_items(texts[file], file)
        problems += wrong
        lints += [library.lint(items, file)] if items else []
    return Linted(lints=tuple(lints), problems=tuple(problems), texts=texts)


def _text_of(file: str) -> str:
    try:
        return Path(file).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"{file} is not UTF-8", "save it with the encoding UTF-8") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no name of a file"
        raise RequestError(
            f"{file} cannot be read: {reason}", "name a quiz file, a GIFT file or plain JSON"
        ) from error
