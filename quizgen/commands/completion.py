"""``quizgen completion``: the line that switches completion on."""

import click

LINES = {
    "bash": 'eval "$(_QUIZGEN_COMPLETE=bash_source quizgen)"',
    "zsh": 'eval "$(_QUIZGEN_COMPLETE=zsh_source quizgen)"',
    "fish": "_QUIZGEN_COMPLETE=fish_source quizgen | source",
}


@click.command()
@click.argument("shell", type=click.Choice(list(LINES)))
def completion(shell: str) -> None:
    """Print the line that switches on completion; add it to your shell's start-up file."""
    click.echo(LINES[shell])
