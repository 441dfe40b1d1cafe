"""What the tests of marking share: papers of every form, and the key as somebody would write it."""

from collections.abc import Sequence

from handout_samples import quiz

from quizgen.markup import plain
from quizgen.model import Recall
from quizgen.sheets import Grouping, Sheet, SheetRecord, arranged, key_of, lay_out
from quizgen.sheets.answering import read_answers
from quizgen.sheets.areas import Form, Lines, answers
from quizgen.sheets.given import Given, takes_one_letter
from quizgen.sheets.layout import Entry
from quizgen.sheets.marking import MarkedSheet, mark_sheet


def record_of(versions: int = 1, grouping: Grouping = Grouping.FORM) -> SheetRecord:
    """Arrange the sample quiz, which has every form."""
    return arranged(quiz(), grouping, versions)


def sheet_of(record: SheetRecord | None = None, version: int = 0) -> Sheet:
    """Lay out a version."""
    record = record or record_of()
    return lay_out(record, record.papers[version])


def number_of(sheet: Sheet, fact: str) -> int:
    """Return the number of a fact's question."""
    return next(entry.number for entry in sheet.entries if entry.question.fact == fact)


def key_text(entry: Entry) -> str:
    """Return the key of a question as a learner writes it, for the text of answers."""
    if isinstance(entry.area, Lines):
        whole = ", ".join(map(plain, answers(entry.area.response))).replace('"', '""')
        return f'"{whole}"'
    short = next(it.short for it in key_of(_alone(entry)))
    return short.replace(" ", "," if any(len(part) > 1 for part in short.split()) else "")


def _alone(entry: Entry) -> Sheet:
    sheet = sheet_of()
    return Sheet(
        title="",
        quiz=sheet.quiz,
        grouping=sheet.grouping,
        code="",
        version="",
        parts=(),
        entries=(entry,),
        points_each=0,
    )


def key_texts(sheet: Sheet) -> str:
    """Return the whole key: neighbours of one letter as a run."""
    text = ""
    running = False
    for entry in sheet.entries:
        one = takes_one_letter(entry)
        text += key_text(entry) if running and one else f" {key_text(entry)}"
        running = one
    return text


def read(sheet: Sheet, text: str) -> tuple[Given, ...]:
    """Read answers that have nothing wrong."""
    given, problems = read_answers(sheet, text)
    assert [problem.message for problem in problems] == []
    return given


def wrong(sheet: Sheet, text: str) -> list[tuple[int, str]]:
    """Return the columns and messages of all that is wrong with a text."""
    _, problems = read_answers(sheet, text)
    return [(it.position.column, it.message) for it in problems]


def marked(sheet: Sheet, text: str) -> MarkedSheet:
    """Mark answers that have nothing wrong."""
    return mark_sheet(sheet, read(sheet, text))


def own_words(entry: Entry) -> bool:
    """Tell whether the program cannot judge every right answer."""
    return entry.form is Form.WRITTEN or isinstance(entry.question.response, Recall)


def written(given: Sequence[Given]) -> list[str]:
    """Return what stands at each number."""
    return [it.written for it in given]
