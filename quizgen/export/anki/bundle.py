"""From a quiz and its locks to a package: which notes, how fresh, and what to tell the author."""

import re
from collections.abc import Iterator, Sequence

from quizgen.export import Bundle, Request, lock_file
from quizgen.export.anki.changes import Tally, named, report_lines
from quizgen.export.anki.decks import packed
from quizgen.export.anki.field_text import deck_name
from quizgen.export.anki.identity import HOME_KINDS, card_parts, keys_of, kind_of, revived
from quizgen.export.anki.lock import Lock, parse_lock, render_lock
from quizgen.export.anki.media import MediaShelf
from quizgen.export.anki.package import Clock, pack
from quizgen.export.anki.pins import Pins
from quizgen.export.anki.plan import Plan, Setting
from quizgen.export.anki.subdecks import Subdecks
from quizgen.generator import generate
from quizgen.model import Deck, Question, Quiz
from quizgen.problems import DeckError


def make_bundle(quiz: Quiz, request: Request) -> Bundle:
    """Make the package, the locks and the report of an export."""
    shelf = MediaShelf(read=request.media)
    plans = [_plan(setting, quiz, shelf) for setting in _settings(quiz, request)]
    media = dict(sorted(shelf.files.items()))
    name = str(request.options.get("name") or "") or _name(plans)
    progress = request.progress
    clock = Clock(offset=progress.offset, rollover=progress.rollover) if progress else None
    return Bundle(
        files={f"{name}.apkg": pack(packed(plans, progress), media, clock)},
        locks={plan.setting.id: render_lock(plan.lock()) for plan in plans},
        report=tuple(_report(plans, shelf, request.now)),
    )


def _name(plans: Sequence[Plan]) -> str:
    """Name the file after its only deck; an id in a quiz file may hold anything."""
    ids = [plan.setting.id for plan in plans]
    return re.sub(r"[^\w-]+", "-", ids[0]).strip("-") or "quizgen" if len(ids) == 1 else "quizgen"


def _settings(quiz: Quiz, request: Request) -> Iterator[Setting]:
    decks = {deck.id: deck for deck in request.decks}
    titles = {deck.id: deck.title for deck in quiz.decks}
    titles |= {deck.id: deck.title for deck in request.decks}
    ids = (*titles, *(question.deck for question in quiz.questions))
    for deck_id in dict.fromkeys(ids):
        deck = decks.get(deck_id)
        lock = _lock(request.locks.get(deck_id, ""), deck_id, deck)
        yield Setting(
            id=deck_id,
            title=titles.get(deck_id, deck_id),
            notice=deck.notice if deck else quiz.notice,
            deck=deck,
            decks=request.decks,
            lock=lock,
            keys=keys_of(deck_id, deck, lock),
            now=request.now,
        )


def _lock(text: str, deck_id: str, deck: Deck | None) -> Lock:
    try:
        return parse_lock(text, deck_id)
    except DeckError as error:
        if deck is None:
            raise
        raise DeckError(f"{lock_file(deck)}: {error.message}", error.hint) from error


def _plan(setting: Setting, quiz: Quiz, shelf: MediaShelf) -> Plan:
    known = setting.lock.notes
    latest = max((line.mod for line in known.values()), default=0)
    tally = Tally(known=bool(setting.lock.name), loose=setting.deck is None, latest=latest)
    subdecks = Subdecks(setting.deck, setting.name, setting.keys, setting.lock)
    plan = Plan(setting=setting, shelf=shelf, tally=tally, subdecks=subdecks)
    pins = Pins(setting.deck)
    for question in _in_order(quiz, setting):
        plan.add(question, pins)
    # After all others: whoever has them gets the tag, whoever has not meets them last.
    _add_retired(plan)
    _account_for_the_rest(plan)
    return plan


def _in_order(quiz: Quiz, setting: Setting) -> list[Question]:
    """Return a deck's questions as the author ordered the facts: new cards come in this order."""
    facts = setting.keys.facts
    questions = [
        question
        for question in quiz.questions
        if question.deck == setting.id
        and not (question.fact in facts and facts[question.fact].retired)
    ]
    places = {card: place for place, card in enumerate(setting.keys.cards)}
    return sorted(questions, key=lambda q: places.get(setting.keys.card_of(q), len(places)))


def _add_retired(plan: Plan) -> None:
    """Make the notes of retired facts again, as far as they were ever exported."""
    setting = plan.setting
    facts = setting.keys.facts
    wanted = {
        key
        for key in setting.lock.notes
        if (fact := setting.keys.fact_of(key)) is not None and facts[fact].retired
    }
    if setting.deck is None or not wanted:
        return
    kinds = sorted({*HOME_KINDS, *filter(None, map(kind_of, wanted))})
    deck = revived(setting.deck)
    pins = Pins(deck)
    others = tuple(deck for deck in setting.decks if deck.id != setting.id)
    for question in generate((deck, *others), kinds).questions:
        if question.deck == setting.id and setting.keys.of(question) in wanted:
            plan.add(question, pins, retired=True)


def _account_for_the_rest(plan: Plan) -> None:
    """Tell notes that vanished from those that were not asked for."""
    setting, facts = plan.setting, plan.setting.keys.facts
    living = {setting.keys.first.get(name, name) for name in facts}
    for key in setting.lock.notes.keys() - plan.notes.keys():
        fact = setting.keys.fact_of(key)
        if setting.deck is None or (fact is not None and not facts[fact].retired):
            plan.tally.left_alone += 1
        else:
            name, _ = card_parts(key, setting.id)
            # Of a fact that is still there, one card vanished.
            whole = name and name not in living
            plan.tally.vanished.append(name if whole else key.removeprefix(f"{setting.id}/"))
    plan.tally.vanished.sort()


def _report(plans: Sequence[Plan], shelf: MediaShelf, now: int) -> Iterator[str]:
    for plan in plans:
        setting = plan.setting
        first, *more = report_lines(plan.tally, now)
        yield f"{setting.name}: {first}" if len(plans) > 1 else first
        yield from more
        yield from _older_names(plan)
    if shelf.without:
        yield f"  pictures left out: {', '.join(dict.fromkeys(shelf.without))}"


def _older_names(plan: Plan) -> Iterator[str]:
    setting = plan.setting
    if setting.title and setting.name != (deck_name(setting.title) or setting.id):
        yield (
            f"  in Anki the deck is still called “{setting.name}”: under another name its cards"
            " would part"
        )
    if older := [f"{topic} in “{subdeck}”" for topic, subdeck in plan.subdecks.older()]:
        yield f"  topics that stay in the subdeck of their older name: {named(older)}"
