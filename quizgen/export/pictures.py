"""What a file must begin with to be a picture that every browser shows."""

import re

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"\s*(?:<\?xml.{0,500})?(?:<!--.{0,500})?<svg\b", re.DOTALL), "image/svg+xml"),
)


def picture_type(content: bytes) -> str:
    """Return the media type of a picture; empty for anything else, whatever its name says."""
    return next((kind for begin, kind in _SIGNATURES if begin.match(content)), "")
