"""What the processes of a world are told."""

import os
import secrets
from pathlib import Path

from ground.databases import Databases
from ground.places import Places
from ground.ports import Ports

Environment = dict[str, str]

# What the reader's own shell must not change in our processes.
_DROPPED = ("DATABASE_ADMIN_URL", "DATABASE_OWNER_URL", "PYTHONHOME", "PYTHONPATH")


def for_processes(places: Places, databases: Databases, ports: Ports, *, settings: str) -> Environment:
    """For everything that serves visitors or works for them: the app role's database only."""
    return _cleaned() | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": databases.app_url,
        "REDIS_URL": databases.redis_url,
        "SECRET_KEY": _secret_key(places.data / "secret_key"),
        "CHATDESK_DATA": str(places.home),
        "CHATDESK_DESK_URL": f"http://localhost:{ports.desk}",
        "CHATDESK_DOOR_URL": f"http://localhost:{ports.door}",
        "CHATDESK_SHOP_URL": f"http://localhost:{ports.shop}",
        "PYTHONUNBUFFERED": "1",
    }


def for_owner(environment: Environment, databases: Databases) -> Environment:
    """For migrations and the demo world."""
    return environment | {"DATABASE_OWNER_URL": databases.owner_url}


def for_tests(environment: Environment, databases: Databases) -> Environment:
    """For tests, which make databases of their own."""
    return for_owner(environment, databases) | {"DATABASE_ADMIN_URL": databases.admin_url}


def _cleaned() -> Environment:
    return {name: value for name, value in os.environ.items() if name not in _DROPPED}


def _secret_key(path: Path) -> str:
    if not path.exists():
        half = path.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(48))
        half.rename(path)
    return path.read_text()
