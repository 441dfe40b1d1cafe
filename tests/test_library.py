"""The front door: load decks, check them, compare them with their sources."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from quizgen.library import check, generate, load
from quizgen.problems import RequestError, Severity

DECK = """\
format: 1
deck: bile-x1
title: Bile
sources: {{web: {{title: A page, sha256: {digest}}}}}
facts:
  - id: liver
    ask: Which organ makes bile?
    answer: the liver
    wrong: [the kidney, the stomach, the spleen]
    at: "¶1"
    quote: The liver makes
"""
PAGE = "The liver makes bile. The gallbladder stores it.\n"


@pytest.fixture
def deck(tmp_path: Path) -> Callable[[str], Path]:
    """Write a deck with changes to its text."""

    def write(extra: str = "") -> Path:
        path = tmp_path / "bile.yaml"
        digest = sha256(PAGE.encode()).hexdigest()
        path.write_text(DECK.format(digest=digest) + extra, encoding="utf-8")
        return path

    return write


def errors(paths: Path) -> list[str]:
    """Load, check and list the errors."""
    result = check(load([paths]))
    return [it.code for it in result.problems if it.severity is Severity.ERROR]


def test_load_and_check(deck: Callable[[str], Path]) -> None:
    """A good deck loads and has no errors; paths may be texts, several or one."""
    path = deck("")

    assert errors(path) == []
    for paths in ([path], [str(path)], path, str(path)):
        loaded = load(paths)
        assert [it.id for it in loaded.decks] == ["bile-x1"]
        assert loaded.problems == ()
        assert str(path) in loaded.texts
        assert check(loaded).decks == 1


def test_loading_problems_are_among_the_checks(deck: Callable[[str], Path]) -> None:
    """What the reader and what the checks found comes as one list, in the order of the lines."""
    path = deck(
        "  - {id: b, ask: Why?, answer: c, wrong: [C]}\n"
        "  - {id: d, ask: Who?, anwser: e}\n"
        "  - {id: f, ask: How?, answer: g, kinds: lasso}\n"
    )

    assert errors(path) == ["wrong-is-right", "unknown-key", "unknown-kind"]


def test_loading_never_raises(tmp_path: Path) -> None:
    """Whatever is not there or cannot be read is a problem."""
    (tmp_path / "a.yaml").write_bytes(b"\0\1\2")

    loaded = load([tmp_path / "a.yaml", tmp_path / "missing", tmp_path])

    assert loaded.decks == ()
    assert {it.code for it in loaded.problems} == {"binary-file", "no-such-file"}
    assert check(loaded).decks == 0


@pytest.mark.parametrize("page", [PAGE, PAGE.encode()])
def test_sources(deck: Callable[[str], Path], page: str | bytes) -> None:
    """A source's text verifies the quotes; what is neither cited nor skipped is a warning."""
    result = check(load(deck("skipped:\n  - {quote: stores it, why: no need}\n")), {"web": page})

    assert [it.severity for it in result.problems if it.code == "open-statement"] == []
    (coverage,) = result.coverage
    assert (coverage.statements, coverage.percent) == (2, 100)


def test_an_open_statement(deck: Callable[[str], Path]) -> None:
    """An open statement points at the source's entry in the deck."""
    result = check(load(deck("")), {"web": PAGE})

    (found,) = [it for it in result.problems if it.code == "open-statement"]
    assert (found.position.line, found.position.column) == (4, 11)
    assert "The gallbladder stores it." in found.message
    assert result.coverage[0].percent == 50


@pytest.mark.parametrize(
    ("name", "hint"), [("wbe", "did you mean 'web'?"), ("paper", "their sources: web")]
)
def test_a_source_that_no_deck_has(deck: Callable[[str], Path], name: str, hint: str) -> None:
    """A source id that no deck declares is a mistake in the request."""
    with pytest.raises(RequestError) as caught:
        check(load(deck("")), {name: PAGE})

    assert caught.value.hint == hint


def test_a_source_that_is_not_utf8(deck: Callable[[str], Path]) -> None:
    """A source in another encoding is a mistake in the request."""
    with pytest.raises(RequestError, match="not UTF-8"):
        check(load(deck("")), {"web": "Müller".encode("latin-1")})


BROKEN = """\
format: 1
deck: bones-x1
title: Bones
sources: {web: A page}
things:
  arm: {a: limb, part of: hand}
  hand: {a: limb, part of: arm}
  shin: {also: [tibia]}
  shank: {also: [tibia]}
relations:
  capital: {one: true}
  site: {ask: "Where is <subjct>?"}
facts:
  - {id: a, of: Peru, relation: capital, value: Lima}
  - {id: b, of: Peru, relation: capital, value: Cusco}
  - {id: c, of: the length of the Nile, number: {value: 6650, unit: km}}
  - {id: d, of: the length of the Rhine, number: {value: 1230, unit: km}}
  - {id: e, of: the length of the Po, number: 652}
  - {id: f, ask: Which bone is this?, answer: the femur, image: {file: femur.png, alt: a bone}}
  - {id: g, ask: Which bone is this?, answer: the tibia}
  - {id: h, of: cramp, relation: site, value: calf}
"""


def test_whatever_is_wrong_has_a_name_and_a_place(tmp_path: Path) -> None:
    """Contradictions, cycles, shared names, slots, units and pictures; the rest is still asked."""
    path = tmp_path / "bones.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    loaded = load(path)
    found = [
        f"{it.position.line}:{it.position.column} {it.code}"
        for it in check(loaded).problems
        if it.severity is not Severity.NOTE
    ]

    assert found == [
        "6:3 part-of-cycle",
        "9:18 shared-name",
        "12:25 unknown-slot",
        "15:49 contradiction",
        "18:47 unit-missing",
        "19:72 image-missing",
    ]
    facts = {question.fact for question in generate(loaded.decks).questions}
    assert facts == {"a", "b", "c", "d", "e", "f", "g", "h"}


def test_pictures_lie_beside_the_file_that_names_them(tmp_path: Path) -> None:
    """The check looks where the exporters look, and a name that no file can have is missing."""
    picture = 'image: {file: "femur.png", alt: a bone}'
    text = BROKEN.replace("image: {file: femur.png, alt: a bone}", picture)
    path = tmp_path / "bones.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "femur.png").write_bytes(b"png")

    assert "image-missing" not in {it.code for it in check(load(path)).problems}
    for name in ("sub/femur.png", "x" * 300, "."):
        path.write_text(text.replace("femur.png", name), encoding="utf-8")
        assert "image-missing" in {it.code for it in check(load(path)).problems}
