"""Canaries: every text of a client's rows carries its letter, so that whoever sees it is known at once."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg import sql

MARK = re.compile(r"CANARY_([A-Z])_", re.IGNORECASE)
SHORTEST = 30
"""Characters that a mark needs at least; shorter columns hold colours, digests and the like."""

UNMARKED = {
    "crm_sync.Connection.secret": "stored encrypted",
    "tenants.AdminAction.model": "the log is found by it",
    "tenants.AdminAction.object_id": "the log is found by it",
    "tenants.Site.key": "public, and the tests' own way in",
    "tenants.Tenant.time_zone": "must be a real one",
    "tenants.User.password": "a hash",
    "visitors.IdentitySecret.secret": "stored encrypted",
    "visitors.Visit.page_url": "stays an address that rules match",
}
"""Columns of texts that keep their value, and why."""


def letters_in(text: str) -> set[str]:
    """Letters of the marks in a text."""
    return {letter.upper() for letter in MARK.findall(text)}


def textual(field: Any) -> bool:
    """Whether a column can carry a mark."""
    if field.choices or f"{field.model._meta.label}.{field.name}" in UNMARKED:
        return False
    if isinstance(field, ArrayField | models.JSONField):
        return True
    return isinstance(field, models.CharField | models.TextField) and (field.max_length or 1000) >= SHORTEST


@contextmanager
def superuser() -> Iterator[psycopg.Connection[Any]]:
    """A connection that no lock stops; to furnish and to look, never to answer anybody."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=name, autocommit=True) as server:
        yield server


def stamp(model: type[models.Model], column: str, ids: Iterable[int], letter: str) -> None:
    """Puts the letter's mark into every text of the rows whose ``column`` is among the ids."""
    with superuser() as server:
        for field in filter(textual, model._meta.concrete_fields):
            _stamp_column(server, model, field, column, list(ids), letter)


def _stamp_column(
    server: psycopg.Connection[Any], model: type[models.Model], field: Any, column: str, ids: list[int], letter: str
) -> None:
    mark = f"CANARY_{letter}_{model._meta.db_table}_{field.column}_"
    if isinstance(field, ArrayField):
        value = sql.SQL("array_append({}, left(%s || id, {}))").format(
            sql.Identifier(field.column), sql.Literal(field.base_field.max_length)
        )
    elif isinstance(field, models.JSONField):
        return
    elif isinstance(field, models.EmailField):
        value, mark = sql.SQL("lower(%s || id || '@example.org')"), mark
    else:
        value = sql.SQL("left(%s || id, {})").format(sql.Literal(field.max_length or 1000))
    server.execute(
        sql.SQL("update {} set {} = {} where {} = any(%s) and {}::text not like '%%CANARY%%'").format(
            sql.Identifier(model._meta.db_table),
            sql.Identifier(field.column),
            value,
            sql.Identifier(column),
            sql.Identifier(field.column),
        ),
        [mark, ids],
    )


def unmarked_texts(model: type[models.Model], column: str, ids: Iterable[int], letter: str) -> list[str]:
    """Columns in which a row of these ids does not carry the letter's mark."""
    with superuser() as server:
        return [
            f"{model._meta.label}.{field.name}"
            for field in filter(textual, model._meta.concrete_fields)
            if server.execute(
                sql.SQL("select 1 from {} where {} = any(%s) and {}::text not ilike %s limit 1").format(
                    sql.Identifier(model._meta.db_table), sql.Identifier(column), sql.Identifier(field.column)
                ),
                [list(ids), f"%CANARY_{letter}_%"],
            ).fetchone()
        ]
