"""Opens a fact in the learner's editor, and finds out what came of it."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

_USUAL = ("nano", "vim", "vi", "emacs")
"""What is tried where neither VISUAL nor EDITOR says."""

_GOTO = frozenset({"code", "codium", "cursor", "zed", "subl", "hx", "helix", "atom"})
"""Editors that take ``FILE:LINE``; others take ``+LINE FILE``, as vi does."""

_WAITING = {"code": "--wait", "codium": "--wait", "cursor": "--wait", "zed": "--wait"} | {
    "subl": "--wait",
    "atom": "--wait",
    "gedit": "--wait",
    "mate": "--wait",
}
"""Editors that come back at once unless they are told to wait."""


def open_in_editor(file: Path, line: int) -> str:
    """Open a file at a line and wait for the editor; return what went wrong, if anything did."""
    words = _editor()
    if not words:
        return "No editor is set; type `export EDITOR=nano`, or whichever you like, and try again."
    name = Path(words[0]).stem
    if name in _WAITING and _WAITING[name] not in words:
        words.append(_WAITING[name])
    if name in {"code", "codium", "cursor"}:
        words.append("--goto")
    places = [f"{file}:{line}"] if name in _GOTO else [f"+{line}", str(file)]
    try:
        ended = subprocess.run([*words, *places], check=False)  # noqa: S603  # it is the learner's own editor
    except OSError as error:
        return f"{words[0]} cannot be started: {error.strerror}."
    return f"{name} ended with the error {ended.returncode}." if ended.returncode else ""


def _editor() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(os.environ.get(variable, "")):
                return words
        except ValueError:  # a quotation mark without its other half
            continue
    return [name for name in _USUAL if shutil.which(name)][:1]
