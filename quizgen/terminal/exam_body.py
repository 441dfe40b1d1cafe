"""The lines between header and footer in an exam: what is ahead, all questions, and the score."""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.markup import plain
from quizgen.session import Closing, Exam, Page, Paper, State, asked, looked_at
from quizgen.terminal.body import Section, Written, body
from quizgen.terminal.exam_sentences import (
    left_open,
    points_text,
    rules,
    size,
    state_of,
    still_open,
    topic_rows,
)
from quizgen.terminal.ink import Ink, Line, line, line_width, piece
from quizgen.terminal.paragraphs import wrap
from quizgen.terminal.sentences import why_closing
from quizgen.terminal.width import cut, width

#: So many questions before the one pointed at stay in sight.
_CONTEXT = 2


def page_body(state: State, written: Written, columns: int) -> tuple[Section, ...]:
    """Return what stands between header and footer, in an exam or elsewhere."""
    paper, stage = state.paper, state.stage
    if paper is None:
        return body(state, written, columns)
    if isinstance(stage, Exam):
        return tuple(_exam(state, paper, stage, written, columns))
    if isinstance(stage, Closing) and not state.round:
        sections = body(state, written, columns)
        said = 2 if why_closing(state, stage) else 1
        return (*sections[:said], *_score(state, columns), *sections[said:])
    return body(state, written, columns)


def _exam(
    state: State, paper: Paper, stage: Exam, written: Written, columns: int
) -> Iterator[Section]:
    match stage.page:
        case Page.COVER:
            yield _text(f"An exam: {size(paper)}", columns, Ink.TITLE)
            for rule in rules(paper):
                yield _text(rule, columns)
            yield _text("Enter begins.", columns, Ink.STRONG)
        case Page.QUESTION | Page.LOOK:
            shown = asked(state) or looked_at(state)
            if shown is not None:
                yield from body(replace(state, stage=shown), written, columns)
        case Page.OVERVIEW:
            number = written.draft.text
            jump = f"Go to question {number}" if number else "To jump, type a number and Enter."
            yield _text(still_open(paper), columns, Ink.STRONG)
            yield _text(jump, columns, Ink.KEY if number else Ink.FAINT, focus=bool(number))
            yield from _entries(paper, columns, focus=not number)
        case Page.HAND_IN:
            yield _text(f"{still_open(paper)} Hand in?", columns, Ink.STRONG, focus=True)
            yield from _entries(paper, columns, focus=False)


def _text(text: str, columns: int, *inks: Ink, focus: bool = False) -> Section:
    return Section(lines=wrap(line(piece(text, *inks)), columns), focus=focus)


def _entries(paper: Paper, columns: int, *, focus: bool) -> Iterator[Section]:
    """Yield all questions; with ``focus``, the one pointed at is in sight."""
    rows = [_entry(paper, at, columns) for at in range(len(paper.entries))]
    seen = max(0, paper.at - _CONTEXT)
    yield Section(lines=tuple(rows[:seen]))
    yield Section(lines=tuple(rows[seen:]), focus=focus and seen > 0, tight=seen > 0)


def _entry(paper: Paper, at: int, columns: int) -> Line:
    """Return a question's number, how it stands with it, and the beginning of its words."""
    entry, pointed = paper.entries[at], at == paper.at
    figures = len(str(len(paper.entries)))
    number = piece(f"{'›' if pointed else ' '} {at + 1:>{figures}}  ", Ink.KEY)
    status = state_of(entry)
    states = max(map(width, map(state_of, paper.entries)))
    inks = (Ink.SLIP,) if entry.open or entry.flagged else ()
    told = line(number, piece(status, *inks), " " * (states - width(status) + 2))
    words = " ".join(plain(entry.question.stem).split())
    stem = cut(words, max(0, columns - line_width(told)))
    return (*told, piece(stem, *((Ink.STRONG,) if pointed else (Ink.FAINT,))))


def _score(state: State, columns: int) -> Iterator[Section]:
    """Yield what the score of an exam says beyond that of a quiz."""
    parts = (points_text(state), left_open(state))
    if said := " ".join(filter(None, parts)):
        yield _text(said, columns)
    rows = topic_rows(state)
    if rows:
        wide = min(max(width(topic) for topic, _ in rows), max(8, columns - 18))
        lines = []
        for topic, score in rows:
            name = cut(topic, wide)
            lines.append(line(f"{name}{' ' * (wide - width(name) + 2)}", piece(score, Ink.STRONG)))
        yield Section(lines=tuple(lines))
