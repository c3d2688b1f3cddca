"""Transcripts, to read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatdesk.conversations.models import Message
from chatdesk.conversations.presentation import KIND
from chatdesk.transcripts.models import Transcript
from chatdesk.visitors.identity.attributes import words_of
from chatdesk.visitors.models import Visit
from tenants.admin.base import display, register
from tenants.admin.rights import READ_ONLY
from tenants.admin.scoped import TenantScopedAdmin

RATINGS = {"yes": _("yes"), "partly": _("partly"), "no": _("no")}
EVENTS = {word: Message.Kind(kind).label for kind, word in KIND.items()}
"""What a line without words tells, as the record calls it."""


@register(Transcript)
class TranscriptAdmin(TenantScopedAdmin):
    """What remains of a conversation."""

    rights = READ_ONLY
    list_display = ["visitor", "last_seq", "created_at"]
    list_select_related = ["conversation__visitor"]
    ordering = ["-id"]
    fields = ["readable", "conversation", "last_seq", "created_at"]
    readonly_fields = ["readable", "created_at"]

    @display(description=_("visitor"))
    def visitor(self, transcript: Transcript) -> str:
        """Whose conversation it was."""
        return str(transcript.conversation.visitor)

    @display(description=_("record"))
    def readable(self, transcript: Transcript) -> SafeString:
        """The record as a page to read."""
        record = transcript.record
        told = [{**one, "value": words_of(one["value"])} for one in record["visitor"].get("attributes", [])]
        context = {
            "record": record,
            "contacts": _contacts(record),
            "told": told,
            "lines": [
                {**line, "at": _moment(line.get("at")), "event": EVENTS.get(line["kind"], line["kind"])}
                for line in record["messages"]
            ],
            "rating": RATINGS.get((record.get("rating") or {}).get("value", ""), ""),
            "asked_at": _moment(record["conversation"]["requested_at"]),
            "answered_at": _moment(record["conversation"]["first_answer_at"]),
        }
        return render_to_string("admin/transcripts/record.html", context)


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _contacts(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As the record has them, the ground in words; records of before know less."""
    grounds = dict(Visit.Consent.choices)
    return [
        {
            "value": point["value"],
            "verified": bool(point.get("verified_at")),
            "ground": grounds.get(point.get("consent"), ""),
        }
        for point in record.get("contacts", [])
    ]
