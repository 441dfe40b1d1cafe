"""The lock: a text that people, git and a damaged disk may hand back."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.anki.lock import Lock, LockLine, parse_lock, render_lock
from quizgen.export.anki.note_types import Form
from quizgen.problems import DeckError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LINES = st.builds(
    LockLine,
    key=TEXTS,
    form=st.sampled_from(Form),
    digest=TEXTS,
    mod=st.integers(0, 2**36),
    subdeck=TEXTS,
    options=st.lists(TEXTS).map(tuple),
)


def line(name: str, digest: str = "d", mod: int = 1, form: Form = Form.RECALL) -> LockLine:
    """Make a lock line."""
    return LockLine(key=f"deck/{name}/forward", form=form, digest=digest, mod=mod)


def lock(*lines: LockLine) -> Lock:
    """Make a lock."""
    return Lock(deck="deck", name="A deck", notes={line.key: line for line in lines})


@given(st.lists(LINES), TEXTS.filter(bool))
def test_a_lock_survives_its_own_text(lines: list[LockLine], name: str) -> None:
    """Whatever stands in ids and options, what was written is read."""
    written = Lock(deck="deck", name=name, notes={line.key: line for line in lines})

    assert parse_lock(render_lock(written), "deck") == written


def test_the_text_is_one_sorted_line_per_note() -> None:
    """People read it in a diff: a line per note, in the order of keys, an empty line between."""
    choice = LockLine(
        key="deck/b/forward/choice",
        form=Form.CHOICE,
        digest="0f",
        mod=7,
        subdeck="Nerves",
        options=("x", "é"),
    )

    assert render_lock(lock(line("c"), choice)).split("\n\n") == [
        '{"lock": 2, "deck": "deck", "name": "A deck"}',
        (
            '{"note": "deck/b/forward/choice", "form": "choice", "digest": "0f", "mod": 7,'
            ' "subdeck": "Nerves", "options": ["x", "é"]}'
        ),
        '{"note": "deck/c/forward", "form": "recall", "digest": "d", "mod": 1}\n',
    ]


def test_no_text_is_the_lock_of_a_deck_never_exported() -> None:
    """A first export finds no lock."""
    assert parse_lock("", "deck") == Lock(deck="deck")


def test_order_empty_lines_and_line_ends_do_not_matter() -> None:
    """A lock that an editor or git has rearranged is still the same lock."""
    text = render_lock(lock(line("a"), line("b")))

    shuffled = "\ufeff" + "\r\n".join(reversed(text.split("\n")))

    assert parse_lock(shuffled, "deck") == parse_lock(text, "deck")


def test_the_latest_of_two_lines_for_one_note_counts() -> None:
    """A union merge leaves both; learners may hold the later one."""
    older, newer = line("a", "old", 5), line("a", "new", 9)
    head = render_lock(lock())

    for first, second in ((older, newer), (newer, older)):
        text = head + render_lock(lock(first)).removeprefix(head)
        text += render_lock(lock(second)).removeprefix(head)
        assert parse_lock(text, "deck").notes == {older.key: newer}


def test_two_texts_of_one_moment_are_both_outdated() -> None:
    """Learners may hold either: whatever the deck says now must come as a change."""
    head = render_lock(lock())
    one, other = line("a", "one", 5), line("a", "other", 5)

    text = "".join([head, *(render_lock(lock(it)).removeprefix(head) for it in (one, other))])

    assert parse_lock(text, "deck").notes == {one.key: line("a", "", 5)}


HEAD = '{"lock": 2, "deck": "deck", "name": "A deck"}'


def note(**changed: object) -> str:
    """Write a note's line, something in it changed."""
    row = {"note": "deck/a/forward", "form": "recall", "digest": "d", "mod": 1}
    return json.dumps(row | changed)


