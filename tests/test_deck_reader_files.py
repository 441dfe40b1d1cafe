"""Files and folders: every one is a deck, skipped with a warning, or refused with its reason."""

import os
from pathlib import Path

import pytest

from quizgen.deck_reader import ReadDecks, read_decks
from quizgen.deck_reader.source_bytes import LARGEST

GOOD = "format: 1\ndeck: {id}\ntitle: A test\nfacts:\n  - {{id: {fact}, ask: Why?, answer: b}}\n"


def write(
    folder: Path, name: str, text: str | bytes = "", *, id_: str = "x", fact: str = "a"
) -> Path:
    """Write a file; without a text it is a good deck."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text if isinstance(text, bytes) else (text or GOOD.format(id=id_, fact=fact)).encode()
    path.write_bytes(data)
    return path


def found(read: ReadDecks, folder: Path) -> list[str]:
    """List problems as file, place and code."""
    return [
        f"{os.path.relpath(problem.position.file, folder)}:{problem.position.line}"
        f":{problem.position.column} {problem.severity}[{problem.code}]"
        for problem in read.problems
    ]


def ids(read: ReadDecks) -> list[str]:
    """List decks with their facts."""
    return [f"{deck.id}: {' '.join(fact.id for fact in deck.facts)}" for deck in read.decks]


def test_a_file(tmp_path: Path) -> None:
    """A file is a deck whatever its name, and its text is there to show lines of."""
    path = write(tmp_path, "capitals.deck")

    read = read_decks([path])

    assert ids(read) == ["x: a"]
    assert read.texts[str(path)].startswith("format: 1")
    assert read.decks[0].facts[0].position.file == str(path)


def test_a_folder(tmp_path: Path) -> None:
    """A folder is searched to its depths in order; what is hidden or no YAML is left alone."""
    write(tmp_path, "b.yaml", id_="b")
    write(tmp_path, "a.yml", id_="a")
    write(tmp_path, "sub/deep/c.YAML", id_="c")
    write(tmp_path, ".hidden/d.yaml", id_="d")
    write(tmp_path, ".e.yaml", id_="e")
    write(tmp_path, "notes.txt", "nothing")

    read = read_decks([tmp_path])

    assert ids(read) == ["a: a", "b: a", "c: a"]
    assert read.problems == ()


def test_other_yaml_in_a_folder_is_skipped(tmp_path: Path) -> None:
    """YAML that is no deck gets a warning, however strange it is."""
    write(tmp_path, "deck.yaml")
    write(tmp_path, "other.yaml", "a: !tag b\n---\nc: *d\n")
    write(tmp_path, "empty.yaml", "\n")

    read = read_decks([tmp_path])

    assert ids(read) == ["x: a"]
    assert found(read, tmp_path) == [
        "empty.yaml:1:1 warning[not-a-deck]",
        "other.yaml:1:1 warning[not-a-deck]",
    ]


def test_a_broken_deck_in_a_folder_is_not_skipped(tmp_path: Path) -> None:
    """A file that has ``deck:`` or ``format:`` is a deck, even where it is not YAML."""
    write(tmp_path, "deck.yaml", "format; 1\ndeck: x\ntitle: 'A\n")

    assert found(read_decks([tmp_path]), tmp_path) == [
        "deck.yaml:1:1 error[missing-colon]",
        "deck.yaml:3:8 error[unclosed-quote]",
    ]


def test_a_named_file_must_be_a_deck(tmp_path: Path) -> None:
    """A file that is named is not skipped."""
    path = write(tmp_path, "other.yaml", "a: b\n")

    assert found(read_decks([path]), tmp_path) == ["other.yaml:1:1 error[not-a-deck]"]


def test_several_files_of_one_deck(tmp_path: Path) -> None:
    """Files of one folder with the same id are one deck; one of them has the metadata."""
    write(tmp_path, "a.yaml", "format: 1\ndeck: x\nfacts:\n  - {id: a, ask: Why?, answer: b}\n")
    write(tmp_path, "b.yaml", fact="b")
    write(
        tmp_path,
        "c.yaml",
        "format: 1\ndeck: x\nfacts:\n  - {id: c, of: d, relation: e, value: f}\n"
        "  - {id: t, table: e, rows: {g: h}}\n",
    )

    read = read_decks([tmp_path])

    assert ids(read) == ["x: a b c t/g"]
    assert read.problems == ()
    assert read.decks[0].title == "A test"
    assert read.decks[0].position.file == str(tmp_path / "b.yaml")


def test_metadata_stands_in_one_file(tmp_path: Path) -> None:
    """A second title, or other metadata in another file, is reported with the first's place."""
    write(tmp_path, "a.yaml")
    write(tmp_path, "b.yaml", fact="b")
    write(tmp_path, "c.yaml", "format: 1\ndeck: x\nthings: {a: b}\nfacts: []\n")

    read = read_decks([tmp_path])

    assert found(read, tmp_path) == [
        "b.yaml:3:1 error[misplaced-key]",
        "c.yaml:3:1 error[misplaced-key]",
    ]
    assert "a.yaml" in read.problems[0].message


