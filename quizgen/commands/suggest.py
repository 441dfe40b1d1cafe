"""``quizgen suggest``: wrong options for facts that have no choice question."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from quizgen import library
from quizgen.authoring.suggestions import Lacking, Suggestion
from quizgen.authoring.suggestions import suggest as suggestions_for
from quizgen.authoring.wrong_options import Accepted, Declared, declare
from quizgen.checks import check_deck
from quizgen.commands.deck_files import own_decks, rewrite_decks
from quizgen.commands.environment import command, is_terminal
from quizgen.commands.options import decks_argument
from quizgen.commands.patience import patience
from quizgen.deck_reader import OpenDecks, Part, open_decks, read_deck, reopen
from quizgen.kinds import KINDS
from quizgen.markup import plain
from quizgen.problems import DeckError, Severity
from quizgen.report import visible

_HELP = """\
  y  yes: you declare it wrong here, beyond doubt; learners will be told that it is wrong
  n  no: it may be right, or nobody would pick it
  s  skip the rest of this fact
  q  stop; what you declared so far is written
"""
_KEYS = frozenset("ynsq?")


class _StopError(Exception):
    """The author has had enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """The open decks, and what each lacks."""

    opened: OpenDecks
    #: As the decks: what each of them lacks.
    lacking: tuple[tuple[Lacking, ...], ...]

    @property
    def offers(self) -> list[Lacking]:
        """All facts that something can be offered for."""
        return [it for deck in self.lacking for it in deck if it.suggestions]


@dataclass(slots=True, kw_only=True)
class _Answers:
    """What the author has declared wrong: fact, blank and texts."""

    declared: list[tuple[Lacking, Suggestion]] = field(default_factory=list)
    asked: int = 0

    def accepted(self, facts: Sequence[Lacking]) -> list[Accepted]:
        """Return the accepted options of some facts."""
        found = []
        for it in facts:
            texts = tuple(option.text for fact, option in self.declared if fact is it)
            if texts:
                blank = it.blank.text if it.blank else ""
                found.append(Accepted(fact=it.fact.id, blank=blank, texts=texts))
        return found


@click.command()
@decks_argument
@click.option("--list", "only_list", is_flag=True, help="Print the suggestions without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the suggestions as JSON.")
def suggest(decks: tuple[str, ...], *, only_list: bool, as_json: bool) -> None:
    """Find wrong options for facts that have no choice question.

    Offers what the deck has elsewhere, one by one. With y you declare it wrong, and it is written
    as `wrong:` into the fact; everything else in the deck stays byte for byte. Answers may come
    through a pipe, one a line; where they end, what is left is only listed.
    """
    paths = own_decks(decks)
    with patience("looking for wrong options"):
        work = _work(open_decks(paths), paths)
    if as_json:
        click.echo(json.dumps([_data(it) for it in work.offers], indent=2))
    elif only_list:
        for it in work.offers:
            _show(it)
            for option in it.suggestions:
                click.echo(f"  - {_described(option)}")
        _sum_up(work)
    else:
        _sum_up(work)
        _ask_and_write(work, decks)


def _work(opened: OpenDecks, paths: Sequence[object]) -> _Work:
    loaded = library.load([str(path) for path in paths])
    errors = [it for it in library.defects(loaded) if it.severity is Severity.ERROR]
    names = [str(path) for path in paths]
    if errors or not loaded.decks:
        raise DeckError(
            f"the decks have {len(errors)} error{'s' * (len(errors) != 1)}; nothing was written",
            f"`{command('check', *names)}` says what is wrong",
        )
    generated = library.generate(loaded.decks)
    known = {deck.id: deck for deck in loaded.decks}
    return _Work(
        opened=opened,
        lacking=tuple(
            tuple(
                suggestions_for(
                    known[parts[0].id],
                    generated.shortages.get(parts[0].id, {}),
                    generated.questions,
                )
            )
            for parts in opened.decks
        ),
    )


