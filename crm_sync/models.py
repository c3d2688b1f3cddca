"""Other people's systems: Connection, OutboxEntry and its attempts."""

import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chatdesk.transcripts.models import Transcript
from crm_sync.guard import validate_url
from crm_sync.retries import GIVE_UP_AFTER
from crm_sync.secrets import new_webhook_secret
from tenants.scoped import TenantForeignKey, TenantModel
from tenants.secrets import SecretField


def in_three_days() -> datetime:
    """How long a delivery is tried."""
    return timezone.now() + GIVE_UP_AFTER


class Connection(TenantModel):
    """Where a client's finished conversations go: a JSON webhook, signed as Standard Webhooks says."""

    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(_("address"), max_length=2000, validators=[validate_url])
    secret = SecretField(_("signing secret"), default=new_webhook_secret)
    enabled = models.BooleanField(
        _("enabled"), default=True, help_text=_("Switches itself off when the receiver answers 410 Gone.")
    )
    rests_until = models.DateTimeField(null=True, editable=False)
    """After a failure nothing is sent before this moment, so that a broken receiver is not hammered."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("connection")
        verbose_name_plural = _("connections")
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="connection_name")]

    def __str__(self) -> str:
        return self.name


class OutboxEntry(TenantModel):
    """One thing to be delivered, written in the transaction of its cause. The table is the truth, tasks wake it."""

    class State(models.TextChoices):
        """Dead: given up after three days; replay in admin starts it again."""

        PENDING = "pending", _("waits")
        DELIVERED = "delivered", _("delivered")
        DEAD = "dead", _("given up")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Sent as the message id: the receiver's idempotency key."""
    connection = TenantForeignKey(Connection, on_delete=models.CASCADE, related_name="+", verbose_name=_("connection"))
    transcript = TenantForeignKey(Transcript, on_delete=models.CASCADE, related_name="+", verbose_name=_("transcript"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    expires_at = models.DateTimeField(_("given up after"), default=in_three_days, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "connection", "transcript"], name="outbox_once"),
        ]
        indexes = [
            models.Index(fields=["tenant", "next_at"], name="outbox_due", condition=models.Q(state="pending")),
        ]

    def __str__(self) -> str:
        return str(self.key)


class DeliveryAttempt(TenantModel):
    """What happened when an entry was sent."""

    entry = TenantForeignKey(OutboxEntry, on_delete=models.CASCADE, related_name="attempt_log")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta(TenantModel.Meta):
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.status or self.error}"
