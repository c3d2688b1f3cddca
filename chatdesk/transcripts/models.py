"""What remains: the finished record of a conversation."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatdesk.conversations.models import Conversation
from tenants.scoped import TenantForeignKey, TenantModel


class Transcript(TenantModel):
    """A conversation as it stood when it went silent, was ended or was rated; never changed afterwards.

    A reopened or rated conversation gets another one with the next revision: the highest tells all.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = TenantForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="+", verbose_name=_("conversation")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1)
    last_seq = models.BigIntegerField(_("messages"))
    """The transcript holds the messages up to this one."""
    record = models.JSONField(_("record"))
    """Everything about the talk: contact, visit, pages, messages (D18–D24); see rendering.py for the shape."""
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "conversation", "revision"], name="transcript_revision")
        ]

    def __str__(self) -> str:
        return str(self.record.get("visitor", {}).get("called") or self.public_id)
