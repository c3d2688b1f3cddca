"""A desk that is asked to end while it serves a request."""

import os
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.faults.conftest import MakeLive
from tests.live import Live
from tests.sockets import make_session
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.serial]

LATER_SECONDS = 1.5
"""The desk has said farewell to its sockets by then."""


def ask(live: Live, session: str) -> int:
    """Opens the console's page; the status of the answer."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    request = urllib.request.Request(f"{live.desk}/desk/", headers={"cookie": cookie})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return int(answer.status)


def connected() -> psycopg.Connection:
    """Past every lock."""
    return psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=connection.settings_dict["NAME"])


def waits_for_a_lock() -> bool:
    """Whether somebody does in this database."""
    asked = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    with connected() as admin:
        return bool(admin.execute(asked).fetchone()[0])


def locked() -> psycopg.Connection:
    """Nobody reads a session until this connection is closed."""
    admin = connected()
    admin.execute("lock table django_session in access exclusive mode")
    return admin


def test_a_request_that_runs_is_answered_and_then_the_desk_ends(installation: MakeLive, world: World) -> None:
    live, session, admin = installation("desk"), make_session(world.ours.marta), locked()
    process = live.running["desk"]
    with ThreadPoolExecutor(1) as browser:
        page = browser.submit(ask, live, session)
        while not waits_for_a_lock():
            time.sleep(0.05)
        process.terminate()
        time.sleep(LATER_SECONDS)
        admin.close()
        assert page.result() == 200
    assert process.wait(10) == 0