NOTE = note()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{HEAD}\n<<<<<<< ours\n{NOTE}", "line 2 .*unresolved merge conflict"),
        (f"{HEAD}\n{NOTE}\n=======", "line 3 .*unresolved merge conflict"),
        (f"{HEAD}\n{NOTE[:-9]}", "line 2 .*not a line of JSON"),
        (f"{HEAD}\n{'[' * 100_000}", "line 2 .*not a line of JSON"),
        (f"{HEAD}\n[1]", "line 2 .*not a JSON object"),
        (HEAD.replace("2", "3"), "line 1 .*version 3 of a newer quizgen"),
        (HEAD.replace("2", '"x"'), "line 1 .*unknown version"),
        (HEAD.replace('"deck": "deck"', '"deck": "other"'), "line 1 .*belongs to the deck 'other'"),
        (HEAD.replace("A deck", ""), "line 1 .*name is missing"),
        (f"{HEAD}\n{HEAD.replace('A deck', 'B')}", "line 2 .*second name"),
        (NOTE, "line 1 .*names the deck, is missing"),
        (f"{HEAD}\n{note(form='song')}", "line 2 .*makes no sense"),
        (f"{HEAD}\n{note(mod=-1)}", "line 2 .*makes no sense"),
        (f"{HEAD}\n{note(mod=1_790_000_000_000)}", "line 2 .*makes no sense"),
        (f"{HEAD}\n{note(mod=True)}", "line 2 .*makes no sense"),
        (f"{HEAD}\n{note(options=[1])}", "line 2 .*options"),
        (f"{HEAD}\n{note(subdeck=1)}", "line 2 .*subdeck"),
    ],
)
def test_a_damaged_lock_is_refused_by_line(text: str, says: str) -> None:
    """Guessing would clobber learners' edits: the message names the line and what to do."""
    with pytest.raises(DeckError, match=says) as caught:
        parse_lock(text, "deck")

    assert caught.value.hint


def test_a_lock_of_the_first_version_is_read() -> None:
    """It knows no subdecks: its notes lie in the deck itself; once merged, both heads may stand."""
    older = HEAD.replace("2", "1")

    for text in (f"{older}\n\n{NOTE}\n", f"{older}\n\n{HEAD}\n\n{NOTE}\n"):
        assert parse_lock(text, "deck").notes == {"deck/a/forward": line("a")}


def test_two_subdecks_of_one_moment_are_told_apart_in_any_order() -> None:
    """Two authors added one note at once, under two topics: both copies of the lock agree."""
    one = replace(line("a", "one", 5), subdeck="Nerves")
    other = replace(line("a", "other", 5), subdeck="Muscles")
    head = render_lock(lock())

    for pair in ((one, other), (other, one)):
        text = head + "".join(render_lock(lock(it)).removeprefix(head) for it in pair)
        assert parse_lock(text, "deck").notes[one.key].subdeck == "Muscles"


def merge(folder: Path, base: str, ours: str, theirs: str, attributes: str = "") -> str | None:
    """Merge two versions of a lock with git; nothing where it finds a conflict."""

    def git(*words: str) -> int:
        known = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=no"]
        done = subprocess.run(["git", *known, *words], cwd=folder, capture_output=True, check=False)
        return done.returncode

    def commit(text: str) -> None:
        (folder / "deck.lock").write_text(text, encoding="utf-8")
        assert git("add", ".") == 0
        assert git("commit", "-m", "x") == 0

    assert git("init", "-b", "main") == 0
    (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    commit(base)
    git("checkout", "-b", "theirs")
    commit(theirs)
    git("checkout", "main")
    commit(ours)
    clean = git("merge", "theirs") == 0
    return (folder / "deck.lock").read_text(encoding="utf-8") if clean else None


def test_changes_of_neighbouring_notes_merge_without_a_conflict(tmp_path: Path) -> None:
    """Two authors reword two facts that stand next to each other in the lock."""
    base = lock(line("a"), line("b"), line("c"))
    ours = lock(line("a"), line("b", "ours", 5), line("c"))
    theirs = lock(line("a"), line("b"), line("c", "theirs", 6))

    merged = merge(tmp_path, render_lock(base), render_lock(ours), render_lock(theirs))

    assert merged == render_lock(lock(line("a"), line("b", "ours", 5), line("c", "theirs", 6)))


def test_a_union_merge_is_always_right(tmp_path: Path) -> None:
    """With the attribute, both sides may add at one place and change one note."""
    base = lock(line("a"), line("z"))
    ours = lock(line("a", "ours", 5), line("b"), line("z"))
    theirs = lock(line("a", "theirs", 6), line("c"), line("z"))

    merged = merge(
        tmp_path,
        render_lock(base),
        render_lock(ours),
        render_lock(theirs),
        "*.lock merge=union\n",
    )

    assert merged is not None
    assert parse_lock(merged, "deck") == lock(
        line("a", "theirs", 6), line("b"), line("c"), line("z")
    )
