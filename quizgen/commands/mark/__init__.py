"""``quizgen mark``: marks a paper, or those of a class, as they were printed."""

import click

from quizgen.commands.sheets import code_argument, find_record
from quizgen.problems import RequestError


@click.command()
@code_argument
@click.option(
    "--answers", metavar="TEXT", help="What is on the paper, such as 'BADC TF \"liver\"'."
)
@click.option(
    "--class",
    "class_list",
    type=click.Path(),
    metavar="FILE.csv",
    help="Mark a whole class: name, version, and answers or 1, 2, 3 … as columns.",
)
@click.option(
    "--blank", type=click.Path(), metavar="FILE.csv", help="Write an empty class list to fill in."
)
@click.option(
    "--csv",
    "scores",
    type=click.Path(),
    metavar="FILE",
    help="With --class: write names and scores there.",
)
@click.option(
    "--record", is_flag=True, help="Log the answers as reviews, of --learner or of each in a class."
)
@click.option(
    "--learner", metavar="NAME", help="Who wrote the paper; `me` is the owner of this home."
)
@click.option("--on", "date", metavar="YYYY-MM-DD", help="When it was written; else it is now.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--plain", is_flag=True, help="Words and figures without bars.")
def mark(  # noqa: PLR0913, PLR0917  # one for each option
    code: str,
    answers: str | None,
    class_list: str | None,
    blank: str | None,
    scores: str | None,
    learner: str | None,
    date: str | None,
    *,
    record: bool,
    as_json: bool,
    plain: bool,
) -> int:
    """Mark a paper, and say what was missed and why.

    CODE stands on each page of the paper, such as K7Q-M2X-B; or name the file that was written
    beside it, such as quiz.sheet.json-B. Without --answers you are asked question by question. A
    paper is marked as it was printed, whatever has become of its deck.
    """
    # Which of these rooms is needed, only the options tell.
    from quizgen.commands.mark.asked import Asked, check  # noqa: PLC0415

    asked = Asked(
        answers=answers,
        class_list=class_list,
        blank=blank,
        scores=scores,
        record=record,
        learner=learner,
        date=date,
        as_json=as_json,
        plain=plain,
    )
    check(asked)
    found, version = find_record(code)
    if version and (blank or class_list):
        message = f"a class list says of each paper that it is version {version}, or another"
        raise RequestError(message, f"leave -{version} out")
    if blank:
        from quizgen.commands.mark.class_papers import write_blank  # noqa: PLC0415

        write_blank(found, blank)
    elif class_list:
        from quizgen.commands.mark.class_papers import mark_class  # noqa: PLC0415

        mark_class(found, class_list, asked)
    else:
        from quizgen.commands.mark.one_paper import mark_one  # noqa: PLC0415

        return mark_one(found, version, code, asked)
    return 0
