"""Parses the light markup with markdown-it's inline parser, narrowed to our few signs."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

_SIGNS = "*`~^$"

#: Token types of markdown-it that open or close a style (a value of ``Style``).
_NESTED: Mapping[str, str] = MappingProxyType(
    {"em": "emphasis", "strong": "strong", "sub": "subscript", "sup": "superscript"}
)
_LEAVES: Mapping[str, str] = MappingProxyType({"code_inline": "code", "tex": "tex"})

_ESCAPED = re.compile(rf"(\\+)([{re.escape(_SIGNS)}]?)")
_TEX = re.compile(r"\$(?!\s)((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)", re.DOTALL)
_SUM_OF_MONEY = re.compile(r"\d[^\\^_={}+<>*/]*\s[^\\^_={}+<>*/]*")
#: "(*)" and "'*'" show the sign itself.
_PAIRS = frozenset({"()", "[]", "{}", '""', "''", "“”", "„“", "‘’", "«»"})
_MARKS: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "~": ("sub", re.compile(r"~((?:\\.|[^\s~\\])+)~(?!~)")),
        "^": ("sup", re.compile(r"\^((?:\\.|[^\s^\\])+)\^(?!\^)")),
    }
)


def pieces(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the text in pieces, each with the names of its styles."""
    parser = _parser()
    open_styles: list[str] = []
    for token in parser.inline.parse(text, parser, {}, []):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _NESTED and token.nesting > 0:
            open_styles.append(_NESTED[name])
        elif name in _NESTED:
            open_styles.remove(_NESTED[name])
        else:
            leaf = {_LEAVES[name]} if name in _LEAVES else set()
            yield token.content, frozenset({*open_styles, *leaf})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["backticks", "emphasis"])
    rules = parser.inline.ruler
    rules.at("emphasis", _stars)
    rules.before("backticks", "escaped", _escaped)
    rules.push("tex", _tex)
    rules.push("marks", _raised_or_lowered)
    return parser


def _escaped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Take the meaning from a sign after a backslash; other backslashes stay."""
    match = _ESCAPED.match(state.src, state.pos, state.posMax)
    if silent or not match:
        return False
    backslashes, sign = match.groups()
    taken = len(backslashes) % 2 if sign else 0
    kept = len(backslashes) // 2 if sign else len(backslashes)
    _push(state, "text", "\\" * kept + sign * taken)
    state.pos += len(backslashes) + taken
    return True


def _tex(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    match = _TEX.match(state.src, state.pos, state.posMax)
    # "costs $5, or 6$ in all" is about money.
    if silent or not match or _before(state).isalnum() or _SUM_OF_MONEY.fullmatch(match[1]):
        return False
    _push(state, "tex", match[1])
    state.pos = match.end()
    return True


def _raised_or_lowered(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the same
    """Parse ``~…~`` after something, and ``^…^`` anywhere: isotopes begin with it."""
    sign = state.src[state.pos]
    if silent or sign not in _MARKS:
        return False
    name, pattern = _MARKS[sign]
    match = pattern.match(state.src, state.pos, state.posMax)
    before = _before(state)
    if not match or before == sign or (sign == "~" and before.isspace()):
        return False
    # "10~20,30~40" and "2^10^2": nothing stands between two figures raised or lowered.
    if before.isdigit() and state.src[match.end() : match.end() + 1].isdigit():
        return False
    _push_nested(state, name, match)
    return True


def _push_nested(state: StateInline, name: str, match: re.Match[str]) -> None:
    end = state.posMax
    state.push(f"{name}_open", name, 1)
    state.pos, state.posMax = match.span(1)
    state.md.inline.tokenize(state)
    state.push(f"{name}_close", name, -1)
    state.pos, state.posMax = match.end(), end


def _stars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Note stars down as CommonMark does, except where they are ordinary signs."""
    if silent or state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, canSplitWord=True)
    end = state.pos + run.length
    before, after = _before(state), state.src[end : end + 1]
    alone = before + after in _PAIRS
    times = before.isdigit() and after.isdigit()
    inside = run.length == 1 and _latin(before) and _latin(after)
    for _ in range(run.length):
        _push(state, "text", "*")
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=run.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=run.can_open and not (alone or times or inside),
                close=run.can_close and not alone,
            )
        )
    state.pos = end
    return True


def _latin(char: str) -> bool:
    """Tell whether words of this script have spaces between them, as Chinese ones have not."""
    return char.isascii() and char.isalnum()


def _before(state: StateInline) -> str:
    """Return the character before the position; a space at the start of the text."""
    return state.src[state.pos - 1] if state.pos else " "


def _push(state: StateInline, kind: str, content: str) -> Token:
    token = state.push(kind, "", 0)
    token.content = content
    return token
