"""The lines between header and footer: question, answer, verdict, summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from quizgen.model import Choice, Match, Order, Question, Recall, Typed, Verdict
from quizgen.session import (
    Asking,
    Closing,
    Exam,
    Fetching,
    Over,
    Revealed,
    State,
    Take,
    Told,
    summary,
)
from quizgen.terminal import sentences
from quizgen.terminal.draft import Draft
from quizgen.terminal.ink import Ink, Line, Piece, line, line_width, piece
from quizgen.terminal.paragraphs import authored, wrap
from quizgen.terminal.verdicts import verdict_rest, verdict_word
from quizgen.terminal.width import cluster_width, clusters, right_to_left

_VERDICT_INKS = {
    Verdict.RIGHT: Ink.RIGHT,
    Verdict.SLIP: Ink.SLIP,
    Verdict.WRONG: Ink.WRONG,
}
_RIGHT_SIGN, _WRONG_SIGN, _BLANK_SIGN = "✓", "✗", " "
_PROMPT = "› "
_BOXES = (("  ", "› "), ("[ ] ", "[x] "))
"""What stands before an option that is not picked, and before one that is; one or several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines that belong together."""

    lines: tuple[Line, ...]
    #: It must be in sight.
    focus: bool = False
    #: It goes on where the one before ends, without a blank line.
    tight: bool = False
    #: Row and column of the cursor in it.
    cursor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the learner has done with the question so far."""

    draft: Draft
    picked: tuple[int, ...]


def body(state: State, written: Written, columns: int) -> tuple[Section, ...]:
    """Return what stands between header and footer, in sections."""
    return tuple(section for section in _sections(state, written, columns) if section.lines)


def _sections(state: State, written: Written, columns: int) -> Iterator[Section]:
    match state.stage:
        case Asking() as stage:
            yield from _asking(stage, written, columns)
        case Revealed() as stage:
            yield _stem(stage.asking.question, columns)
            yield from _answer(stage.asking.question, columns)
            yield from _passage(state, columns)
        case Told() as stage:
            yield from _told(state, stage, columns)
        case Closing() as stage:
            yield from _closing(state, stage, columns)
        case Fetching() | Over() | Exam():
            pass
        case _ as never:
            assert_never(never)


def _stem(question: Question, columns: int) -> Section:
    lines = wrap(authored(question.stem, Ink.STRONG), columns)
    if question.image is not None:
        lines += wrap(line(piece(f"[Picture: {question.image.alt}]", Ink.FAINT)), columns)
    return Section(lines=lines)


def _said(text: str, columns: int, *inks: Ink, focus: bool = False) -> Section:
    """Return a section of our own words; none where there is nothing to say."""
    return Section(lines=wrap(line(piece(text, *inks)), columns) if text else (), focus=focus)


def _asking(stage: Asking, written: Written, columns: int) -> Iterator[Section]:
    question = stage.question
    yield _stem(question, columns)
    yield _said(sentences.instruction(stage), columns, Ink.FAINT)
    match question.response:
        case Choice():
            yield Section(lines=_options(stage, written.picked, columns))
        case Typed():
            yield _input(written.draft, columns)
        case Order(items=items):
            yield _to_place(stage, written.picked, columns)
            yield _in_turn(len(items), written.picked, columns)
        case Match(pairs=pairs):
            left = tuple(side for side, _ in pairs)
            yield _to_place(stage, written.picked, columns)
            yield _beside(left, written.picked, columns)
        case Recall():
            pass
        case _ as never:
            assert_never(never)
    yield _said(sentences.sureness(stage), columns, Ink.FAINT)
    if stage.hinted:
        label = line(piece("Hint: ", Ink.STRONG))
        yield Section(lines=wrap(label + authored(question.hint), columns))
    if stage.nudged and _still_missing(stage, written):
        yield _said(sentences.nudge(stage), columns, Ink.SLIP)


def _still_missing(stage: Asking, written: Written) -> bool:
    """Tell whether what the nudge asked for has not been done yet."""
    if isinstance(stage.question.response, Order | Match):
        return len(written.picked) < len(stage.shown)
    return not (written.picked or written.draft.text.strip())


def _options(stage: Asking, picked: tuple[int, ...], columns: int) -> tuple[Line, ...]:
    several = isinstance(stage.question.response, Choice) and stage.question.response.several
    lines: list[Line] = []
    for at, text in enumerate(stage.shown):
        box = _BOXES[several][at in picked]
        inks = (Ink.STRONG,) if at in picked else ()
        name = line(box, piece(sentences.letter(at), Ink.KEY), "  ")
        lines += wrap(authored(text, *inks), columns, first=name)
    return tuple(lines)


def _input(draft: Draft, columns: int) -> Section:
    """Return the line being written, broken anywhere, and where the cursor stands."""
    prompt = line(piece(_PROMPT, Ink.KEY))
    room = max(1, columns - line_width(prompt) - 1)
    rows = [""]
    used, cursor, passed = 0, (0, 0), 0
    for cluster in clusters(draft.text):
        size = cluster_width(cluster)
        if used + size > room:
            rows.append("")
            used = 0
        if passed == draft.cursor:
            cursor = (len(rows) - 1, used)
        rows[-1] += cluster
        used += size
        passed += len(cluster)
    if draft.cursor >= passed:
        cursor = (len(rows) - 1, used)
    blank = line(" " * line_width(prompt))
    lines = tuple((blank if at else prompt) + line(row) for at, row in enumerate(rows))
    return Section(lines=lines, focus=True, cursor=(cursor[0], cursor[1] + line_width(prompt)))


