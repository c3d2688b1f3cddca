"""Many clients at once over few pooled connections, with accidents: nobody ever gets another's row."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections

from chatdesk.conversations.models import Conversation, Message
from tenants.models import Site
from tenants.scope import TenantScopeError, current_scope, tenant_scope
from tests.isolation.browser import Browser, Call
from tests.isolation.furnished import Belongings, Marked
from tests.isolation.marks import letters_in
from tests.isolation.people import HOME, REACH

THREADS, CONNECTIONS, TURNS = 16, 4, 480
PAGES = ("admin/", "admin/tenants/site/", "admin/conversations/message/", "admin/visitors/visitor/", "desk/")
PEOPLE = ("client admin", "sister's admin", "other owner")


class Accident(Exception):
    """Happens in the middle of somebody's transaction."""


@pytest.fixture
def few_connections(database: None) -> Iterator[None]:
    """Threads share a pool, so that each connection serves one client after the other."""
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    options["pool"] = {"min_size": 1, "max_size": CONNECTIONS, "timeout": 60}
    yield
    connections["default"].close()
    connections["default"].close_pool()
    del options["pool"]


def texts(owner: Belongings, luck: random.Random) -> str:
    """Everything in reach of a scope, sometimes after or before an accident."""
    with tenant_scope(owner.client.id):
        found = [*Message.objects.values_list("body", flat=True), *Site.objects.values_list("name", flat=True)]
        if luck.random() < 0.3:
            raise Accident
        found += Conversation.objects.values_list("page_title", flat=True)
    return " ".join(found)


def broken_statement(owner: Belongings, luck: random.Random) -> str:
    """PostgreSQL refuses in the middle."""
    with tenant_scope(owner.client.id), connection.cursor() as cursor:
        cursor.execute("select 1 / %s", [luck.choice([0, 1])])
    return ""


def without_scope(owner: Belongings, luck: random.Random) -> str:
    """Raw SQL after a transaction has ended shows nothing of anybody."""
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(name, ' ') from tenants_site")
        return str(cursor.fetchone()[0])


WAYS: tuple[Callable[[Belongings, random.Random], str], ...] = (texts, texts, broken_statement, without_scope)


@pytest.mark.timeout(300)
def test_sixteen_threads_of_three_clients_on_four_connections_never_mix(marked: Marked, few_connections: None) -> None:
    browsers = {person: Browser.of(marked, person) for person in PEOPLE}
    connection.close()

    def turn(number: int) -> tuple[set[str], frozenset[str]]:
        luck = random.Random(number)
        person = luck.choice(PEOPLE)
        try:
            return _turn(marked, browsers[person], person, luck), REACH[person]
        except (Accident, DatabaseError):
            return set(), REACH[person]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(turn, range(TURNS)))
    assert [seen for seen, allowed in results if seen - allowed] == []
    assert {letter for seen, _ in results for letter in seen} >= {"A", "B", "C"}


def _turn(marked: Marked, browser: Browser, person: str, luck: random.Random) -> set[str]:
    if luck.random() < 0.25:
        return browser.copy().send(Call("GET", luck.choice(PAGES))).letters
    seen = letters_in(luck.choice(WAYS)(marked.all[HOME.get(person, "A")], luck))
    with pytest.raises(TenantScopeError):
        current_scope()
    return seen