def test_ids_are_unique_over_all_files_of_a_deck(tmp_path: Path) -> None:
    """An id that another file has taken is reported with that file."""
    write(tmp_path, "a.yaml")
    write(tmp_path, "b.yaml", "format: 1\ndeck: x\nfacts:\n  - {id: a, ask: Who?, answer: b}\n")

    read = read_decks([tmp_path])

    assert found(read, tmp_path) == ["b.yaml:4:10 error[duplicate-id]"]
    assert "a.yaml:5" in read.problems[0].message


def test_a_deck_lies_in_one_folder(tmp_path: Path) -> None:
    """The same id in another folder is an error that names both; the first deck keeps it."""
    write(tmp_path, "one/a.yaml", fact="first")
    write(tmp_path, "two/b.yaml", fact="second")

    read = read_decks([tmp_path / "one", tmp_path / "two"])

    assert ids(read) == ["x: first"]
    assert found(read, tmp_path) == ["two/b.yaml:2:7 error[duplicate-deck]"]
    assert "one/a.yaml" in read.problems[0].message


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it, or a link to it, make one deck."""
    path = write(tmp_path, "a.yaml")
    (tmp_path / "link.yaml").symlink_to(path)

    read = read_decks([tmp_path, path, tmp_path / "link.yaml"])

    assert ids(read) == ["x: a"]
    assert read.problems == ()


def test_a_folder_without_decks(tmp_path: Path) -> None:
    """A folder in which there is nothing to read is an error."""
    write(tmp_path, "notes.txt", "nothing")

    assert found(read_decks([tmp_path]), tmp_path) == [".:1:1 error[no-decks]"]


def test_a_missing_file(tmp_path: Path) -> None:
    """What is not there is an error; the rest is read."""
    path = write(tmp_path, "a.yaml")

    read = read_decks([tmp_path / "b.yaml", path])

    assert ids(read) == ["x: a"]
    assert found(read, tmp_path) == ["b.yaml:1:1 error[no-such-file]"]


def test_links_that_lead_nowhere_or_in_circles(tmp_path: Path) -> None:
    """Broken and circular links are reported; a link back up is followed once."""
    write(tmp_path, "decks/a.yaml")
    (tmp_path / "decks" / "b.yaml").symlink_to("c.yaml")
    (tmp_path / "decks" / "c.yaml").symlink_to("b.yaml")
    (tmp_path / "decks" / "d.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "decks" / "up").symlink_to("..")

    read = read_decks([tmp_path / "decks"])

    assert ids(read) == ["x: a"]
    assert found(read, tmp_path) == [
        "decks/b.yaml:1:1 error[unreadable]",
        "decks/c.yaml:1:1 error[unreadable]",
        "decks/d.yaml:1:1 error[unreadable]",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file or folder without permission is reported."""
    path = write(tmp_path, "a.yaml")
    path.chmod(0)

    assert found(read_decks([path]), tmp_path) == ["a.yaml:1:1 error[unreadable]"]


def test_a_file_beyond_the_limit(tmp_path: Path) -> None:
    """A hundred megabytes are refused by their size, without being read."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)

    read = read_decks([path])

    assert found(read, tmp_path) == ["big.yaml:1:1 error[too-large]"]
    assert "64 MiB" in read.problems[0].message
    assert LARGEST == 64 * 1024 * 1024


def test_a_stream_without_a_size_is_bounded() -> None:
    """A device that never ends is read up to the limit only."""
    read = read_decks([Path("/dev/zero")])

    assert [problem.code for problem in read.problems] == ["too-large"]


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-file", "no text file"),
        ("format: 1\n".encode("utf-16"), "not-utf-8", "UTF-16"),
        ("format: 1\ndeck: x\n".encode("utf-16-le"), "not-utf-8", "looks like UTF-16"),
        ("format: 1\n".encode("utf-32"), "not-utf-8", "UTF-32"),
    ],
)
def test_files_that_are_no_utf8_text(tmp_path: Path, data: bytes, code: str, said: str) -> None:
    """Binary files and other encodings are named for what they are."""
    read = read_decks([write(tmp_path, "a.yaml", data)])

    assert [problem.code for problem in read.problems] == [code]
    assert said in read.problems[0].message


def test_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    """The first such byte is named with its place; only the facts with such bytes are left out."""
    good = GOOD.format(id="x", fact="a").encode()
    more = "  - {id: b, ask: Wer?, answer: Müller}\n  - {id: c, ask: Wo?, answer: Köln}\n"
    path = write(tmp_path, "a.yaml", good + more.encode("latin-1"))

    read = read_decks([path])

    assert ids(read) == ["x: a"]
    assert found(read, tmp_path) == ["a.yaml:6:33 error[not-utf-8]"]
    assert "0xFC" in read.problems[0].message
    assert "first of 2 lines" in read.problems[0].message
    assert "'ü'" in read.problems[0].hint


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """The mark that some editors put first is taken off, and columns are right."""
    path = write(tmp_path, "a.yaml", b"\xef\xbb\xbf" + GOOD.format(id="x", fact="a b").encode())

    assert found(read_decks([path]), tmp_path) == ["a.yaml:5:10 error[bad-id]"]


def test_a_heap_of_control_characters_is_not_listed_one_by_one(tmp_path: Path) -> None:
    """Beyond the first fifty they are only counted."""
    text = GOOD.format(id="x", fact="a") + "# " + "\x07" * 1000 + "\n"

    read = read_decks([write(tmp_path, "a.yaml", text)])

    assert len(read.problems) == 51
    assert "950 more" in read.problems[-1].message
