"""Lints the questions of a quiz: the flaws of each, figures of all, and what a guesser finds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.items import Flaw, Item, Weight, flaws
from quizgen.items.figures import UNLIKELY, Figures, Positions, figures, picked_from
from quizgen.model import Position
from quizgen.problems import Problem, Severity
from quizgen.solver import MOST, Solved, solve

__all__ = ["Finding", "Lint", "lint_items"]

_SEVERITIES: Mapping[Weight, Severity] = {
    Weight.FATAL: Severity.ERROR,
    Weight.CUE: Severity.WARNING,
    Weight.STYLE: Severity.NOTE,
}

_GROUP = 40
"""Items from which a group is judged on its own."""
_SHARE = 100
"""Items of a group that are judged at least, where there are many groups."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem, and the item that has it; without an item it is about the quiz."""

    problem: Problem
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """What is wrong with the questions of one quiz, and what it looks like as a whole."""

    name: str
    #: By position; a flaw that several questions of a card share is told once.
    findings: tuple[Finding, ...]
    figures: Figures
    solved: Solved
    #: The same for each group that is large enough: of a deck's questions by relation.
    groups: Mapping[str, Solved]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems alone."""
        return tuple(finding.problem for finding in self.findings)


def lint_items(
    items: Sequence[Item], name: str, start: Position | None = None, *, sheet: bool = True
) -> Lint:
    """Lint the items of one quiz.

    Args:
        items: in the order of the quiz.
        name: of the file or deck.
        start: where problems are placed that are about the whole, or about an item whose place
            is not known; by default the beginning of the file.
        sheet: they are asked together as they stand; of a deck only some ever are.
    """
    start = start or Position(file=name, line=1, column=1)
    found = [flaws(item) for item in items]
    summed = figures(items, found, sheet=sheet)
    solved = solve(items if sheet else picked_from(items), together=sheet)
    groups = _groups(items, sheet=sheet)
    findings = [*_flawed(items, found, start), *_guessable(solved, groups, items, start)]
    if sheet:
        findings += _of_sheet(summed, start)
    return Lint(
        name=name,
        findings=tuple(sorted(findings, key=_place)),
        figures=summed,
        solved=solved,
        groups=groups,
    )


def _place(finding: Finding) -> tuple[str, int, int]:
    position = finding.problem.position
    return position.file, position.line, position.column


def _flawed(
    items: Sequence[Item], found: Sequence[tuple[Flaw, ...]], start: Position
) -> Iterator[Finding]:
    """Yield each flaw once, though a card is asked in several kinds with one stem."""
    told: set[tuple[Position, str, str]] = set()
    for item, its in zip(items, found, strict=True):
        position = item.position or start
        for flaw in its:
            known = (position, flaw.code, flaw.message)
            if known not in told:
                told.add(known)
                problem = Problem(
                    severity=_SEVERITIES[flaw.weight],
                    code=flaw.code,
                    message=f"{item.id}: {flaw.message}",
                    hint=flaw.hint,
                    position=position,
                )
                yield Finding(problem=problem, item=item.id)


def _groups(items: Iterable[Item], *, sheet: bool) -> dict[str, Solved]:
    """Judge each group alone, for one that gives itself away may hide among others."""
    by_group: defaultdict[str, list[Item]] = defaultdict(list)
    for item in picked_from(items):
        if item.group:
            by_group[item.group].append(item)
    if len(by_group) < 2:  # noqa: PLR2004  # one group is the quiz
        return {}
    large = {group: its for group, its in by_group.items() if len(its) >= _GROUP}
    most = max(_SHARE, MOST // max(1, len(large)))
    return {group: solve(its, most, together=sheet) for group, its in large.items()}


def _guessable(
    solved: Solved, groups: Mapping[str, Solved], items: Sequence[Item], start: Position
) -> Iterator[Finding]:
    if solved.learned.guessable:
        yield Finding(
            problem=Problem(
                severity=Severity.WARNING,
                code="guessable",
                message=f"the questions are guessable: {_guessed(solved)}",
                hint="mend what that rule goes by, then look which others are above chance",
                position=start,
            )
        )
    for group, its in groups.items():
        if its.learned.guessable:
            first = next(item for item in items if item.group == group)
            yield Finding(
                problem=Problem(
                    severity=Severity.WARNING,
                    code="guessable",
                    message=f"the questions of '{group}' are guessable: {_guessed(its)}",
                    hint="their names give answers away: take other distractors, or ask otherwise",
                    position=first.position or start,
                )
            )


def _guessed(solved: Solved) -> str:
    learned, best = solved.learned, solved.strongest
    return (
        f"who knows nothing finds {_percent(learned.share)} of the keys (95 % interval"
        f" {_percent(learned.low)} to {_percent(learned.high)}, chance {_percent(learned.chance)}),"
        f" and {_percent(best.share)} by the rule '{best.rule}' alone"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _of_sheet(summed: Figures, start: Position) -> Iterator[Finding]:
    """Yield what only matters where all items are asked together."""
    if summed.positions.p < UNLIKELY:
        yield Finding(problem=_uneven(summed.positions, start))
    for group in summed.repeated:
        others = ", ".join(item.id for item in group[1:4])
        problem = Problem(
            severity=Severity.NOTE,
            code="repeated-stem",
            message=f"{group[0].id}: asks in the same words as {others}",
            hint="ask them so that they can be told apart",
            position=group[0].position or start,
        )
        yield Finding(problem=problem, item=group[0].id)
    for cue in summed.cues:
        problem = Problem(
            severity=Severity.WARNING,
            code="cross-item-cue",
            message=f"{cue.item.id}: its key “{cue.key}” stands in the stem of {cue.named_by.id}",
            hint="ask them on different sheets, or reword that stem",
            position=cue.item.position or start,
        )
        yield Finding(problem=problem, item=cue.item.id)


def _uneven(positions: Positions, start: Position) -> Problem:
    counts = zip(_LETTERS, positions.counts, strict=False)
    places = ", ".join(f"{count} at {letter}" for letter, count in counts)
    return Problem(
        severity=Severity.WARNING,
        code="key-position",
        message=f"the keys stand unevenly: {places} (p = {positions.p:.2g})",
        hint="shuffle the options",
        position=start,
    )
