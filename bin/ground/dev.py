"""bin/dev: everything set up, the product running, until Ctrl-C."""

import time
from collections.abc import Sequence
from contextlib import ExitStack

import psycopg

from ground import environment, locks, ports, stack
from ground.databases import Databases, open_databases
from ground.environment import Environment
from ground.manage import manage, run_module
from ground.places import Places
from ground.ports import Ports
from ground.processes import Program, clear_strays
from ground.progress import Failure, say, step
from ground.readiness import refuse_ended, wait_until_ready
from ground.servers.server import Server, kill_homeless
from ground.venv import CHECKOUT

_SETTINGS = "chatdesk.settings.dev"
_POLL = 0.2  # seconds between two looks at the processes


def run(arguments: Sequence[str]) -> int:
    """Returns never by itself: a signal or a Failure ends it."""
    if arguments:
        raise Failure("bin/dev takes no arguments. The first of its four ports: CHATDESK_PORT=8010 bin/dev")
    chosen = ports.chosen()
    places = Places(CHECKOUT)
    places.prepare()
    try:
        with locks.at_once(places.data / "dev.lock", _console(chosen)):
            _serve(places, chosen)
    except locks.Taken as taken:
        raise Failure(f"bin/dev is already running here: {taken.note}") from None
    return 0


def _serve(places: Places, chosen: Ports) -> None:
    for name in clear_strays(places.home):
        say(f"  stopped {name}, left over from an earlier start")
    ports.refuse_taken(chosen)
    with ExitStack() as at_end:
        at_end.callback(say, "Stopped.")
        servers: list[Server] = []
        at_end.callback(_stop_servers, servers)
        databases = _databases(places, servers)
        told = environment.for_processes(places, databases, chosen, settings=_SETTINGS)
        _fill(databases, told)
        with step("Processes"):
            programs = at_end.enter_context(stack.running(places, chosen, told))
            logins = manage("demo_logins", environment=told)
            wait_until_ready(chosen, [*programs, *servers])
        _introduce(chosen, logins)
        _watch([*programs, *servers])


def _databases(places: Places, servers: list[Server]) -> Databases:
    with step("Databases"), locks.waiting(places.data / "setup.lock"):
        kill_homeless(places.checkout)
        return open_databases(places, started=servers.append)


def _fill(databases: Databases, told: Environment) -> None:
    owner = environment.for_owner(told, databases)
    with step("Migrations"):
        manage("migrate", "--database=owner", "--no-input", environment=owner)
    if _is_empty(databases):
        with step("Demo world"):
            manage("load_demo", environment=owner)
    with step("Widget"):
        run_module("-m", "widget.build", environment=told)


def _is_empty(databases: Databases) -> bool:
    """Asked as the administrator, whom row-level security does not hide anything from."""
    with psycopg.connect(databases.admin_url) as connection:
        return connection.execute("SELECT 1 FROM tenants_agency LIMIT 1").fetchone() is None


def _introduce(chosen: Ports, logins: str) -> None:
    say()
    say(f"  Demo shop  http://localhost:{chosen.shop}/")
    say(f"  Console    {_console(chosen)}")
    say(f"  Admin      http://localhost:{chosen.desk}/admin/")
    say(f"  A CRM      http://localhost:{chosen.crm}/ (what finished conversations were delivered)")
    for line in logins.splitlines():
        say(f"  {line}")
    say("  Ctrl-C stops everything. Logs are in .data/logs.")


def _console(chosen: Ports) -> str:
    return f"http://localhost:{chosen.desk}/desk/"


def _watch(watched: Sequence[Program | Server]) -> None:
    """Until a signal; raises Failure when one of them ends by itself."""
    while True:
        refuse_ended(watched)
        time.sleep(_POLL)


def _stop_servers(servers: Sequence[Server]) -> None:
    for server in servers:
        server.stop()
