"""The text of GIFT questions: escapes, format tags and the little HTML that people write."""

import html
import re

_TAG = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
_EMPHASIS = re.compile(r"<(b|strong|em|i|u)(?:\s[^>]*)?>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*?\balt\s*=\s*\"([^\"]*)\"[^>]*>", re.IGNORECASE)
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")


def hidden(text: str) -> str:
    """Return a text of the same length whose escaped signs are no signs any more."""
    return _ESCAPED.sub("\0\0", text)


def readable(written: str, tag: str = "") -> tuple[str, str]:
    """Return a text as people read it, and the format that its tag (else the given one) names."""
    if found := _TAG.match(written):
        tag, written = found[1].lower(), written[found.end() :]
    text = _ESCAPED.sub(lambda it: "\n" if it[1] == "n" else it[1], written)
    if tag in {"html", "moodle", ""} and "<" in text:
        text = _without_html(text)
    elif tag in {"html", "moodle", ""} and "&" in text:
        text = html.unescape(text)
    return " ".join(text.split()), tag


def _without_html(text: str) -> str:
    """Keep emphasis as light markup, images as their words, and drop all other tags."""
    text = _IMAGE.sub(lambda it: f" {it[1]} ", text)
    text = _BREAK.sub(" ", text)
    text = _EMPHASIS.sub(lambda it: f"**{it[2].strip()}**" if it[2].strip() else "", text)
    return html.unescape(_ELEMENT.sub("", text))
