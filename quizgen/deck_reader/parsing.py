"""Parses a page into a tree, past every place where it is not YAML."""

from dataclasses import dataclass

import yaml

from quizgen.deck_reader.page import Page
from quizgen.deck_reader.recovery import blank_out, broken_part
from quizgen.deck_reader.syntax import SyntaxProblem, explain
from quizgen.deck_reader.tree import DEEPEST, FASTEST, Builder, Node, Parser, TooDeepError

_MOST_ATTEMPTS = 25
_MOST_CHARACTERS = 40_000_000
"""How much is parsed in all while looking for further problems: a few seconds' worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What could be read of a page."""

    page: Page
    root: Node | None
    #: Top-level keys that are not YAML, wholly or in part: what they should hold is unknown.
    lost: frozenset[str]


def parse(page: Page, parser: Parser = FASTEST) -> Tree:
    """Parse a page; everything that is not YAML is reported on it and left out."""
    text = page.clean
    lost: set[str] = set()
    attempts = max(1, min(_MOST_ATTEMPTS, _MOST_CHARACTERS // max(1, len(text))))
    builder = Builder(page, text, parser)
    for attempt in range(attempts):
        builder = Builder(page, text, parser)
        problem = _run(builder)
        if problem is None:
            break
        shorter = _without(page, text, problem.at, lost) if attempt < attempts - 1 else None
        unread = "" if shorter is not None else "; what follows was not read"
        page.error(problem.code, problem.message + unread, problem.at, problem.hint)
        if shorter is None:
            lost |= _abandon(builder)
            break
        text = shorter
    page.problems += builder.refusals
    return Tree(page=page, root=builder.root, lost=frozenset(lost))


def _run(builder: Builder) -> SyntaxProblem | None:
    try:
        builder.run()
    except yaml.MarkedYAMLError as error:
        # Newer parsers have a limit of their own, and look ahead as far as to that.
        if "nesting depth" in (error.problem or ""):
            return _too_deep(_bracket_too_many(builder, error))
        return explain(error, builder.text)
    except TooDeepError as error:
        return _too_deep(error.at)
    return None


def _too_deep(at: int) -> SyntaxProblem:
    return SyntaxProblem(
        code="too-deep",
        message=f"lists and mappings nest more than {DEEPEST} levels deep here",
        at=at,
        hint="a deck needs seven levels at most",
    )


def _bracket_too_many(builder: Builder, error: yaml.MarkedYAMLError) -> int:
    """Find the bracket with which the line that broke the parser's limit passes ours."""
    mark = error.problem_mark.index if error.problem_mark else len(builder.text)
    depth = 1  # the deck itself; what else is open on the lines above is not known here
    for at in range(builder.text.rfind("\n", 0, mark) + 1, mark):
        depth += (builder.text[at] in "[{") - (builder.text[at] in "]}")
        if depth > DEEPEST:
            return at
    return mark


def _without(page: Page, text: str, at: int, lost: set[str]) -> str | None:
    """Blank out the part that is broken; ``None`` where there is none to tell apart."""
    lines = text.splitlines(keepends=True)
    part = broken_part(lines, page.position(at).line - 1) if lines else None
    if part is None or not blank_out(lines, part):
        return None
    if part.key:
        lost.add(part.key)
    return "".join(lines)


def _abandon(builder: Builder) -> set[str]:
    """Take out what was still growing when the parser gave up; name the key it stood under."""
    root = builder.root[0] if builder.root else None
    if len(builder.growing) < 2 or not isinstance(root, dict):  # noqa: PLR2004  # the root and what is in it
        return {"facts"}
    key = list(root)[-1]
    facts = builder.growing[1].items
    if key == "facts" and len(builder.growing) > 2 and facts:  # noqa: PLR2004  # a fact is open
        facts.pop()
    elif key != "facts":
        del root[key]
    return {key, "facts"}
