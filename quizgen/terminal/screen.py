"""One frame of the full screen: a view in so many columns and rows, as lines.

Nothing is drawn here and nothing is decided; the same view and size give the same frame. The
layout is our own and not rich's: importing ``rich.console`` takes most of the time that click and
PyYAML take together, and a learner waits for the first question, not for a library. What rich
would add, tables and progress bars, a question has none of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.session import Asking, Closing, Exam, Over, Page, State
from quizgen.terminal import sentences
from quizgen.terminal.body import Section, Written
from quizgen.terminal.exam_body import page_body
from quizgen.terminal.exam_sentences import exam_place
from quizgen.terminal.ink import Ink, Line, Piece, line, line_width, piece, text_of
from quizgen.terminal.keymap import Action, Binding, is_typing, suggested
from quizgen.terminal.paragraphs import wrap
from quizgen.terminal.view import View, current, typing
from quizgen.terminal.width import cut, width

#: Text in longer lines is hard to read.
_WIDEST = 80
#: From these sizes on there is room for margins, and for blank lines.
_ROOMY_COLUMNS = 60
_ROOMY_ROWS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The lines of a screen, and where the cursor stands; ``None``: nowhere."""

    lines: tuple[Line, ...]
    #: Row and column, from 0.
    cursor: tuple[int, int] | None = None
    #: First body line shown, and how many there is room for.
    offset: int = 0
    page: int = 1


def frame(view: View, columns: int, rows: int) -> Frame:
    """Lay out a view; any size will do, though not all of them are comfortable."""
    columns, rows = max(1, columns), max(1, rows)
    margin = _margin(columns)
    inner = min(columns - 2 * margin, _WIDEST)
    roomy = rows >= _ROOMY_ROWS
    head = _header(view.state, inner, roomy=roomy)
    foot = _footer(view, inner, rows, roomy=roomy)
    room = max(1, rows - len(head) - len(foot))
    content, offset, cursor = _visible(view, inner, room, roomy=roomy)
    lines = [*head, *content, *[()] * (room - len(content)), *foot][-rows:]
    shift = len(head) - max(0, len(head) + room + len(foot) - rows)
    return Frame(
        lines=tuple(_indented(each, margin, columns) for each in lines),
        cursor=_on_screen(cursor, shift, margin, columns),
        offset=offset,
        page=room,
    )


def _on_screen(
    cursor: tuple[int, int] | None, shift: int, margin: int, columns: int
) -> tuple[int, int] | None:
    """Return where in the frame the cursor stands; nowhere if its line is above the first one."""
    if cursor is None or cursor[0] + shift < 0:
        return None
    return cursor[0] + shift, min(cursor[1] + margin, columns - 1)


def _margin(columns: int) -> int:
    if columns > _WIDEST + 4:
        return (columns - _WIDEST) // 2
    return 2 if columns >= _ROOMY_COLUMNS else 0


def _indented(content: Line, margin: int, columns: int) -> Line:
    if not content:
        return content
    shifted = (*line(" " * margin), *content) if margin else content
    return _cut_line(shifted, columns)


def _cut_line(content: Line, columns: int) -> Line:
    """Cut a line that is too long after all, as in a very narrow terminal."""
    if line_width(content) <= columns:
        return content
    kept: list[Piece] = []
    left = columns
    for part in content:
        kept.append(piece(cut(part.text, left), *part.inks))
        left -= kept[-1].width
        if left <= 0:
            break
    return tuple(kept)


def _header(state: State, columns: int, *, roomy: bool) -> list[Line]:
    place = _place(state)
    title = cut(state.plan.title, max(0, columns - width(place) - 2))
    gap = " " * max(1 if title else 0, columns - width(title) - width(place))
    head: list[Line] = [line(piece(title, Ink.FAINT), gap, piece(place, Ink.FAINT))]
    if _is_first(state) or isinstance(state.stage, Closing):
        head += _notice(state, columns)
    return [*head, ()] if roomy else head


def _place(state: State) -> str:
    match state.stage:
        case Closing() | Over():
            return ""
        case Exam():
            return exam_place(state)
        case _:
            return sentences.place(state)


def _is_first(state: State) -> bool:
    if isinstance(state.stage, Exam):
        return state.stage.page is Page.COVER
    return isinstance(state.stage, Asking) and not state.takes


def _notice(state: State, columns: int) -> tuple[Line, ...]:
    notice = state.plan.notice
    return wrap(line(piece(notice, Ink.EMPHASIS, Ink.FAINT)), columns) if notice else ()


