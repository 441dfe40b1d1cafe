"""Two authors of one deck, each on a branch in a real git: the lock merges, and nothing is lost.

Deck and lock are exported and committed on both branches, merged or rebased, and exported again.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from anki_samples import DAY, NOW, Learner, export, learner, package

from quizgen.deck_reader import parse_deck
from quizgen.export import Bundle
from quizgen.export.anki.lock import LockLine, parse_lock
from quizgen.problems import DeckError

ID = "anatomy-x7k2"
UNION = "*.lock merge=union\n"
KINDS = ("recall", "reverse", "cloze", "choice")

#: So far apart that the deck itself merges; in the lock the ids of a topic are neighbours.
DECK = """\
format: 1
deck: anatomy-x7k2
title: Anatomy
sources: {book: A book}
facts:
  - id: bone-a
    ask: Which bone is the longest?
    answer: the femer
    wrong: [the tibia, the fibula, the ulna]
    topic: Bones


  - id: bone-b
    ask: Which bone is the smallest?
    answer: the stapes
    topic: Bones


  - id: nerve-a
    ask: Which nerve is the thickest?
    answer: the sciatic nerve
    topic: Nerves


  - id: nerve-b
    ask: Which nerve leads to the eye?
    answer: the optic nerve
    topic: Nerves


"""


def added(name: str, topic: str) -> str:
    """Write one more fact."""
    return f"  - {{id: {name}, ask: What of {name}?, answer: {name}s, topic: {topic}}}\n"


Edit = Callable[[str], str]


def corrects(text: str) -> str:
    """Mend a typo in the first fact."""
    return text.replace("femer", "femur")


def rewords(text: str) -> str:
    """Change what the second fact says, a neighbour of the first one in the lock."""
    return text.replace("the stapes", "the stapes, in the ear")


def renames_topic(text: str) -> str:
    """Call a topic otherwise."""
    return text.replace("topic: Nerves", "topic: The nerves")


def adds_nerve_first(text: str) -> str:
    """Add a fact at the top whose notes come last in the lock."""
    return text.replace("facts:\n", f"facts:\n{added('nerve-c', 'Nerves')}")


def adds_nerve_last(text: str) -> str:
    """Add a fact at the bottom whose notes come at the same place of the lock."""
    return text + added("nerve-d", "Nerves")


def adds_muscle_first(text: str) -> str:
    """Begin a topic at the top of the deck."""
    return text.replace("facts:\n", f"facts:\n{added('muscle-a', 'Muscles')}")


def adds_muscle_last(text: str) -> str:
    """Begin the same topic at the bottom."""
    return text + added("muscle-b", "muscles")


class Authors:
    """A repository with a deck and its lock, in which every commit comes with an export."""

    def __init__(self, folder: Path, attributes: str) -> None:
        """Make the first commit."""
        self.folder = folder
        self.days = 0
        assert self.git("init", "-b", "main")
        (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
        self.first = self.commit(lambda _: DECK)

    def git(self, *words: str) -> bool:
        """Run git; say whether it was content."""
        known = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=no")
        done = subprocess.run(
            ["git", *known, *words], cwd=self.folder, capture_output=True, check=False
        )
        return done.returncode == 0

    def read(self, name: str) -> str:
        """Read a file of the working tree; one that is not there is empty."""
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def export(self) -> Bundle:
        """Export the deck as it lies there, a day later."""
        read = parse_deck(self.read("deck.yaml"), "deck.yaml")
        assert read.deck
        assert not read.problems
        self.days += 1
        locks = {ID: self.read("deck.lock")}
        bundle = export(read.deck, locks=locks, now=NOW + self.days * DAY, kinds=KINDS)
        (self.folder / "deck.lock").write_text(bundle.locks[ID], encoding="utf-8")
        return bundle

    def commit(self, edit: Edit) -> Bundle:
        """Change the deck, export and commit."""
        (self.folder / "deck.yaml").write_text(edit(self.read("deck.yaml")), encoding="utf-8")
        bundle = self.export()
        assert self.git("add", ".")
        assert self.git("commit", "-m", "x")
        return bundle

    def part(self, ours: Edit, theirs: Edit) -> tuple[Bundle, Bundle]:
        """Let two authors work, each on a branch; end on the first one's."""
        assert self.git("checkout", "-b", "theirs")
        other = self.commit(theirs)
        assert self.git("checkout", "main")
        return self.commit(ours), other

    def join(self, how: str) -> bool:
        """Merge the other branch, or rebase this one upon it; say whether git was content."""
        return self.git(how, "theirs")


def lines(bundle: Bundle) -> dict[str, LockLine]:
    """Return the notes of a bundle's lock, by what follows the deck in their keys."""
    notes = parse_lock(bundle.locks[ID], ID).notes
    return {key.removeprefix(f"{ID}/"): line for key, line in notes.items()}


