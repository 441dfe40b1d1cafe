"""What an exchange with Anki comes to, in words and as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.anki_progress import Giving
from quizgen.commands.anki.taking_in import Exchange
from quizgen.commands.saying import days_of
from quizgen.export.anki.changes import named
from quizgen.model import CardId, Reset, Review, Undo
from quizgen.scheduler import date_text
from quizgen.wording.grammar import counted

_NAMED = 5


def taken_lines(exchange: Exchange, *, dry_run: bool, of_package: bool = False) -> Iterator[str]:
    """Say what came from Anki, or would; ``of_package``: by a file that was exported there."""
    reviews = [it for it in exchange.events if isinstance(it, Review)]
    cards = {it.card for it in exchange.found.notes}
    if reviews:
        own = counted(len({it.card for it in reviews}), "card")
        would = "would come" if dry_run else "came"
        answers = counted(len(reviews), "answer")
        yield f"{answers} to {own} {would} in from Anki, {days_of(reviews)}."
    else:
        yield f"Nothing new from Anki, which has {counted(len(cards), 'card')} of quizgen's."
        if of_package and not exchange.found.entries:
            yield "  it holds no answers; a package does if it was exported with scheduling"
    yield from _taken_apart(exchange, dry_run=dry_run)
    foreign = sorted({it.partition("/")[0] for it in cards} - exchange.decks)
    if foreign:
        how = "" if of_package else " (--deck names one)"
        yield f"  of decks not at hand{how}, kept in the log: {named(foreign, _NAMED)}"


def _taken_apart(exchange: Exchange, *, dry_run: bool) -> Iterator[str]:
    """Say what was known, or is no answer like others."""
    taken = exchange.taken
    if taken.known:
        yield f"  known already: {counted(taken.known, 'answer')}"
    if resets := [it.card for it in exchange.events if isinstance(it, Reset)]:
        here = "here too" if dry_run else "so here"
        yield f"  made new again there, and {here}: {_facts(resets)}"
    if copies := sum(isinstance(it, Undo) for it in exchange.events):
        yield f"  came in twice, once by way of Anki, and now count once: {copies}"
    if taken.idle:
        yield (
            f"  passed over, as a filtered deck asked them without counting them:"
            f" {counted(taken.idle, 'answer')}"
        )
    if taken.ahead:
        yield f"  left until their time comes, for a clock was ahead: {taken.ahead}"
    if taken.moved:
        yield f"  due on a date set by hand in Anki, and here as answered: {_facts(taken.moved)}"


def taken_data(exchange: Exchange, *, dry_run: bool) -> dict[str, object]:
    """Return the same as data."""
    reviews = [it for it in exchange.events if isinstance(it, Review)]
    days = [it.moment.day for it in reviews]
    return {
        "version": 1,
        "written": not dry_run,
        "notes": len(exchange.found.notes),
        "answers": len(reviews),
        "cards": len({it.card for it in reviews}),
        "first": date_text(min(days)) if days else None,
        "last": date_text(max(days)) if days else None,
        "known": exchange.taken.known,
        "made_new": sorted(it.card for it in exchange.events if isinstance(it, Reset)),
        "doubled": sum(isinstance(it, Undo) for it in exchange.events),
        "idle": exchange.taken.idle,
        "ahead": exchange.taken.ahead,
        "moved": list(exchange.taken.moved),
    }


def _facts(cards: Iterable[CardId]) -> str:
    """Name the facts of cards."""
    return named((card.partition("/")[2].rpartition("/")[0] for card in cards), _NAMED)


def given_lines(
    giving: Giving, left: Mapping[str, str], differences: Sequence[str], *, dry_run: bool
) -> Iterator[str]:
    """Say what goes to Anki."""
    answers = _answers(giving)
    cards = [gift.note.card for gift in giving.gifts]
    goes = "would go" if dry_run else "goes"
    if cards:
        also = f" and {counted(answers, 'answer')}" if answers else ""
        yield f"To Anki {goes} the state of {counted(len(cards), 'card')}{also}: {_facts(cards)}."
    else:
        yield "Nothing goes to Anki: it has all that is here."
    held = [gift.note.card for gift in giving.gifts if gift.keeps_due]
    if held:
        yield f"  keep the due date that was set by hand in Anki: {_facts(held)}"
    for why in dict.fromkeys(left.values()):
        names = _facts(card for card, reason in left.items() if reason == why)
        yield f"  not now, for {why}: {names}"
    if giving.taken_back:
        yield (
            f"  taken back here since, and still in Anki's log:"
            f" {counted(giving.taken_back, 'answer')}"
        )
    if giving.crowded:
        yield f"  not written, for more than fits happened at one moment: {_facts(giving.crowded)}"
    if differences:
        yield "In Anki, for the same due dates on both sides:"
    for line in differences:
        yield f"  {line}"


def _answers(giving: Giving) -> int:
    """Count the answers that go to Anki; what made cards new again is none."""
    return sum(entry.is_answer for gift in giving.gifts for entry in gift.entries)


def push_data(
    exchange: Exchange, giving: Giving, backup: object, *, dry_run: bool
) -> dict[str, object]:
    """Return both directions as data."""
    return {
        "version": 1,
        "written": backup is not None,
        "backup": None if backup is None else str(backup),
        "from_anki": taken_data(exchange, dry_run=dry_run),
        "to_anki": {
            "cards": [gift.note.card for gift in giving.gifts],
            "answers": _answers(giving),
            "taken_back": giving.taken_back,
        },
    }
