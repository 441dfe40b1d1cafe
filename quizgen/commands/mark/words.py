"""What is said of a marked paper."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.markup import plain
from quizgen.sheets.areas import Bubbles, Columns, Form, Lines
from quizgen.sheets.given import Given, brief
from quizgen.sheets.key import answer_of
from quizgen.sheets.layout import Entry
from quizgen.sheets.marking import Marked, MarkedSheet, Result
from quizgen.statistics_report import Report
from quizgen.statistics_report.sections import Head, Row, Section, Table
from quizgen.statistics_report.words import percent, shown
from quizgen.terminal.sentences import source_text
from quizgen.terminal.verdicts import ended
from quizgen.wording.grammar import counted

_OTHER = "Other questions"


def title_line(marked: MarkedSheet) -> str:
    """Say which paper it is."""
    return f"{plain(marked.sheet.title)} – sheet {marked.sheet.code}"


def score_line(marked: MarkedSheet) -> str:
    """Return points, percent, and how many questions are right."""
    count, most = len(marked.marked), marked.sheet.points
    points = f"{marked.points} of {counted(most, 'point')} ({percent(marked.share)})"
    open_ = marked.with_result(Result.TO_JUDGE)
    line = f"{points}; {marked.right} of {counted(count, 'question')} right"
    if not open_:
        return f"{line}."
    more = sum(it.most for it in open_)
    return (
        f"{line}, {len(open_)} still to judge (up to {counted(more, 'more point', 'more points')})."
    )


def topic_report(marked: MarkedSheet) -> Report:
    """Return the points of each topic, unless there is only one."""
    topics = marked.topics()
    if len(topics) < 2:  # noqa: PLR2004  # one alone is the score itself
        return ()
    rows = tuple(
        Row(
            label=shown(it.topic) or _OTHER,
            cells=(f"{it.points} of {it.most}",),
            words=f"{it.points} of {counted(it.most, 'point')}",
            fill=it.points / it.most if it.most else 0.0,
        )
        for it in topics
    )
    table = Table(label="Topic", heads=(Head(text="Points"),), rows=rows)
    return (Section(title="Points by topic", tables=(table,)),)


def miss_lines(marked: MarkedSheet) -> Iterator[str]:
    """Say of each answer that is not right what was written, what is right, and why."""
    missed = [it for it in marked.marked if not (it.is_right or it.result is Result.EMPTY)]
    judge = [it for it in missed if it.result is Result.TO_JUDGE]
    wrong = [it for it in missed if it.result is not Result.TO_JUDGE]
    slips = marked.with_result(Result.SLIP)
    if wrong:
        yield "To look at again:"
        for it in wrong:
            yield from _miss(it)
    if slips:
        yield from ["", "Right, with a slip:"] if wrong else ["Right, with a slip:"]
        for it in slips:
            note = it.mark.note if it.mark else ""
            yield f"  {it.given.entry.number}. {it.given.written} – {plain(note)}"
    if judge:
        yield from ["", "To judge:"] if wrong or slips else ["To judge:"]
        for it in judge:
            yield from _miss(it)
        example = judge[0].given.entry.number
        yield (
            f"  Where it counts, write + behind the quotes, as in {example}="
            f'"{_short(judge[0].given.written)}"+; where it does not, +0.'
        )
    if empty := marked.with_result(Result.EMPTY):
        yield ""
        yield f"Nothing written: {', '.join(str(it.given.entry.number) for it in empty)}."


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19].rstrip()}…"  # noqa: PLR2004  # enough to know it by


def _miss(it: Marked) -> Iterator[str]:
    entry, question = it.given.entry, it.given.entry.question
    yield f"  {entry.number}. {brief(entry, 150)}"
    yield f"     Written: {written_words(it.given)}.{_worth(it)}"
    yield f"     Right: {ended(right_words(entry))}"
    whys = [*reasons(it), *([question.explanation] if question.explanation else [])]
    for why in whys:
        yield f"     {plain(why)}"
    if source := source_text(question.citation):
        yield f"     {plain(source)}"


def _worth(it: Marked) -> str:
    parts = f" {it.parts[0]} of {it.parts[1]} parts are right." if it.parts and it.parts[0] else ""
    if it.result is Result.PARTLY:
        return f"{parts} {it.points} of {counted(it.most, 'point')}."
    if it.given.judged is not None:
        return f"{parts} Judged wrong."
    return parts


def written_words(given: Given) -> str:
    """Return what stands on the paper; of one option its text too."""
    if given.spoilt:
        return "what cannot be read, or cannot be meant"
    if not given.written:
        return "what you judged" if given.judged is not None else "nothing"
    area = given.entry.area
    if isinstance(area, Lines):
        return f"“{given.written}”"
    if isinstance(area, Bubbles):
        return "; ".join(
            f"{area.bubbles[at].letter}, {plain(area.bubbles[at].option.text)}"
            for at in given.answer.chosen
        )
    return given.written


def right_words(entry: Entry) -> str:
    """Return the right answer in the paper's letters, with its texts."""
    key = answer_of(entry)
    texts = [plain(line.text) for line in key.lines]
    if entry.form is Form.ORDER:
        return f"{key.short.replace(' ', '')}: {', then '.join(texts)}"
    if isinstance(entry.area, Columns):
        return f"{key.short.replace(' ', '')}: {'; '.join(texts)}"
    if isinstance(entry.area, Bubbles):
        return "; ".join(f"{line.label}, {plain(line.text)}" for line in key.lines)
    return f"{'; '.join(texts)}{f' ({key.note})' if key.note else ''}"


def reasons(it: Marked) -> Sequence[str]:
    """Return why it is wrong: what the author says of wrong options, else what the mark says."""
    area, mark = it.given.entry.area, it.mark
    if not isinstance(area, Bubbles):
        return [mark.note] if mark and mark.note and it.given.judged is None else []
    picked = [area.bubbles[at] for at in it.given.answer.chosen]
    return [
        f"{bubble.letter}: {bubble.option.why}"
        for bubble in picked
        if bubble.option.why and not bubble.option.correct
    ]


def verdict(it: Marked) -> str:
    """Return at once what became of an answer, in a line."""
    key = ended(right_words(it.given.entry))
    match it.result:
        case Result.RIGHT:
            said = "Right."
        case Result.SLIP:
            said = f"Right, with a slip. {plain(it.mark.note) if it.mark else ''}".rstrip()
        case Result.TO_JUDGE:
            said = f"To judge. The key: {key}"
        case Result.PARTLY:
            said = f"{it.points} of {counted(it.most, 'point')}. Right: {key}"
        case Result.EMPTY:
            said = f"Nothing written. Right: {key}"
        case Result.SPOILT:
            said = f"Spoilt, no point. Right: {key}"
        case Result.WRONG:
            said = f"Wrong. Right: {key}{_worth(it)}"
        case never:
            assert_never(never)
    return said
