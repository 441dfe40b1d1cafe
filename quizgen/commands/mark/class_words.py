"""What is said of the papers of a class, and of the questions on them."""

from collections.abc import Iterator, Sequence

from quizgen.commands.mark.words import right_words
from quizgen.markup import plain
from quizgen.report import visible
from quizgen.sheets import SheetRecord
from quizgen.sheets.classes import (
    ENOUGH,
    ClassFigures,
    Group,
    QuestionFigures,
    Telling,
    by_chance,
)
from quizgen.sheets.marking import Result
from quizgen.statistics_report import Report
from quizgen.statistics_report.sections import Head, Row, Section, Table
from quizgen.statistics_report.words import percent, shown
from quizgen.terminal.verdicts import ended
from quizgen.wording.grammar import counted

_STEM, _LONG = 28, 60
_TOO_MANY_VERSIONS = 6


def class_lines(
    record: SheetRecord, figures: ClassFigures, absent: Sequence[tuple[str, int]]
) -> Iterator[str]:
    """Say which papers these are, and how the class did."""
    count = len(record.quiz.questions)
    yield f"{plain(record.quiz.title)} – sheet {record.code}"
    sizes = (
        counted(len(figures.papers), "paper"),
        counted(count, "question"),
        counted(figures.most, "point"),
    )
    yield f"{', '.join(sizes)}."
    share = figures.mean / figures.most if figures.most else 0.0
    yield (
        f"Mean {_figure(figures.mean)} of {figures.most} ({percent(share)}),"
        f" median {_figure(figures.median)}."
    )
    if absent:
        names = ", ".join(f"{name or '?'} (line {line})" for name, line in absent)
        yield f"No answers, not counted: {names}."


def paper_report(figures: ClassFigures) -> Report:
    """Return the list of papers, in the order of the class list."""
    versions = len({paper.version for paper in figures.papers}) > 1
    rows = []
    for paper in figures.papers:
        marked = paper.marked
        open_ = len(marked.with_result(Result.TO_JUDGE))
        points = f"{marked.points} of {figures.most}{f' + {open_}?' if open_ else ''}"
        judge = f", {open_} to judge" if open_ else ""
        version = f"version {paper.version}, " if versions else ""
        rows.append(
            Row(
                label=visible(paper.name),
                cells=(*([paper.version] if versions else []), points, percent(marked.share)),
                words=f"{version}{marked.points} of {counted(figures.most, 'point')}, "
                f"{percent(marked.share)}{judge}",
                fill=marked.share,
            )
        )
    heads = (
        *([Head(text="Version")] if versions else []),
        Head(text="Points"),
        Head(text="Share"),
    )
    return (Section(title="Papers", tables=(Table(label="Name", heads=heads, rows=tuple(rows)),)),)


def open_lines(record: SheetRecord, figures: ClassFigures) -> Iterator[str]:
    """Name the answers that the marker has to judge, the same words to a question together."""
    waiting = [it for it in figures.questions if it.results.get(Result.TO_JUDGE)]
    if not waiting:
        return
    yield "To judge, without points until then:"
    for it in waiting:
        yield f"  {_place(record, it)}. {_stem(it, _LONG)}"
        key = ""
        said: dict[str, list[str]] = {}
        for paper in figures.papers:
            marked = paper.marked.marked[it.numbers[paper.version] - 1]
            key = right_words(marked.given.entry)
            if marked.result is Result.TO_JUDGE:
                who = said.setdefault(marked.given.written, [])
                who.append(f"{paper.name} (line {paper.line})")
        yield f"     Right: {ended(key)}"
        yield from (f"     “{text}”: {', '.join(names)}" for text, names in said.items())
    yield '  Where it counts, write + behind the quotes, as in "…"+; where not, +0.'


def question_report(record: SheetRecord, figures: ClassFigures) -> Report:
    """Return how difficult each question was, in the order of the first version."""
    others = _others(record)
    rows = []
    for it in figures.questions:
        right = f"{it.right} of {it.papers}"
        groups = _groups(it)
        rows.append(
            Row(
                label=f"{_number(record, it)}. {_stem(it)}",
                cells=(
                    *([" ".join(str(it.numbers[version]) for version in others)] if others else []),
                    right,
                    *_cells(it),
                ),
                words=f"{right} right ({percent(it.right / it.papers)}){_rest(it)}"
                f"{f'; {groups}' if groups else ''}",
                said=f"{_place(record, it)}. {_stem(it, _LONG)}",
                fill=it.right / it.papers,
            )
        )
    heads = (
        *([Head(text=f"in {' '.join(others)}", wide=True)] if others else []),
        Head(text="Right"),
        Head(text="best", wide=True),
        Head(text="weakest", wide=True),
    )
    title = "Questions" + (", by their numbers in version A" if others else "")
    return (Section(title=title, tables=(Table(heads=heads, rows=tuple(rows)),)),)


