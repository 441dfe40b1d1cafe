"""From a quiz and its locks to a package: which notes, how fresh, and what to tell the author."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.anki_cards import CardProgress, Carried
from quizgen.export import Bundle, Request, lock_file
from quizgen.export.anki.changes import Change, Tally, report_lines
from quizgen.export.anki.content import (
    Content,
    Surroundings,
    content_of,
    digest_of,
    form_of,
    unsuited,
)
from quizgen.export.anki.field_text import deck_name, markdown
from quizgen.export.anki.identity import (
    HOME_KINDS,
    Keys,
    deck_number,
    guid,
    keys_of,
    kind_of,
    revived,
)
from quizgen.export.anki.lock import Lock, LockLine, parse_lock, render_lock
from quizgen.export.anki.media import MediaShelf
from quizgen.export.anki.package import Clock, PackDeck, PackNote, pack
from quizgen.export.anki.pins import Pins, wrong_texts
from quizgen.generator import generate
from quizgen.model import CardId, Deck, Question, Quiz
from quizgen.problems import DeckError
from quizgen.scheduler import anki_card_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """One deck of an export, with what is known of its past."""

    id: str
    title: str
    notice: str
    deck: Deck | None
    decks: tuple[Deck, ...]
    lock: Lock
    keys: Keys
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A note before it gets its number."""

    key: str
    #: The card's present id.
    card: CardId
    line: LockLine
    content: Content


@dataclass(slots=True, kw_only=True)
class _Plan:
    """A deck's notes as they are being gathered."""

    setting: _Setting
    shelf: MediaShelf
    tally: Tally
    notes: dict[str, _Made] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def add(self, question: Question, pins: Pins, *, retired: bool = False) -> None:
        """Make a question's note, fresh only if something in it changed."""
        key = self.setting.keys.of(question)
        if key in self.notes:
            raise DeckError(
                f"'{question.fact}' and '{self.facts[key]}' claim the same note {key}",
                "a fact's id, or one of its 'was', is another fact's too",
            )
        known = self.setting.lock.notes.get(key)
        if reason := unsuited(question):
            self.tally.leave_out(reason, question.fact)
            return
        # Anki would refuse the note in another type, so it stays in its first.
        form = known.form if known else form_of(question)
        question = pins.applied(question, known.options if known else ())
        content = content_of(question, form, self._around(question, key, retired=retired))
        line = _line(key, content, wrong_texts(question), known, self.setting.now)
        same = known is not None and known.digest == line.digest
        self.tally.add(_change(known, same=same, retired=retired), question.fact, same=same)
        self.notes[key] = _Made(key=key, card=question.card, line=line, content=content)
        self.facts[key] = question.fact

    def _around(self, question: Question, key: str, *, retired: bool) -> Surroundings:
        deck = self.setting.deck
        links = {source.id: source.url for source in deck.sources.values()} if deck else {}
        return Surroundings(
            key=key,
            notice=self.setting.notice,
            links=links,
            image=self.shelf.image(question),
            retired=retired,
        )

    def lock(self) -> Lock:
        """Return the lock after this export; notes that are not in it keep their lines."""
        setting = self.setting
        name = setting.lock.name or deck_name(setting.title) or setting.id
        fresh = {key: made.line for key, made in self.notes.items()}
        return Lock(deck=setting.id, name=name, notes={**setting.lock.notes, **fresh})


def make_bundle(quiz: Quiz, request: Request) -> Bundle:
    """Make the package, the locks and the report of an export."""
    shelf = MediaShelf(read=request.media)
    plans = [_plan(setting, quiz, shelf) for setting in _settings(quiz, request)]
    locks = {plan.setting.id: plan.lock() for plan in plans}
    media = dict(sorted(shelf.files.items()))
    name = str(request.options.get("name") or "") or _name(plans)
    progress = request.progress
    clock = Clock(offset=progress.offset, rollover=progress.rollover) if progress else Clock()
    return Bundle(
        files={f"{name}.apkg": pack(_packed(plans, locks, request.progress), media, clock)},
        locks={deck: render_lock(lock) for deck, lock in locks.items()},
        report=tuple(_report(plans, locks, shelf, request.now)),
    )


def _name(plans: Sequence[_Plan]) -> str:
    """Name the file after its only deck; an id in a quiz file may hold anything."""
    ids = [plan.setting.id for plan in plans]
    return re.sub(r"[^\w-]+", "-", ids[0]).strip("-") or "quizgen" if len(ids) == 1 else "quizgen"


