"""Who lives in the demo world. The password is printed by ``bin/dev`` and works nowhere else."""

from dataclasses import dataclass

from demo.shop.settings import FLAX_AND_FOLD, REACTOR_AND_MATCH, SECOND_GEAR, DemoSite
from tenants.models import AgencyMember, Member

PASSWORD = "demo-two-circuits"  # noqa: S105

Role = Member.Role


@dataclass(frozen=True)
class Colleague:
    """Somebody in a client's team."""

    name: str
    email: str
    role: str
    title: str = ""
    department: str = ""
    face: str = ""
    """Name of a picture in demo/faces."""


@dataclass(frozen=True)
class DemoClient:
    """A client with its site and team."""

    site: DemoSite
    language: str
    team: tuple[Colleague, ...]

    @property
    def name(self) -> str:
        """The client is called as its site."""
        return self.site.name

    @property
    def departments(self) -> list[str]:
        """In the order of their people."""
        return list(dict.fromkeys(person.department for person in self.team if person.department))


@dataclass(frozen=True)
class DemoAgency:
    """An agency with its people (address, role) and clients."""

    name: str
    people: tuple[tuple[str, str], ...]
    clients: tuple[DemoClient, ...]


REACTOR_SHOP = DemoClient(
    site=REACTOR_AND_MATCH,
    language="en",
    team=(
        Colleague("Marta", "marta@reactor.example", Role.OPERATOR, "circuits and fuel", "Reactors", "marta"),
        Colleague("Oleg", "oleg@reactor.example", Role.OPERATOR, "matches", "Matches", "oleg"),
        Colleague("Ilya", "ilya@reactor.example", Role.OPERATOR, "spare parts", "Reactors", "ilya"),
        Colleague("Tomas", "tomas@reactor.example", Role.SUPERVISOR, "foundations", face="tomas"),
        Colleague("Anna", "anna@reactor.example", Role.ADMIN, "delivery", face="anna"),
    ),
)
LINEN_SHOP = DemoClient(
    site=FLAX_AND_FOLD,
    language="en",
    team=(
        Colleague("Vera", "vera@flax.example", Role.OPERATOR, "sheets and sizes"),
        Colleague("Lena", "lena@flax.example", Role.ADMIN),
    ),
)
BIKE_SHOP = DemoClient(
    site=SECOND_GEAR,
    language="en",
    team=(
        Colleague("Kim", "kim@gear.example", Role.OPERATOR, "frames and gears"),
        Colleague("Jonas", "jonas@gear.example", Role.ADMIN),
    ),
)
AGENCIES = (
    DemoAgency(
        name="Northlight Studio",
        people=(
            ("greta@northlight.example", AgencyMember.Role.OWNER),
            ("paul@northlight.example", AgencyMember.Role.STAFF),
        ),
        clients=(REACTOR_SHOP, LINEN_SHOP),
    ),
    DemoAgency(
        name="Harbour Digital",
        people=(("nils@harbour.example", AgencyMember.Role.OWNER),),
        clients=(BIKE_SHOP,),
    ),
)


@dataclass(frozen=True)
class Login:
    """A line for whoever tries the demo."""

    place: str
    role: str
    email: str


def logins() -> list[Login]:
    """Operators first: the console is what people come for."""
    people = [(client, person) for agency in AGENCIES for client in agency.clients for person in client.team]
    people.sort(key=lambda pair: pair[1].role == Role.ADMIN)
    staff = [(agency, *person) for agency in AGENCIES for person in agency.people]
    return [
        *(Login(client.name, str(Role(person.role).label), person.email) for client, person in people),
        *(Login(agency.name, str(AgencyMember.Role(role).label), email) for agency, email, role in staff),
    ]
