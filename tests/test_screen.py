"""The full screen as a pure function: golden frames, and laws that hold for every frame."""

from dataclasses import replace
from itertools import count

import pytest
from conftest import Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from muscle_quiz import (
    CAPITALS,
    CRAMP,
    DEHYDRATED,
    DYSTONIA,
    FEVER,
    NOTICE,
    PICTURED,
    QUIZ,
    RELIEF,
    SITE,
    SITES,
    ask,
)

from quizgen.model import Choice, Option, Question, Recall
from quizgen.progress import fold
from quizgen.review_queue import Counts
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import (
    Asking,
    Begin,
    Exhaust,
    Fetch,
    Mode,
    Over,
    Plan,
    Record,
    Stamp,
    State,
    Supply,
    new_session,
    step,
)
from quizgen.terminal.clean import clean, encodable
from quizgen.terminal.draft import Draft
from quizgen.terminal.ink import Ink, line, line_width, paint, piece, text_of
from quizgen.terminal.keymap import Action
from quizgen.terminal.keys import Key, decode
from quizgen.terminal.paragraphs import authored, wrap
from quizgen.terminal.screen import Frame, frame
from quizgen.terminal.view import View, current, follow, press, seen
from quizgen.terminal.width import clusters, cut, width

SIZES = ((40, 12), (80, 24), (120, 40))
START = 1_700_000_000_000


class Sitting:
    """A session in the full screen without a terminal: keys go in, frames come out."""

    def __init__(self, *questions: Question, mode: Mode = Mode.QUIZ, notice: str = NOTICE) -> None:
        """Begin a session; a study session gets its questions in turn."""
        self._second, self._id = count(), count(1)
        self._supply = list(questions)
        self.events: list[object] = []
        plan = Plan(
            mode=mode, session="S", title=QUIZ.title, notice=notice,
            questions=questions if mode is Mode.QUIZ else (), scheduler=Fsrs6(),
        )  # fmt: skip
        self.view = View(state=new_session(plan, self.stamp()))
        self._step(Begin(stamp=self.stamp()))

    def stamp(self) -> Stamp:
        """Return the next second."""
        now = moment(START + 1000 * next(self._second), 0)
        return Stamp(moment=now, ids=(f"i{next(self._id)}", f"i{next(self._id)}"))

    def _step(self, happening: object) -> None:
        state, effects = step(self.view.state, happening)  # type: ignore[arg-type]  # one of them
        self.events += [each.event for each in effects if isinstance(each, Record)]
        if Fetch() in effects:
            state, _ = step(state, self._fetched())
        self.view = follow(self.view, state)

    def _fetched(self) -> Supply | Exhaust:
        if not self._supply:
            return Exhaust(stamp=self.stamp(), wakes=START + 600_000)
        asked = self._supply.pop(0)
        card = fold([], Fsrs6()).card(asked.card)
        waiting = Counts(new=len(self._supply), due=1)
        return Supply(stamp=self.stamp(), question=asked, card=card, waiting=waiting)

    def press(self, *keys: str) -> "Sitting":
        """Press keys: names such as ``enter``, or text that is typed sign by sign."""
        for key in keys:
            for each in [Key(name=key)] if key in NAMES else [Key(text=sign) for sign in key]:
                view, request = press(self.view, each)
                self.view = view
                if request is not None:
                    self._step(request(self.stamp()))
        return self

    def frame(self, columns: int, rows: int) -> Frame:
        """Return the frame, and remember what it showed as a driver does."""
        found = frame(self.view, columns, rows)
        self.view = seen(self.view, offset=found.offset, page=found.page)
        return found

    @property
    def state(self) -> State:
        """The session's state."""
        return self.view.state


NAMES = {
    "enter",
    "esc",
    "tab",
    "backspace",
    "pgdn",
    "pgup",
    "down",
    "up",
    "left",
    "ctrl-u",
    "f1",
    "f8",
}


def text(picture: Frame) -> str:
    """Return a frame as text, with the place of the cursor below."""
    lines = "\n".join(text_of(each).rstrip() for each in picture.lines)
    where = "nowhere" if picture.cursor is None else "row {} column {}".format(*picture.cursor)
    return f"{lines}\n--- cursor: {where}\n"


LONG = ask(
    "long",
    "Which of these sentences about *involuntary* muscle contractions that come on suddenly, last "
    "for a short time and are usually painful names what they are called? $x^2$ and `code`",
    Choice(
        options=(
            Option(text="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", correct=False),
            Option(
                text="筋肉の痙攣は突然に起こり短く続き痛みを伴うことが多い収縮である", correct=True
            ),
            Option(text="تقلص عضلي مفاجئ وقصير ومؤلم في العادة", correct=False),
            Option(text="👩‍👩‍👧‍👦 e\u0301 ❤️ 🇫🇷 👍🏽", correct=False),
        )
    ),
    explanation="A cramp is a sudden, brief, unintended contraction. " * 6,
)


