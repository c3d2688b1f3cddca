"""The marked world: three clients with a row in every table, each with a letter in all of its texts.

``A`` is ours, ``C`` the sister client of the same agency ``N``, ``B`` the foreign client of the other agency ``S``.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.letters.models import Letter, LetterLink, LetterOpening
from chatdesk.letters.tokens import new_token
from chatdesk.letters.tokens import token_hash as letter_hash
from chatdesk.polls.models import PollAnswer
from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.rendering import render
from chatdesk.transcripts.selectors import source_of
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Goal, Invitation, Tally, Trigger
from chatdesk.triggers.versioned import TriggerVersion
from chatdesk.visitors.models import ContactPoint, Event, IdentitySecret, PageView, Visit, Visitor
from chatdesk.visitors.services.arriving import token_hash
from crm_sync.models import Connection, DeliveryAttempt, OutboxEntry
from operators.models import Operator
from tenants.models import AdminAction, Agency, AgencyMember, DepartmentMember, Face, Member, Tenant, User
from tenants.scope import agency_scope, tenant_scope
from tenants.scoped import TenantModel
from tests.isolation.marks import stamp, superuser
from tests.isolation.registries import own_models
from tests.queued import nothing_queued
from tests.world import Client, World, make_member, make_world
from widget.models import Appearance, FormCapture, SeenForm

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
FIRST_ID = 4_815_000_000
IDS_OF_A_TABLE = 1_000_000


@dataclass
class Belongings:
    """What one client has: a row of every model, and the names by which the outside knows them."""

    letter: str
    client: Client
    rows: dict[str, int] = field(default_factory=dict)
    """Primary key by the model's label."""
    public: dict[str, str] = field(default_factory=dict)
    """Public ids: ``talk`` (Marta has it), ``waiting``, ``member``, ``invitation``, ``letter``, ``visitor``."""
    tokens: dict[str, str] = field(default_factory=dict)
    """Secrets of the visitors of ``talk`` and ``waiting``."""

    def keep(self, row: models.Model) -> None:
        """Notes a row under its model's label."""
        self.rows[row._meta.label] = row.pk


@dataclass
class Marked:
    """A world whose rows tell whose they are."""

    world: World
    ours: Belongings
    sister: Belongings
    foreign: Belongings
    former: User
    """Was an admin of ours until they were deactivated."""

    @property
    def all(self) -> Mapping[str, Belongings]:
        """By letter."""
        return {"A": self.ours, "C": self.sister, "B": self.foreign}


def make_marked(*, receiver: str = "https://hooks.example") -> Marked:
    """Writes the world; ``receiver`` is where webhooks go, each client's to an address with its letter.

    Nothing of it wakes a worker: what moves afterwards was moved by the test.
    """
    with nothing_queued():
        return _marked(receiver)


def _marked(receiver: str) -> Marked:
    _lengthen_ids()
    world = make_world()
    belongings = [Belongings(*pair) for pair in zip("ACB", _clients(world), strict=True)]
    marked = Marked(world, *belongings, former=_former(world.ours))
    for belongings in marked.all.values():
        _furnish(belongings, receiver)
    _mark_agency(world.agency, "N", [marked.ours, marked.sister])
    _mark_agency(world.other_agency, "S", [marked.foreign])
    return marked


def _lengthen_ids() -> None:
    """Ids from here on are so long, and so different in each table, that they stand for nothing else in a page."""
    numbered = [model for model in own_models() if isinstance(model._meta.pk, models.AutoField)]
    with superuser() as server:
        for place, model in enumerate(numbered):
            sequence = "pg_get_serial_sequence(%(table)s, 'id')"
            statement = f"select setval({sequence}, greatest(nextval({sequence}), %(start)s))"
            server.execute(statement, {"table": model._meta.db_table, "start": FIRST_ID + place * IDS_OF_A_TABLE})


def _former(client: Client) -> User:
    with tenant_scope(client.id):
        member = make_member("former", Member.Role.ADMIN)
        Member.objects.filter(id=member.id).update(active=False)
        return member.user


def _clients(world: World) -> list[Client]:
    return [world.ours, world.sister, world.foreign]


def _furnish(belongings: Belongings, receiver: str) -> None:
    client = belongings.client
    with tenant_scope(client.id):
        _team(belongings)
        talk = _talk(belongings, "talk", Conversation.State.ACTIVE)
        _talk(belongings, "waiting", Conversation.State.WAITING)
        _speaking_first(belongings, Visit.objects.get(id=talk.visit_id))
        _by_letter(belongings, Visit.objects.get(id=talk.visit_id))
    _mark_client(belongings)
    with tenant_scope(client.id):
        _records(belongings, talk.id, receiver)
    _mark_client(belongings)


