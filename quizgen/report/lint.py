"""What linting found: problems, the figures of each quiz, and the solver's table."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizgen.items import Item
from quizgen.items.figures import Figures
from quizgen.linter import Finding, Lint
from quizgen.problems import Problem, Severity
from quizgen.report.problems import Style, problem_data, render_problems, visible, width
from quizgen.solver import ENOUGH, Score, Solved

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHOWN = 8
"""Flaws that are named in a line."""


def render_lint(
    lints: Sequence[Lint],
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    style: Style = "full",
) -> str:
    """Render what linting found; ``problems`` are those of reading, which come first."""
    found = [*problems, *(problem for lint in lints for problem in lint.problems)]
    if style == "json":
        return _json(lints, problems)
    before = [line + "\n" for lint in lints for line in _of_quiz(lint, style)]
    return render_problems(found, texts, style, quizzes=len(lints), before=before)


def _of_quiz(lint: Lint, style: Style) -> Iterator[str]:
    yield visible(f"{lint.name}: {_first_line(lint.figures)}")
    if style == "full":
        yield from _figure_lines(lint.figures)
    yield from _solver_lines(lint.solved, style)
    for group, solved in lint.groups.items():
        learned = solved.learned
        mark = "  above chance" if learned.above_chance else ""
        yield visible(f"  {group}: learned {_interval(learned)} of {solved.items} items{mark}")
    if style == "full":
        yield ""


def _first_line(figures: Figures) -> str:
    count = figures.items
    share = figures.flawless / count if count else 1
    return (
        f"{count} question{'s' * (count != 1)}, {_percent(share)} without a flaw,"
        f" {figures.fatal} with a fatal one"
    )


def _figure_lines(figures: Figures) -> Iterator[str]:
    if figures.flaws:
        named = [f"{code} {count}" for code, count in [*figures.flaws.items()][:_SHOWN]]
        yield f"  flaws: {', '.join(named)}{', …' * (len(figures.flaws) > _SHOWN)}"
    if figures.options:
        counts = [f"{count} with {options}" for options, count in figures.options.items()]
        yield f"  options: {', '.join(counts)}"
    if figures.positions.counts:
        counts = [*map(" ".join, _places(figures.positions.counts))]
        yield (
            f"  key positions: {', '.join(counts)} (p = {figures.positions.p:.2g}),"
            f" longest run {figures.positions.run}"
        )
        yield (
            f"  met in the quiz: a key {figures.key_met:.1f} times on average,"
            f" a distractor {figures.distractor_met:.1f}"
        )
    if figures.true_false:
        yield f"  true-false: {figures.true} of {figures.true_false} true"
    if figures.repeated:
        yield f"  stems that several questions with options share: {len(figures.repeated)}"
    if figures.cues:
        yield f"  keys named in the stem of another question: {len(figures.cues)}"


def _places(counts: Sequence[int]) -> Iterator[tuple[str, str]]:
    for at, count in enumerate(counts):
        yield _LETTERS[at] if at < len(_LETTERS) else str(at + 1), str(count)


def _solver_lines(solved: Solved, style: Style) -> Iterator[str]:
    if not solved.items:
        return
    sample = "" if solved.items == solved.total else f" of {solved.total}, taken evenly"
    yield (
        f"  found by who knows nothing, in {solved.items} questions with options{sample}"
        f" (chance {_percent(solved.chance)}):"
    )
    shown = [solved.learned, solved.sly]
    shown += [rule for rule in solved.rules if style == "full" or rule.above_chance]
    widest = max(width(score.rule) for score in shown)
    for score in shown:
        mark = "  above chance" if score.above_chance else ""
        yield f"    {score.rule:<{widest}}  {_interval(score)}{mark}"
    if not solved.enough:
        few = "1 question is" if solved.items == 1 else f"{solved.items} questions are"
        yield f"    {few} too few for a verdict; it takes {ENOUGH}"


def _interval(score: Score) -> str:
    return f"{_percent(score.share, 6)} [{_percent(score.low)}, {_percent(score.high)}]"


def _percent(share: float, wide: int = 0) -> str:
    return f"{100 * share:.1f} %".rjust(wide)


def _json(lints: Sequence[Lint], problems: Sequence[Problem]) -> str:
    findings = [Finding(problem=problem) for problem in problems]
    findings += [finding for lint in lints for finding in lint.findings]
    counts = Counter(finding.problem.severity for finding in findings)
    data = {
        "version": 1,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "problems": [
            {**problem_data(finding.problem), "item": finding.item} for finding in findings
        ],
        "quizzes": [_quiz_data(lint) for lint in lints],
    }
    # Escaped, so that no terminal acts on what a quiz holds.
    return json.dumps(data, indent=2) + "\n"


def _quiz_data(lint: Lint) -> dict[str, object]:
    figures = lint.figures
    return {
        "name": lint.name,
        "items": figures.items,
        "flawless": figures.flawless,
        "fatal": figures.fatal,
        "flaws": dict(figures.flaws),
        "options": {str(options): count for options, count in figures.options.items()},
        "key_positions": {
            "counts": list(figures.positions.counts),
            "p": figures.positions.p,
            "longest_run": figures.positions.run,
        },
        "repeated_stems": [[*map(_id, group)] for group in figures.repeated],
        "cross_item_cues": [
            {"item": _id(cue.item), "key": cue.key, "named_by": _id(cue.named_by)}
            for cue in figures.cues
        ],
        "key_met": figures.key_met,
        "distractor_met": figures.distractor_met,
        "true": figures.true,
        "true_false": figures.true_false,
        "solver": _solver_data(lint.solved),
        "groups": {group: _solver_data(solved) for group, solved in lint.groups.items()},
    }


def _id(item: Item) -> str:
    return item.id


def _solver_data(solved: Solved) -> dict[str, object]:
    return {
        "items": solved.items,
        "total": solved.total,
        "chance": solved.chance,
        "enough": solved.enough,
        "learned": _score_data(solved.learned),
        "sly": _score_data(solved.sly),
        "rules": [_score_data(score) for score in solved.rules],
    }


def _score_data(score: Score) -> dict[str, object]:
    return {
        "rule": score.rule,
        "right": score.right,
        "share": score.share,
        "low": score.low,
        "high": score.high,
        "above_chance": score.above_chance,
        "guessable": score.guessable,
    }