def screens() -> dict[str, Sitting]:
    """Return sittings at the points of which there is a golden frame."""
    study = Mode.STUDY
    return {
        "choice": Sitting(SITE),
        "choice-right": Sitting(SITE, FEVER).press("b"),
        "choice-wrong": Sitting(SITE, FEVER).press("a"),
        "choice-several": Sitting(CRAMP).press("ac"),
        "choice-several-wrong": Sitting(CRAMP).press("ac", "enter"),
        "choice-nudged": Sitting(SITE).press("enter"),
        "choice-picture": Sitting(replace(SITE, image=PICTURED)),
        "choice-long": Sitting(LONG),
        "choice-long-told": Sitting(LONG).press("c"),
        "typed": Sitting(DEHYDRATED).press("dehy", "left"),
        "typed-hint": Sitting(DEHYDRATED).press("tab"),
        "typed-slip": Sitting(DEHYDRATED).press("dehidrated", "enter"),
        "typed-wrong": Sitting(DEHYDRATED).press("dystonia", "enter"),
        "typed-overruled": Sitting(DEHYDRATED).press("dried out", "enter", "o"),
        "typed-study": Sitting(DEHYDRATED, mode=study).press("dehydrated", "enter"),
        "typed-list": Sitting(SITES).press("thigh, elbow", "enter"),
        "recall": Sitting(DYSTONIA),
        "recall-shown": Sitting(DYSTONIA).press(" "),
        "recall-study": Sitting(DYSTONIA, mode=study).press(" "),
        "order": Sitting(RELIEF).press("ca"),
        "order-wrong": Sitting(RELIEF).press("abc", "enter"),
        "match": Sitting(CAPITALS).press("b"),
        "keys": Sitting(SITE, FEVER).press("b", "?"),
        "keys-typing": Sitting(DEHYDRATED).press("esc"),
        "summary": Sitting(SITE, DYSTONIA, FEVER).press("a ", " y", "40", "enter", " "),
        "summary-clean": Sitting(SITE).press("b "),
        "summary-study": Sitting(SITE, DYSTONIA, mode=study).press("a ", " 3"),
    }


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_golden_screens(columns: int, rows: int, golden: Golden) -> None:
    """What the learner sees at each point, in three sizes."""
    pages = [
        f"=== {name}\n{text(sitting.frame(columns, rows))}" for name, sitting in screens().items()
    ]

    golden.check(f"screens/{columns}x{rows}.txt", "".join(pages))


def test_golden_looks(golden: Golden) -> None:
    """The same lines with their looks, with colour and under NO_COLOR."""
    pages = []
    for name in ("choice-wrong", "choice-right", "typed-slip", "typed-study", "choice-long"):
        for colour in (True, False):
            found = screens()[name].frame(80, 24)
            lines = (paint(each, colour=colour).replace("\x1b", "␛") for each in found.lines)
            body = "\n".join(each.rstrip() for each in lines)
            pages.append(f"=== {name}, {'colour' if colour else 'NO_COLOR'}\n{body}\n")

    golden.check("screens/looks.txt", "".join(pages))


def test_no_colour_means_no_colour_and_loses_nothing() -> None:
    """Without colour only weights are left, and the words are the same."""
    for sitting in screens().values():
        for each in sitting.frame(80, 24).lines:
            painted = paint(each, colour=False)

            assert not any(f"{code}m" in painted for code in ("31", "32", "33", "36"))
            assert text_of(each) in paint(each, colour=True) or len(each) > 1


def test_verdicts_are_said_in_words_and_signs() -> None:
    """Right and wrong can be told apart without any colour."""
    wrong, right = (
        text(screens()["choice-wrong"].frame(80, 24)),
        text(screens()["choice-right"].frame(80, 24)),
    )

    assert "Wrong. The answer is B: the calf. A: Teeth contain no muscle." in wrong
    assert "✗ A  the teeth (your answer)" in wrong
    assert "✓ B  the calf" in wrong
    assert "Right." in right


@pytest.mark.parametrize(("columns", "rows"), [*SIZES, (10, 5), (1, 1), (200, 3), (20, 60)])
def test_every_frame_fits_its_screen(columns: int, rows: int) -> None:
    """As many lines as rows, none wider than the screen, the cursor inside."""
    for sitting in screens().values():
        found = sitting.frame(columns, rows)

        assert len(found.lines) == rows
        assert max(line_width(each) for each in found.lines) <= columns
        assert found.cursor is None or found.cursor[0] < rows


