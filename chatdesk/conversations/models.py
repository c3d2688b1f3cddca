"""The talk: Conversation, Message, Participant."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.models import Visit, Visitor
from tenants.models import Department, Member, Site
from tenants.scoped import TenantForeignKey, TenantModel


class Conversation(TenantModel):
    """What a visitor and the company say to each other. Its numbers are kept by ``post_message`` alone."""

    class State(models.TextChoices):
        """See lifecycle.py for the allowed moves."""

        WAITING = "waiting", _("waits for an operator")
        ACTIVE = "active", _("with an operator")
        IDLE = "idle", _("silent")
        ENDED = "ended", _("ended by the visitor")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    visitor = TenantForeignKey(Visitor, on_delete=models.CASCADE, related_name="+", verbose_name=_("visitor"))
    visit = TenantForeignKey(Visit, on_delete=models.PROTECT, related_name="+", verbose_name=_("visit"))
    department = TenantForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    assigned_to = TenantForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("operator")
    )
    last_operator = TenantForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("last operator")
    )
    opened_at = models.DateTimeField(_("opened"))
    page_url = models.CharField(_("page at request"), max_length=2048, blank=True)
    page_title = models.CharField(max_length=300, blank=True)

    last_seq = models.BigIntegerField(_("messages"), default=0)
    last_at = models.DateTimeField(_("last message"))
    last_text = models.CharField(max_length=200, blank=True)
    last_sender = models.SmallIntegerField(default=0)
    visitor_messages = models.PositiveIntegerField(_("visitor's messages"), default=0)
    chat_at = models.DateTimeField(_("became a chat"), null=True, blank=True)
    """Time of the visitor's second message: from here on it counts as a chat (A31)."""
    waiting_since = models.DateTimeField(null=True, blank=True)
    """Since when the visitor waits for an answer; the two-minute promise runs from here (B10)."""
    first_answer_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    unread = models.PositiveIntegerField(default=0)
    read_by_operator = models.BigIntegerField(default=0)
    read_by_visitor = models.BigIntegerField(default=0)

    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    rating = models.CharField(_("rating"), max_length=6, blank=True)
    rating_comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes = [
            models.Index(fields=["tenant", "visitor", "-id"], name="conversation_of_visitor"),
            models.Index(
                fields=["tenant", "state"],
                name="conversation_open",
                condition=models.Q(state__in=("waiting", "active")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Message(TenantModel):
    """One line of a conversation. Never changed after it is stored."""

    class Kind(models.IntegerChoices):
        """What the line is."""

        TEXT = 0, _("text")
        INVITATION = 1, _("invitation")
        JOINED = 2, _("an operator joined")
        LEFT = 3, _("an operator left")
        ENDED = 4, _("the visitor ended the conversation")

    class Sender(models.IntegerChoices):
        """Who said it."""

        SYSTEM = 0, _("system")
        VISITOR = 1, _("visitor")
        OPERATOR = 2, _("operator")

    conversation = TenantForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField(_("number"))
    client_id = models.CharField(max_length=64)
    """Chosen by the sender: the same id stores once."""
    kind = models.SmallIntegerField(_("kind"), choices=Kind.choices)
    sender = models.SmallIntegerField(_("sender"), choices=Sender.choices)
    member = TenantForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("operator"))
    body = models.TextField(_("text"))
    rule = models.CharField(_("rule"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("time"))

    class Meta(TenantModel.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "conversation", "seq"], name="message_seq"),
            models.UniqueConstraint(fields=["tenant", "conversation", "client_id"], name="message_client"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} #{self.seq}"


class Participant(TenantModel):
    """An operator who had the conversation, and from when to when."""

    conversation = TenantForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    member = TenantForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("operator"))
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(fields=["tenant", "conversation"], name="participants_of"),
            models.Index(fields=["tenant", "member", "-left_at"], name="participants_parted"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.conversation_id}"
