"""The command line: a static lazy group, and the one door through which failures leave.

Only click is imported here. Each command stands in a module of :mod:`quizgen.commands` that is
imported when the command runs, so that ``--help`` and completion stay quick.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import TextIO

import click

from quizgen import __version__
from quizgen.commands.groups import LazyGroup, PipeClosed, Table
from quizgen.problems import QuizgenError

COMMANDS: Table = {
    "study": ("quizgen.commands.study:study", "Study what is due, then new cards."),
    "quiz": ("quizgen.commands.quiz:quiz", "Take a quiz and see your score."),
    "stats": ("quizgen.commands.stats:stats", "Show how well you remember."),
    "forecast": ("quizgen.commands.forecast:forecast", "Show what is due in the next days."),
    "plan": ("quizgen.commands.plan:plan", "Plan until an exam, and what you will know."),
    "fit": ("quizgen.commands.fit:fit", "Fit the scheduler to how you remember."),
    "check": ("quizgen.commands.check:check", "Find everything wrong or weak in decks."),
    "generate": ("quizgen.commands.generate:generate", "Print the questions as data."),
    "explain": ("quizgen.commands.explain:explain", "Show what is behind a question."),
    "export": ("quizgen.commands.export:export", "Write for Anki, or papers, cards, study guides."),
    "mark": ("quizgen.commands.mark:mark", "Mark a paper, or those of a class."),
    "key": ("quizgen.commands.key:key", "Show the key of a paper again."),
    "new": ("quizgen.commands.new:new", "Write a first deck to change as you like."),
    "ids": ("quizgen.commands.ids:ids", "Fill in the ids that facts lack."),
    "suggest": ("quizgen.commands.suggest:suggest", "Find wrong options for facts without."),
    "import": ("quizgen.commands.import_:import_", "Make a deck of a file from elsewhere."),
    "anki": ("quizgen.commands.anki:anki", "Exchange progress with your collection in Anki."),
    "log": ("quizgen.commands.log:log", "Verify, merge, show or export your answers."),
    "settings": ("quizgen.commands.settings:settings", "Show your settings and where they are."),
    "schema": ("quizgen.commands.schema:schema", "Print the JSON Schema of decks or quizzes."),
    "completion": ("quizgen.commands.completion:completion", "Set up completion in your shell."),
}
"""Name → where the command is, and its line in ``--help``."""

INTERRUPTED = 130


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", prog_name="quizgen")
@click.option("--json", "as_json", is_flag=True, help="Without a command: print it as JSON.")
@click.pass_context
def root(ctx: click.Context, *, as_json: bool) -> None:
    """Curated YAML facts in; quizzes for the terminal, Anki and paper out.

    Without a command: what is due, and what to type next.
    """
    if ctx.invoked_subcommand is None:
        import_module("quizgen.commands.home").home(as_json=as_json)
    elif as_json:
        raise click.UsageError("--json stands behind a command, where it has one")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0 fine · 1 deck problems · 2 usage · 3 environment · 130 interrupted.
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    code = _run(arguments)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            _discard(stream)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = root.main(args=arguments, prog_name="quizgen", standalone_mode=False)
    except QuizgenError as error:
        return _say(error.message, error.hint, error.exit_code)
    except click.ClickException as error:
        text = StringIO()
        error.show(text)
        with suppress(OSError):
            click.echo(_harmless(text.getvalue()), nl=False, err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except PipeClosed:
        _discard(sys.stdout)
        return 0
    except OSError as error:
        return _say(f"cannot go on: {error.strerror or error}", "", QuizgenError.exit_code)
    return result if isinstance(result, int) else 0


def _discard(stream: TextIO) -> None:
    """Drop output that nobody takes; Python would complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(message: str, hint: str, code: int) -> int:
    # Where nobody can be told, the exit code still says it.
    with suppress(OSError):
        click.echo(f"quizgen: {_harmless(message)}", err=True)
        if hint:
            click.echo(f"help: {_harmless(hint)}", err=True)
    return code


def _harmless(text: str) -> str:
    """Return a message that no terminal acts on, whatever names of files it holds."""
    # Only what fails needs it.
    from quizgen.report import harmless  # noqa: PLC0415

    return harmless(text)
