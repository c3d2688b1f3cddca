"""Reads whose plan each of Django's connections keeps.

The large reads behind rules and lists join so much that PostgreSQL works several times as long on their plan as on
their rows (for one visit 3.7 ms with a plan made anew against 0.45, for a line of the list 1.1 against 0.25), and they
run all the time on every worker and desk.
"""

import weakref
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

_known: "weakref.WeakKeyDictionary[psycopg.Connection[Any], set[str]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement by a name of its own; runs in the transaction, and so in the scope, of its caller."""

    name: str
    sql: str
    """Asks for its parameters as ``$1``, ``$2`` … A list of ids is written ``any((select $2)::bigint[])``: so its
    length is not known when it is planned, and one plan is kept for all lengths."""
    types: tuple[str, ...]
    """PostgreSQL's, of the parameters."""

    def rows(self, *given: Any) -> list[tuple[Any, ...]]:
        """What it finds; a connection's first call sends one statement more, which prepares it."""
        with connection.cursor() as cursor:
            known = _known.setdefault(connection.connection, set())
            if self.name not in known:
                cursor.execute(f"prepare {self.name} ({', '.join(self.types)}) as {self.sql}")
                known.add(self.name)
            cursor.execute(f"execute {self.name} ({', '.join(['%s'] * len(given))})", given)
            return cursor.fetchall()
