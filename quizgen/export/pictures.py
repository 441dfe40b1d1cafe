"""Pictures inside pages: what a file must begin with for every browser to show it."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping

from quizgen.model import Image

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


def embedded(
    images: Iterable[Image], media: Callable[[Image], bytes] | None
) -> tuple[Mapping[Image, str], tuple[str, ...]]:
    """Return pictures as data URIs, and a line for each that cannot be shown.

    Args:
        images: those wanted; an ``OSError`` of ``media`` makes one that cannot be shown.
        media: reads a picture; nothing can be shown without it.
    """
    found, missing = {}, []
    for image in dict.fromkeys(images):
        why = "no picture that a page can show"
        try:
            content = media(image) if media else b""
        except OSError:
            content = b""
            why = f"cannot be read from where {image.position.file} is"
        if kind := picture_type(content):
            found[image] = f"data:{kind};base64,{b64encode(content).decode()}"
        else:
            missing.append(f"{image.file}: {why}; its description stands there")
    return found, tuple(dict.fromkeys(missing))