def test_what_does_not_fit_can_be_scrolled_to() -> None:
    """Every line of a long question comes into sight, and the screen says that there is more."""
    sitting = Sitting(LONG, notice="").press("c")
    whole = text(sitting.frame(40, 100))
    parts = [text(sitting.press("pgup", "pgup", "pgup").frame(40, 12))]
    assert "↓" in parts[0]
    for _ in range(8):
        parts.append(text(sitting.press("pgdn").frame(40, 12)))
        parts.append(text(sitting.press("k").frame(40, 12)))
        sitting.press("j")

    assert "↑" in parts[-1]
    assert "(PgDn)" not in parts[-2]
    for each in whole.splitlines()[1:-2]:
        assert any(each in part for part in parts)


def test_the_verdict_is_in_sight_without_scrolling() -> None:
    """However small the screen, the newest is what is shown."""
    for name in ("choice-wrong", "choice-long-told", "typed-slip"):
        found = text(screens()[name].frame(40, 12))

        assert "Wrong." in found or "Right" in found


def test_the_footer_names_only_keys_that_work() -> None:
    """Each key in the footer is bound, and pressing it changes something."""
    for name, sitting in screens().items():
        if name.startswith("keys"):
            continue
        for binding in current(sitting.view):
            for key in binding.keys[:1]:
                fresh = screens()[name]
                before = fresh.view
                pressed = Key(text=key) if len(key) == 1 else Key(name=key)
                view, request = press(before, pressed)

                assert request is not None or view != before or binding.action in {
                    Action.UNPICK, Action.PICK
                }, (name, key)  # fmt: skip


def test_a_nudge_goes_when_it_is_heeded() -> None:
    """As soon as something is picked, typed or placed, it has done its work."""
    for asked, keys in ((CRAMP, "a"), (DEHYDRATED, "d"), (RELIEF, "cab")):
        sitting = Sitting(asked).press("enter")
        assert "Enter once more" in text(sitting.frame(80, 24))
        assert "Enter once more" not in text(sitting.press(keys).frame(80, 24))


def test_typing_keeps_letters_for_the_answer() -> None:
    """While an answer is typed, q, u and ? are text; behind Esc they are commands."""
    sitting = Sitting(SITE, DEHYDRATED).press("b ", "qu?h1")
    assert sitting.view.draft == Draft(text="qu?h1", cursor=5)
    sitting.press("esc", "u")
    assert isinstance(sitting.state.stage, Asking)
    assert sitting.state.stage.question == SITE
    assert Sitting(DEHYDRATED).press("esc", "q").state.stage == Over(quit=True)


def test_a_long_word_at_the_beginning_leaves_the_question_in_sight() -> None:
    """In a low terminal it breaks off, with an ellipsis; in a high one all of it stands there."""
    sitting = Sitting(DEHYDRATED, mode=Mode.STUDY, notice="")
    said = " ".join(f"word {number} of many" for number in range(1, 25))
    view = replace(sitting.view, state=replace(sitting.state, said=said))

    low = text(frame(view, 40, 12))
    assert DEHYDRATED.stem[:20] in low
    assert "word 1 of many" in low
    assert "…" in low
    assert "word 24 of many" in text(frame(view, 80, 24))


def test_sureness_is_said_with_a_key() -> None:
    """It stands there until it is taken back; the page of help names the key."""
    sitting = Sitting(SITE, FEVER, mode=Mode.STUDY)
    assert "I am sure; if it is wrong, it comes first" in text(sitting.press("?").frame(80, 24))
    assert "You are sure." in text(sitting.press("s").frame(40, 12))
    assert "You are sure." not in text(sitting.press("s").frame(80, 24))
    sitting.press("s", "a")
    shown = text(sitting.frame(80, 24))
    assert "Wrong, and you were sure. The answer is" in shown
    assert "Comes again in <1m, before all others." in shown
    assert "You are sure." in text(sitting.press("u").frame(80, 24))


def test_sureness_has_a_key_while_letters_are_text() -> None:
    """A function key, or the letter on the page of help; in a quiz there is none."""
    sitting = Sitting(DEHYDRATED, mode=Mode.STUDY)
    assert "You are sure." in text(sitting.press("f8").frame(80, 24))
    assert "You are sure." not in text(sitting.press("esc", "s").frame(80, 24))
    assert sitting.view.draft == Draft()
    assert "You are sure." not in text(Sitting(SITE).press("s").frame(80, 24))
    assert "sure" not in text(Sitting(SITE).press("?").frame(80, 24))


