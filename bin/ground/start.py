"""How every command begins and ends: inside .venv, with a plain word about what went wrong."""

import importlib
import os
import sys

from ground import venv
from ground.interruption import Interrupted, listen
from ground.progress import Failure, complain


def start(module: str) -> int:
    """Run ``module``.run(arguments) and return its exit code: 1 after a Failure, 128 + number after a signal.

    The module is named, not imported, because what it imports is there only inside .venv.
    """
    listen()
    _forget_other_servers()
    _keep_compiled_code()
    try:
        venv.enter()
        sys.path.append(str(venv.CHECKOUT))  # the roles of the databases are the product's own text
        code: int = importlib.import_module(module).run(sys.argv[1:])
    except Failure as failure:
        complain(f"\n{failure}")
        return 1
    except Interrupted as interrupted:
        return 128 + interrupted.number
    return code


def _forget_other_servers() -> None:
    """PGPORT and its like would steer every client away from our own PostgreSQL."""
    if "DATABASE_URL" not in os.environ:
        for name in [name for name in os.environ if name.startswith("PG")]:
            del os.environ[name]


def _keep_compiled_code() -> None:
    """A shell that forbids it would have every process compile all packages again: 6 s of CPU each instead of 2."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
