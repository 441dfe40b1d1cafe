"""A user's own templates for papers: any block may be another, and an error names its line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from handout_samples import export, quiz

from quizgen.cli import run

SHIPPED = Path(__file__).parent.parent / "templates"
README = Path(__file__).parent.parent / "README.md"
PAGES = {
    "paper.html": "quiz-B.html",
    "answer-sheet.html": "quiz-B-answer-sheet.html",
    "key.html": "quiz-B-key.html",
    "keys.html": "quiz-keys.html",
}
"""Template → a page that is made of it."""

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def handout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Export a paper with one template of the user's own; return the exit code and the error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    own = tmp_path / "own" / "handout"
    own.mkdir(parents=True)

    def call(name: str, text: str) -> tuple[int, str]:
        (own / name).write_bytes(text.encode("latin-1"))
        shipped = str(SHIPPED.parent / "decks")
        arguments = ("export", "handout", shipped, "-n", "5", "-o", "paper", "--template", "own")
        code = run(arguments)
        return code, capsys.readouterr().err

    return call


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("key.html", "a\n{% for x in y %}", 2, "Unexpected end of template"),
        ("key.html", "a\n{{ x y }}", 2, "expected token"),
        ("parts.html", "\n\n{% for x in nothing %}{% endfor %}", 3, "'nothing' is undefined"),
        ("key.html", "\n{{ 1 // 0 }}", 2, "division"),
        ("key.html", "{{ 'x' | stem }}", 1, "has no attribute 'question'"),
        ("key.html", "{{ sheet.nothing.more }}", 1, "has no attribute 'nothing'"),
        ("key.html", "\n{{ sheet.title | nothing }}", 2, "No filter named 'nothing'"),
        ("areas.html", "\n{% include 'handout/areas.html' %}", 2, "without end"),
        ("base.html", "{% extends 'handout/base.html' %}", 1, "without end"),
        ("key.html", "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "without end"),
        ("paper.html", "one\ncaf\xe9", 2, "not in UTF-8"),
    ],
)
def test_an_error_in_a_template_names_its_line(  # noqa: PLR0913, PLR0917  # what is wrong, what is said
    handout: Command, tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    """One line of what is wrong and where, one of what to do; no paper without its key."""
    code, error = handout(name, text)

    first, second = error.splitlines()
    assert code == 3
    assert first.startswith(f"quizgen: {Path('own', 'handout', name)}:{line}: ")
    assert said in first
    assert second.startswith("help: ")
    assert not list(tmp_path.glob("paper/*"))


def test_an_include_of_nothing_names_what_is_missing(handout: Command) -> None:
    """A template that is nowhere is named."""
    code, error = handout("key.html", "{% include 'nowhere.html' %}")

    assert code == 3
    assert f"{Path('own', 'handout', 'key.html')}:1: there is no template 'nowhere.html'" in error


def test_a_block_that_there_is_not_is_refused(handout: Command, tmp_path: Path) -> None:
    """A school's line in a misspelt block would be missing from every paper, and nobody told."""
    text = '{% extends "shipped/handout/paper.html" %}\n{% block haeder %}School{% endblock %}'
    code, error = handout("paper.html", text)

    assert code == 3
    assert f"{Path('own', 'handout', 'paper.html')}:2: what it extends has no block" in error
    assert "there are body, footer, header, hint" in error
    assert not list(tmp_path.glob("paper/*"))


def test_a_block_inside_a_block_may_be_new(handout: Command) -> None:
    """It is shown where it stands."""
    inner = "{% block header %}{% block school %}School{% endblock %}{{ super() }}{% endblock %}"

    assert handout("paper.html", '{% extends "shipped/handout/paper.html" %}' + inner)[0] == 0


def test_a_folder_without_any_template_is_refused(handout: Command) -> None:
    """A template that lies in the wrong folder would change nothing."""
    code, error = handout("papers.html", "x")

    assert code == 2
    assert "own holds no template that is known" in error
    assert str(Path("own", "handout", "paper.html")) in error


def blocks_of(template: str) -> list[str]:
    """Return the blocks of a shipped template, in the order in which they stand there."""
    text = (SHIPPED / template).read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"{% block (\w+)", text)))


@pytest.mark.parametrize(
    ("template", "block"),
    [(name, block) for name in PAGES for block in blocks_of(f"handout/{name}")],
)
def test_any_block_may_be_another(tmp_path: Path, template: str, block: str) -> None:
    """What stands in a user's block stands on the page, and the rest stays."""
    (tmp_path / "handout").mkdir()
    scoped = " scoped" if block in {"part", "section", "band", "version"} else ""
    own = f"{{% extends 'shipped/handout/{template}' %}}{{% block {block}{scoped} %}}MINE"
    (tmp_path / "handout" / template).write_text(own + "{% endblock %}", encoding="utf-8")
    versions = 5 if block == "version" else 2

    files = export(quiz(), versions=versions, answer_sheet=True, template=str(tmp_path)).files

    page = files[PAGES[template]].decode()
    assert "MINE" in page
    assert page.startswith("<!doctype html>")
    assert not [name for name in files if name != PAGES[template] and b"MINE" in files[name]] or (
        template != "keys.html"
    )


def test_the_readme_lists_every_template_and_block() -> None:
    """Who wants another look finds there what can be another."""
    text = README.read_text(encoding="utf-8")

    for kind in ("page", "handout", "flashcards", "study-guide"):
        for file in sorted((SHIPPED / kind).iterdir()):
            template = f"{kind}/{file.name}"
            row = re.search(rf"^\| `{template}` \|.*$", text, re.MULTILINE)
            assert row, template
            for block in blocks_of(template):
                assert f"`{block}`" in row[0], (template, block)
