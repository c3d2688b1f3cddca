"""The leak matrix over background work: every task of our client, with strangers' objects, and what came of it."""

from typing import Any

from asgiref.sync import async_to_sync
from django.db import IntegrityError

from chatdesk.realtime import presence
from chatdesk.triggers.engine.conditions import on_page
from tenants.scoped import TenantModel
from tests.isolation.furnished import Marked, fingerprint
from tests.isolation.inventory import TASKS
from tests.isolation.marks import letters_in, superuser
from tests.isolation.receiver import Receiver
from tests.isolation.registries import own_models, tasks
from tests.queued import nothing_queued

STRANGERS_OBJECTS: dict[str, Any] = {
    "chatdesk.conversations.tasks.finish_silent": lambda stranger: (),
    "chatdesk.retention.tasks.forget": lambda stranger: (),
    "chatdesk.triggers.tasks.replay": lambda stranger: (
        "run",
        stranger.rows["tenants.Site"],
        on_page("", seconds=0),
        7,
    ),
    "chatdesk.triggers.tasks.look_again": lambda stranger: (stranger.rows["tenants.Site"],),
    "chatdesk.triggers.tasks.evaluate": lambda stranger: ([stranger.rows["visitors.Visit"]], "lease"),
    "crm_sync.tasks.deliver": lambda stranger: (),
}
"""Name → arguments after the client's id. A new task fails until it is named here."""

PERSONS_ERRANDS: dict[str, Any] = {
    "tenants.account_mail.password_link": lambda person: (person.email, "en"),
    "tenants.account_mail.welcome": lambda person: (person.pk, "A team", "en"),
}
"""Name → arguments of the mails about a person's account."""


def prepare(marked: Marked) -> None:
    """Gives every client something to do: silence, a due delivery, an operator who could speak first."""
    with superuser() as server:
        for owner in marked.all.values():
            server.execute(
                "update conversations_conversation set last_at = now() - interval '2 hours' where tenant_id = %s",
                [owner.client.id],
            )
            server.execute(
                "update conversations_conversation set state = 'idle' where tenant_id = %s and public_id = %s",
                [owner.client.id, owner.public["talk"]],
            )
            server.execute("delete from triggers_invitation where tenant_id = %s", [owner.client.id])
    for owner in marked.all.values():
        async_to_sync(presence.hold)(
            presence.OPERATORS, owner.client.id, [presence.entry(owner.client.marta.id, "x", 8)]
        )
    visitors = [presence.entry(owner.rows["visitors.Visitor"], "x") for owner in marked.all.values()]
    async_to_sync(presence.hold)(presence.VISITORS, marked.ours.client.id, visitors)


def findings(marked: Marked, receiver: Receiver) -> list[str]:
    """Runs every task for our client with strangers' objects; what moved, what was sent, what was copied."""
    found = []
    for name in (name for name, kind in TASKS.items() if kind == "client"):
        for stranger in (marked.sister, marked.foreign):
            before = fingerprint(marked, {"B", "C", "S"})
            found += _crash(name, marked.ours.client.id, *STRANGERS_OBJECTS[name](stranger))
            after = fingerprint(marked, {"B", "C", "S"})
            found += [
                f"{name}: moved a stranger's rows in {table}" for table in before if before[table] != after[table]
            ]
    sent = letters_in("".join(receiver.heard)) - {"A"}
    return [*found, *(f"a webhook carries {letter}" for letter in sent), *copied(marked)]


def _crash(name: str, *arguments: Any) -> list[str]:
    with nothing_queued():
        try:
            tasks()[name](*arguments)
        except IntegrityError:
            return [f"{name}: only the composite key stopped it"]
    return []


def copied(marked: Marked) -> list[str]:
    """Tables in which a row of ours carries a stranger's mark."""
    found = []
    with superuser() as server:
        for model in own_models():
            if issubclass(model, TenantModel):
                table = model._meta.db_table
                rows = server.execute(f"select t::text from {table} t where tenant_id = %s", [marked.ours.client.id])
                found += [f"{table}: carries {row[0]}" for row in rows if letters_in(row[0]) - {"A"}]
    return found