def _team(belongings: Belongings) -> None:
    client = belongings.client
    belongings.rows |= {
        "tenants.Tenant": client.id,
        "tenants.Site": client.site.id,
        "tenants.Department": client.department.id,
        "tenants.Member": client.marta.id,
        "tenants.User": client.marta.user_id,
        "operators.Operator": Operator.objects.get(member=client.marta).pk,
        "widget.Appearance": Appearance.objects.get(site=client.site).pk,
    }
    belongings.keep(_forms(belongings))
    belongings.keep(IdentitySecret.objects.create(site=client.site))
    belongings.public["member"] = str(client.marta.public_id)
    belongings.keep(DepartmentMember.objects.create(department=client.department, member=client.oleg))
    belongings.keep(Face.objects.create(member=client.marta, png=PNG, digest="abcdef0123456789"))
    belongings.keep(
        _action(belongings.letter, tenant_id=client.id, model="tenants.site", object_id=str(client.site.id))
    )


def _forms(belongings: Belongings) -> FormCapture:
    made = [{"selector": f"#CANARY_{belongings.letter}_seen", "kind": "name"}]
    belongings.keep(
        SeenForm.objects.create(
            site=belongings.client.site, selector="x", page="x", fields=made, seen_at=timezone.now()
        )
    )
    fields = f"#CANARY_{belongings.letter}_field = name"
    return FormCapture.objects.create(site=belongings.client.site, only="x", besides="x", fields=fields)


def _talk(belongings: Belongings, name: str, state: str) -> Conversation:
    client, now = belongings.client, timezone.now()
    marta = client.marta if state == Conversation.State.ACTIVE else None
    belongings.tokens[name] = secrets.token_urlsafe(32)
    visitor = Visitor.objects.create(
        site=client.site,
        token_hash=token_hash(belongings.tokens[name]),
        visits=1,
        name="x",
        attributes={"plan": f"CANARY_{belongings.letter}_plan"},
    )
    mark = f"CANARY_{belongings.letter}_json"
    page = {"page_url": "https://shop.example/reactors", "page_title": "x", "page_at": now - timedelta(minutes=5)}
    visit = Visit.objects.create(
        visitor=visitor, number=1, started_at=now, last_at=now, pages=2, cart={"note": mark}, **page
    )
    talk = Conversation.objects.create(
        site=client.site,
        visitor=visitor,
        visit=visit,
        department=client.department if marta is None else None,
        state=state,
        assigned_to=marta,
        last_operator=marta,
        opened_at=now,
        last_at=now,
        last_seq=2,
        visitor_messages=1,
    )
    belongings.public[name] = str(talk.public_id)
    for seq, sender in ((1, Message.Sender.VISITOR), (2, Message.Sender.OPERATOR)):
        member = client.marta if sender == Message.Sender.OPERATOR else None
        line = {"kind": Message.Kind.TEXT, "sender": sender, "member": member, "body": "x", "created_at": now}
        message = Message.objects.create(conversation=talk, seq=seq, client_id=secrets.token_hex(8), **line)
    page_view = PageView.objects.create(visit=visit, url="x", title="x", at=now, signals={"note": mark})
    event = Event.objects.create(visit=visit, kind=Event.Kind.TRACK, name="x", meta={"note": mark}, at=now)
    participant = Participant.objects.create(conversation=talk, member=client.marta, joined_at=now)
    contact = _contact(visitor, marta)
    if state == Conversation.State.ACTIVE:
        belongings.public["visitor"] = str(visitor.public_id)
        for row in (visitor, visit, talk, message, page_view, event, participant, contact):
            belongings.keep(row)
    return talk


def _contact(visitor: Visitor, chosen_by: Member | None) -> ContactPoint:
    now, texts = timezone.now(), dict.fromkeys(("value", "normal", "page", "form", "suggestion"), "x")
    origin = ContactPoint.Origin.FORM
    kept = {"origin": origin, "first_at": now, "last_at": now, "chosen_at": now, "chosen_by": chosen_by}
    return ContactPoint.objects.create(visitor=visitor, kind=ContactPoint.Kind.NAME, **texts, **kept)


def _speaking_first(belongings: Belongings, visit: Visit) -> None:
    client = belongings.client
    branches = [{"words": [f"CANARY_{belongings.letter}_words"], "reply": f"CANARY_{belongings.letter}_reply"}]
    elsewhere = {"fact": "page_url", "op": "is_not", "value": f"CANARY_{belongings.letter}_page"}
    conditions = {"group": "all", "of": [elsewhere, on_page("", seconds=1)]}
    words = {"text": f"CANARY_{belongings.letter}_poll", "options": []}
    question = {**words, "kind": "text"}
    poll = {"questions": [question], "thanks": "", "texts": {}}
    asked = {"questions": [{**question, "shown": words}], "thanks": ""}
    other = {"text": f"CANARY_{belongings.letter}_other", "branches": branches}
    trigger = Trigger.objects.create(
        site=client.site,
        name="x",
        text="x",
        banner_link=f"/CANARY_{belongings.letter}_page",
        branches=branches,
        conditions=conditions,
        texts={"ru": other},
        variants={"B": {**other, "weight": 1, "texts": {}}},
        poll=poll,
    )
    invitation = Invitation.objects.create(
        trigger=trigger,
        visit=visit,
        member=client.marta,
        text="x",
        branches=branches,
        poll=asked,
        state=Invitation.State.SHOWN,
    )
    answer = PollAnswer.objects.create(
        visitor_id=visit.visitor_id,
        rule=trigger.id,
        poll="x",
        question="x",
        place=1,
        kind=PollAnswer.Kind.TEXT,
        values=[f"CANARY_{belongings.letter}_answer"],
    )
    belongings.keep(answer)
    belongings.public["invitation"] = str(invitation.public_id)
    belongings.keep(Goal.objects.create(site=client.site, name="x", page="x", event="x"))
    belongings.keep(Tally.objects.create(trigger=trigger, variant="A", goals={f"CANARY_{belongings.letter}_goal": 1}))
    belongings.keep(trigger)
    kept = {"text": f"CANARY_{belongings.letter}_version"}
    published = TriggerVersion.Kind.PUBLISHED
    belongings.keep(TriggerVersion.objects.create(trigger=trigger, number=1, kind=published, document=kept, by="x"))
    belongings.keep(invitation)


