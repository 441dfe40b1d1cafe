"""Keys of papers as data."""

from collections.abc import Sequence

from quizgen.sheets import KeyEntry, KeyLine, Paper, SheetRecord, full_code, key_of, lay_out

Data = dict[str, object]


def keys_data(record: SheetRecord, papers: Sequence[Paper]) -> Data:
    """Return the keys of some versions."""
    return {
        "version": 1,
        "sheet": record.code,
        "title": record.quiz.title,
        "papers": [
            {
                "paper": paper.version,
                "code": full_code(record.code, paper.version),
                "answers": [_answer(it) for it in key_of(lay_out(record, paper))],
            }
            for paper in papers
        ],
    }


def _answer(it: KeyEntry) -> Data:
    question = it.entry.question
    citation = question.citation
    return {
        "number": it.entry.number,
        "question": question.id,
        "stem": question.stem,
        "points": question.points,
        "short": it.short,
        "key": _lines(it.lines),
        "also": list(it.also),
        "note": it.note,
        "explanation": question.explanation,
        "wrong": _lines(it.wrong),
        "source": citation
        and {"title": citation.title, "at": citation.at, "quote": citation.quote},
    }


def _lines(lines: Sequence[KeyLine]) -> list[Data]:
    return [{"label": line.label, "text": line.text} for line in lines]
