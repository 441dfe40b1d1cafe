"""Reads questions and answers from Markdown; its light markup is a deck's own.

Four ways of writing are understood, also mixed in one file:

- ``Q: …`` and ``A: …``, each over several lines up to an empty one;
- ``## question`` with its answer in the paragraphs below;
- ``term :: definition`` on one line;
- ``- **term**: definition`` on one line.

A heading over others, or over ``Q:`` or terms, is their topic; the first ``# heading`` over
everything is the deck's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.importers.entries import Entry, Finds
from quizgen.importers.texts import cleaned

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_QUESTION = re.compile(r"(?:[-*]\s+)?(?:\*\*)?Q(?:uestion)?(?:\s*\d+)?\s*[:.](?:\*\*)?\s*(.*)")
_ANSWER = re.compile(r"(?:[-*]\s+)?(?:\*\*)?A(?:nswer)?(?:\s*\d+)?\s*[:.](?:\*\*)?\s*(.*)")
_TERM = re.compile(
    r"(?:[-*+]\s+)?(?:\*\*(?P<bold>[^*]+?)(?::\*\*|\*\*\s*:)\s+|(?P<bare>\S.*?)\s+::\s+)(?P<means>\S.*)"
)
_RULE = re.compile(r"\s*([-*_]\s*){3,}|<!--.*-->|```.*")
_ITEM = re.compile(r"[-*+]\s|\d+[.)]\s")
_LINE = re.compile(r"\r\n|\n|\r")


@dataclass(slots=True, kw_only=True)
class _Block:
    """A heading, question or paragraph with its line."""

    line: int
    level: int = 0
    text: str = ""


def find_in_markdown(text: str, finds: Finds) -> None:
    """Find the entries of a Markdown text; lines that are none are reported."""
    lines = _LINE.split(text)
    blocks = [block for block in _blocks(lines) if block.level or block.text]
    headings = [block.level for block in blocks if block.level > 0]
    if headings and headings.count(1) == 1 and blocks[0].level == 1:
        finds.title = blocks.pop(0).text
    topic = ""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        body = _body(blocks, at + 1)
        if block.level > 0 and body:
            _add(finds, block, (block.text, "\n".join(it.text for it in body)), topic)
            at += len(body)
        elif block.level > 0:
            topic = block.text
        else:
            at += _read_other(finds, blocks, at, topic)
        at += 1


def _body(blocks: Sequence[_Block], at: int) -> list[_Block]:
    """Return the paragraphs below a heading, if there is nothing but paragraphs."""
    found = []
    for block in blocks[at:]:
        if block.level > 0:
            break
        if block.level < 0 or _TERM.fullmatch(block.text):
            return []
        found.append(block)
    return found


_ASKED, _ANSWERED = -1, -2
"""Levels of blocks that begin with ``Q:`` or ``A:``."""


def _read_other(finds: Finds, blocks: Sequence[_Block], at: int, topic: str) -> int:
    """Read what stands under no question of a heading; return how many more blocks it takes."""
    block = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    term = _TERM.fullmatch(block.text)
    if block.level == _ASKED and following is not None and following.level == _ANSWERED:
        _add(finds, block, (block.text, following.text), topic)
        return 1
    if block.level == _ASKED:
        finds.report("empty-text", "this question has no answer", block.line, "write `A: …` below")
    elif block.level == _ANSWERED:
        finds.report("empty-text", "this answer has no question", block.line, "write `Q: …` above")
    elif term:
        texts = term["bold"] or term["bare"], term["means"]
        _add(finds, block, texts, topic, is_term=True)
    else:
        finds.report(
            "not-understood",
            "this is neither question nor answer, and was left out",
            block.line,
            "as in `Q: …` and `A: …`, `## question` over its answer, or `term :: definition`",
            fatal=False,
        )
    return 0


def _add(
    finds: Finds, block: _Block, texts: tuple[str, str], topic: str, *, is_term: bool = False
) -> None:
    first, second = map(cleaned, texts)
    if not first or not second:
        missing = "answer" if first else "question"
        finds.report("empty-text", f"the {missing} is missing here", block.line)
        return
    finds.entries.append(
        Entry(line=block.line, ask=first, answer=second, is_term=is_term, topic=cleaned(topic))
    )


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """Split a text into headings, questions, answers, terms and paragraphs."""
    current = _Block(line=1)
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        fresh = _begun(line, number)
        if fresh is not None or not line or _RULE.fullmatch(line):
            yield current
            current = fresh or _Block(line=number + 1)
            if current.level > 0:
                yield current
                current = _Block(line=number + 1)
        else:
            if not current.text and not current.level:
                current.line = number
            # A line that is only wrapped goes on; an item of a list keeps its line.
            between = "\n" if _ITEM.match(line) else " "
            current.text = f"{current.text}{between}{line}".strip()
    yield current


def _begun(line: str, number: int) -> _Block | None:
    """Tell whether a line begins something new."""
    if heading := _HEADING.fullmatch(line):
        return _Block(line=number, level=len(heading[1]), text=heading[2])
    if question := _QUESTION.fullmatch(line):
        return _Block(line=number, level=_ASKED, text=question[1])
    if answer := _ANSWER.fullmatch(line):
        return _Block(line=number, level=_ANSWERED, text=answer[1])
    return _Block(line=number, text=line) if _TERM.fullmatch(line) else None
