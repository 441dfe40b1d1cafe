"""Pictures under names made from their content, so that nothing in a collection ever collides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import PurePosixPath
from unicodedata import normalize

from quizgen import markup
from quizgen.export.pictures import picture_type
from quizgen.model import Image, Question
from quizgen.problems import DeckError

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})


@dataclass(slots=True, kw_only=True)
class MediaShelf:
    """Collects the pictures of an export; knows which questions had to go without."""

    read: Callable[[Image], bytes] | None
    files: dict[str, bytes] = field(default_factory=dict)
    #: Facts whose picture could not be taken along, for want of a reader.
    without: list[str] = field(default_factory=list)

    def image(self, question: Question) -> str:
        """Return a question's picture as HTML and keep its bytes; nothing where it has none.

        Raises:
            DeckError: the file cannot be read or is no picture.
        """
        if question.image is None:
            return ""
        alt = escape(normalize("NFC", markup.plain(question.image.alt)))
        if self.read is None:
            self.without.append(question.fact)
            return f"<span>{alt}</span>"
        name = self._keep(question.image, question.fact)
        return f'<img src="{name}" alt="{alt}">'

    def _keep(self, image: Image, fact: str) -> str:
        file = image.file
        suffix = PurePosixPath(file).suffix.lower()
        if suffix not in _SUFFIXES:
            raise DeckError(f"the picture '{file}' of '{fact}' is of no known format")
        try:
            content = self.read(image) if self.read else b""
        except OSError as error:
            raise DeckError(
                f"the picture '{file}' of '{fact}' cannot be read: {error.strerror or error}"
            ) from error
        # A name proves nothing: a link may lead to a file that its owner shows nobody.
        if not picture_type(content):
            raise DeckError(
                f"the picture '{file}' of '{fact}' is no picture, whatever its name says",
                "name a PNG, JPEG, GIF, WebP, AVIF or SVG file, or take the picture out",
            )
        name = f"qg-{sha256(content).hexdigest()[:24]}{suffix}"
        self.files[name] = content
        return name
