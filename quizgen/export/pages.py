"""Pages from templates; the only importer of jinja2.

Deck text reaches a page through :func:`inline` or the filter ``markup``, which alone are marked
safe; everything else is escaped.
"""

import traceback
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from quizgen import markup
from quizgen.export.mathml import mathml
from quizgen.problems import SetupError
from quizgen.shipped import shipped
from quizgen.wording.grammar import counted

_SHIPPED = "shipped/"
"""Before a template's name: the shipped one, even where the user has one of that name."""

NO_FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType({})

#: What a template can raise: jinja2's own errors, and Python's in its expressions; and without end.
_FAILURES = (
    *(TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError),
    RecursionError,
)


class Pages:
    """Templates of some folders, the first that has a name winning; the shipped ones come last.

    A user's template may extend the shipped one of its own name as ``shipped/…``.
    """

    def __init__(
        self, *folders: Traversable, filters: Mapping[str, Callable[..., object]] = NO_FILTERS
    ) -> None:
        """Look into the folders first, then among the shipped templates."""
        self._own = bool(folders)
        self._loader = _Folders(*folders)
        # Teachers hand templates round: one may show anything, and run nothing.
        self._environment = SandboxedEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(
            inline=inline,
            markup=html,
            plain=markup.plain,
            direction=direction,
            css_string=css_string,
            counted=counted,
            **filters,
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Return the page of a template.

        Raises:
            SetupError: the template cannot be found or fails; names its file and line.
        """
        try:
            made = self._environment.get_template(name).render(values)
            self._refuse_idle_blocks(name)
        except _FAILURES as error:
            raise _failure(error) from error
        return made

    def _refuse_idle_blocks(self, name: str) -> None:
        """Refuse a block that no extended template has, which would be passed over in silence."""
        parsed = list(self._extended(name)) if self._own else []
        for place, (tree, file) in enumerate(parsed[:-1]):
            above = parsed[place + 1 :]
            known = {block.name for it, _ in above for block in it.find_all(nodes.Block)}
            for block in tree.body:
                if isinstance(block, nodes.Block) and block.name not in known:
                    message = f"{file}:{block.lineno}: what it extends has no block '{block.name}'"
                    raise SetupError(message, f"there are {', '.join(sorted(known))}")

    def _extended(self, name: str) -> Iterator[tuple[nodes.Template, str]]:
        """Yield a template, and one by one what it extends, each with its file."""
        wanted: str | None = name
        while wanted:
            text, file, _ = self._loader.get_source(self._environment, wanted)
            tree = self._environment.parse(text, wanted, file)
            yield tree, file
            extends = tree.find(nodes.Extends)
            parent = extends.template if extends else None
            wanted = parent.value if isinstance(parent, nodes.Const) else None


class _Folders(BaseLoader):
    def __init__(self, *folders: Traversable) -> None:
        self._folders = folders

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 -- jinja2's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        only_shipped = template.startswith(_SHIPPED)
        parts = split_template_path(template.removeprefix(_SHIPPED))
        for folder in (*(() if only_shipped else self._folders), shipped("templates")):
            file = folder.joinpath(*parts)
            if file.is_file():
                return _text(file), str(file), lambda: True
        raise TemplateNotFound(template)


def _text(file: Traversable) -> str:
    """Return what a template says.

    Raises:
        SetupError: it cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = 1 + error.object.count(b"\n", 0, error.start)
        message = f"{file}:{line}: it is not in UTF-8"
        raise SetupError(message, "save the template in UTF-8") from error
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror}", "leave --template out") from error


def _failure(error: Exception) -> SetupError:
    """Say where a template failed; the innermost place that is no Python module of ours."""
    match error:
        case TemplateNotFound():
            return SetupError(
                f"{_innermost(error)}there is no template '{error.name}'",
                'a shipped one is named as in `{% extends "shipped/handout/key.html" %}`',
            )
        case TemplateSyntaxError():
            place = f"{error.filename}:{error.lineno}"
        case _:
            place = _innermost(error).removesuffix(": ")
            if not place:
                raise error
            if isinstance(error, RecursionError):
                error = RecursionError("it includes, extends or calls itself without end")
    return SetupError(f"{place}: {error}", "correct the template, or leave --template out")


def _innermost(error: Exception) -> str:
    """Return where a template failed, before what is said of it; empty outside of all templates."""
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if not frame.filename.endswith(".py")]
    return f"{found[-1].filename}:{found[-1].lineno}: " if found else ""


def direction(text: str) -> Literal["ltr", "rtl", ""]:
    """Return which way a text runs, by its first strong character; empty where it has none."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
            case _:
                pass
    return ""


# The versions of a paper, and its key, say the same again.
@lru_cache(maxsize=1 << 14)
def html(text: str) -> Markup:
    """Render deck text, its formulas as MathML."""
    return Markup(markup.html(text, mathml))  # noqa: S704 -- escaped there


def inline(text: str, language: str = "en") -> Markup:
    """Render deck text as an element of its own, so that its direction stays inside it."""
    return element("bdi", text, html(text), language)


def element(tag: str, text: str, content: str, language: str, classes: str = "") -> Markup:
    """Wrap safe HTML in a tag that says which language and direction its text has."""
    attributes = (
        ("class", classes),
        ("lang", language if language != "en" else ""),
        ("dir", direction(text) if tag != "bdi" or direction(text) == "rtl" else ""),
    )
    start = "".join(f' {name}="{Markup.escape(value)}"' for name, value in attributes if value)
    return Markup(f"<{tag}{start}>{content}</{tag}>")  # noqa: S704 -- what this function is for


def css_string(text: str) -> Markup:
    """Return a CSS string literal for ``content:``, every character but letters escaped."""
    safe = "".join(
        char if char.isascii() and char.isalnum() else f"\\{_code_point(char):06x}" for char in text
    )
    return Markup(f'"{safe}"')  # noqa: S704 -- nothing but letters, digits and escapes


def _code_point(char: str) -> int:
    unusable = char == "\0" or "\ud800" <= char <= "\udfff"
    return 0xFFFD if unusable else ord(char)
