"""Everybody who may try: who they are in the marked world, and whose rows they may see."""

from collections.abc import Mapping

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tenants.models import User
from tests.isolation.furnished import Marked
from tests.sockets import BACKEND

REACH: Mapping[str, frozenset[str]] = {
    "anonymous": frozenset(),
    "operator": frozenset("A"),
    "supervisor": frozenset("A"),
    "client admin": frozenset("A"),
    "deactivated admin": frozenset(),
    "agency owner": frozenset("ACN"),
    "agency staff": frozenset("ACN"),
    "sister's admin": frozenset("C"),
    "other owner": frozenset("BS"),
}
"""Letters of the marks that each may see (see furnished.py)."""

HOME = {"sister's admin": "C", "other owner": "B"}
"""Letter of the client from whose side they look; ours if not named."""

EVERYBODY = frozenset(REACH)
SIGNED_IN = EVERYBODY - {"anonymous"}
TEAM = frozenset({"operator", "supervisor", "client admin", "sister's admin"})
OWNERS = frozenset({"agency owner", "other owner"})
AGENCY = OWNERS | {"agency staff"}
SEATED = AGENCY | {"client admin", "sister's admin"}
NOBODY: frozenset[str] = frozenset()


def user_of(marked: Marked, person: str) -> User | None:
    """The account; None for anonymous."""
    world = marked.world
    users = {
        "operator": world.ours.marta.user,
        "supervisor": world.ours.supervisor.user,
        "client admin": world.ours.admin.user,
        "agency owner": world.owner,
        "agency staff": world.staff,
        "sister's admin": world.sister.admin.user,
        "other owner": world.other_owner,
        "deactivated admin": marked.former,
    }
    return users.get(person)


def session_of(user: User, **remembered: object) -> str:
    """A session in which the user is signed in; ``remembered`` is what a page may have kept in it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update(remembered)
    session.save()
    return str(session.session_key)
