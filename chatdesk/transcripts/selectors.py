"""Reads what a record is made of; every function needs a scope."""

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.selectors import messages
from chatdesk.letters.selectors import letter_item
from chatdesk.polls.selectors import answers_of
from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.rendering import Source
from chatdesk.visitors.contact_points.selectors import points_of
from chatdesk.visitors.models import PageView, Visit
from tenants.models import Tenant

PAGES_KEPT = 500
VISITS_KEPT = 100


def source_of(conversation_id: int) -> Source:
    """The conversation with everything around it, as it stands now."""
    talk = Conversation.objects.select_related("site", "department", "visitor", "visit__visitor").get(
        id=conversation_id
    )
    pages = PageView.objects.filter(visit_id=talk.visit_id).order_by("-at", "-id")[:PAGES_KEPT]
    visits = Visit.objects.filter(visitor_id=talk.visitor_id).order_by("-number")[:VISITS_KEPT]
    return Source(
        conversation=talk,
        client=Tenant.objects.values_list("name", flat=True).get(id=talk.tenant_id),
        messages=list(messages(talk.id)),
        pages=list(pages)[::-1],
        visits=list(visits)[::-1],
        letter=letter_item(talk.visit_id),
        contacts=list(points_of(talk.visitor_id)),
        polls=answers_of(talk.visitor_id),
        until=max(talk.visit.last_at, talk.last_at),
    )


def latest_transcript(conversation_id: int) -> Transcript | None:
    """The newest record of a conversation."""
    return Transcript.objects.filter(conversation_id=conversation_id).order_by("-revision").first()
