"""Makes the demo world through the product's own services: two agencies, three clients, a few past conversations."""

from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.identity.services.rotating import make_secret
from crm_sync.models import Connection
from demo.addresses import receiver_url, shop_domain
from demo.history import tell
from demo.people import AGENCIES, PASSWORD, REACTOR_SHOP, Colleague, DemoAgency, DemoClient
from demo.polls import WHAT_KEEPS_YOU
from demo.receiver import SECRET
from demo.shop.settings import DEMO_IDENTITY_SECRET
from demo.talks import REACTOR_TALKS
from operators.models import Operator
from tenants.models import Department, Member, Site, Tenant, User
from tenants.scope import agency_scope, tenant_scope
from tenants.services.agencies import add_agency_member, create_agency
from tenants.services.clients import create_client, create_department, create_site
from tenants.services.faces import set_face
from tenants.services.members import add_member
from tenants.services.people import person
from widget.models import Appearance

FACES = Path(__file__).parent / "faces"
QUESTION = "Will two circuits do, or do you need three?"

REACTOR_BRANCHES = [
    {"words": ["Two", "2", "both"], "reply": "Two, then. Is a large river or the sea within 5 km?"},
    {"words": ["Three", "3"], "reply": "Three keep the turbine clean. Will sodium or water do the middle one?"},
    {
        "words": ["What is a circuit?", "difference", "what is"],
        "reply": "One loop of coolant. How many megawatts do you need?",
    },
]
MATCHES_BRANCHES = [
    {"words": ["Kitchen", "gas", "stove"], "reply": "Boxes of 60 or the jar of 500?"},
    {"words": ["Long hearth", "fireplace", "candle"], "reply": "Is 28 cm long enough for your hearth?"},
]


def load() -> None:
    """Everything. The people first, with their passwords, so that nobody is sent a mail to set one."""
    password = make_password(PASSWORD)
    with transaction.atomic():
        for email in _addresses():
            _make_person(email, password)
        made = [shop for agency in AGENCIES for shop in _make_agency(agency)]
    # Arrivals have connections of their own, so that what was made above must be committed by now.
    for client, tenant, site in made:
        if client is REACTOR_SHOP:
            _furnish(tenant, site)


def exists() -> bool:
    """Somebody has loaded the demo before."""
    return User.objects.filter(email=AGENCIES[0].people[0][0]).exists()


def _addresses() -> list[str]:
    staff = [email for agency in AGENCIES for email, _role in agency.people]
    return staff + [person.email for agency in AGENCIES for client in agency.clients for person in client.team]


def _make_person(email: str, password: str) -> None:
    user = person(email=email)
    user.password = password
    user.save(update_fields=["password"])


def _make_agency(demo: DemoAgency) -> list[tuple[DemoClient, Tenant, Site]]:
    (owner, _role), *others = demo.people
    agency = create_agency(name=demo.name, owner_email=owner)
    with agency_scope(agency_id=agency.id, tenant_ids=()):
        for email, role in others:
            add_agency_member(agency=agency, email=email, role=role)
        clients = [(client, create_client(agency_id=agency.id, name=client.name)) for client in demo.clients]
    return [(client, tenant, _make_shop(client, tenant)) for client, tenant in clients]


def _make_shop(demo: DemoClient, tenant: Tenant) -> Site:
    with tenant_scope(tenant.id):
        departments = {name: create_department(name=name) for name in demo.departments}
        for colleague in demo.team:
            _make_colleague(colleague, departments)
        site = create_site(name=demo.name, domains=[shop_domain()], key=demo.site.key)
        look = demo.site
        Appearance.objects.create(site=site, accent=look.accent, surface=look.surface, radius=look.radius_px)
        return site


def _make_colleague(demo: Colleague, departments: dict[str, Department]) -> Member:
    places = [departments[demo.department]] if demo.department else []
    member = add_member(email=demo.email, name=demo.name, role=demo.role, title=demo.title, departments=places)
    Operator.objects.create(member=member)
    if demo.face:
        set_face(member=member, data=(FACES / f"{demo.face}.png").read_bytes())
    return member


def _furnish(tenant: Tenant, site: Site) -> None:
    with tenant_scope(tenant.id):
        Trigger.objects.create(
            site=site,
            name="Circuits",
            priority=10,
            conditions=on_page("/reactors", seconds=10),
            text=QUESTION,
            branches=REACTOR_BRANCHES,
        )
        Trigger.objects.create(
            site=site,
            name="Matches",
            priority=20,
            conditions=on_page("/matches", seconds=25),
            text="For the kitchen, or for a long hearth?",
            branches=MATCHES_BRANCHES,
        )
        make_secret(site_id=site.id, secret=DEMO_IDENTITY_SECRET)
        Trigger.objects.create(
            site=site,
            name="What keeps you",
            priority=90,
            conditions=on_page("/basket", seconds=20),
            action=Trigger.Action.POLL,
            text="Three quick questions, if you like.",
            texts={"ru": {"text": "Три коротких вопроса, если можно.", "branches": []}},
            poll=WHAT_KEEPS_YOU,
        )
        Connection.objects.create(name="Order book", url=receiver_url(), secret=SECRET)
    for talk in REACTOR_TALKS:
        tell(talk, tenant_id=tenant.id, site_id=site.id)
