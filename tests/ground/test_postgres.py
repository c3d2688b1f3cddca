"""PostgreSQL comes up in any state that an earlier start may have left, and keeps what it stored."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ground.identity import Identity, working_folder
from ground.places import Places
from ground.processes import wait_until
from ground.servers import postgres
from ground.servers.server import Server

pytestmark = pytest.mark.xdist_group("ground")


@pytest.fixture(scope="module")
def first(lasting_places: Places) -> Iterator[Server]:
    server = postgres.start(lasting_places)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    yield server
    postgres.start(lasting_places).stop()


@pytest.fixture
def server(lasting_places: Places, first: Server) -> Server:
    return postgres.start(lasting_places)


@pytest.fixture
def data(server: Server) -> Path:
    folder = working_folder(server.identity.pid)
    assert folder
    return folder


def test_a_running_server_is_adopted(server: Server, lasting_places: Places) -> None:
    assert postgres.start(lasting_places) == server


def test_it_starts_again_after_a_clean_stop(server: Server, lasting_places: Places) -> None:
    server.stop()
    assert server.has_ended()
    assert _stored(postgres.start(lasting_places)) == 1


def test_it_starts_again_after_kill_9_with_sessions_open(server: Server, lasting_places: Places) -> None:
    with psycopg.connect(server.url):
        os.kill(server.identity.pid, signal.SIGKILL)
        assert wait_until(server.has_ended, 10)
        assert _stored(postgres.start(lasting_places)) == 1


def test_a_stale_record_that_names_a_living_stranger_does_not_hold_it_up(
    server: Server, data: Path, lasting_places: Places, stranger: subprocess.Popen[bytes]
) -> None:
    lines = (data / "postmaster.pid").read_text().splitlines()
    server.stop()
    (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]))
    assert _stored(postgres.start(lasting_places)) == 1
    assert stranger.poll() is None


def test_an_unfinished_data_folder_is_made_anew(places: Places) -> None:
    half = postgres.start(places)
    folder = working_folder(half.identity.pid)
    assert folder
    half.stop()
    folder.rename(folder.with_suffix(".half"))
    again = postgres.start(places)
    assert Identity.of(again.identity.pid)
    again.stop()


def test_it_listens_on_no_port(server: Server) -> None:
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_nobody_else_can_reach_its_socket(server: Server) -> None:
    folder = Path(psycopg.conninfo.conninfo_to_dict(server.url)["host"])
    assert folder.stat().st_mode & 0o077 == 0


def _stored(server: Server) -> int:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT one FROM kept").fetchone()
    assert row
    return int(row[0])
