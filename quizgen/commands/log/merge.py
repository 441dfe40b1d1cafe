"""``quizgen log merge``: takes in the log of another machine."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quizgen.anki_progress import doubled
from quizgen.commands.environment import command
from quizgen.commands.learner import Learner, this_learner
from quizgen.commands.patience import patience
from quizgen.commands.saying import days_of, say
from quizgen.model import ANKI, Event, Review
from quizgen.problems import Problem, RequestError
from quizgen.report import problem_data
from quizgen.review_log.merging import CONFLICT, Merge, carry_out, devices_of, log_in, plan_merge
from quizgen.review_log.raw_lines import count_lines, files_of
from quizgen.scheduler import date_text
from quizgen.wording.grammar import counted

_NAMED = 5
"""Lines that are named one by one."""


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what came in as JSON.")
def merge(folders: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    """Take in the log of another machine, so that its answers count here too.

    DIR is the home folder of another machine (a copy of it, a drive, a shared folder), the folder
    `log` in it, or the folder of one device in that. Only what this log lacks is added; no line
    is rewritten, DIR stays as it is, and a second time changes nothing. Do the same on the other
    machine, and both hold the same.
    """
    missing = [folder for folder in folders if not os.path.isdir(folder)]  # noqa: PTH112  # Path's raises for a name that is too long
    if missing:
        raise RequestError(
            f"there is no folder {', '.join(folder or repr(folder) for folder in missing)}",
            "name the home folder of another machine, or its folder `log`",
        )
    learner = this_learner(answers=False)
    own = learner.log.folder
    logs = [files_of(own), *(log_in(Path(folder)) for folder in folders)]
    with patience("reading the logs", sum(map(count_lines, logs))) as step:
        found = plan_merge(logs[0], logs[1:], step)
    copies = 0
    if not dry_run:
        with patience("writing"):
            carry_out(own, found.lacking)
            copies = _settle(this_learner())
    if as_json:
        click.echo(json.dumps(_data(found, dry_run=dry_run), indent=2))
    else:
        say(_said(found, folders, learner.now().day, dry_run=dry_run))
        say(_said_of_copies(copies))


def _settle(learner: Learner) -> int:
    """Take back answers that came by way of Anki too; return how many there were."""
    if not learner.log.mentions(f'"session":"{ANKI}"'):
        return 0
    undos = [*doubled(learner.progress({}))]
    learner.log.append_all(undos)
    return len(undos)


def _said_of_copies(copies: int) -> Iterator[str]:
    if copies:
        yield f"Came by way of Anki as well, and count once: {counted(copies, 'answer')}"


def _said(found: Merge, folders: Sequence[str], today: int, *, dry_run: bool) -> Iterator[str]:
    events = [each.event for each in found.lacking]
    if events:
        yield f"{_amount(events)} {'would come' if dry_run else 'came'} in:"
        for device, own in sorted(devices_of(found.lacking).items()):
            yield f"  {device}: {_amount(own)}, {days_of(own)}"
        # Elsewhere it may be tomorrow already.
        if ahead := [it for it in events if it.moment.day > today + 1]:
            verify = command("log", "verify")
            yield f"Ahead of this clock: {_amount(ahead)}, {days_of(ahead)}; {verify} names them."
    else:
        yield "Nothing new: all that is there is here already."
    conflicts = [it for it in found.problems if it.code == CONFLICT]
    yield from _named("An id stands for two events; the earlier one counts:", conflicts)
    others = [it for it in found.problems if it.code != CONFLICT]
    yield from _named("Not taken in:", others)
    if events:
        yield f"Next: {command('log', 'merge', *folders) if dry_run else command()}"


def _named(what: str, problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield what
    for problem in problems[:_NAMED]:
        yield f"  {problem.position.file}:{problem.position.line}: {problem.message}"
    if len(problems) > _NAMED:
        yield f"  and {len(problems) - _NAMED} more like that"


def _amount(events: Sequence[Event]) -> str:
    """Return how many answers there are to how many cards, and how many other events."""
    answers = [it for it in events if isinstance(it, Review) and not it.replaces]
    cards = {it.card for it in answers}
    others = len(events) - len(answers)
    parts = [
        f"{counted(len(answers), 'answer')} to {counted(len(cards), 'card')}" if answers else "",
        f"{counted(others, 'other event')}" if others else "",
    ]
    return " and ".join(filter(None, parts))


def _data(found: Merge, *, dry_run: bool) -> dict[str, object]:
    return {
        "version": 1,
        "written": not dry_run,
        **_figures([each.event for each in found.lacking]),
        "devices": [
            {"device": device, **_figures(own)}
            for device, own in sorted(devices_of(found.lacking).items())
        ],
        "problems": [problem_data(problem) for problem in found.problems],
    }


def _figures(events: Sequence[Event]) -> dict[str, object]:
    answers = [it for it in events if isinstance(it, Review) and not it.replaces]
    days = [it.moment.day for it in events]
    return {
        "events": len(events),
        "answers": len(answers),
        "cards": len({it.card for it in answers}),
        "first": date_text(min(days)) if days else None,
        "last": date_text(max(days)) if days else None,
    }
