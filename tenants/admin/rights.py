"""What an admin class allows to which role. Whatever is not named here is refused."""

from dataclasses import dataclass

from tenants.admin.seats import Role

EVERYONE = frozenset(Role)
AGENCY = frozenset({Role.OWNER, Role.STAFF})
OWNER = frozenset({Role.OWNER})
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Rights:
    """Roles that may look, make, alter and remove."""

    view: frozenset[Role] = NOBODY
    add: frozenset[Role] = NOBODY
    change: frozenset[Role] = NOBODY
    delete: frozenset[Role] = NOBODY


CLOSED = Rights()
READ_ONLY = Rights(view=EVERYONE)
NO_DELETE = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE)
FULL = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE, delete=EVERYONE)
