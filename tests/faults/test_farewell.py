"""A desk that is asked to end while it serves a request."""

import os
import subprocess
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

UNTIL_SOMEBODY_WAITS = """
do $$ begin
    while not exists (
        select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
    ) loop
        perform pg_stat_clear_snapshot(), pg_sleep(0.02);
    end loop;
end $$
"""


def ask(live: Live, session: str) -> int:
    """Opens the console's page; the status of the answer."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    request = urllib.request.Request(f"{live.desk}/desk/", headers={"cookie": cookie})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return int(answer.status)


def connected() -> psycopg.Connection:
    """Past every lock."""
    return psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=connection.settings_dict["NAME"])


def wait_for_somebody_who_waits() -> None:
    """Returns when a lock of this database is wanted."""
    with connected() as admin:
        admin.execute("set statement_timeout = '20s'")
        admin.execute(UNTIL_SOMEBODY_WAITS)


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
        wait_for_somebody_who_waits()
        process.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(LATER_SECONDS)
        admin.close()
        assert page.result() == 200
    assert process.wait(10) == 0
