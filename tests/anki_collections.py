"""Collections made by the real Anki, as people make them, and the files that it exports."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""The smallest picture."""

FORMATS = ("old.apkg", "new.apkg", "old.colpkg", "new.colpkg", "collection.anki2")
"""What a collection can be given away as."""


class Shelf:
    """A collection to put notes into."""

    def __init__(self, folder: Path) -> None:
        """Begin an empty one."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.path = folder / "collection.anki2"
        self.anki = Collection(str(self.path))

    def add(self, kind: str, *fields: str, deck: str = "Default", tags: str = "") -> None:
        """Add a note."""
        note_type = self.anki.models.by_name(kind)
        assert note_type is not None
        note = self.anki.new_note(note_type)
        note.fields = [*fields, *[""] * (len(note.fields) - len(fields))]
        note.tags = tags.split()
        number = self.anki.decks.id(deck)
        assert number is not None
        self.anki.add_note(note, number)

    def note_type(
        self, name: str, fields: Sequence[str], templates: Mapping[str, tuple[str, str]]
    ) -> None:
        """Make a note type of one's own."""
        made = self.anki.models.new(name)
        for field in fields:
            self.anki.models.add_field(made, self.anki.models.new_field(field))
        for called, (front, back) in templates.items():
            template = self.anki.models.new_template(called)
            template["qfmt"], template["afmt"] = front, back
            self.anki.models.add_template(made, template)
        self.anki.models.add(made)

    def media(self, name: str, data: bytes = PNG) -> str:
        """Put a file among the media; return the name that Anki gives it."""
        return self.anki.media.write_data(name, data)

    def export(self, name: str = "new.apkg", *, scheduling: bool = False) -> Path:
        """Give the collection away as one of :data:`FORMATS`."""
        path = self.folder / name
        legacy = name.startswith("old")
        if name.endswith(".apkg"):
            self.anki.export_anki_package(
                out_path=str(path),
                options=ExportAnkiPackageOptions(
                    with_scheduling=scheduling,
                    with_deck_configs=False,
                    with_media=True,
                    legacy=legacy,
                ),
                limit=None,
            )
        elif name.endswith(".colpkg"):
            self.anki.export_collection_package(str(path), include_media=True, legacy=legacy)
        else:
            self.anki.close()
        return path
