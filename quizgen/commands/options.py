"""Arguments and options that several commands share."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem

from quizgen.problems import RequestError

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which questions the user asked for."""

    decks: Sequence[str] = ()
    kinds: tuple[str, ...] | None = None
    topics: Sequence[str] = ()
    tags: Sequence[str] = ()
    count: int | None = None
    seed: str | None = None
    title: str = ""


def is_quiz_file(name: str) -> bool:
    """Tell whether a name is that of a quiz file rather than a deck."""
    return name.lower().endswith(".json")


def refuse_quiz_files(names: Sequence[str]) -> None:
    """Refuse quiz files where decks are wanted.

    Raises:
        RequestError: one of the names is that of a quiz file.
    """
    for name in filter(is_quiz_file, names):
        raise RequestError(
            f"{name} is a quiz file, not a deck", f"take it with `quizgen quiz {name}`"
        )


class KindNames(click.ParamType[tuple[str, ...]]):
    """A comma-separated list of kinds, checked against the registry."""

    name = "kinds"

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        """Split the list and refuse a kind that there is not."""
        if isinstance(value, tuple):
            return value
        known = _kind_names()
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if not names:
            self.fail(f"name at least one kind; there are {', '.join(known)}", param, ctx)
        for name in names:
            if name not in known:
                self.fail(f"there is no kind '{name}'; there are {', '.join(known)}", param, ctx)
        return names

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        param: click.Parameter,  # noqa: ARG002  # click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Complete the last kind of the list."""
        done, comma, last = incomplete.rpartition(",")
        names = [name for name in _kind_names() if name.startswith(last)]
        return [CompletionItem(done + comma + name) for name in names]


class WholeNumber(click.IntRange):
    """A whole number from some number up, or up to another, refused in plain words."""

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  # click's signature
        """Read the number, or say what it should be."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            end = "up" if self.max is None else f"to {self.max}"
            self.fail(f"'{value}' is not a whole number from {self.min} {end}", param, ctx)


def _kind_names() -> list[str]:
    from quizgen.kinds import KINDS  # noqa: PLC0415  # help needs no kinds

    return [kind.name for kind in KINDS]


decks_argument = click.argument("decks", nargs=-1, metavar="[DECK]...", type=click.Path())
plain_option = click.option(
    "--plain", is_flag=True, help="Plain lines instead of a full screen; fit for screen readers."
)
new_option = click.option(
    "--new",
    "new_limit",
    type=WholeNumber(min=0),
    default=None,
    metavar="N",
    help="New cards a day; 10 unless your settings say otherwise.",
)

minutes_option = click.option(
    "--minutes",
    type=WholeNumber(min=0),
    default=None,
    metavar="M",
    help="Ask no further question after so many minutes; 0: no limit.",
)
exam_option = click.option(
    "--exam",
    "wanted",
    metavar="DATE",
    help="The exam: its date, or the title that your settings give it.",
)
script_option = click.option(
    "--script",
    type=click.Path(),
    metavar="FILE",
    help="Play a session from a file of answers and commands, line by line.",
)

_WISHES = (
    ("decks", decks_argument),
    (
        "kinds",
        click.option(
            "--kinds", type=KindNames(), metavar="KIND,...", help="Only these kinds of questions."
        ),
    ),
    (
        "topics",
        click.option(
            "--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic; repeatable."
        ),
    ),
    (
        "tags",
        click.option(
            "--tag", "tags", multiple=True, metavar="TAG", help="Only this tag; repeatable."
        ),
    ),
    (
        "seed",
        click.option("--seed", metavar="TEXT", help="Draw the same again: any word or number."),
    ),
    ("title", click.option("--title", default="", metavar="TEXT", help="What to call it.")),
)
"""By the field of a wish that each fills."""


def wish_options(count_help: str, without: Collection[str] = ()) -> Callable[[Command], Command]:
    """Take decks and everything that narrows their questions down, as one :class:`Wish`.

    ``without`` names fields of the wish that mean nothing to the command.
    """
    number = click.option(
        "-n", "--count", "--limit", "count", type=WholeNumber(min=1), metavar="N", help=count_help
    )
    wishes = [option for name, option in (*_WISHES, ("count", number)) if name not in without]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_wish(**values: Any) -> Any:  # noqa: ANN401  # whatever the command takes
            wish = {name: values.pop(name) for name in Wish.__slots__ if name in values}
            return command(wish=Wish(**wish), **values)

        wrapped: Command = with_wish
        for option in reversed(wishes):
            wrapped = option(wrapped)
        return wrapped

    return decorate
