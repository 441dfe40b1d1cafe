"""A class as data, and as rows for a grade book."""

from collections.abc import Sequence

from quizgen.commands.mark.data import Data, answer_data, score_data
from quizgen.sheets import SheetRecord
from quizgen.sheets.classes import ENOUGH, ClassFigures, Group, QuestionFigures
from quizgen.sheets.marking import Result


def class_data(
    record: SheetRecord, figures: ClassFigures, absent: Sequence[tuple[str, int]]
) -> Data:
    """Return everything that is known of a class."""
    return {
        "version": 1,
        "sheet": record.code,
        "title": record.quiz.title,
        "of": figures.most,
        "mean": round(figures.mean, 4),
        "median": figures.median,
        "enough": ENOUGH,
        "absent": [{"name": name, "line": line} for name, line in absent],
        "papers": [
            {
                "name": paper.name,
                "line": paper.line,
                "paper": paper.version,
                **score_data(paper.marked),
                "right": paper.marked.right,
                "topics": [
                    {"topic": it.topic, "points": it.points, "of": it.most}
                    for it in paper.marked.topics()
                ],
                "answers": [answer_data(it) for it in paper.marked.marked],
            }
            for paper in figures.papers
        ],
        "questions": [_question(it) for it in figures.questions],
    }


def score_rows(figures: ClassFigures) -> list[list[str]]:
    """Return a head and a row for each paper."""
    heads = ["name", "version", "points", "of", "percent", "right", "to judge"]
    return [heads] + [
        [
            paper.name,
            paper.version,
            str(paper.marked.points),
            str(figures.most),
            f"{100 * paper.marked.share:.1f}",
            str(paper.marked.right),
            str(len(paper.marked.with_result(Result.TO_JUDGE))),
        ]
        for paper in figures.papers
    ]


def _question(it: QuestionFigures) -> Data:
    return {
        "question": it.question.id,
        "stem": it.question.stem,
        "numbers": dict(it.numbers),
        "papers": it.papers,
        "right": it.right,
        "results": {str(result): count for result, count in it.results.items()},
        "share": round(it.share, 4),
        "picked": [
            {
                "letter": pick.letter,
                "text": pick.text,
                "correct": pick.correct,
                "count": pick.count,
            }
            for pick in it.picked
        ],
        "best": _group(it.best),
        "weakest": _group(it.weakest),
        "telling": str(it.telling),
    }


def _group(group: Group) -> Data:
    return {"right": group.right, "papers": group.papers}
