"""The front door: paths → decks, and everything that is wrong or weak in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from quizgen.checks import CheckResult, Scope, check_deck, untranslated, verify
from quizgen.checks.passages import cited_passage
from quizgen.deck_reader import in_order, read_decks
from quizgen.generator import Generated, generate
from quizgen.items import Item, item_of
from quizgen.kinds import KINDS
from quizgen.linter import Lint, lint_items
from quizgen.marking import mark
from quizgen.model import Citation, Deck, Event, Fact, Image, Question, Source
from quizgen.problems import Problem, RequestError, Severity

__all__ = [
    "CheckResult",
    "Generated",
    "Item",
    "Lint",
    "Loaded",
    "check",
    "defects",
    "generate",
    "lint",
    "lint_deck",
    "load",
    "mark",
    "passage",
    "picture_path",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Decks, as far as they could be read, and what is wrong with their texts."""

    decks: tuple[Deck, ...]
    #: By file, line and column.
    problems: tuple[Problem, ...]
    #: File → text, to show the lines that problems are about.
    texts: Mapping[str, str] = field(default_factory=dict)


def load(paths: Sequence[Path | str] | Path | str) -> Loaded:
    """Read the decks in files and folders; never raises on what is in them."""
    if isinstance(paths, Path | str):
        paths = (paths,)
    read = read_decks([Path(path) for path in paths])
    return Loaded(decks=read.decks, problems=read.problems, texts=read.texts)


def check(
    loaded: Loaded,
    sources: Mapping[str, str | bytes] | None = None,
    locks: Mapping[str, str] | None = None,
    step: Callable[[], None] | None = None,
    events: Sequence[Event] = (),
) -> CheckResult:
    """Check decks, and compare them with the texts of sources (source id → text).

    Give a text as the bytes of its file where its SHA-256 matters: line ends count. The texts of
    locks (deck id → text) tell which facts have vanished or were renamed since an export. ``step``
    is called after each fact, to show how far it has come. ``events`` of a review log tell what
    learners have overruled.

    Raises:
        RequestError: no deck has a source of that id, or its text is not UTF-8.
    """
    texts = {name: _data(name, text) for name, text in (sources or {}).items()}
    _refuse_unknown(loaded.decks, texts)
    generated = generate(loaded.decks, step=step)
    problems = [*defects(loaded), *generated.notes, *_vanished(loaded, generated, locks or {})]
    if events:
        # Only here: most decks are checked where nobody has learned yet.
        from quizgen.overrules import report  # noqa: PLC0415

        problems += report(loaded.decks, generated.questions, events)
    coverage = []
    for deck in loaded.decks:
        scope = Scope(deck, _kind_names(), loaded.texts)
        problems += untranslated(scope, generated.untranslated.get(deck.id, ()))
        for name, source in deck.sources.items():
            if name in texts:
                verified = verify(scope, source, texts[name])
                problems += verified.problems
                coverage.append(verified.coverage)
    return CheckResult(
        problems=in_order(problems), coverage=tuple(coverage), decks=len(loaded.decks)
    )


def _vanished(loaded: Loaded, generated: Generated, locks: Mapping[str, str]) -> Iterator[Problem]:
    """Look for facts of the locks; not where something could not be read and only seems gone."""
    if any(problem.severity is Severity.ERROR for problem in loaded.problems):
        return
    for deck in loaded.decks:
        if deck.id in locks:
            # Most decks that are checked were never exported.
            from quizgen.export.anki.vanished import vanished  # noqa: PLC0415

            yield from vanished(deck, locks[deck.id], generated.questions)


def defects(loaded: Loaded) -> tuple[Problem, ...]:
    """Return what is wrong with decks as such, by position; no question is made for it."""
    found = [
        problem
        for deck in loaded.decks
        for problem in check_deck(deck, _kind_names(), loaded.texts, _has_picture)
    ]
    return in_order([*loaded.problems, *found])


def lint(items: Sequence[Item | Question], name: str = "quiz") -> Lint:
    """Lint questions, or items written elsewhere, as one quiz that is asked as it stands."""
    read = [it if isinstance(it, Item) else replace(item_of(it), side="") for it in items]
    return lint_items(read, name)


def lint_deck(deck: Deck) -> Lint:
    """Lint all questions of a deck, each at the place of its fact."""
    positions = {fact.id: fact.position for fact in deck.facts}
    items = [
        replace(item_of(question), position=positions.get(question.fact))
        for question in generate([deck]).questions
    ]
    return lint_items(items, deck.id, deck.position, sheet=False)


def picture_path(image: Image) -> Path:
    """Return where a picture lies: beside the file that names it, a deck or a quiz file."""
    return Path(image.position.file).parent / image.file


def passage(deck: Deck, fact: Fact) -> str:
    """Return what the source says where a fact cites it, and where fact and source are found.

    The source's text is read where the deck says that it lies; without it, that is said.
    """
    citation = fact.citation
    place = f"Fact: {fact.position.file}:{fact.position.line}"
    source = deck.sources.get(citation.source) if citation else None
    if citation is None or source is None:
        return place
    lines = [_cited(deck, source, citation), source.url, place]
    return "\n".join(filter(None, lines))


def _cited(deck: Deck, source: Source, citation: Citation) -> str:
    if not source.file:
        return f"The deck does not say where the text of {source.title} lies."
    path = Path(deck.position.file).parent / source.file
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return f"The text of the source is not here: {path}"
    found = cited_passage(source, text, citation)
    return found or f"The text of the source has no such passage: {path}"


def _has_picture(image: Image) -> bool:
    try:
        return picture_path(image).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _kind_names() -> tuple[str, ...]:
    return tuple(kind.name for kind in KINDS)


def _data(name: str, text: str | bytes) -> bytes:
    if isinstance(text, str):
        return text.encode("utf-8", errors="surrogatepass")
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(
            f"the text of the source '{name}' is not UTF-8", "save it with the encoding UTF-8"
        ) from error
    return text


def _refuse_unknown(decks: Sequence[Deck], texts: Mapping[str, bytes]) -> None:
    known = sorted({name for deck in decks for name in deck.sources})
    for name in texts:
        if name not in known:
            raise RequestError(f"no deck has a source '{name}'", _meant(name, known))


def _meant(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"their sources: {', '.join(known)}" if known else "they name no sources"
