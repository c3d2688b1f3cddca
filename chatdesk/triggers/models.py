"""Who speaks first: Trigger, Invitation and Goal."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.acting import Acting
from chatdesk.triggers.engine.allotment import MOST_HELD
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.polling.models import CarriesPoll
from chatdesk.triggers.questions.variants import FIRST, MOST_WEIGHT, Variant
from chatdesk.triggers.scheduled import Scheduled
from chatdesk.triggers.validators import (
    validate_branches,
    validate_conditions,
    validate_goal_page,
    validate_texts,
    validate_variants,
    validate_wording,
)
from chatdesk.triggers.versioned import Versioned
from chatdesk.visitors.models import Visit
from tenants.models import Department, Member, Site
from tenants.scoped import TenantForeignKey, TenantModel


def on_every_page() -> dict[str, Any]:
    """After twenty seconds on any page."""
    return on_page("", seconds=20)


class Trigger(Acting, Scheduled, Versioned, TenantModel):
    """A rule that asks a specific question when its conditions are true (A27, A29, D12–D16)."""

    class Repeat(models.TextChoices):
        """How often it asks the same visitor."""

        VISIT = "visit", _("once a visit")
        VISITOR = "visitor", _("once a visitor")
        DAYS = "days", _("once in so many days")

    class Otherwise(models.TextChoices):
        """What it does while nobody of those whom it asks for is at the desk."""

        SILENT = "silent", _("it is silent")
        ANYBODY = "anybody", _("anybody of the site asks")

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
        blank=True,
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
    texts = models.JSONField(_("in other languages"), default=dict, blank=True, validators=[validate_texts])
    """As ``variants.read_texts`` takes them."""
    department = TenantForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
        help_text=_("Asks in the name of somebody of it and gets the conversation. Empty: as on the rest of the site."),
    )
    member = TenantForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("operator"),
        help_text=_("Asks in this name if its owner is at the desk and free, before anybody else."),
    )
    otherwise = models.CharField(
        _("while they are away"),
        max_length=7,
        choices=Otherwise.choices,
        default=Otherwise.SILENT,
        db_default=Otherwise.SILENT,
        help_text=_("Counts only with a department or an operator."),
    )
    unasked = models.BooleanField(
        _("also who writes unasked"),
        default=False,
        db_default=False,
        help_text=_("Whoever opens the chat by themselves, while the conditions are true, gets there too."),
    )
    weight = models.PositiveSmallIntegerField(
        _("share of the first question"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)],
        help_text=_("Counts only beside variants: 2 against 1 is two thirds."),
    )
    variants = models.JSONField(_("further variants"), default=dict, blank=True, validators=[validate_variants])
    """As ``variants.read_variants`` takes them."""
    held_percent = models.PositiveSmallIntegerField(
        _("control group, per cent"),
        default=0,
        validators=[MaxValueValidator(MOST_HELD)],
        help_text=_(
            "So many of a hundred visitors are shown nothing when their moment comes. What they do without the "
            "question tells what the question brings. 0: everybody is asked."
        ),
    )
    counted_since = models.DateTimeField(null=True, editable=False)
    """When what is asked, or of whom, changed last: what was before is another question's merit."""

    class Meta(TenantModel.Meta):
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        ordering = ["priority", "id"]
        constraints = [models.UniqueConstraint(fields=["tenant", "site", "name"], name="trigger_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Only a glow can do without words; somebody has to be named to whom visitors are to get."""
        super().clean()
        if self.unasked and not (self.department_id or self.member_id):
            raise ValidationError({"unasked": _("Choose the department or the operator first.")})
        if not self.text.strip() and self.action != self.Action.GLOW:
            raise ValidationError({"text": _("Write what it says. Only a launcher that glows needs no words.")})

    @property
    def ways(self) -> dict[str, Variant]:
        """All variants by their names, the rule's own question first."""
        own = Variant(text=self.text, branches=self.branches, weight=self.weight, texts=self.texts)
        return {FIRST: own, **self.variants}


class Invitation(CarriesPoll, TenantModel):
    """A question in a member's name, asked by a trigger or by hand. Nobody is alerted until it is answered (A23)."""

    class State(models.TextChoices):
        """What became of it."""

        SENT = "sent", _("sent")
        SHOWN = "shown", _("shown")
        CLICKED = "clicked", _("clicked")
        DISMISSED = "dismissed", _("dismissed")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn: the operator went away")
        HELD = "held", _("control group: nothing was shown")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trigger = TenantForeignKey(
        Trigger, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("trigger")
    )
    """None: the member asked by hand (A24), with words of their own."""
    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="+", verbose_name=_("visit"))
    member = TenantForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("operator"))
    conversation = TenantForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("conversation")
    )
    variant = models.CharField(_("variant"), max_length=1, default=FIRST, blank=True)
    """Empty by hand, and if nothing was shown."""
    action = models.CharField(
        _("what it does"), max_length=6, choices=Trigger.Action.choices, default=Trigger.Action.BUBBLE
    )
    """What was really done: a bubble where the rule's own action is not allowed."""
    text = models.CharField(_("question"), max_length=300, blank=True)
    """Empty in the control group, and of a glow without words."""
    branches = models.JSONField(_("answers and prepared replies"), default=list)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.SENT)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    shown_at = models.DateTimeField(_("shown"), null=True)
    clicked_at = models.DateTimeField(_("clicked"), null=True)
    """The banner's link was followed, or the chat was opened while the launcher glowed."""
    closed_at = models.DateTimeField(_("answered or dismissed"), null=True)
    tallied = models.BooleanField(default=False, db_default=False, editable=False)
    """Counted in its rule's tally: the visits that tell what became of it are not kept any more."""

    class Meta(TenantModel.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [models.UniqueConstraint(fields=["tenant", "visit", "trigger"], name="invitation_once_a_visit")]
        indexes = [
            models.Index(fields=["tenant", "trigger", "created_at"], name="invitation_of_rule"),
            models.Index(
                fields=["tenant", "member", "created_at"],
                condition=models.Q(trigger__isnull=True),
                name="invitation_by_hand",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Tally(TenantModel):
    """What became of a rule's moments whose visits are not kept any more (retention). Nobody of them ever wrote."""

    trigger = TenantForeignKey(Trigger, on_delete=models.CASCADE, related_name="+")
    variant = models.CharField(max_length=1, blank=True)
    """As in Invitation."""
    since = models.DateTimeField(null=True)
    """The rule's ``counted_since``: another question has another tally."""
    people = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    clicked = models.PositiveIntegerField(default=0)
    dismissed = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0, db_default=0)
    begun = models.PositiveIntegerField(default=0, db_default=0)
    finished = models.PositiveIntegerField(default=0, db_default=0)
    contacts = models.PositiveIntegerField(default=0)
    goals = models.JSONField(default=dict)
    """How many reached each, by the goal's id."""

    class Meta(TenantModel.Meta):
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["tenant", "trigger", "variant"], name="tally_of_variant")]

    def __str__(self) -> str:
        return f"{self.trigger_id} {self.variant}"


class Goal(TenantModel):
    """What a visitor is wanted to do on a site; counted for those who were asked and for those who were not."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    name = models.CharField(_("name"), max_length=80, help_text=_("What was reached: Order placed."))
    page = models.CharField(
        _("page"),
        max_length=300,
        blank=True,
        validators=[validate_goal_page],
        help_text=_("The address of the page that is seen then; * stands for anything: */thank-you*"),
    )
    event = models.CharField(
        _("event"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Instead of a page: what the site calls it in ChatDesk('track', 'order')."),
    )
    days = models.PositiveSmallIntegerField(
        _("within days"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("After the moment of the question. Later does not count."),
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["tenant", "site", "name"], name="goal_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """By a page or by an event."""
        if bool(self.page) is bool(self.event):
            raise ValidationError(_("Write either a page or an event."))
