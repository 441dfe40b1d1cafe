"""Marked papers as data."""

from collections.abc import Mapping

from quizgen.sheets.given import Given
from quizgen.sheets.key import answer_of
from quizgen.sheets.marking import Marked, MarkedSheet

Data = dict[str, object]


def sheet_data(marked: MarkedSheet) -> Data:
    """Return a marked paper."""
    return {
        "version": 1,
        "sheet": marked.sheet.code,
        "title": marked.sheet.title,
        **score_data(marked),
        "questions": len(marked.marked),
        "right": marked.right,
        "topics": [
            {"topic": it.topic, "points": it.points, "of": it.most} for it in marked.topics()
        ],
        "answers": [answer_data(it) for it in marked.marked],
    }


def score_data(marked: MarkedSheet) -> Data:
    """Return points and percent."""
    percent = round(100 * marked.share, 1)
    return {"points": marked.points, "of": marked.sheet.points, "percent": percent}


def answer_data(it: Marked) -> Data:
    """Return an answer and its mark."""
    entry = it.given.entry
    key = answer_of(entry)
    data: Data = {
        "number": entry.number,
        "question": entry.question.id,
        "stem": entry.question.stem,
        "topic": entry.question.topic,
        "written": it.given.written,
        "chosen": _chosen(it.given),
        "result": str(it.result),
        "points": it.points,
        "of": it.most,
        "judged": it.given.judged is not None,
        "rule": it.mark.rule if it.mark else None,
        "note": it.mark.note if it.mark else "",
        "key": [{"label": line.label, "text": line.text} for line in key.lines],
    }
    if it.parts:
        data["parts"] = {"right": it.parts[0], "of": it.parts[1]}
    if it.mark and it.mark.share is not None:
        data["share"] = it.mark.share
    return data


def _chosen(given: Given) -> list[str]:
    return [given.answer.shown[at] for at in given.answer.chosen]


def recorded_data(learner: str, counts: Mapping[str, int]) -> Data:
    """Return what was logged for whom."""
    return {"learner": learner, **counts}
