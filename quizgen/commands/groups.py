"""Groups of commands that are imported when they are asked for, and the end of a pipe."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

Table = Mapping[str, tuple[str, str]]
"""Name → where the command is (``module:attribute``), and its line in ``--help``."""


class PipeClosed(Exception):  # noqa: N818  # it is no error
    """Whoever read the output has gone, and needs no more of it; click would exit with 1."""


class LazyGroup(click.Group):
    """A group whose commands stand in a table and are imported when they are asked for."""

    def __init__(self, *args: Any, table: Table, **extra: Any) -> None:  # noqa: ANN401  # click's signature
        """Keep the table."""
        super().__init__(*args, **extra)
        self._table = table

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
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import one command."""
        if cmd_name not in self._table:
            return None
        module, attribute = self._table[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, and name the nearest one where there is none."""
        if args and args[0] not in self._table and not args[0].startswith("-"):
            # Only who has mistyped waits for this.
            from difflib import get_close_matches  # noqa: PLC0415

            near = get_close_matches(args[0], self._table, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without importing any."""
        own = [
            CompletionItem(name, help=line)
            for name, (_, line) in self._table.items()
            if name.startswith(incomplete)
        ]
        return own + click.Command.shell_complete(self, ctx, incomplete)