def _sum_up(work: _Work) -> None:
    lacking = sum(map(len, work.lacking))
    if not lacking:
        click.echo("every fact has a choice question, or needs none")
        return
    facts = "1 fact has" if lacking == 1 else f"{lacking} facts have"
    without = lacking - len(work.offers)
    rest = f"; for {without} the deck holds nothing alike" if without else ""
    click.echo(f"{facts} no choice question{rest}")


def _ask_and_write(work: _Work, decks: Sequence[str]) -> None:
    if not work.offers:
        return
    click.echo("For each text: is it wrong here? Only what you declare wrong is written.\n" + _HELP)
    answers = _Answers()
    try:
        _ask_all(work, answers)
    except _StopError:
        pass
    except (KeyboardInterrupt, click.Abort):
        click.echo()
        _write(work, answers, decks)
        raise
    _write(work, answers, decks)


def _ask_all(work: _Work, answers: _Answers) -> None:
    for number, it in enumerate(work.offers, start=1):
        _show(it, f"{number}/{len(work.offers)} ")
        wanted = it.wanted
        for option in it.suggestions:
            answer = _answer(f"  {_described(option)} wrong? [y/n/s/q/?] ")
            answers.asked += 1
            if answer == "q":
                raise _StopError
            if answer == "s":
                break
            if answer == "y":
                answers.declared.append((it, option))
                wanted -= 1
            if wanted == 0:
                break


def _answer(prompt: str) -> str:
    """Ask until the answer is one of the keys; where answers come to an end, that is a stop."""
    while True:
        click.echo(prompt, nl=False)
        if is_terminal(sys.stdin):
            key = _pressed()
            click.echo(key if key in _KEYS else "")
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1].lower() if line else "q"
            click.echo(line.strip() if line else "")
        if key in _KEYS and key != "?":
            return key
        click.echo(_HELP, nl=False)


def _pressed() -> str:
    try:
        return click.getchar().lower()
    except EOFError:
        return "q"


def _write(work: _Work, answers: _Answers, decks: Sequence[str]) -> None:
    texts: dict[str, str] = {}
    left: list[Accepted] = []
    for parts, facts in zip(work.opened.decks, work.lacking, strict=True):
        accepted = answers.accepted(facts)
        if accepted:
            declared = declare(parts, accepted)
            _refuse_unsound(parts, declared)
            texts |= declared.texts
            left += declared.left
    rewrite_decks(texts, work.opened.texts)
    total = len(answers.declared) - sum(len(it.texts) for it in left)
    options = f"{total or 'no'} wrong option{'s' * (total != 1)}"
    click.echo(f"{options} written" + (f" into {', '.join(texts)}" if texts else ""))
    for it in left:
        click.echo(visible(f"write into '{it.fact}' yourself: wrong: {', '.join(it.texts)}"))
    if total:
        click.echo(f"Next: {command('quiz', *decks)}")


def _refuse_unsound(parts: Sequence[Part], declared: Declared) -> None:
    """Read the deck with its new texts.

    Raises:
        DeckError: an option makes an error of it.
    """
    opened = [reopen(part, declared.texts.get(part.page.file, part.page.text)) for part in parts]
    read = read_deck([part for part in opened if part is not None])
    checked = check_deck(read.deck, [kind.name for kind in KINDS]) if read.deck else ()
    errors = [it for it in (*read.problems, *checked) if it.severity is Severity.ERROR]
    if errors:
        raise DeckError(
            f"nothing was written: {errors[0].message}", errors[0].hint or "leave that option out"
        )


def _show(it: Lacking, before: str = "") -> None:
    position = it.fact.position
    click.echo(visible(f"{before}{plain(it.stem)}"))
    click.echo(visible(f"  Right is: {plain(it.key)}  ({position.file}:{position.line})"))


def _described(option: Suggestion) -> str:
    return visible(f"{plain(option.text)}  ({option.origin})")


def _data(it: Lacking) -> dict[str, object]:
    return {
        "file": it.fact.position.file,
        "line": it.fact.position.line,
        "fact": it.fact.id,
        "blank": it.blank.text if it.blank else "",
        "stem": it.stem,
        "key": it.key,
        "suggestions": [{"text": option.text, "from": option.origin} for option in it.suggestions],
    }
