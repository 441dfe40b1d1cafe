"""``quizgen fit``: the scheduler fitted to how its learner remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from quizgen import library
from quizgen.anki_history import histories_of as anki_histories
from quizgen.anki_history import parse_offset, read_answers
from quizgen.commands import fit_words
from quizgen.commands.environment import deck_paths, local_offset
from quizgen.commands.learner import Learner, this_learner
from quizgen.commands.looking import json_option, progress_of
from quizgen.commands.options import decks_argument
from quizgen.commands.patience import patience
from quizgen.commands.questions import usable_decks
from quizgen.commands.settings_edit import set_parameters, undo_parameters
from quizgen.commands.settings_file import FILE, read_settings
from quizgen.fitting import (
    FEWEST,
    Advice,
    History,
    compare,
    count_scored,
    histories_of,
    judge,
    steps_of,
)
from quizgen.problems import QuizgenError, RequestError
from quizgen.scheduler import date_text
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS
from quizgen.statistics import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was typed."""

    decks: tuple[str, ...]
    files: tuple[str, ...]
    adopt: bool
    dry_run: bool
    evaluate: bool
    undo: bool
    defaults: bool
    offset: int | None
    as_json: bool


class Offset(click.ParamType[int]):
    """Minutes east of UTC, written as such or as +02:00."""

    name = "offset"

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read it, or say how it is written."""
        if isinstance(value, int):
            return value
        try:
            return parse_offset(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@decks_argument
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Answers given in Anki (.anki2, .apkg, .colpkg) or a table (.csv); repeatable.",
)
@click.option("--adopt", is_flag=True, help="With --from: adopt what is found, if it is better.")
@click.option("--dry-run", is_flag=True, help="Adopt nothing.")
@click.option("--evaluate", is_flag=True, help="Compare models of memory on your answers.")
@click.option("--undo", is_flag=True, help="Go back to what held before the last change.")
@click.option("--defaults", is_flag=True, help="Go back to the defaults.")
@click.option(
    "--offset",
    type=Offset(),
    metavar="+HH:MM",
    help="With --from: the zone of the answers, instead of a collection's own or this machine's."
    " A table's column goes before it.",
)
@json_option
def fit(decks: tuple[str, ...], **typed: Any) -> None:  # noqa: ANN401  # click has read them
    """Fit the scheduler to how you remember.

    From 500 answers on that test your memory, it finds parameters of your own, tries them on
    your later answers, and adopts them if they foresee these better. No card's due date moves;
    the intervals of your next answers do.
    """
    request = Request(decks=decks, **typed)
    _refuse_nonsense(request)
    learner = this_learner(answers=False)
    if request.undo or request.defaults:
        _go_back(learner, request)
    elif request.evaluate:
        _evaluate(_histories(learner, request), request)
    else:
        _fit(learner, request)


def _refuse_nonsense(request: Request) -> None:
    """Refuse options that contradict each other.

    Raises:
        RequestError: some do.
    """
    chosen = {
        "--evaluate": request.evaluate,
        "--undo": request.undo,
        "--defaults": request.defaults,
        "--adopt": request.adopt,
        "--dry-run": request.dry_run,
    }
    named = [option for option, is_on in chosen.items() if is_on]
    if len(named) > 1:
        raise RequestError(f"{' and '.join(named)} do not go together", "choose one of them")
    if request.adopt and not request.files:
        raise RequestError(
            "--adopt goes with --from", "what your own answers say is adopted without it"
        )
    if request.decks and request.files:
        raise RequestError(
            "decks and --from do not go together", "a file of answers knows nothing of these decks"
        )
    if (request.undo or request.defaults) and (request.decks or request.files):
        raise RequestError(f"{named[0]} stands alone", "leave decks and files out")


def _go_back(learner: Learner, request: Request) -> None:
    path = learner.home / FILE
    today = date_text(learner.now().day)
    if request.undo:
        undo_parameters(path, today)
    elif learner.settings.parameters:
        set_parameters(path, None, today)
    held = read_settings(learner.home).parameters
    if request.as_json:
        click.echo(fit_words.held_json(held, path))
    else:
        changed = held != learner.settings.parameters
        click.echo(fit_words.held_text(held, path, changed=changed, undo=request.undo))


def _fit(learner: Learner, request: Request) -> None:
    histories = _histories(learner, request)
    in_force = learner.settings.parameters or DEFAULT_WEIGHTS
    with patience(f"fitting to {count_scored(histories):,} answers"):
        found = judge(histories, in_force)
    wanted = not request.dry_run and (request.adopt or not request.files)
    adopted = wanted and found.advice is Advice.ADOPT
    path = learner.home / FILE
    if adopted:
        set_parameters(path, found.weights, date_text(learner.now().day))
    told = fit_words.Told(
        found=found,
        in_force=in_force,
        retention=learner.settings.retention,
        longest=learner.settings.maximum_interval,
        adopted=adopted,
        dry_run=request.dry_run,
        from_files=bool(request.files),
        path=path,
    )
    click.echo(fit_words.fit_json(told) if request.as_json else fit_words.fit_text(told))


def _evaluate(histories: Sequence[History], request: Request) -> None:
    scored = count_scored(histories)
    if scored < FEWEST:
        raise RequestError(
            f"{scored} answers that test your memory are too few to compare anything",
            f"it takes {FEWEST}: typed or recalled, a day or more after the last answer",
        )
    with patience("comparing models", steps_of(histories)) as step:
        found = compare(histories, step)
    click.echo(
        fit_words.comparison_json(found) if request.as_json else fit_words.comparison_text(found)
    )


def _histories(learner: Learner, request: Request) -> Sequence[History]:
    """The answers to fit on: those of the files named, or the learner's own to some decks."""
    if request.files:
        return _of_files(learner, request)
    policy = learner.scheduler.policy
    if request.decks:
        decks = usable_decks(request.decks, strict=False).decks
        progress = progress_of(learner, decks)
        places = Places(decks)
        return histories_of(progress, filter(places.find, progress.cards), policy)
    # Decks only tell of cards that were renamed; whatever is wrong with them need not stop this.
    progress = progress_of(learner, library.load(deck_paths(())).decks)

    return histories_of(progress, progress.cards, policy)


def _of_files(learner: Learner, request: Request) -> Sequence[History]:
    found, failed = [], list[QuizgenError]()
    with patience("reading answers"):
        for file in request.files:
            try:
                found.append(read_answers(Path(file)))
            except QuizgenError as error:
                failed.append(error)
        if len(failed) == 1:
            raise failed[0]
        if failed:
            raise RequestError("\n".join(it.message for it in failed), failed[0].hint)
        if request.offset is not None:
            found = [replace(it, offset=request.offset) for it in found]
        return anki_histories(found, local_offset, learner.settings.rollover)
