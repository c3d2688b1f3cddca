"""The named world of the tests: two agencies, three clients. Every test gets a fresh one, in its own tenants."""

import functools
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from chatdesk.realtime.frames.pieces import Page
from operators.models import Operator
from tenants.models import Agency, AgencyMember, Department, DepartmentMember, Member, Site, Tenant, User
from tenants.scope import agency_scope, tenant_scope
from tests.database import next_id
from widget.models import Appearance

PASSWORD = "correct horse battery"
ORIGIN = "https://shop.example"
PAGE = Page(url=f"{ORIGIN}/reactors/hearth-2", title="Hearth-2")


@dataclass
class Client:
    """A client company with its people."""

    tenant: Tenant
    site: Site
    department: Department
    admin: Member
    supervisor: Member
    marta: Member
    oleg: Member

    @property
    def id(self) -> int:
        """The tenant's id."""
        return self.tenant.id


@dataclass
class World:
    """``ours`` and ``sister`` belong to one agency, ``foreign`` to another."""

    agency: Agency
    owner: User
    staff: User
    ours: Client
    sister: Client
    other_agency: Agency
    other_owner: User
    foreign: Client
    users: dict[str, User] = field(default_factory=dict)


def make_world(*, canary: str = "") -> World:
    """Writes the world; ``canary`` is part of every text of ``foreign``."""
    agency = make_agency("Northern Agency")
    other = make_agency(f"Southern Agency{canary}")
    return World(
        agency=agency,
        owner=make_agency_member(agency, AgencyMember.Role.OWNER),
        staff=make_agency_member(agency, AgencyMember.Role.STAFF),
        ours=make_client(agency, "Reactor & Match"),
        sister=make_client(agency, "Linen Yard"),
        other_agency=other,
        other_owner=make_agency_member(other, AgencyMember.Role.OWNER),
        foreign=make_client(other, f"Fjord Bikes{canary}", canary=canary),
    )


def make_agency(name: str) -> Agency:
    """An agency with a name of its own."""
    agency = Agency(id=next_id("tenants_agency"), name=name)
    with agency_scope(agency_id=agency.id, tenant_ids=()):
        agency.save(force_insert=True)
    return agency


def make_user(name: str) -> User:
    """A user who can sign in with PASSWORD."""
    email = f"{name}.{next_id('tenants_user')}@example.org"
    return User.objects.create(email=email, password=password_hash(), name=name.capitalize())


@functools.cache
def password_hash() -> str:
    """PASSWORD, hashed once: Argon2 is slow on purpose."""
    return make_password(PASSWORD)


def make_agency_member(agency: Agency, role: str) -> User:
    """Somebody who works for the agency."""
    user = make_user(role)
    with agency_scope(agency_id=agency.id, tenant_ids=()):
        AgencyMember.objects.create(agency=agency, user=user, role=role)
    return user


def make_client(agency: Agency, name: str, *, canary: str = "") -> Client:
    """A client with a site, a department and four people."""
    with agency_scope(agency_id=agency.id, tenant_ids=()):
        tenant = Tenant.objects.create(agency=agency, name=f"{name} {next_id('tenants_tenant')}")
    with tenant_scope(tenant.id):
        department = Department.objects.create(name=f"Sales{canary}")
        site = Site.objects.create(name=f"Shop{canary}", domains=["shop.example", "localhost"])
        Appearance.objects.create(site=site, greeting_en=f"I'm Marta.{canary}")
        people = {
            "admin": make_member("anna", Member.Role.ADMIN, canary=canary),
            "supervisor": make_member("ilya", Member.Role.SUPERVISOR, canary=canary),
            "marta": make_member("marta", Member.Role.OPERATOR, canary=canary),
            "oleg": make_member("oleg", Member.Role.OPERATOR, canary=canary),
        }
        return Client(tenant=tenant, site=site, department=department, **people)


def make_member(name: str, role: str, *, department: Department | None = None, canary: str = "") -> Member:
    """A member of the client in scope, with an own user."""
    member = Member.objects.create(user=make_user(name), role=role, name=name.capitalize() + canary, title="circuits")
    Operator.objects.create(member=member)
    if department is not None:
        DepartmentMember.objects.create(department=department, member=member)
    return member
