"""``quizgen schema``: the JSON Schema of a format."""

from importlib.resources import files

import click


@click.command()
@click.argument("name", type=click.Choice(["quiz", "deck"]), default="quiz")
def schema(name: str) -> None:
    """Print the JSON Schema of a format.

    `quiz` is what `quizgen generate` writes, `deck` what authors write: editors complete and
    check decks by it.
    """
    text = files("quizgen").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)
