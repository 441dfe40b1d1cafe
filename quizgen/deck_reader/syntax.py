"""Says in an author's words what is wrong where a text is not YAML.

libyaml knows some thirty messages and PyYAML's own parser words them a little differently; the
common ones are told apart here by what both have in common and by what stands in the line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

NO_BREAK_SPACE = "\u00a0"

_QUOTE_IT = "put the text in quotes"
_OWN_LINE = (
    'put wording on a line of its own, or in quotes ("…"): inside {…} and […] the signs'
    " { } [ ] , and ': ' are YAML's"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxProblem:
    """Where a text stops being YAML, and what to do about it."""

    code: str
    message: str
    at: int
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """What the parser said: where the part began, where it broke, and the text."""

    text: str
    #: Where the broken part began, such as the quotation mark that is never closed.
    began: int
    at: int

    @property
    def sign(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands on the line before the place where it broke."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]


def explain(error: yaml.MarkedYAMLError, text: str) -> SyntaxProblem:
    """Put a parser's message into words."""
    at = error.problem_mark.index if error.problem_mark else len(text)
    began = error.context_mark.index if error.context_mark else at
    failure = _Failure(text=text, began=min(began, len(text)), at=min(at, len(text)))
    said = f"{error.context or ''}: {error.problem or ''}"
    found = next(
        (explanation(failure) for pattern, explanation in _EXPLANATIONS if pattern.search(said)),
        SyntaxProblem(code="syntax", message=f"this is not YAML: {error.problem}", at=failure.at),
    )
    if _has_no_break_space(text, found.at):
        return SyntaxProblem(
            code=found.code,
            message=found.message,
            at=found.at,
            hint="the line begins with a no-break space (U+00A0): replace it by an ordinary one",
        )
    return found


def _has_no_break_space(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return NO_BREAK_SPACE in line[: len(line) - len(line.lstrip()) + 2]


def _bad_start(failure: _Failure) -> SyntaxProblem:
    if failure.sign == "\t":
        return SyntaxProblem(
            code="tab",
            message="a tab stands where YAML wants spaces",
            at=failure.at,
            hint="indent with spaces; most editors can do that for the tab key",
        )
    return SyntaxProblem(
        code="unquoted-text",
        message=f"a text cannot begin with '{failure.sign}'",
        at=failure.at,
        hint=_QUOTE_IT,
    )


def _second_colon(failure: _Failure) -> SyntaxProblem:
    if re.search(r":\s", failure.before):
        return SyntaxProblem(
            code="unquoted-text",
            message="': ' stands in a text without quotes",
            at=failure.at,
            hint="put the text in quotes: it contains ': '",
        )
    start = failure.at - len(failure.before)
    above = _line_above(failure.text, start)
    if above.strip() and ":" not in above and _indent(above) == _indent(failure.before):
        return _no_colon(replace(failure, began=start - len(above) + _indent(above)))
    return SyntaxProblem(
        code="bad-indent",
        message="no key can stand here",
        at=start + _indent(failure.before),
        hint="look at its indentation, and whether the line above has a space after its colon",
    )


def _line_above(text: str, start: int) -> str:
    """Return the line before the one that starts here, with its end."""
    return text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _unclosed_quote(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="unclosed-quote",
        message="a quotation mark opens here and is never closed",
        at=failure.began,
        hint="close it; inside '…' an apostrophe is written twice",
    )


def _broken_flow(failure: _Failure) -> SyntaxProblem:
    line_end = failure.text.find("\n", failure.began)
    if line_end < 0 or failure.at <= line_end:
        return SyntaxProblem(
            code="unquoted-text",
            message=f"this does not fit into the {_bracket(failure)}…{_closing(failure)}"
            " that it stands in",
            at=failure.at,
            hint=_OWN_LINE,
        )
    return SyntaxProblem(
        code="unclosed-bracket",
        message=f"the {_bracket(failure)} that opens here is not closed",
        at=failure.began,
        hint=f"close it with {_closing(failure)}; {_OWN_LINE}",
    )


def _bracket(failure: _Failure) -> str:
    return failure.text[failure.began : failure.began + 1]


def _closing(failure: _Failure) -> str:
    return {"{": "}", "[": "]"}.get(_bracket(failure), "the other one")


def _stray(failure: _Failure) -> SyntaxProblem:
    before = failure.before.rstrip()
    if before.endswith(("'", '"', "]", "}")):
        return SyntaxProblem(
            code="unquoted-text",
            message=f"a text goes on after its closing {before[-1]}",
            at=failure.at,
            hint="a text that begins with a quotation mark or bracket must stand in quotes as a"
            " whole; inside '…' an apostrophe is written twice",
        )
    return SyntaxProblem(
        code="bad-indent",
        message="this line is not indented like the ones that it belongs to",
        at=failure.at,
        hint="keys of one thing begin in the same column, and so do the '- ' of one list",
    )


def _list_on_key_line(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="unquoted-text",
        message="a list cannot begin on the line of its key",
        at=failure.at,
        hint="begin it on the next line, or put a text that begins with '- ' in quotes",
    )


def _no_colon(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="missing-colon",
        message="this is no key with a value",
        at=failure.began,
        hint="write `key: value`, with a space after the colon; a text over several lines is"
        " indented deeper than its key",
    )


def _sign_of_yaml(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="unquoted-text",
        message=f"a text cannot begin with '{_bracket(failure)}'",
        at=failure.began,
        hint=_QUOTE_IT,
    )


def _escape(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="unknown-escape",
        message='in "…" a backslash begins an escape, and this is none',
        at=failure.at - (failure.sign != "\\"),
        hint="write '…' instead, in which a backslash is only a backslash",
    )


def _nothing_there(failure: _Failure) -> SyntaxProblem:
    return SyntaxProblem(
        code="unquoted-text",
        message=f"a text or a value is missing before '{failure.sign}'",
        at=failure.at,
        hint=_OWN_LINE,
    )


_EXPLANATIONS: tuple[tuple[re.Pattern[str], Callable[[_Failure], SyntaxProblem]], ...] = (
    (re.compile("cannot start any token|tab character"), _bad_start),
    (re.compile("mapping values are not allowed"), _second_colon),
    (re.compile("sequence entries are not allowed"), _list_on_key_line),
    (re.compile("quoted scalar: found unexpected (end of stream|document)"), _unclosed_quote),
    (re.compile("unknown escape|expected escape|did not find expected hex"), _escape),
    (re.compile("scanning an (alias|anchor)|tag|scanning a block scalar"), _sign_of_yaml),
    (re.compile("simple key"), _no_colon),
    (re.compile("expected ',' or"), _broken_flow),
    (re.compile("node content"), _nothing_there),
    (re.compile("block (mapping|collection)|<block end>"), _stray),
)
"""What a message says → what it means; the first that fits."""
