"""Roles that two installations on one server make at once."""

import os
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tenants.database_roles import create_roles


def repair() -> None:
    """What every start does."""
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as server:
        for _ in range(10):
            create_roles(server, passwords={})


def test_installations_that_begin_at_once_do_not_disturb_each_other() -> None:
    with ThreadPoolExecutor(4) as starts:
        for start in [starts.submit(repair) for _ in range(4)]:
            start.result()
