"""Anki's database as plain rows, with nothing of it trusted."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from quizgen.problems import RequestError

OLD_SCHEMA = 11
NEWEST_SCHEMA = 18
_LONGEST_CELL = 1 << 25
_MOST_ROWS = 20_000_000
"""More than anybody gives answers in a life."""

_AGAIN = "close Anki and try again, or let Anki check its database"


class AnkiFile:
    """A collection that was opened: its tables, settings and media."""

    def __init__(
        self, name: str, database: sqlite3.Connection, media: Callable[[], Mapping[str, bytes]]
    ) -> None:
        """Take a connection to a private copy; ``media`` is called when somebody asks for them."""
        #: What messages call it.
        self.name = name
        #: For questions of one's own about tables that :meth:`require` let through.
        self.database = database
        self._media = media
        self._checked: set[str] = set()

    @cached_property
    def media(self) -> Mapping[str, bytes]:
        """Plain file name → bytes, read when asked for and within bounds.

        Raises:
            RequestError: their list is damaged, or a name in it leads out of a folder; on
                asking for one: that one is damaged or too large.
        """
        return self._media()

    @cached_property
    def schema(self) -> int:
        """11 where note types and decks are JSON in ``col``, 18 where they have tables."""
        return NEWEST_SCHEMA if self.holds("notetypes") else OLD_SCHEMA

    def refuse_later(self) -> None:
        """Refuse what a later Anki wrote before anybody takes it for something known.

        Raises:
            RequestError: it is that.
        """
        versions = self.rows("col", "ver") if self.holds("col") else ()
        for [version] in versions:
            if isinstance(version, int) and version > NEWEST_SCHEMA:
                raise RequestError(
                    f"{self.name} is of a later Anki (schema {version}) than this quizgen knows",
                    "export it with `Support older Anki versions`, or update quizgen",
                )

    def holds(self, table: str) -> bool:
        """Tell whether there is such a table: a view of the name might never end."""
        [(found,)] = self.database.execute(
            "select count(*) from sqlite_master where type = 'table' and name = ? collate nocase"
            " and sql like 'create table %'",
            (table,),
        )
        return bool(found)

    def require(self, table: str) -> None:
        """Make sure that a table is there, is nothing else, and is whole.

        Raises:
            RequestError: it is not.
        """
        if table in self._checked:
            return
        if not self.holds(table):
            raise RequestError(
                f"{self.name} is a database, but no collection of Anki: it has no {table}",
                "name a collection.anki2 or a package (.apkg, .colpkg)",
            )
        hidden = [row for row in self.database.execute(f"pragma table_xinfo([{table}])") if row[6]]
        if hidden:
            raise RequestError(
                f"{self.name} is no collection of Anki: {table} computes its {hidden[0][1]}",
                "name a package that Anki has exported",
            )
        # Pages may lead in a circle: whoever follows them never ends.
        [(found,), *_] = self.database.execute(f"pragma quick_check([{table}])")
        if found != "ok":
            raise broken_collection(self.name, str(found).splitlines()[-1])
        self._checked.add(table)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield the named columns of each row; nothing is promised of what type they are.

        Raises:
            RequestError: there is no such table or column, or it is damaged.
        """
        self.require(table)
        names = ", ".join(f"[{column}]" for column in columns)
        try:
            found = self.database.execute(f"select {names} from [{table}] limit {_MOST_ROWS}")  # noqa: S608  # no name comes from outside
            # Not `yield from`: it would close the cursor again when the connection is closed.
            for row in found:  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise broken_collection(self.name, str(error)) from error


def broken_collection(name: str, why: str) -> RequestError:
    """Say that a database is damaged."""
    return RequestError(f"{name} is a broken collection: {why}", _AGAIN)


def connected(copy: Path) -> sqlite3.Connection:
    """Open a private copy so that nothing in it can do anything."""
    database = sqlite3.connect(copy)
    database.text_factory = partial(str, encoding="utf-8", errors="replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
    database.create_collation("unicase", _unicase)
    for setting in ("trusted_schema = off", "query_only = on", "cell_size_check = on"):
        # The last page may be broken already; then it is said at the first question.
        with suppress(sqlite3.Error):
            database.execute(f"pragma {setting}")
    return database


def _unicase(first: str, second: str) -> int:
    """Compare names as Anki does, whatever their case."""
    one, other = first.casefold(), second.casefold()
    return (one > other) - (one < other)