def _footer(view: View, columns: int, rows: int, *, roomy: bool) -> list[Line]:
    state = view.state
    foot: list[Line] = [()] if roomy else []
    foot += _rating_bar(view, columns)
    foot += _said(state, columns, max(1, rows // 2))
    if question := sentences.question_to_learner(state):
        foot += wrap(line(piece(question, Ink.STRONG)), columns)
    if roomy and not _is_first(state) and not isinstance(state.stage, Closing):
        foot += _notice(state, columns)
    return [*foot, _keys(view, columns)]


def _said(state: State, columns: int, most: int) -> Sequence[Line]:
    """Return what was said last, in so many lines at most: the question has to be seen too."""
    told = wrap(line(piece(state.said, Ink.SLIP)), columns) if state.said else ()
    if len(told) <= most:
        return told
    last = cut(f"{text_of(told[most - 1])}…", columns)
    return (*told[: most - 1], line(piece(last, Ink.SLIP)))


def _rating_bar(view: View, columns: int) -> tuple[Line, ...]:
    """Return the ratings with what each would give; the one suggested stands in brackets."""
    parts = []
    for binding in current(view):
        if binding.bar:
            chosen = binding.value == suggested(view.state)
            text = f"{binding.shown} {binding.words}"
            parts.append(piece(f"[{text}]" if chosen else f" {text} ", *_chosen(chosen)))
    if not parts:
        return ()
    rows: list[list[Piece]] = [[]]
    for part in parts:
        if rows[-1] and sum(each.width for each in rows[-1]) + part.width > columns:
            rows.append([])
        rows[-1].append(part)
    return tuple(tuple(row) for row in rows)


def _chosen(chosen: bool) -> tuple[Ink, ...]:  # noqa: FBT001  # it is all there is to say
    return (Ink.CHOSEN,) if chosen else (Ink.KEY,)


def _keys(view: View, columns: int) -> Line:
    """Return the keys that work now, as many as fit; the dearest go last."""
    if view.help:
        return line(piece("Any key", Ink.KEY), piece(" back", Ink.FAINT))
    shown = [binding for binding in current(view) if binding.words and not binding.bar]
    while len(shown) > 1 and line_width(_key_line(shown)) > columns:
        shown.remove(min(shown, key=lambda binding: binding.weight))
    return _key_line(shown)


def _key_line(shown: Sequence[Binding]) -> Line:
    parts: list[Piece] = []
    for binding in shown:
        if parts:
            parts.append(piece(" · ", Ink.FAINT))
        parts += [piece(binding.shown, Ink.KEY), piece(f" {binding.words}", Ink.FAINT)]
    return tuple(parts)


def _help(view: View, columns: int) -> tuple[Section, ...]:
    rows: dict[str, str] = {}
    for binding in current(view):
        if (binding.help or binding.words) and binding.action is not Action.HELP:
            name = binding.shown.removeprefix("Esc ")
            rows.setdefault(name, binding.help or binding.words)
    rows["PgUp PgDn"] = "scroll; also ↑ ↓"
    rows["Ctrl-C"] = "quit at once; every answer is saved as you give it"
    rows["Ctrl-Z"] = "back to the shell for a while; fg returns"
    if is_typing(view.state):
        rows["← → Home End"] = "move in what you type"
        rows["Ctrl-U Ctrl-W"] = "delete it all, the word before"
    wide = max(width(keys) for keys in rows)
    lines: list[Line] = []
    for keys, words in rows.items():
        first = line(piece(keys, Ink.KEY), " " * (wide - width(keys) + 2))
        lines += wrap(line(words), columns, first=first)
    return (Section(lines=(line(piece("Keys", Ink.TITLE)),)), Section(lines=tuple(lines)))


def _visible(
    view: View, columns: int, room: int, *, roomy: bool
) -> tuple[list[Line], int, tuple[int, int] | None]:
    """Return the part of the body in sight, where it begins, and the cursor in it."""
    written = Written(draft=view.draft, picked=view.picked)
    sections = _help(view, columns) if view.help else page_body(view.state, written, columns)
    lines, focus, cursor = _stacked(sections, roomy=roomy)
    if len(lines) <= room:
        return lines, 0, cursor if typing(view) else None
    shown = max(1, room - 1)
    last = len(lines) - shown
    offset = min(last, focus if view.scroll is None else view.scroll)
    content = lines[offset : offset + shown]
    if room > 1:
        content.append(_more(above=offset, below=last - offset))
    within = cursor is not None and offset <= cursor[0] < offset + shown and typing(view)
    return content, offset, (cursor[0] - offset, cursor[1]) if cursor and within else None


def _stacked(
    sections: Sequence[Section], *, roomy: bool
) -> tuple[list[Line], int, tuple[int, int] | None]:
    """Put sections under each other: their lines, where the focus begins, and the cursor."""
    lines: list[Line] = []
    focus = 0
    cursor = None
    for section in sections:
        if roomy and lines and section.lines and not section.tight:
            lines.append(())
        if section.focus:
            focus = len(lines)
        if section.cursor is not None:
            cursor = (len(lines) + section.cursor[0], section.cursor[1])
        lines += section.lines
    return lines, focus, cursor


def _more(*, above: int, below: int) -> Line:
    parts = (
        f"↑ {above} more (PgUp)" if above else "",
        f"↓ {below} more (PgDn)" if below else "",
    )
    return line(piece(sentences.joined(parts), Ink.FAINT))
