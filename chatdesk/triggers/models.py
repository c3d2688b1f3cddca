"""Who speaks first: Trigger and Invitation."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.conditions import on_page
from chatdesk.triggers.validators import validate_branches, validate_conditions, validate_wording
from chatdesk.visitors.models import Visit
from tenants.models import Member, Site
from tenants.scoped import TenantForeignKey, TenantModel


def on_every_page() -> dict[str, Any]:
    """After twenty seconds on any page."""
    return on_page("", seconds=20)


class Trigger(TenantModel):
    """A rule that asks a specific question when its conditions are true (A27, A29, D12–D16)."""

    class Repeat(models.TextChoices):
        """How often it asks the same visitor."""

        VISIT = "visit", _("once a visit")
        VISITOR = "visitor", _("once a visitor")
        DAYS = "days", _("once in so many days")

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    name = models.CharField(_("name"), max_length=80)
    enabled = models.BooleanField(_("enabled"), default=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=100, help_text=_("The smaller number speaks first.")
    )
    conditions = models.JSONField(_("conditions"), default=on_every_page, validators=[validate_conditions])
    """As ``conditions.read`` takes them."""
    repeat = models.CharField(_("asks"), max_length=7, choices=Repeat.choices, default=Repeat.VISIT)
    repeat_days = models.PositiveSmallIntegerField(
        _("days"), default=30, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    """Counts only with ``Repeat.DAYS``."""
    most_waiting = models.PositiveSmallIntegerField(
        _("silent while more visitors wait than"), null=True, blank=True, help_text=_("Empty: asks however many wait.")
    )
    text = models.CharField(
        _("question"),
        max_length=300,
        validators=[validate_wording],
        help_text=_(
            "{search_query|a reactor} stands for what was searched for, else for “a reactor”. "
            "Also: {page_title|…}, {product|…}, {city|…}, {visitor_name|…}, {operator_name}."
        ),
    )
    branches = models.JSONField(
        _("answers and prepared replies"), default=list, blank=True, validators=[validate_branches]
    )
    """As ``branches.read`` takes them."""

    class Meta(TenantModel.Meta):
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        ordering = ["priority", "id"]
        constraints = [models.UniqueConstraint(fields=["tenant", "site", "name"], name="trigger_name")]

    def __str__(self) -> str:
        return self.name


class Invitation(TenantModel):
    """A question that a trigger asked in a member's name. Nobody is alerted until it is answered (A23)."""

    class State(models.TextChoices):
        """What became of it."""

        SENT = "sent", _("sent")
        SHOWN = "shown", _("shown")
        DISMISSED = "dismissed", _("dismissed")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn: the operator went away")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trigger = TenantForeignKey(Trigger, on_delete=models.CASCADE, related_name="+", verbose_name=_("trigger"))
    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="+", verbose_name=_("visit"))
    member = TenantForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("operator"))
    conversation = TenantForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("conversation")
    )
    text = models.CharField(_("question"), max_length=300)
    branches = models.JSONField(_("answers and prepared replies"), default=list)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.SENT)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    shown_at = models.DateTimeField(_("shown"), null=True)
    closed_at = models.DateTimeField(_("answered or dismissed"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [models.UniqueConstraint(fields=["tenant", "visit", "trigger"], name="invitation_once_a_visit")]

    def __str__(self) -> str:
        return self.text
