"""Joins the files of a deck and reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from quizgen.deck_reader.facts import DeckSoFar, form_of, read_facts
from quizgen.deck_reader.fields import Fields, is_id, nfc
from quizgen.deck_reader.head import EVERYWHERE, TOP_LEVEL, Head, read_head
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.parsing import Tree
from quizgen.deck_reader.tables import implied_relations, read_table
from quizgen.model import Deck, Fact, Relation
from quizgen.problems import Problem

FORMAT = "1"

_BEGINNING = "a deck begins with `format: 1`, `deck: some-id`, `title: Some title`"
_TELLING = frozenset({"format", "deck", "facts"})
_METADATA = frozenset(TOP_LEVEL) - frozenset(EVERYWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDeck:
    """A deck as far as it could be read, and everything that is wrong with its text."""

    #: ``None`` where nothing useful could be read.
    deck: Deck | None
    #: By file, line and column.
    problems: tuple[Problem, ...]
    #: File → text, to show lines of.
    texts: Mapping[str, str] = field(default_factory=dict)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file, line and column; what stands in one place keeps its order."""
    return tuple(
        sorted(
            problems,
            key=lambda problem: (
                problem.position.file,
                problem.position.line,
                problem.position.column,
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of a deck: its top-level fields, and the deck's id."""

    tree: Tree
    fields: Fields
    #: Empty where it is missing or unusable.
    id: str

    @property
    def page(self) -> Page:
        """The page that it stands on."""
        return self.tree.page


def open_part(tree: Tree) -> Part | None:
    """Read which deck a file belongs to; ``None`` where it is no deck, which is reported."""
    page = tree.page
    if tree.root is None or tree.root[0] == "":
        if not page.problems:
            what = "only comments" if page.text.strip() else "nothing"
            page.error("empty-file", f"there is {what} in this file", 0, _BEGINNING)
        return None
    content, at, _ = tree.root
    if not isinstance(content, dict) or not (_TELLING & (content.keys() | tree.lost)):
        if not page.problems:
            page.error("not-a-deck", "this file is no deck", at, _BEGINNING)
        return None
    fields = Fields(page, content, at, "a deck")
    fields.allow(TOP_LEVEL)
    if not _reads_format(fields, tree.lost):
        return None
    return Part(tree=tree, fields=fields, id=_read_id(fields, tree.lost))


def _reads_format(fields: Fields, lost: frozenset[str]) -> bool:
    if "format" in lost:
        return True
    if "format" not in fields.nodes:
        fields.error("missing-key", "a deck needs `format: 1`", fields.at)
        return True
    version = fields.need("format")
    if version.isdecimal() and version != FORMAT:
        fields.error(
            "unknown-format",
            f"this deck is in format {version}, and this quizgen reads format {FORMAT}",
            fields.value_at("format"),
            "install a newer quizgen",
        )
        return False
    if version and version != FORMAT:
        fields.error("unknown-format", "`format:` must be 1", fields.value_at("format"))
    return True


def _read_id(fields: Fields, lost: frozenset[str]) -> str:
    if "deck" in lost:
        return ""
    deck = nfc(fields.need("deck", "an id that stays for ever, as in `deck: capitals-k3f9`"))
    if deck and not is_id(deck):
        fields.error(
            "bad-id",
            f"'{deck}' cannot be the id of a deck",
            fields.value_at("deck"),
            "letters, figures, '.', '_' and '-'; the name to show goes under `title:`",
        )
        return ""
    return deck


def read_deck(parts: Sequence[Part]) -> ReadDeck:
    """Read the deck that stands in these files; its facts come in the order of the files."""
    main = _main_part(parts)
    lost = frozenset[str]().union(*(part.tree.lost for part in parts))
    head = read_head(main.fields, lost)
    so_far = DeckSoFar(head=head, relations=_relations(parts, head))
    facts = tuple(fact for part in parts for fact in _read_facts(part, so_far))
    problems = [problem for part in parts for problem in part.page.problems]
    if not facts and not problems:
        main.fields.error("no-facts", "this deck has no facts", main.fields.at, "list some: facts:")
        problems = main.page.problems
    return ReadDeck(
        deck=_deck(parts, main, so_far, facts) if main.id else None,
        problems=in_order(problems),
        texts={part.page.file: part.page.text for part in parts},
    )


def _deck(parts: Sequence[Part], main: Part, so_far: DeckSoFar, facts: tuple[Fact, ...]) -> Deck:
    head = so_far.head
    return Deck(
        id=main.id,
        title=head.title or main.id,
        language=head.language,
        notice=head.notice,
        sources=head.sources,
        skipped=head.skipped,
        things=head.things,
        disjoint=head.disjoint,
        relations=so_far.relations,
        wording=head.wording,
        kinds=head.kinds,
        skip=head.skip,
        subdecks=head.subdecks,
        facts=facts,
        digest=_digest(parts),
        position=main.fields.position("deck"),
    )


def _main_part(parts: Sequence[Part]) -> Part:
    """Find the file with the metadata, and report metadata that stands in another one."""
    main = next((part for part in parts if "title" in part.fields.nodes), parts[0])
    for part in parts:
        extra = [key for key in part.fields.nodes if key in _METADATA]
        if part is not main and extra:
            part.fields.error(
                "misplaced-key",
                f"`{extra[0]}:` belongs into the file with the deck's title, {main.page.file}",
                part.fields.nodes[extra[0]][2],
                "each file of a deck has `format:`, `deck:` and `facts:`, one of them all the rest",
            )
    return main


def _relations(parts: Sequence[Part], head: Head) -> dict[str, Relation]:
    relations = dict(head.relations)
    for part in parts:
        for relation in implied_relations(part.page, part.fields.items("facts")):
            relations.setdefault(relation.name, relation)
    return relations


def _read_facts(part: Part, so_far: DeckSoFar) -> Iterator[Fact]:
    for node in part.fields.listed("facts", "fact"):
        fields = part.fields.inner(node, "a fact", "a fact")
        if fields is None:
            continue
        form = form_of(fields)
        if form is not None:
            yield from read_facts(fields, form, so_far)
        elif fields.sound:
            yield from read_table(fields, so_far)


def _digest(parts: Sequence[Part]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.page.text.encode("utf-8", errors="surrogatepass"))
    return digest.hexdigest()