def picked_lines(record: SheetRecord, figures: ClassFigures) -> Iterator[str]:
    """Say which wrong options were picked, and how often."""
    wrong = [
        (it, [pick for pick in it.picked if pick.count and not pick.correct])
        for it in figures.questions
    ]
    if any(picks for _, picks in wrong):
        letters = " (letters of version A)" if _others(record) else ""
        yield f"Wrong options that were picked{letters}:"
    for it, picks in wrong:
        if picks:
            said = (
                f"{pick.letter} {plain(pick.text)} ×{pick.count}"
                for pick in sorted(picks, key=lambda pick: -pick.count)
            )
            yield f"  {_number(record, it)}. {'; '.join(said)}"


def telling_lines(record: SheetRecord, figures: ClassFigures) -> Iterator[str]:
    """Say which questions do not tell good from weak learners, with their counts."""
    yield "Do they tell good from weak learners?"
    if len(figures.papers) < ENOUGH:
        yield (
            f"  That takes {ENOUGH} papers at least; these are {len(figures.papers)},"
            " and chance would say more than they do."
        )
    for telling, said in (
        (Telling.EVERYBODY, "Everybody has them right"),
        (Telling.NOBODY, "Nobody has them right"),
        (Telling.TOO_ALIKE, "The papers are too alike to say"),
    ):
        if found := [_number(record, it) for it in figures.questions if it.telling is telling]:
            yield f"  {said}: {', '.join(map(str, found))}."
    weak = [it for it in figures.questions if it.telling in {Telling.NOT, Telling.HARDLY}]
    for it in sorted(weak, key=_difference):
        said = "no" if it.telling is Telling.NOT else "hardly"
        yield f"  {_place(record, it)}. {said}: right are {_groups(it)}. {_stem(it, _LONG)}"
    told = [it for it in figures.questions if it.telling is Telling.WELL]
    if told and not weak:
        yield f"  All others do, as far as {len(figures.papers)} papers show."
    if weak:
        size = min(group.papers for it in weak for group in (it.best, it.weakest))
        yield (
            f"  Best and weakest are so by the other questions. Of {size} and {size}, a difference"
            f" of up to {by_chance(size)} may be chance: look at the question before you drop it."
        )


def _difference(it: QuestionFigures) -> float:
    return _share(it.best) - _share(it.weakest)


def _share(group: Group) -> float:
    return group.right / group.papers if group.papers else 0.0


def _groups(it: QuestionFigures) -> str:
    if it.telling in {Telling.TOO_FEW, Telling.TOO_ALIKE} or not it.best.papers:
        return ""
    return (
        f"{it.best.right} of the best {it.best.papers},"
        f" {it.weakest.right} of the weakest {it.weakest.papers}"
    )


def _cells(it: QuestionFigures) -> tuple[str, str]:
    if not _groups(it):
        return "", ""
    return (
        f"{it.best.right} of {it.best.papers}",
        f"{it.weakest.right} of {it.weakest.papers}",
    )


def _rest(it: QuestionFigures) -> str:
    names = (Result.PARTLY, Result.EMPTY, Result.SPOILT, Result.TO_JUDGE)
    said = [f"{it.results[each]} {each}" for each in names if it.results.get(each)]
    return f", {', '.join(said)}" if said else ""


def _number(record: SheetRecord, it: QuestionFigures) -> int:
    return it.numbers[record.papers[0].version]


def _others(record: SheetRecord) -> list[str]:
    """Return the versions but the first; none where they are too many to list."""
    versions = [paper.version for paper in record.papers[1:]]
    return versions if len(versions) < _TOO_MANY_VERSIONS else []


def _place(record: SheetRecord, it: QuestionFigures) -> str:
    """Return a question's number, and those in the other versions."""
    others = ", ".join(f"{version} {it.numbers[version]}" for version in _others(record))
    number = _number(record, it)
    return f"{number} ({others})" if others else str(number)


def _stem(it: QuestionFigures, most: int = _STEM) -> str:
    text = shown(it.question.stem)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
