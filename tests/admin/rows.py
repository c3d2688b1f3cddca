"""One row of every model for a client, each text of it telling whose it is."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils import timezone

from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.letters.models import Letter, LetterLink
from chatdesk.letters.tokens import new_token, token_hash
from chatdesk.polls.models import PollAnswer
from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.services import write_transcript
from chatdesk.triggers.models import Goal, Invitation, Trigger
from chatdesk.visitors.models import IdentitySecret, PageView, Visit, Visitor
from crm_sync.models import Connection, DeliveryAttempt, OutboxEntry
from operators.models import Operator
from tenants.scope import tenant_scope
from tests.world import Client


@dataclass
class Rows:
    """A client's rows by model."""

    of: dict[type[Model], Model] = field(default_factory=dict)

    def keep(self, row: Model) -> Model:
        """Remembers the row under its model."""
        self.of[type(row)] = row
        return row


def fill(client: Client, mark: str) -> Rows:
    """Writes one row of each model for the client; ``mark`` is part of every text."""
    rows = Rows()
    with tenant_scope(client.id):
        for row in (client.site, client.department, client.marta, Operator.objects.get(member=client.marta)):
            rows.keep(row)
        _visit(rows, client, mark)
        _talk(rows, client, mark)
        _triggers(rows, client, mark)
        _answers(rows, mark)
        rows.keep(IdentitySecret.objects.create(site=client.site))
        _letters(rows, client, mark)
        _deliveries(rows, mark)
    return rows


def _visit(rows: Rows, client: Client, mark: str) -> None:
    now = timezone.now()
    visitor = rows.keep(
        Visitor.objects.create(
            site=client.site, name=f"Visitor {mark}", token_hash=hashlib.sha256(secrets.token_bytes(32)).digest()
        )
    )
    visit = rows.keep(
        Visit.objects.create(
            visitor=visitor, number=1, started_at=now, last_at=now, landing_url=f"https://{mark}.example/", pages=1
        )
    )
    rows.keep(PageView.objects.create(visit=visit, url=f"https://{mark}.example/p", title=f"Page {mark}", at=now))


def _talk(rows: Rows, client: Client, mark: str) -> None:
    now = timezone.now()
    talk = rows.keep(
        Conversation.objects.create(
            site=client.site,
            visitor=rows.of[Visitor],
            visit=rows.of[Visit],
            opened_at=now,
            last_at=now,
            last_text=f"Last words {mark}",
            visitor_messages=1,
        )
    )
    rows.keep(
        Message.objects.create(
            conversation=talk,
            seq=1,
            client_id=uuid.uuid4().hex,
            kind=Message.Kind.TEXT,
            sender=Message.Sender.VISITOR,
            body=f"Words {mark}",
            created_at=now,
        )
    )
    rows.keep(Participant.objects.create(conversation=talk, member=client.marta, joined_at=now))
    rows.keep(write_transcript(conversation=talk))


def _triggers(rows: Rows, client: Client, mark: str) -> None:
    rows.keep(Goal.objects.create(site=client.site, name=f"Goal {mark}", page=f"*/{mark}*"))
    trigger = rows.keep(Trigger.objects.create(site=client.site, name=f"Rule {mark}", text=f"Question {mark}?"))
    rows.keep(
        Invitation.objects.create(
            trigger=trigger, visit=rows.of[Visit], member=client.marta, text=f"Question {mark}?", branches=[]
        )
    )


def _answers(rows: Rows, mark: str) -> None:
    asked = {"rule": rows.of[Trigger].pk, "poll": f"Rule {mark}", "question": f"Asked {mark}?", "place": 1}
    answer = {"kind": PollAnswer.Kind.TEXT, "values": [f"Answer {mark}"]}
    rows.keep(PollAnswer.objects.create(visitor=rows.of[Visitor], **asked, **answer))


def _letters(rows: Rows, client: Client, mark: str) -> None:
    page = {"page": f"https://{mark}.example/", "context": f"Context {mark}"}
    letter = rows.keep(Letter.objects.create(site=client.site, name=f"Letter {mark}", kind="personal", **page))
    recipient = {"recipient": f"Recipient {mark}", "email": f"{mark}@example.org"}
    rows.keep(LetterLink.objects.create(letter=letter, token_hash=token_hash(new_token()), **recipient))


def _deliveries(rows: Rows, mark: str) -> None:
    connection = rows.keep(Connection.objects.create(name=f"CRM {mark}", url=f"https://crm-{mark}.example/"))
    entry = rows.keep(OutboxEntry.objects.create(connection=connection, transcript=rows.of[Transcript]))
    rows.keep(DeliveryAttempt.objects.create(entry=entry, error=f"Error {mark}"))
