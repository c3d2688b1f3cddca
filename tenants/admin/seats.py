"""Seats: in which capacity somebody sits at the admin. Asked of the memberships at every request."""

import enum
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tenants.access import agency_of, memberships_of
from tenants.models import AgencyMember
from tenants.scope import Scope, agency_scope, tenant_scope

SESSION_KEY = "admin_seat"


class Role(enum.Enum):
    """What a seat may do; each admin class says what it allows to whom."""

    OWNER = "owner"
    STAFF = "staff"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's right to the admin: of an agency with all of its clients, or of one client."""

    key: str
    """Kept in the session to remember the choice; proves nothing by itself."""
    role: Role
    tenant_ids: tuple[int, ...]
    agency_id: int | None = None
    name: str = ""
    """The client's name; empty for an agency."""

    @property
    def is_agency(self) -> bool:
        """Sees several clients, and that there are several."""
        return self.role is not Role.CLIENT

    def enter(self) -> AbstractContextManager[Scope]:
        """The scope of everything within this seat's reach."""
        if self.is_agency:
            return agency_scope(agency_id=self.agency_id, tenant_ids=self.tenant_ids)
        return tenant_scope(self.tenant_ids[0])


def seats_of(user_id: int) -> list[Seat]:
    """Every seat that the person may take; operators and supervisors have none."""
    clients = [
        Seat(f"client:{place.tenant_id}", Role.CLIENT, (place.tenant_id,), name=place.tenant_name)
        for place in memberships_of(user_id)
        if place.is_admin
    ]
    return [*_agency_seat(user_id), *clients]


def _agency_seat(user_id: int) -> Iterator[Seat]:
    place = agency_of(user_id)
    if place is not None:
        role = Role.OWNER if place.role == AgencyMember.Role.OWNER else Role.STAFF
        yield Seat(f"agency:{place.agency_id}", role, place.tenant_ids, place.agency_id)


def seats_at(request: HttpRequest) -> list[Seat]:
    """The seats of whoever is signed in, looked up once per request."""
    known: list[Seat] | None = getattr(request, "admin_seats", None)
    if known is None:
        known = seats_of(request.user.pk) if request.user.is_authenticated else []
        request.admin_seats = known  # type: ignore[attr-defined]
    return known


def seat_at(request: HttpRequest) -> Seat | None:
    """The seat taken: the only one, or the chosen one if the person still has it."""
    seats = seats_at(request)
    if len(seats) == 1:
        return seats[0]
    chosen = request.session.get(SESSION_KEY)
    return next((seat for seat in seats if seat.key == chosen), None)


def seat_here(request: HttpRequest) -> Seat:
    """The seat taken; raises PermissionDenied without one."""
    seat = seat_at(request)
    if seat is None:
        raise PermissionDenied
    return seat


def take_seat(request: HttpRequest, key: str) -> Seat | None:
    """Remembers the choice in the session; None if the person has no such seat."""
    seat = next((seat for seat in seats_at(request) if seat.key == key), None)
    if seat is not None:
        request.session[SESSION_KEY] = seat.key
    return seat
