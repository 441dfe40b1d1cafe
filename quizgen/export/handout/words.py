"""What is told of papers that were made."""

from collections.abc import Iterator

from quizgen.export.handout.files import answer_sheet_file, key_file, keys_file, paper_file
from quizgen.sheet_file import SUFFIX
from quizgen.sheets import SheetRecord, full_code
from quizgen.wording.grammar import counted


def report(record: SheetRecord, name: str, *, answers_apart: bool) -> Iterator[str]:
    """Say of each file what it is, and what of the versions could not be had."""
    questions = record.quiz.questions
    points = sum(question.points for question in questions)
    size = f"{counted(len(questions), 'question')}, {counted(points, 'point')}"
    for paper in record.papers:
        code = full_code(record.code, paper.version)
        yield f"{paper_file(name, paper.version)}: {size}, sheet {code}"
        if answers_apart:
            yield f"{answer_sheet_file(name, paper.version)}: its answer sheet"
        yield f"{key_file(name, paper.version)}: its answer key"
    if len(record.papers) > 1:
        yield f"{keys_file(name)}: the answers of all versions at a glance"
    yield f"{name}{SUFFIX}: to mark by; keep it with the key"
    if len({paper.slots for paper in record.papers}) < len(record.papers):
        yield "Some versions are alike: so few questions and options cannot be shuffled otherwise."