@pytest.mark.parametrize("key", ["a", "1", "enter", " "])
def test_no_key_answers_while_help_is_shown(key: str) -> None:
    """Whoever leaves the help with the nearest key has not answered by that."""
    sitting = Sitting(SITE).press("?", key)

    assert not sitting.view.help
    assert isinstance(sitting.state.stage, Asking)


def test_help_opens_and_any_key_closes_it() -> None:
    """Esc and ? both open it; a key that does nothing else goes back."""
    sitting = Sitting(SITE).press("?")
    assert sitting.view.help
    assert "quit at once" in text(sitting.frame(80, 24))
    assert not sitting.press("z").view.help
    assert not sitting.press("esc", "esc").view.help


def test_the_line_being_written_can_be_edited() -> None:
    """Cursor keys, deleting by letter, word and line, and paste work on whole signs."""
    view = View(state=Sitting(DEHYDRATED).state)
    keys = (
        (Key(text="foot e\u0301tude 👩‍👧"), Key(name="backspace"), Key(name="ctrl-w")),
        (Key(text="arch"), Key(name="home"), Key(name="right"), Key(text="x"), Key(name="end")),
        (Key(name="left"), Key(name="delete"), Key(name="ctrl-a"), Key(name="delete")),
        (Key(text="two\nlines "),),
    )
    for key in (key for group in keys for key in group):
        view, request = press(view, key)
        assert request is None

    assert view.draft == Draft(text="two lines xoot arc", cursor=10)
    assert press(view, Key(name="ctrl-k"))[0].draft.text == "two lines "
    assert press(view, Key(name="ctrl-u"))[0].draft == Draft(text="xoot arc", cursor=0)


def test_the_cursor_stands_where_the_next_letter_goes() -> None:
    """Also behind wide signs, in a second line, and after moving back."""
    wide = Sitting(DEHYDRATED).press("日本")
    moved = Sitting(DEHYDRATED).press("日本", "left")
    long = Sitting(DEHYDRATED).press("x" * 50)

    assert wide.frame(80, 24).cursor == (5, 8)
    assert moved.frame(80, 24).cursor == (5, 6)
    found = long.frame(40, 12).cursor
    assert found is not None
    assert found[1] < 40


CONTROLS = "\x1b[2J\x1b]0;title\x07\u202edesrever\u2066\u200b\x9b31m\r\n\x08\x7f\ud800"
HOSTILE = f"{CONTROLS}e{chr(0x301) * 50}"


def test_hostile_text_cannot_steer_the_terminal() -> None:
    """Whatever a deck holds, only our own sequences reach the terminal, and nothing hides."""
    hostile = ask(
        "hostile",
        HOSTILE,
        Choice(options=(Option(text=HOSTILE, correct=True, why=HOSTILE),)),
        explanation=HOSTILE,
    )
    sitting = Sitting(replace(hostile, image=replace(PICTURED, alt=HOSTILE)), notice=HOSTILE)
    for keys in ("", "a", " "):
        found = sitting.press(*keys).frame(80, 24)
        painted = "\n".join(paint(each, colour=True) for each in found.lines)
        left = painted
        for code in ("0", "1", "2", "3", "32", "36", "33", "31", "1;32", "1;36", "2;3", "3;2"):
            left = left.replace(f"\x1b[{code}m", "")

        assert "\x1b" not in left
        assert not {"\u202e", "\u2066", "\u200b", "\x9b", "\x07", "\r", "\x08", "\x7f"} & {*painted}
    assert "␛[2J␛]0;title␇desrever" in text(Sitting(hostile).frame(80, 24))


@given(st.text(max_size=80))
def test_clean_text_has_no_control_characters(dirty: str) -> None:
    """Whatever comes in, lines of printable characters come out; clean text stays as it is."""
    cleaned = clean(dirty)

    assert all(char == "\n" or ord(char) >= 32 for char in cleaned)
    assert not any(0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in cleaned)
    assert clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


any_text = st.text(
    st.one_of(st.characters(), st.sampled_from("ab \n日本👩👧\u200d\u0301\u05d0\u0627*_`$~^")),
    max_size=60,
)


@given(written=any_text, columns=st.integers(1, 40))
def test_wrapped_lines_fit_and_lose_nothing(written: str, columns: int) -> None:
    """No line is too wide unless one sign alone is, and every sign but blanks comes through."""
    pieces = authored(written)
    lines = wrap(pieces, columns)

    for each in lines:
        assert line_width(each) <= max(columns, 2) or len(clusters(text_of(each).strip())) <= 1
    before = "".join(text_of(pieces).split())
    after = "".join("".join(text_of(each) for each in lines).split())
    assert before == after


