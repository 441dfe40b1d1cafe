"""``quizgen log verify``: everything odd in the log, all at once."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

import click

from quizgen import library
from quizgen.commands.check import fails
from quizgen.commands.environment import command, deck_paths
from quizgen.commands.learner import this_learner
from quizgen.commands.options import decks_argument, refuse_quiz_files
from quizgen.commands.patience import patience
from quizgen.commands.saying import say
from quizgen.problems import Problem, Severity
from quizgen.progress import declared_renames
from quizgen.report import problem_data
from quizgen.review_log.raw_lines import count_lines, files_of
from quizgen.review_log.verified import Surroundings
from quizgen.review_log.verifying import Verified
from quizgen.review_log.verifying import verify as verified
from quizgen.wording.grammar import counted

_NAMED = 5
"""Findings of a sort that are named one by one."""


@click.command()
@decks_argument
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="Print all findings as JSON.")
def verify(decks: tuple[str, ...], *, strict: bool, as_json: bool) -> int:
    """Find everything odd in the review log, with file and line; nothing is written.

    Lines that break off, hold no event or come from a later quizgen; clocks set back, study days
    that do not fit, changes of the time zone, the future; ids that stand there twice or lead to
    nothing; and answers to cards that no DECK has. Exit code 1 if there is an error.
    """
    learner = this_learner(answers=False)
    folder = learner.log.folder
    loaded = _loaded(decks)
    surroundings = Surroundings(
        now=learner.now(),
        facts={deck.id: {fact.id for fact in deck.facts} for deck in loaded.decks},
        renames=declared_renames(loaded.decks),
    )
    with patience("reading the log", count_lines(files_of(folder))) as step:
        found = verified(folder, surroundings, step)
    if as_json:
        click.echo(json.dumps({"version": 1, "folder": str(folder), **_data(found)}, indent=2))
    else:
        say((f"{folder}: {_amount(found)}", *_lines(found.problems)))
    return int(any(fails(problem, strict=strict) for problem in found.problems))


def _loaded(names: Sequence[str]) -> library.Loaded:
    """Load the decks; what is broken in them is said, for answers to it will seem unknown."""
    refuse_quiz_files(names)
    with patience("reading decks"):
        loaded = library.load(deck_paths(names))
    errors = sum(problem.severity is Severity.ERROR for problem in loaded.problems)
    if errors:
        click.echo(
            f"warning: {counted(errors, 'error')} in the decks; their broken facts are not known"
            f" here\nhelp: `{command('check', *names)}` says what is wrong",
            err=True,
        )
    return loaded


def _amount(found: Verified) -> str:
    return (
        f"{counted(len(found.entries), 'event')} of {counted(len(_devices(found)), 'device')}"
        f" in {counted(len(found.files), 'file')}"
    )


def _devices(found: Verified) -> Sequence[str]:
    return sorted({file.partition("/")[0] for file in found.files})


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the findings, sort by sort: some of each, how many more there are, and what to do."""
    for _, of_sort in groupby(problems, key=lambda it: (it.severity, it.code)):
        found = list(of_sort)
        yield ""
        shown = found[:_NAMED]
        for problem, following in zip_longest(shown, shown[1:]):
            place = f"{problem.position.file}:{problem.position.line}"
            yield f"{place}: {problem.severity}[{problem.code}] {problem.message}"
            # What is said of all of them stands once.
            if following is None or following.hint != problem.hint:
                yield f"  = help: {problem.hint}"
        if len(found) > _NAMED:
            yield f"… and {len(found) - _NAMED} more: {found[0].severity}[{found[0].code}]"
    yield ""
    counts = Counter(problem.severity for problem in problems)
    said = [counted(counts[it], it.value) for it in Severity if counts[it]]
    yield ", ".join(said) if said else "Nothing is odd."


def _data(found: Verified) -> dict[str, object]:
    counts = Counter(problem.severity for problem in found.problems)
    return {
        "events": len(found.entries),
        "devices": _devices(found),
        "files": list(found.files),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "problems": [problem_data(problem) for problem in found.problems],
    }