def _by_letter(belongings: Belongings, visit: Visit) -> None:
    client = belongings.client
    letter = Letter.objects.create(
        site=client.site, name="x", page="https://shop.example/", context="x", kind=Letter.Kind.PERSONAL, first_line="x"
    )
    token = new_token()
    link = LetterLink.objects.create(letter=letter, token_hash=letter_hash(token), recipient="x", email="x@x.example")
    belongings.public["letter"] = token
    for row in (letter, link, LetterOpening.objects.create(visit=visit, letter=letter, link=link)):
        belongings.keep(row)


def _records(belongings: Belongings, talk_id: int, receiver: str) -> None:
    record = render(source_of(talk_id), revision=1)
    transcript = Transcript.objects.create(conversation_id=talk_id, last_seq=2, record=record)
    connection = Connection.objects.create(name="x", url=f"{receiver}/CANARY_{belongings.letter}_url")
    entry = OutboxEntry.objects.create(connection=connection, transcript=transcript)
    attempt = DeliveryAttempt.objects.create(entry=entry, status=500, error="x")
    for row in (transcript, connection, entry, attempt):
        belongings.keep(row)


def _action(letter: str, **owner: Any) -> AdminAction:
    details = [{"changed": {"fields": [f"CANARY_{letter}_field"]}}]
    return AdminAction.objects.create(by="x", kind=AdminAction.Kind.CHANGED, object_name="x", details=details, **owner)


def _mark_client(belongings: Belongings) -> None:
    letter, client = belongings.letter, belongings.client
    for model in own_models():
        if issubclass(model, TenantModel) or model is AdminAction:
            stamp(model, "tenant_id", [client.id], letter)
    stamp(Tenant, "id", [client.id], letter)
    team = (client.admin, client.supervisor, client.marta, client.oleg)
    stamp(User, "id", [member.user_id for member in team], letter)


def _mark_agency(agency: Agency, letter: str, clients: list[Belongings]) -> None:
    with agency_scope(agency_id=agency.id, tenant_ids=()):
        members = list(AgencyMember.objects.filter(agency=agency))
        _action(letter, agency_id=agency.id, model="tenants.agency", object_id=str(agency.id))
    for belongings in clients:
        belongings.rows |= {"tenants.Agency": agency.id, "tenants.AgencyMember": members[0].pk}
    stamp(Agency, "id", [agency.id], letter)
    stamp(AdminAction, "agency_id", [agency.id], letter)
    stamp(User, "id", [member.user_id for member in members], letter)


def fingerprint(marked: Marked, letters: set[str]) -> dict[str, str]:
    """A hash per table over all rows of the clients (and agencies) with these letters; sign-ins don't count."""
    clients = [b.client.id for letter, b in marked.all.items() if letter in letters]
    agencies = {"N": marked.world.agency.id, "S": marked.world.other_agency.id}
    chosen = [agency for letter, agency in agencies.items() if letter in letters]
    owners = {model: chosen if model in (Agency, AgencyMember) else clients for model in own_models()}
    asked = [(model._meta.db_table, _hash_of(model), ids) for model, ids in owners.items() if _owner_column(model)]
    with superuser() as server:
        return {table: server.execute(sql, [ids]).fetchone()[0] for table, sql, ids in [*asked, _users(clients)]}


def _users(clients: list[int]) -> tuple[str, str, list[int]]:
    of_team = "t.id in (select user_id from tenants_member where tenant_id = any(%s))"
    what = "(to_jsonb(t) - 'last_login')::text"
    return (
        "tenants_user",
        f"select md5(string_agg({what}, '|' order by t.id)) from tenants_user t where {of_team}",
        clients,
    )


def _owner_column(model: type[models.Model]) -> str:
    columns = {Tenant: "id", Agency: "id", AgencyMember: "agency_id", AdminAction: "tenant_id"}
    return "tenant_id" if issubclass(model, TenantModel) else columns.get(model, "")


def _hash_of(model: type[models.Model]) -> str:
    table, column = model._meta.db_table, _owner_column(model)
    return f"select md5(string_agg(t::text, '|' order by t.id)) from {table} t where {column} = any(%s)"
