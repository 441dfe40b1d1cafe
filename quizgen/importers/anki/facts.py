"""Makes entries of a note: what it asks, its answer, and all else that a fact can hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from quizgen.importers.anki.gaps import GAP, as_questions, as_statement, filled, gaps_in, parse_gaps
from quizgen.importers.anki.ledger import Ledger
from quizgen.importers.anki.mapping import IMAGE, FieldMap
from quizgen.importers.anki.notes import Note
from quizgen.importers.anki.pictures import Album
from quizgen.importers.anki.sides import Side
from quizgen.importers.columns import rest_of
from quizgen.importers.entries import Entry
from quizgen.importers.html import Reduced, from_html
from quizgen.markup import plain

PICTURED = "What is this?"
"""What is asked where a note shows nothing but a picture."""

RETIRED = "retired facts"
"""Why notes of quizgen's own are left out that are asked no more."""

_ALSO = "also: "
_TOPIC_TAG = "topic::"
"""How quizgen's own notes begin their other answers, and the tag of their topic."""

_LONGEST = 20_000
_MOST_GAPS = 100
_DATA_SIGN = ";base64,"
_DATA = re.compile(r"data:[\w/+.-]*;base64,[A-Za-z0-9+/=%\s]*")
"""A picture inside a text, which may be long."""

_LONGEST_NAME = 60
_OCCLUSION = re.compile(r"\{\{c\d+::image-occlusion:")
_GAP_SIGNS = re.compile(r"\{\{c[\d,]+::|(?:::[^{}]*)?\}\}")
_NUMBERS = re.compile(r"\d+")
_ASKING = ("ask", "term")
_ANSWERING = ("answer", "means")


class Origin(NamedTuple):
    """The note of an entry: what says its name, its note type and its deck."""

    name: Callable[[], str]
    note_type: str
    deck: str


@dataclass(slots=True, kw_only=True)
class Maker:
    """Makes the entries of one note after another; lines count them."""

    album: Album
    ledger: Ledger
    entries: list[Entry] = field(default_factory=list)
    #: Line of an entry → where it comes from.
    origins: dict[int, Origin] = field(default_factory=dict)

    def add(self, note: Note, fields: FieldMap, topic: str, deck: str) -> None:
        """Take the entries of a note, or say why there are none."""
        reader = _Reader(note=note, fields=fields, topic=topic, maker=self)
        self.ledger.notes[fields.note_type.name, deck] += 1
        made = list(reader.entries())
        for entry in made:
            line = len(self.origins) + 1
            self.origins[line] = Origin(reader.name, fields.note_type.name, deck)
            self.entries.append(replace(entry, line=line))
        reader.settle(made)


