"""The line that the learner is writing, and what the editing keys do to it."""

import re
from dataclasses import dataclass, replace

from quizgen.terminal.clean import clean_line
from quizgen.terminal.width import clusters

#: More than anybody types; a larger paste is cut.
_LONGEST = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text and where the cursor stands in it, in characters."""

    text: str = ""
    cursor: int = 0

    @property
    def before(self) -> str:
        """The text before the cursor."""
        return self.text[: self.cursor]

    @property
    def after(self) -> str:
        """The text from the cursor on."""
        return self.text[self.cursor :]


def insert(draft: Draft, text: str) -> Draft:
    """Put text in at the cursor; line breaks become blanks."""
    before = (draft.before + clean_line(text))[:_LONGEST]
    return Draft(text=(before + draft.after)[:_LONGEST], cursor=len(before))


def edit(draft: Draft, key: str) -> Draft | None:
    """Return the draft after an editing key; ``None`` where the key edits nothing."""
    before, after = draft.before, draft.after
    match key:
        case "backspace":
            return _joined("".join(clusters(before)[:-1]), after)
        case "delete" | "ctrl-d" if draft.text:
            return _joined(before, "".join(clusters(after)[1:]))
        case "ctrl-w":
            return _joined(re.sub(r"\S*\s*$", "", before), after)
        case "ctrl-u":
            return _joined("", after)
        case "ctrl-k":
            return _joined(before, "")
        case _:
            return _moved(draft, key)


def _joined(before: str, after: str) -> Draft:
    return Draft(text=before + after, cursor=len(before))


def _moved(draft: Draft, key: str) -> Draft | None:
    before, after = clusters(draft.before), clusters(draft.after)
    match key:
        case "left":
            return replace(draft, cursor=len("".join(before[:-1])))
        case "right":
            return replace(draft, cursor=draft.cursor + len("".join(after[:1])))
        case "home" | "ctrl-a":
            return replace(draft, cursor=0)
        case "end" | "ctrl-e":
            return replace(draft, cursor=len(draft.text))
        case _:
            return None
