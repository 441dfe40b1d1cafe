r"""Deck text as Anki keeps it: HTML in composed Unicode, with Anki's own signs disarmed.

Inside a field Anki acts on ``{{…}}``, ``::`` in a deletion, ``[sound:…]``, ``[latex]`` and its
short forms, ``[[type:…]]``, ``[anki:…]`` and the MathJax brackets ``\(`` and ``\[``. Written as
entities or set apart, they reach the reader as typed and nobody else.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import escape

from quizgen import markup
from quizgen.export.mathml import only_shows

#: Begin and end of a deletion while markup is rendered: never in a text, and no letters to markup.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
#: A backslash in a formula, for MathJax.
_TEX = "\ufdd2"
_RESERVED = re.compile(f"[{_OPEN}{_CLOSE}{_TEX}]")

_ARMED = re.compile(
    r"[{}]|::|\[(?=[\[$]|(?:sound|latex|anki)\b)|\\(?=[()\[\]])",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n[ \t]*")
_TAG_BREAK = re.compile(r"[\s\x00-\x1f\x7f]+")


def field_html(text: str) -> str:
    """Render deck text for a field; formulas are MathJax."""
    return _finished(markup.html(_RESERVED.sub("", text), _formula))


def typed_html(text: str) -> str:
    """Render an answer that is compared with what somebody types: formulas are Unicode."""
    return _finished(markup.html(_RESERVED.sub("", text)))


def cloze_html(before: str, hidden: str, after: str) -> str:
    """Render a sentence with one deletion; markup may reach across its edges."""
    before, hidden, after = (_RESERVED.sub("", part) for part in (before, hidden, after))
    rendered = _finished(markup.html(f"{before}{_OPEN}{hidden}{_CLOSE}{after}", _formula))
    return rendered.replace(_OPEN, "{{c1::").replace(_CLOSE, "}}")


def _finished(rendered: str) -> str:
    composed = unicodedata.normalize("NFC", rendered.strip())
    return _BREAK.sub("<br>", _ARMED.sub(_disarmed, composed)).replace(_TEX, "\\")


def _formula(tex: str) -> str | None:
    """Write a formula for MathJax; one that could do more than be seen stays with markup."""
    if not only_shows(tex):
        return None
    source = escape(" ".join(tex.split()), quote=False).replace("\\", _TEX)
    return f"{_TEX}({source}{_TEX})"


def _disarmed(found: re.Match[str]) -> str:
    # MathJax reads the text after entities are resolved, but not across an element's edge.
    if found[0] == "\\":
        return "<span>\\</span>"
    return "".join(f"&#{ord(sign)};" for sign in found[0])


def sanitised_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Make tags that Anki keeps as they are: no space, sorted, one of those that differ in case."""
    kept: dict[str, str] = {}
    for tag in tags:
        clean = _TAG_BREAK.sub("-", unicodedata.normalize("NFC", tag).strip())
        kept.setdefault(clean.casefold(), clean)
    kept.pop("", None)
    return tuple(sorted(kept.values()))


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&|~$])")


def markdown(text: str) -> str:
    """Escape a text for a deck's description."""
    return _MARKDOWN.sub(r"\\\1", " ".join(unicodedata.normalize("NFC", text).split()))


def deck_name(title: str) -> str:
    """Turn a deck's title or a topic into a name without what Anki would change, and no levels."""
    name = unicodedata.normalize("NFC", markup.plain(title))
    name = _CONTROL.sub("", re.sub(r":{2,}", ":", name).replace('"', "”"))
    return " ".join(name.split()).strip(": ")


def folded(name: str) -> str:
    """Return a deck's name as Anki compares it: two names that differ in case are one deck."""
    return unicodedata.normalize("NFC", name.casefold())