def _settings(quiz: Quiz, request: Request) -> Iterator[_Setting]:
    decks = {deck.id: deck for deck in request.decks}
    titles = {deck.id: deck.title for deck in quiz.decks}
    titles |= {deck.id: deck.title for deck in request.decks}
    ids = (*titles, *(question.deck for question in quiz.questions))
    for deck_id in dict.fromkeys(ids):
        deck = decks.get(deck_id)
        lock = _lock(request.locks.get(deck_id, ""), deck_id, deck)
        yield _Setting(
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


def _plan(setting: _Setting, quiz: Quiz, shelf: MediaShelf) -> _Plan:
    known = setting.lock.notes
    latest = max((line.mod for line in known.values()), default=0)
    tally = Tally(known=bool(setting.lock.name), loose=setting.deck is None, latest=latest)
    plan = _Plan(setting=setting, shelf=shelf, tally=tally)
    pins = Pins(setting.deck)
    for question in _in_order(quiz, setting):
        plan.add(question, pins)
    # After all others: whoever has them gets the tag, whoever has not meets them last.
    _add_retired(plan)
    _account_for_the_rest(plan)
    return plan


def _in_order(quiz: Quiz, setting: _Setting) -> list[Question]:
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


def _add_retired(plan: _Plan) -> None:
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


def _account_for_the_rest(plan: _Plan) -> None:
    """Tell notes that vanished from those that were not asked for."""
    setting = plan.setting
    for key in setting.lock.notes.keys() - plan.notes.keys():
        fact = setting.keys.fact_of(key)
        if setting.deck is None or (fact is not None and not setting.keys.facts[fact].retired):
            plan.tally.left_alone += 1
        else:
            plan.tally.vanished.append(key.removeprefix(f"{setting.id}/"))
    plan.tally.vanished.sort()


def _line(
    key: str, content: Content, options: tuple[str, ...], known: LockLine | None, now: int
) -> LockLine:
    digest = digest_of(content)
    if known is None:
        mod = now
    elif known.digest == digest:
        mod = known.mod
    else:
        # Anki takes a note only if it is newer than the last one, whatever our clock says.
        mod = max(now, known.mod + 1)
    return LockLine(key=key, form=content.form, digest=digest, mod=mod, options=options)


def _change(known: LockLine | None, *, same: bool, retired: bool) -> Change:
    if retired:
        return Change.RETIRED
    if known is None:
        return Change.NEW
    return Change.UNCHANGED if same else Change.CHANGED


def _packed(
    plans: Iterable[_Plan], locks: Mapping[str, Lock], progress: Carried | None
) -> tuple[PackDeck, ...]:
    """Number the notes and put decks of one name together, as Anki would."""
    taken: set[int] = set()
    decks: dict[str, PackDeck] = {}
    for plan in plans:
        name = locks[plan.setting.id].name
        learned = _learned(plan, progress)
        notes = tuple(_pack_note(made, taken, learned) for made in plan.notes.values())
        before = decks.get(name)
        decks[name] = PackDeck(
            id=before.id if before else deck_number(plan.setting.id),
            name=name,
            description=before.description if before else _description(plan.setting),
            notes=(*(before.notes if before else ()), *notes),
        )
    return tuple(decks.values())


def _learned(plan: _Plan, progress: Carried | None) -> Mapping[str, CardProgress]:
    """Return the progress of notes, by key: of a card's own, or of the first where it is not in."""
    found: dict[CardId, str] = {}
    for made in plan.notes.values() if progress else ():
        if not kind_of(made.key):
            found[made.card] = made.key
        found.setdefault(made.card, made.key)
    known = progress.cards if progress else {}
    return {key: known[card] for card, key in found.items() if card in known}


def _pack_note(made: _Made, taken: set[int], learned: Mapping[str, CardProgress]) -> PackNote:
    number = anki_card_id(made.key)
    while number in taken:
        number += 1
    taken.add(number)
    return PackNote(
        id=number,
        guid=guid(made.key),
        form=made.content.form,
        fields=made.content.fields,
        tags=made.content.tags,
        mod=made.line.mod,
        progress=learned.get(made.key),
    )


def _description(setting: _Setting) -> str:
    parts = [markdown(setting.notice)] if setting.notice else []
    sources = setting.deck.sources.values() if setting.deck else ()
    if sources:
        parts.append("\n".join(["Sources:", "", *(f"- {markdown(s.title)}" for s in sources)]))
    return "\n\n".join(parts)


def _report(
    plans: Sequence[_Plan], locks: Mapping[str, Lock], shelf: MediaShelf, now: int
) -> Iterator[str]:
    for plan in plans:
        setting, name = plan.setting, locks[plan.setting.id].name
        first, *more = report_lines(plan.tally, now)
        yield f"{name}: {first}" if len(plans) > 1 else first
        yield from more
        if setting.title and name != (deck_name(setting.title) or setting.id):
            yield (
                f"  in Anki the deck is still called “{name}”: under another name its cards"
                " would part"
            )
    if shelf.without:
        yield f"  pictures left out: {', '.join(dict.fromkeys(shelf.without))}"
