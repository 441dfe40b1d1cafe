"""``quizgen suggest``: wrong options for facts that have no choice question."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
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
from quizgen.model import Deck
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
    """The open decks, and which of their facts lack a choice question."""

    opened: OpenDecks
    decks: Mapping[str, Deck]
    generated: library.Generated

    def lacking(self) -> Iterator[Lacking]:
        """Yield the facts that something can be offered for, as they are wanted."""
        for deck_id, short in self.generated.shortages.items():
            for it in suggestions_for(self.decks[deck_id], short, self.generated.questions):
                if it.suggestions:
                    yield it

    @property
    def total(self) -> int:
        """How many facts lack a choice question."""
        return sum(map(len, self.generated.shortages.values()))


@dataclass(slots=True, kw_only=True)
class _Answers:
    """What the author has declared wrong."""

    declared: list[tuple[Lacking, list[str]]] = field(default_factory=list)

    def accepted(self, deck: Deck) -> list[Accepted]:
        """Return the accepted options of a deck's facts."""
        own = set(map(id, deck.facts))
        return [
            Accepted(fact=it.fact.id, blank=it.blank.text if it.blank else "", texts=tuple(texts))
            for it, texts in self.declared
            if texts and id(it.fact) in own
        ]


@dataclass(slots=True)
class _Replies:
    """What the author answers: keys of a terminal, or lines of anything else."""

    #: A line that has been read and not been used.
    _ahead: str = ""

    def are_missing(self) -> bool:
        """Tell whether nobody answers: standard input is no terminal and holds nothing."""
        if is_terminal(sys.stdin):
            return False
        self._ahead = sys.stdin.readline()
        return not self._ahead

    def get(self, prompt: str) -> str:
        """Ask until the answer is one of the keys; where answers come to an end, that is a q."""
        while True:
            click.echo(prompt, nl=False)
            key = self._key()
            if key in _KEYS and key != "?":
                return key
            click.echo(_HELP, nl=False)

    def _key(self) -> str:
        if is_terminal(sys.stdin):
            try:
                key = click.getchar().lower()
            except EOFError:
                key = "q"
            click.echo(key if key in _KEYS else "")
            return key
        line, self._ahead = self._ahead or sys.stdin.readline(), ""
        click.echo(visible(line.strip()))
        return line.strip()[:1].lower() if line else "q"


@click.command()
@decks_argument
@click.option("--list", "only_list", is_flag=True, help="Print the suggestions without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the suggestions as JSON.")
def suggest(decks: tuple[str, ...], *, only_list: bool, as_json: bool) -> None:
    """Find wrong options for facts that have no choice question.

    Offers what the deck has elsewhere, one by one. With y you declare it wrong, and it is written
    as `wrong:` into the fact; everything else in the deck stays byte for byte. Answers may come
    through a pipe, one a line; without any, the suggestions are only listed.
    """
    paths = own_decks(decks)
    with patience("looking for wrong options"):
        work = _work(open_decks(paths), paths)
    if as_json:
        click.echo(json.dumps([_data(it) for it in work.lacking()], indent=2))
        return
    _sum_up(work)
    replies = _Replies()
    if not only_list and not replies.are_missing():
        _ask_and_write(work, decks, replies)
        return
    offered = False
    for it in work.lacking():
        offered = True
        _show(it)
        for option in it.suggestions:
            click.echo(f"  - {_described(option)}")
    if not offered:
        _say_that_nothing_is_alike(work)


def _work(opened: OpenDecks, paths: Sequence[object]) -> _Work:
    loaded = library.load([str(path) for path in paths])
    errors = [it for it in library.defects(loaded) if it.severity is Severity.ERROR]
    names = [str(path) for path in paths]
    if errors or not loaded.decks:
        raise DeckError(
            f"the decks have {len(errors)} error{'s' * (len(errors) != 1)}; nothing was written",
            f"`{command('check', *names)}` says what is wrong",
        )
    return _Work(
        opened=opened,
        decks={deck.id: deck for deck in loaded.decks},
        generated=library.generate(loaded.decks),
    )


def _sum_up(work: _Work) -> None:
    if not work.total:
        click.echo("every fact has a choice question, or needs none")
    else:
        facts = "1 fact has" if work.total == 1 else f"{work.total} facts have"
        click.echo(f"{facts} no choice question")


def _say_that_nothing_is_alike(work: _Work) -> None:
    if work.total:
        click.echo("the decks hold nothing like their answers; write `wrong:` yourself")


def _ask_and_write(work: _Work, decks: Sequence[str], replies: _Replies) -> None:
    answers = _Answers()
    try:
        _ask_all(work, answers, replies)
    except _StopError:
        pass
    except (KeyboardInterrupt, click.Abort):
        click.echo()
        _write(work, answers, decks)
        raise
    _write(work, answers, decks)


def _ask_all(work: _Work, answers: _Answers, replies: _Replies) -> None:
    for number, it in enumerate(work.lacking(), start=1):
        if number == 1:
            click.echo("For each text: is it wrong here? Only what you declare wrong is written.")
            click.echo(_HELP, nl=False)
        click.echo()
        _show(it)
        texts: list[str] = []
        answers.declared.append((it, texts))
        _ask_about(it, texts, replies)
    if not answers.declared:
        _say_that_nothing_is_alike(work)


def _ask_about(it: Lacking, texts: list[str], replies: _Replies) -> None:
    for option in it.suggestions:
        answer = replies.get(f"  {_described(option)} wrong? [y/n/s/q/?] ")
        if answer == "q":
            raise _StopError
        if answer == "y":
            texts.append(option.text)
        if answer == "s" or len(texts) == it.wanted:
            return


def _write(work: _Work, answers: _Answers, decks: Sequence[str]) -> None:
    if not answers.declared:
        return
    texts: dict[str, str] = {}
    left: list[Accepted] = []
    for parts in work.opened.decks:
        accepted = answers.accepted(work.decks[parts[0].id])
        if accepted:
            declared = declare(parts, accepted)
            _refuse_unsound(parts, declared)
            texts |= declared.texts
            left += declared.left
    rewrite_decks(texts, work.opened.texts)
    total = sum(len(texts) for _, texts in answers.declared) - sum(len(it.texts) for it in left)
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


def _show(it: Lacking) -> None:
    position = it.fact.position
    click.echo(visible(plain(it.stem)))
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
