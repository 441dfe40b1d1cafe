"""Says all that is wrong with answers, each at its place."""

from collections.abc import Sequence

import click

from quizgen.problems import Problem, RequestError
from quizgen.report import render_problems


def refuse(problems: Sequence[Problem], texts: dict[str, str], what: str) -> None:
    """Show the problems, if there are any.

    Raises:
        RequestError: there are.
    """
    if not problems:
        return
    ordered = sorted(problems, key=lambda it: (it.position.line, it.position.column))
    click.echo(render_problems(ordered, texts), err=True, nl=False)
    count = len(problems)
    said = f"{count} problem{'' if count == 1 else 's'}"
    raise RequestError(f"{what} cannot be read: {said}; nothing was marked or recorded")
