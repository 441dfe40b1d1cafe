"""``quizgen key``: the key of a paper again."""

import json
from pathlib import Path

import click

from quizgen.commands.environment import write_file
from quizgen.commands.saying import say
from quizgen.commands.sheets import code_argument, find_record, paper_of
from quizgen.problems import RequestError
from quizgen.sheets import Paper, SheetRecord, full_code, lay_out


@click.command()
@code_argument
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE.html", help="Write it as a page to print."
)
@click.option("--json", "as_json", is_flag=True, help="Print the key as JSON.")
def key(code: str, output: str | None, *, as_json: bool) -> None:
    """Show the key of a paper again: at a glance, then with reasons and sources.

    CODE stands on each page of the paper, such as K7Q-M2X-B; without a version it is the key of
    all of them. The file that was written beside the paper, quiz.sheet.json, will do as well.
    """
    if output and as_json:
        raise RequestError("a page is no JSON", "leave -o or --json out")
    record, version = find_record(code)
    papers = (paper_of(record, version),) if version else record.papers
    if output:
        _write(record, papers, Path(output))
    elif as_json:
        from quizgen.commands.key.data import keys_data  # noqa: PLC0415

        click.echo(json.dumps(keys_data(record, papers), indent=2))
    else:
        from quizgen.commands.key.words import key_lines  # noqa: PLC0415

        for number, paper in enumerate(papers):
            say([*([""] if number else []), *key_lines(lay_out(record, paper))])


def _write(record: SheetRecord, papers: tuple[Paper, ...], path: Path) -> None:
    """Write the page of one key, as the export did.

    Raises:
        RequestError: there are several, or it is no name for a page.
        SetupError: it cannot be written.
    """
    if path.suffix.lower() not in {".html", ".htm"}:
        raise RequestError(f"{path} is no page", f"name it {path.with_suffix('.html')}")
    if len(papers) > 1:
        codes = ", ".join(full_code(record.code, paper.version) for paper in papers)
        raise RequestError("a page is the key of one version", f"name one: {codes}")
    # Only a page needs templates.
    from quizgen.export.handout.page import Look, render_key  # noqa: PLC0415

    write_file(path, render_key(record, papers[0], Look()).encode(errors="replace"))
    say([f"{path}: the key of sheet {full_code(record.code, papers[0].version)}"])