class _Reader:
    """Reads one note."""

    def __init__(self, *, note: Note, fields: FieldMap, topic: str, maker: Maker) -> None:
        self.note = note
        self.map = fields
        self.topic = topic
        self.album, self.ledger = maker.album, maker.ledger
        texts = (_DATA.sub("data:", text) if _DATA_SIGN in text else text for text in note.fields)
        self.html = dict(zip(fields.note_type.fields, texts, strict=False))
        self.read: dict[str, Reduced] = {}
        self.lost: set[str] = set()
        self.refused: list[tuple[Side, str]] = []

    def entries(self) -> Iterator[Entry]:
        """Yield the entries; what cannot be kept is counted."""
        note_type = self.map.note_type
        first = self.map.named("ask") or self.map.named("term")
        if any(len(html) > _LONGEST for html in self.html.values()):
            self._leave_out(f"notes with more than {_LONGEST} characters in a field")
        elif note_type.is_occlusion or _OCCLUSION.match(self.html.get(first, "")):
            self._leave_out("pictures with hidden parts (image occlusion)")
        elif self.map.is_own and self.html.get("Retired", "").strip():
            self._leave_out(RETIRED)
        elif note_type.is_cloze:
            yield from self._gaps(first)
        elif not self.map.sides:
            self._leave_out("notes of a single field: nothing answers it")
        else:
            for side in self._sides():
                yield from self._pair(side)

    def _sides(self) -> Sequence[Side]:
        """Return the cards to make; those that a note has not, though it has others, are none."""
        sides, cards = self.map.sides, self.note.cards
        kind = self.map.note_type.name
        why = (
            "beside those that --fields asks for" if self.map.is_given else "no fact asks like that"
        )
        self.lost |= {
            f"cards '{name}' of '{kind}': {why}"
            for place, name in self.map.unmade.items()
            if place in cards
        }
        mine = [side for side in sides if side.place in cards or side.place < 0]
        return mine or sides[:1]

    def _pair(self, side: Side) -> Iterator[Entry]:
        before, after = side.around
        own = self._text(side.ask)
        asked = own
        if own.text and (before or after):
            asked = from_html(f"{before}{self.html.get(side.ask, '')}{after}")
        answer = self._text(side.answer)
        image, alt = self._picture(side.ask)
        if not answer.text:
            self.refused.append((side, _why_empty("answer", answer)))
            return
        if not asked.text and not image:
            self.refused.append((side, _why_empty("question", own)))
            return
        shown = (side.ask, side.answer)
        self._lose(shown, pictured=side.ask)
        is_term = self.map.named("term") == side.ask and bool(asked.text)
        entry = Entry(
            line=1,
            ask=asked.text or PICTURED,
            answer=answer.text,
            is_term=is_term,
            reverse=not is_term and self._has_reverse(side, own),
            image=image,
            alt=alt,
            **self._rest(shown),
        )
        yield from _apart(entry) if image and entry.reverse else (entry,)

    def _has_reverse(self, side: Side, own: Reduced) -> bool:
        """Tell whether a card asks the other way round, and its answer is a text."""
        place = self.map.reverse
        if side != self.map.sides[0] or place is None or place not in self.note.cards:
            return False
        if not own.text:
            name = self.map.note_type.templates[place].name
            self.refused.append((replace(side, name=name), _why_empty("answer", own)))
        return bool(own.text)

    def settle(self, made: Sequence[Entry]) -> None:
        """Count what is lacking: of cards and of fields, or where there is no fact of the note."""
        kind = self.map.note_type.name
        if made:
            cards = (f"cards '{side.name}' of '{kind}': {why}" for side, why in self.refused)
            self.ledger.lose(sorted({*self.lost, *cards}), self.name)
        elif self.refused:
            self._leave_out(self.refused[0][1])

    def _gaps(self, name: str) -> Iterator[Entry]:
        parts = parse_gaps(self.html.get(name, ""))
        self.read[name] = from_html(filled(parts))
        gaps = sum(len(gap.numbers) for gap in gaps_in(parts))
        if not 0 < gaps <= _MOST_GAPS:
            self._leave_out(
                f"texts with more than {_MOST_GAPS} gaps" if gaps else "texts without a gap"
            )
            return
        image, alt = self._picture(name)
        rest = self._rest((name,))
        why = rest.pop("why", "") or self._answers()
        made: dict[str, Any] = {"line": 1, "why": why, "image": image, "alt": alt}
        self._lose((name,), pictured=name)
        said = as_statement(parts, self._text(name).text)
        if said is not None and (said.say.strip(" .") not in said.blanks or image):
            if said.lost_hints:
                self.lost.add("hints of several gaps in one text")
            hint = rest.pop("hint", "") or said.hint
            entry = Entry(ask=said.say, answer="", blanks=said.blanks, hint=hint, **made, **rest)
            yield entry
            return
        hint = rest.pop("hint", "")
        for each in as_questions(parts):
            if not each.answer or (each.ask.strip(" .") == GAP and not image):
                self._leave_out("gaps with nothing in them, or nothing around them")
                continue
            yield Entry(ask=each.ask, answer=each.answer, hint=hint or each.hint, **made, **rest)

    def _answers(self) -> str:
        """Return what a text with gaps says behind them, where a field is mapped to the answer."""
        name = self.map.named("answer") or self.map.named("means")
        return self._text(name).text if name else ""

    def _text(self, name: str) -> Reduced:
        if name not in self.read:
            self.read[name] = from_html(self.html.get(name, ""))
        return self.read[name]

    def _rest(self, shown: Sequence[str]) -> dict[str, Any]:
        """Return all keys but question and answer, by the names of an entry's fields."""
        texts: dict[str, list[str]] = {}
        for name, key in self.map.keys.items():
            if name in shown or not key or key in {*_ASKING, *_ANSWERING, IMAGE}:
                continue
            if self._is_key(name) or not self.html.get(name, "").strip():
                continue
            if text := self._text(name).text:
                texts.setdefault(key, []).append(text)
        tags = self.note.tags
        if self.map.is_own:
            texts |= {"also": [text.removeprefix(_ALSO) for text in texts.get("also", ())]}
            tags = tuple(tag for tag in tags if not tag.startswith(_TOPIC_TAG))
        found: dict[str, Any] = rest_of(texts)
        found["tags"] = tuple(dict.fromkeys((*tags, *found.get("tags", ()))))
        found["topic"] = found.get("topic") or self.topic
        return found

    def _is_key(self, name: str) -> bool:
        """Tell whether an option of quizgen's own notes is one of the right ones."""
        if not self.map.is_own or not name.startswith("Option"):
            return False
        return name.removeprefix("Option") in _NUMBERS.findall(self.html.get("Correct", ""))

    def _picture(self, asking: str) -> tuple[str, str]:
        """Return the path and the words of the picture that the question shows."""
        mapped = [name for name, key in self.map.keys.items() if key == IMAGE]
        for name in (asking, *mapped):
            for picture in self._text(name).pictures:
                if path := self.album.take(picture.file):
                    return path, picture.alt
        return "", ""

    def _lose(self, shown: Sequence[str], *, pictured: str) -> None:
        """Count what is not kept of a note that makes a fact."""
        lost = self.lost
        with_question = 0
        for name, html in self.html.items():
            key = "ask" if name in shown[:1] else self.map.keys.get(name, "")
            if not html.strip() or (name not in shown and not key):
                if html.strip() and name in self.map.not_kept:
                    lost.add(f"the field '{name}' of '{self.map.note_type.name}'")
                continue
            read = self._text(name)
            if key == IMAGE and read.text:
                lost.add(f"words in the field '{name}' of '{self.map.note_type.name}'")
            lost |= read.lost | ({"sounds"} if read.sounds else set())
            for picture in read.pictures:
                if not self.album.take(picture.file):
                    lost.add(self.album.refusal(picture.file))
                elif name == pictured or key == IMAGE:
                    with_question += 1
                else:
                    lost.add("pictures of the answer (a fact shows one with its question)")
        if with_question > 1:
            lost.add("further pictures of a question (a fact has one)")

    def _leave_out(self, why: str) -> None:
        self.ledger.leave_out(why, self.name)

    def name(self) -> str:
        """Say which note it is, in the words of its question, or of the first field with some."""
        asks = self.map.named("ask") or self.map.named("term")
        for html in (self.html.get(asks, ""), *self.html.values()):
            text = " ".join(plain(from_html(html[: _LONGEST_NAME * 20]).text).split())
            text = _GAP_SIGNS.sub("", text)
            if text:
                return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
        return f"note {self.note.id}"


def _apart(entry: Entry) -> Iterator[Entry]:
    """Make two facts of one: its picture, shown both ways, would tell what the other asks."""
    yield replace(entry, reverse=False)
    bare = {"reverse": False, "image": "", "alt": "", "hint": "", "also": (), "wrong": (), "id": ""}
    yield replace(entry, ask=entry.answer, answer=entry.ask, **bare)  # type: ignore[arg-type]  # by the names of the fields


def _why_empty(what: str, read: Reduced) -> str:
    if read.pictures:
        return f"the {what} is only a picture"
    return f"the {what} is only a sound" if read.sounds else f"the {what} is empty"