@pytest.mark.parametrize("how", ["merge", "rebase"])
@pytest.mark.parametrize("attributes", ["", UNION], ids=["plain", "union"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (corrects, rewords),
        (rewords, renames_topic),
        (corrects, adds_nerve_last),
        (adds_nerve_first, adds_muscle_last),
    ],
)
def test_different_facts_merge_without_a_conflict(
    tmp_path: Path, ours: Edit, theirs: Edit, attributes: str, how: str
) -> None:
    """Each note has the line of whoever changed it, and nothing is left to be exported."""
    authors = Authors(tmp_path, attributes)
    mine, other = authors.part(ours, theirs)

    assert authors.join(how)
    after = authors.export()

    base, one, two = lines(authors.first), lines(mine), lines(other)
    expected = {key: one[key] if one.get(key) != base.get(key) else two[key] for key in one | two}
    assert lines(after) == expected
    assert ": 0 new, 0 changed," in after.report[0]


@pytest.mark.parametrize("how", ["merge", "rebase"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (adds_nerve_first, adds_nerve_last),
        (adds_muscle_first, adds_muscle_last),
        (renames_topic, adds_nerve_first),
        (adds_nerve_last, renames_topic),
    ],
)
def test_with_the_attribute_both_may_add_at_one_place(
    tmp_path: Path, ours: Edit, theirs: Edit, how: str
) -> None:
    """As ``.gitattributes`` says of all locks: both sides' lines stay, in whichever order."""
    authors = Authors(tmp_path, UNION)
    mine, other = authors.part(ours, theirs)

    assert authors.join(how)
    after = authors.export()

    assert lines(after).keys() == lines(mine).keys() | lines(other).keys()
    assert ": 0 new, 0 changed," in after.report[0]
    assert {line.subdeck.casefold() for key, line in lines(after).items() if "nerve" in key} == {
        "nerves"
    }


def test_without_the_attribute_a_conflict_is_found_and_told(tmp_path: Path) -> None:
    """Git marks it, the export refuses it by line, and deleting the marks is all there is to do."""
    authors = Authors(tmp_path, "")
    mine, other = authors.part(adds_nerve_first, adds_nerve_last)

    assert not authors.join("merge")
    assert "<<<<<<<" not in authors.read("deck.yaml")
    with pytest.raises(DeckError, match="an unresolved merge conflict") as caught:
        authors.export()
    assert caught.value.hint == (
        "delete the marker lines and keep the lines of both sides: the latest counts"
    )

    kept = [line for line in authors.read("deck.lock").split("\n") if line[:7] not in MARKS]
    (authors.folder / "deck.lock").write_text("\n".join(kept), encoding="utf-8")
    assert lines(authors.export()) == lines(mine) | lines(other)


MARKS = {"<<<<<<<", "=======", ">>>>>>>"}


def test_a_note_that_both_changed_is_newer_than_either(tmp_path: Path) -> None:
    """One mends the question, the other renames the topic: learners of both branches get both."""

    def mends(text: str) -> str:
        return text.replace("leads to the eye", "serves the eye")

    authors = Authors(_made(tmp_path / "repository"), UNION)
    mine, other = authors.part(mends, renames_topic)

    assert authors.join("merge")
    after = authors.export()

    assert "1 changed" in after.report[0]
    for name, before in (("ours", mine), ("theirs", other)):
        with learner(tmp_path / name) as anna:
            anna.take(package(authors.first))
            anna.take(package(before))
            anna.take(package(after))
            note = anna.notes()[f"{ID}/nerve-b/forward"]
            assert (note["Question"], note["Topic"]) == (
                "Which nerve serves the eye?",
                "The nerves",
            )
            assert_whole(anna)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def assert_whole(anna: Learner) -> None:
    """Check that every topic lies in one deck, and no note is there twice."""
    notes = anna.notes()
    decks = {
        (card.note()["Id"].split("/")[1].partition("-")[0], anna.collection.decks.name(card.did))
        for card in anna.cards()
    }

    assert len(decks) == len({topic for topic, _ in decks})
    assert len(notes) == len(anna.collection.find_notes(""))


def test_learners_of_two_branches_end_with_one_deck(tmp_path: Path) -> None:
    """Whoever took one author's build or the other's has each topic in one piece."""
    authors = Authors(_made(tmp_path / "repository"), UNION)
    mine, other = authors.part(adds_muscle_first, adds_muscle_last)
    assert authors.join("merge")
    after = authors.export()

    for name, before in (("ours", mine), ("theirs", other)):
        with learner(tmp_path / name) as anna:
            anna.take(package(before))
            anna.take(package(after))
            assert len(anna.notes()) == len(lines(after))
            assert_whole(anna)
