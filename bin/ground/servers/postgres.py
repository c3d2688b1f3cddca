"""A PostgreSQL of this checkout alone: no TCP, one socket in a folder that nobody else may enter."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from ground.identity import Identity, working_folder
from ground.places import Places
from ground.progress import Failure
from ground.server_user import ServerUser
from ground.servers import postgres_binaries
from ground.servers.postgres_binaries import Binaries
from ground.servers.server import Server, end, kill_leftovers, wait_until_answering

_ADMINISTRATOR = "postgres"
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m %u@%d ",
}
# A test's data need not survive the machine's power, only the server's own death.
_TEST_SETTINGS = {"fsync": "off", "full_page_writes": "off"}

_PATIENCE = 60.0  # seconds; recovery after kill -9 on a slow disk
_SOCKET_FOLDER_LINE = 4  # of postmaster.pid


def start(places: Places) -> Server:
    """Adopt the running server of this world, or start one; the first time its data folder is made.

    Raises Failure when it does not come up.
    """
    user = ServerUser.needed()
    folder = places.for_server("postgres", user)
    if user:
        user = ServerUser.owner_of(folder)
    data = folder / "data"
    sockets = places.for_sockets("pg", user)
    log = places.home / "logs" / "postgres.log"
    server = _adopt(data, sockets, log)
    if not server:
        server = _start(places, data, sockets, log, user)
    wait_until_answering(server, lambda: _answers(server.url), _PATIENCE)
    return server


def address(sockets: Path, *, user: str = _ADMINISTRATOR, database: str = "postgres") -> str:
    return f"postgresql://{user}@/{database}?host={sockets}"


def _adopt(data: Path, sockets: Path, log: Path) -> Server | None:
    master = _master(data)
    if not master:
        return None
    if _lines(data)[_SOCKET_FOLDER_LINE] == str(sockets):
        return _server(master, sockets, log)
    end(master, signal.SIGINT, 20.0)
    return None


def _start(places: Places, data: Path, sockets: Path, log: Path, user: ServerUser | None) -> Server:
    _clear(data, sockets)
    binaries = postgres_binaries.find(places, user=user, major=_written_by(data))
    if not data.exists():
        _make_data(binaries, data, user)
    settings = _SETTINGS | {"unix_socket_directories": str(sockets)}
    if places.world != "dev":
        settings |= _TEST_SETTINGS
    return _server(_run(binaries, data, settings, user, log), sockets, log)


def _server(master: Identity, sockets: Path, log: Path) -> Server:
    return Server("PostgreSQL", address(sockets), master, log, farewell=signal.SIGINT)


def _run(binaries: Binaries, data: Path, settings: dict[str, str], user: ServerUser | None, log: Path) -> Identity:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries.postgres, "-D", data, *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(),
            cwd="/",
            start_new_session=True,
            **(user.as_options() if user else {}),
        )
    return Identity.of(process.pid) or Identity(process.pid, "")


def _make_data(binaries: Binaries, data: Path, user: ServerUser | None) -> None:
    """Under another name first: what a cut leaves is no data folder."""
    half = data.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    command: list[str | Path] = [
        *(binaries.initdb, "--pgdata", half, "--username", _ADMINISTRATOR, "--auth-local=trust", "--auth-host=reject"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    options = user.as_options() if user else {}
    made = subprocess.run(command, capture_output=True, text=True, env=_environment(), cwd="/", check=False, **options)
    if made.returncode != 0:
        raise Failure(f"PostgreSQL could not make its data folder:\n{made.stdout}{made.stderr}")
    half.rename(data)


def _environment() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C.UTF-8"}


def _master(data: Path) -> Identity | None:
    """The server that runs on these data: the number in its file may have passed to a stranger since."""
    lines = _lines(data)
    if len(lines) <= _SOCKET_FOLDER_LINE or not lines[0].isdecimal():
        return None
    master = Identity.of(int(lines[0]))
    return master if master and working_folder(master.pid) == data else None


def _lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _clear(data: Path, sockets: Path) -> None:
    """What a killed server leaves: helpers that hold its memory, and lock files that name a number, not a process."""
    kill_leftovers(data)
    (data / "postmaster.pid").unlink(missing_ok=True)
    for left in sockets.glob(".s.PGSQL.*"):
        left.unlink()


def _written_by(data: Path) -> int | None:
    version = data / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
