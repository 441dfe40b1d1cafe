"""The facts themselves as a handout to learn from: one self-contained HTML page.

Options: ``title``; ``name`` of the file, without suffix; ``paper`` (a page size that CSS knows;
else the printer decides); ``columns`` (1 or 2); ``large_print``; ``template``, a folder of the
user's own.
"""

from dataclasses import dataclass

from quizgen.export import Bundle, Request, Selection
from quizgen.export.pictures import embedded
from quizgen.model import Quiz
from quizgen.problems import RequestError


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGuide:
    """Exporter of facts, definitions, lists and tables, with what is commonly mistaken."""

    name: str = "study-guide"
    summary: str = "the facts to learn from: definitions, lists, tables, with their sources"
    suffix: str = ".html"
    selection: Selection = "quiz"
    carries_progress = False

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Set the facts of the decks; the quiz and its questions do not matter.

        Raises:
            RequestError: an option means nothing, or there is no fact.
            SetupError: a template fails.
        """
        from quizgen.export.study_guide.layout import lay_out
        from quizgen.export.study_guide.page import Look, render

        guide = lay_out(request.decks, str(request.options.get("title") or ""))
        if not guide.facts:
            raise RequestError("there is no fact to learn from", "choose other decks or topics")
        images = [
            fact.image
            for deck in request.decks
            for fact in deck.facts
            if fact.image and not fact.retired
        ]
        pictures, missing = embedded(images, request.media)
        page = render(guide, pictures, Look())
        name = str(request.options.get("name") or "") or "guide"
        return Bundle(files={f"{name}.html": page.encode(errors="replace")}, report=missing)


STUDY_GUIDE: StudyGuide = StudyGuide()
