"""Reads whose plan each of Django's connections keeps.

The large reads behind rules and lists join so much that PostgreSQL works several times as long on their plan as on
their rows (for one visit 3.7 ms with a plan made anew against 0.45, for a line of the list 1.1 against 0.25), and they
run all the time on every worker and desk. Django puts parameters into the text of a statement, which keeps no plan.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any

import psycopg
from django.db import connection


def prepared(sql: str, **given: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement that asks for its parameters as ``%(name)s``; runs in its caller's transaction and scope.

    A list of ids is written ``any((select %(ids)s)::bigint[])``: so its length is not known when it is planned, and one
    plan serves all lengths. Where ``CHATDESK_PREPARES`` is off it is planned anew each time.
    """
    connection.ensure_connection()
    made = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with made(psycopg.Cursor(connection.connection)) as cursor:  # type: ignore[arg-type]  # it wraps any cursor
        cursor.execute(sql, given)
        return cursor.fetchall()


def literals(choices: Iterable[Enum]) -> str:
    """Choices of the product's own as SQL says them: they are no parameters, for a plan depends on them."""
    return ", ".join(f"'{one.value}'" for one in choices)