def _to_place(stage: Asking, picked: tuple[int, ...], columns: int) -> Section:
    """Show the items, faint where they are placed already."""
    lines: list[Line] = []
    for at, text in enumerate(stage.shown):
        used = at in picked
        name = line("  ", piece(sentences.letter(at), Ink.FAINT if used else Ink.KEY), "  ")
        lines += wrap(authored(text, *((Ink.FAINT,) if used else ())), columns, first=name)
    return Section(lines=tuple(lines))


def _in_turn(places: int, picked: tuple[int, ...], columns: int) -> Section:
    """Show the order made so far in one line, so that a long one needs no scrolling."""
    parts: list[Piece] = []
    for at in range(places):
        held = sentences.letter(picked[at]) if at < len(picked) else "…"
        parts += [piece(f"{at + 1} ", Ink.FAINT), piece(held, Ink.KEY), piece(" · ", Ink.FAINT)]
    return Section(lines=wrap(tuple(parts[:-1]), columns, first=line("  ")), focus=True)


def _beside(left: tuple[str, ...], picked: tuple[int, ...], columns: int) -> Section:
    """Show what is to be matched, each with what was put beside it so far."""
    rows: list[Line] = []
    for at, side in enumerate(left):
        held = sentences.letter(picked[at]) if at < len(picked) else "…"
        content = (*authored(side), *line(" – "), piece(held, Ink.KEY))
        rows += wrap(content, columns, first=line(f"  {at + 1}  "))
    return Section(lines=tuple(rows), focus=True)


def _told(state: State, stage: Told, columns: int) -> Iterator[Section]:
    question = stage.asking.question
    yield _stem(question, columns)
    yield _given(stage, columns)
    yield _verdict(stage, columns)
    yield from _because(question, columns)
    yield from _passage(state, columns)
    yield _said(sentences.comes_again(state, stage), columns, Ink.FAINT)


def _passage(state: State, columns: int) -> Iterator[Section]:
    """Yield what the source says there, while it is shown."""
    if state.passage:
        lines = tuple(
            each for text in state.passage.splitlines() for each in wrap(line(text), columns)
        )
        yield Section(lines=lines, focus=True)


def _given(stage: Told, columns: int) -> Section:
    """Show what the learner answered beside what is right."""
    response = stage.asking.question.response
    match response:
        case Choice():
            return Section(lines=_marked_options(stage, response, columns))
        case Typed():
            typed = stage.review.answer.typed or "(nothing)"
            prompt = line(piece(_PROMPT, Ink.FAINT))
            return Section(lines=wrap(line(typed), columns, first=prompt))
        case Order() | Match():
            made = sentences.given_text(stage.review.answer, stage.asking.question)
            return Section(lines=wrap(authored(f"Your answer: {made or '(nothing)'}"), columns))
        case Recall():
            return Section(lines=())
        case _ as never:
            assert_never(never)


def _marked_options(stage: Told, choice: Choice, columns: int) -> tuple[Line, ...]:
    keys = {option.text for option in choice.options if option.correct}
    lines: list[Line] = []
    for at, text in enumerate(stage.asking.shown):
        picked = at in stage.review.answer.chosen
        sign, inks = _BLANK_SIGN, (Ink.FAINT,)
        if text in keys:
            sign, inks = _RIGHT_SIGN, (Ink.RIGHT,)
        elif picked:
            sign, inks = _WRONG_SIGN, (Ink.WRONG,)
        # Behind text that runs from right to left it would land in the middle of it.
        named = picked and not right_to_left(text)
        yours = line(piece(" (your answer)", Ink.FAINT)) if named else ()
        first = line(piece(f"{sign} ", *inks), piece(sentences.letter(at), *inks), "  ")
        lines += wrap(authored(text, *inks) + yours, columns, first=first)
    return tuple(lines)


def _verdict(stage: Told, columns: int) -> Section:
    word = piece(verdict_word(stage), _VERDICT_INKS[stage.mark.verdict])
    rest = verdict_rest(stage)
    content = (word, *authored(f" {rest}")) if rest else (word,)
    return Section(lines=wrap(content, columns), focus=True)


def _answer(question: Question, columns: int) -> Iterator[Section]:
    lines = wrap(authored(sentences.answer_text(question), Ink.STRONG), columns)
    also = question.response.also if isinstance(question.response, Recall) else ()
    if also:
        lines += wrap(authored(f"Also: {', '.join(also)}", Ink.FAINT), columns)
    yield Section(lines=lines, focus=True)
    yield from _because(question, columns)


def _because(question: Question, columns: int) -> Iterator[Section]:
    """Yield the explanation and the source."""
    if question.explanation:
        yield Section(lines=wrap(authored(question.explanation), columns))
    if source := sentences.source_text(question.citation):
        yield Section(lines=wrap(authored(source, Ink.FAINT), columns))


def _closing(state: State, stage: Closing, columns: int) -> Iterator[Section]:
    figures = summary(state)
    yield _said(sentences.score(state), columns, Ink.TITLE)
    yield _said(sentences.why_closing(state, stage), columns)
    if figures.misses:
        yield _said("To look at again", columns, Ink.STRONG)
        for take in figures.misses:
            yield Section(lines=_miss(take, columns))
    elif figures.answers:
        yield _said("Nothing to look at again.", columns)
    if not sentences.question_to_learner(state):
        yield _said(sentences.saved_text(state), columns, Ink.FAINT)


def _miss(take: Take, columns: int) -> tuple[Line, ...]:
    mark = line(piece(f"{_WRONG_SIGN} ", Ink.WRONG))
    blank = line("  ")
    lines = wrap(authored(take.question.stem), columns, first=mark)
    lines += wrap(authored(sentences.miss_answer(take), Ink.RIGHT), columns, first=blank)
    if source := sentences.source_text(take.question.citation):
        lines += wrap(authored(source, Ink.FAINT), columns, first=blank)
    return lines
