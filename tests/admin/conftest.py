"""A world with rows, and people who sit at the admin."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client as Browser

from tenants.models import User
from tests.admin.rows import Rows, fill
from tests.world import World, make_world


@dataclass
class Furnished:
    """The world and one row of each model for each client."""

    world: World
    ours: Rows
    sister: Rows
    foreign: Rows


MARKS = {"ours": "MARKOURS", "sister": "MARKSISTER", "foreign": "MARKFOREIGN"}


@pytest.fixture(scope="package")
def furnished(database: None) -> Furnished:
    """Rows whose texts say whose they are. Made once: who alters rows takes ``world`` instead."""
    world = make_world()
    rows = {name: fill(getattr(world, name), mark) for name, mark in MARKS.items()}
    return Furnished(world, **rows)


@pytest.fixture
def sign_in() -> Callable[[User], Browser]:
    """A browser in which somebody is signed in."""

    def browser(user: User) -> Browser:
        client = Browser()
        client.force_login(user)
        return client

    return browser