@given(
    written=any_text,
    columns=st.integers(1, 130),
    rows=st.integers(1, 40),
    keys=st.lists(st.sampled_from(["a", "b", " ", "enter", "?", "j", "pgdn", "u", "y", "r"])),
)
@settings(max_examples=150, deadline=None)
def test_no_deck_and_no_size_makes_a_frame_fail(
    written: str, columns: int, rows: int, keys: list[str]
) -> None:
    """Any text, any size, any keys: there is a frame, and it fits."""
    asked = ask(
        "any",
        written,
        Choice(options=(Option(text=written + "1", correct=True), Option(text="2", correct=False))),
        explanation=written,
    )
    sitting = Sitting(asked, ask("more", written, Recall(answer=written)), notice=written)
    for key in keys:
        if isinstance(sitting.state.stage, Over):
            break
        found = sitting.press(key).frame(columns, rows)

        assert len(found.lines) == rows
        assert all(line_width(each) <= columns for each in found.lines)


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("abc", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("👩‍👧", 4),
        ("❤️", 2),
        ("👍🏽", 4),
        ("🇫🇷", 2),
        ("שלום", 4),
        ("กำ", 2),
        ("한국", 4),
        ("", 0),
    ],
)
def test_width_counts_columns(written: str, columns: int) -> None:
    """Wide signs take two columns, marks none, and joined emoji as much as their parts."""
    assert width(written) == columns


def test_clusters_are_never_torn_apart() -> None:
    """Marks, joiners, skin tones and flags stay with what they belong to."""
    assert clusters("e\u0301👩‍👧❤️👍🏽🇫🇷x") == ["e\u0301", "👩‍👧", "❤️", "👍🏽", "🇫🇷", "x"]
    assert cut("👩‍👧👩‍👧", 5) == "👩‍👧…"
    assert cut("abcdef", 4) == "abc…"


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"a", [Key(text="a")]),
        ("é日👍".encode(), [Key(text="é"), Key(text="日"), Key(text="👍")]),
        (b"\r\n", [Key(name="enter"), Key(name="enter")]),
        (b"\x1b[A\x1bOB\x1b[5~", [Key(name="up"), Key(name="down"), Key(name="pgup")]),
        (b"\x1b[200~two\nlines\x1b[201~x", [Key(text="two\nlines"), Key(text="x")]),
        (b"\x1b[<0;10;20M\x1b[1;5Cq", [Key(text="q")]),
        (b"\x7f\x15\x17", [Key(name="backspace"), Key(name="ctrl-u"), Key(name="ctrl-w")]),
        (b"\xff", [Key(text="\ufffd")]),
    ],
)
def test_bytes_become_keys(data: bytes, keys: list[Key]) -> None:
    """Also when they come one by one; sequences that mean nothing here are passed over."""
    assert decode(data, final=True) == (tuple(keys), b"")
    found: list[Key] = []
    rest = b""
    for at in range(len(data)):
        got, rest = decode(rest + data[at : at + 1])
        found += got
    more, rest = decode(rest, final=True)

    assert ([*found, *more], rest) == (keys, b"")


def test_escape_is_a_key_only_when_nothing_follows() -> None:
    """A lone escape may be the beginning of a sequence until somebody says that it is not."""
    assert decode(b"\x1b") == ((), b"\x1b")
    assert decode(b"\x1b", final=True) == ((Key(name="esc"),), b"")
    assert decode(b"\x1bx") == ((Key(name="esc"), Key(text="x")), b"")
    assert decode(b"\x1b[200~never ended") == ((), b"\x1b[200~never ended")


@given(st.binary(max_size=40))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """Nothing that a terminal sends makes reading fail or stick."""
    keys, rest = decode(data, final=True)

    assert rest == b""
    assert all(key.name or key.text for key in keys)


def test_terminals_without_unicode_get_plain_signs() -> None:
    """Quotes, arrows and check marks have an ASCII form; the rest becomes a question mark."""
    assert encodable("✓ “x” … 日", "ascii") == '+ "x" ... ?'
    assert encodable("✓ “x”", "utf-8") == "✓ “x”"


def test_a_piece_is_harmless_however_it_was_made() -> None:
    """Painting lets nothing through but our own sequences."""
    assert paint(line(piece("a\x1b[31mb", Ink.STRONG)), colour=True) == "\x1b[1ma␛[31mb\x1b[0m"
