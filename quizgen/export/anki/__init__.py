"""Anki packages that can be imported again and again without costing a learner anything.

What Anki matches by never changes: a note's guid comes from its card's id (of a form made on
request, from the question's), the note types and their fields are frozen, and a deck keeps the
name that it had in its first export. What Anki compares is exact: the lock beside the deck knows
when each note last changed, so that an import touches those notes alone and the learner's own
edits of all others stay. Decisions taken here for ever:

* A deck has one level of subdecks: one per topic, also where there is but one, for a deck that
  grows could not be sorted later. Anki never moves an existing card, so a subdeck keeps the name
  of its first export and a note its subdeck, as the lock tells; today's topic is a tag
  (``topic::…``). By default Anki brings new cards deck by deck, first the parent's own, then its
  subdecks by name. Positions run on through all of them: with the gather order *ascending
  position* cards come as the author ordered the facts. ``subdecks: false`` in a deck makes none.
* A statement with a blank is a real cloze note with one deletion: learners edit one sentence, and
  both sides follow.
* A fact that takes another shape keeps its note and its note type; each can show what the others
  hold.
* A retired fact's notes stay in the package, tagged ``quizgen-retired`` and with a line on the
  card that says so: Anki deletes nothing by itself.
"""

from quizgen.export import Bundle, Request, Selection
from quizgen.model import Quiz

__all__ = ["ANKI", "AnkiExporter"]


class AnkiExporter:
    """Writes one note per question into an .apkg file, and the new locks of its decks."""

    name = "anki"
    summary = "an Anki package; import a newer one over it and every review stays"
    suffix = ".apkg"
    selection: Selection = "one-per-card"
    carries_progress = True
    options = ()

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Pack the quiz's notes; ``request.locks`` and ``request.now`` decide what is new.

        Raises:
            DeckError: a lock is damaged, or two facts claim the same note.
        """
        # Listing the exporters must not cost sqlite and genanki.
        from quizgen.export.anki.bundle import make_bundle  # noqa: PLC0415

        return make_bundle(quiz, request)


#: Annotated, for the registry imports it while this module is still being read.
ANKI: AnkiExporter = AnkiExporter()
