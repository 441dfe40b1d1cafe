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
from typing import Any, TextIO

import click
from click.shell_completion import CompletionItem

from quizgen import __version__
from quizgen.problems import QuizgenError

COMMANDS: dict[str, tuple[str, str]] = {
    "study": ("quizgen.commands.study:study", "Study what is due, then new cards."),
    "quiz": ("quizgen.commands.quiz:quiz", "Take a quiz and see your score."),
    "stats": ("quizgen.commands.stats:stats", "Show how well you remember."),
    "forecast": ("quizgen.commands.forecast:forecast", "Show what is due in the next days."),
    "fit": ("quizgen.commands.fit:fit", "Fit the scheduler to how you remember."),
    "check": ("quizgen.commands.check:check", "Find everything wrong or weak in decks."),
    "generate": ("quizgen.commands.generate:generate", "Print the questions as data."),
    "explain": ("quizgen.commands.explain:explain", "Show what is behind a question."),
    "export": ("quizgen.commands.export:export", "Write an Anki package or a handout."),
    "new": ("quizgen.commands.new:new", "Write a first deck to change as you like."),
    "ids": ("quizgen.commands.ids:ids", "Fill in the ids that facts lack."),
    "suggest": ("quizgen.commands.suggest:suggest", "Find wrong options for facts without."),
    "import": ("quizgen.commands.import_:import_", "Make a deck of a file from elsewhere."),
    "settings": ("quizgen.commands.settings:settings", "Show your settings and where they are."),
    "schema": ("quizgen.commands.schema:schema", "Print the JSON Schema of decks or quizzes."),
    "completion": ("quizgen.commands.completion:completion", "Set up completion in your shell."),
}
"""Name → where the command is, and its line in ``--help``."""

INTERRUPTED = 130


class PipeClosed(Exception):  # noqa: N818  # it is no error
    """Whoever read the output has gone, and needs no more of it; click would exit with 1."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401  # click's signature
        """Read the command line; ``--help`` writes already here."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError as error:
            raise PipeClosed from error

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Name the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, and name the nearest one where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            # Only who has mistyped waits for this.
            from difflib import get_close_matches  # noqa: PLC0415

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without importing any."""
        own = [
            CompletionItem(name, help=line)
            for name, (_, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return own + click.Command.shell_complete(self, ctx, incomplete)


@click.group(
    cls=LazyGroup,
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
