"""``quizgen export``: a command for each format that there is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from quizgen.commands.export.printing import PDF, PDF_ENGINE, prints
from quizgen.commands.export.running import run_export
from quizgen.commands.groups import LazyGroup
from quizgen.commands.options import Wish, wish_options
from quizgen.export import EXPORTERS, Exporter, Selection

_COUNTS: Mapping[Selection, str] = MappingProxyType(
    {
        "quiz": "Draw this many questions; 10 unless told otherwise.",
        "one-per-card": "Only the first so many cards.",
        "facts": "",
    }
)
"""What a number means, by what an exporter wants."""

_WITHOUT: Mapping[Selection, tuple[str, ...]] = MappingProxyType(
    {"quiz": (), "one-per-card": ("seed",), "facts": ("kinds", "seed", "count")}
)
"""Wishes that mean nothing to it."""

_FROM: Mapping[Selection, str] = MappingProxyType(
    {
        "quiz": "From decks, or from a quiz file of `generate`, as it is.",
        "one-per-card": "From decks, or from a quiz file of `generate`.",
        "facts": "From decks.",
    }
)

_OUTPUT = click.Option(
    ["-o", "--output"],
    default=".",
    type=click.Path(),
    metavar="PATH",
    help="A file, or a folder where there are several files; default: this folder.",
)
_PROGRESS = click.Option(
    ["--progress"],
    is_flag=True,
    help="New notes bring your due dates and answers along.",
)
_FROM_DUE = click.Option(
    ["--from-due"], is_flag=True, help="Only what is due for you today, the most urgent first."
)


class _Formats(LazyGroup):
    """A command for each exporter."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Make the command of one format."""
        for exporter in EXPORTERS:
            if exporter.name == cmd_name:
                return _command_of(exporter)
        return None


@click.group(
    cls=_Formats,
    table={it.name: ("", f"Write {it.summary}.") for it in EXPORTERS},
    subcommand_metavar="FORMAT [ARGS]...",
)
def export() -> None:
    """Write questions in another format.

    From decks, or from a quiz file of `generate`.
    """


def _command_of(exporter: Exporter) -> click.Command:
    selection = exporter.selection

    @click.command(exporter.name, help=f"Write {exporter.summary}.\n\n{_FROM[selection]}")
    @wish_options(_COUNTS[selection], _WITHOUT[selection])
    def run(wish: Wish, output: str, **chosen: Any) -> None:  # noqa: ANN401  # whatever the exporter offers
        run_export(exporter, wish, output, chosen)

    run.params += [
        *([_FROM_DUE] if selection == "quiz" else []),
        *exporter.options,
        *([PDF, PDF_ENGINE] if prints(exporter) else []),
        *([_PROGRESS] if exporter.carries_progress else []),
        _OUTPUT,
    ]
    return run
