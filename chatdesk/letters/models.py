"""Who comes by a letter: Letter, LetterLink, LetterOpening (D17)."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chatdesk.letters.tokens import address_with, new_token
from chatdesk.visitors.models import Visit
from tenants.models import Department, Member, Site
from tenants.scoped import TenantForeignKey, TenantModel, TenantOneToOneField

RUNS = timedelta(days=30)
"""How long a new letter's links work unless its writer says otherwise."""


def in_thirty_days() -> datetime:
    """When a new letter ends: late on its last day."""
    return (timezone.localtime() + RUNS).replace(hour=23, minute=59, second=0, microsecond=0)


class Letter(TenantModel):
    """A mailing whose links open a page of the site with the chat, and what the desk should know of it."""

    class Kind(models.TextChoices):
        """Who may follow its links."""

        SHARED = "shared", _("one link, for everybody")
        PERSONAL = "personal", _("a link for each recipient, works in one browser")

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    name = models.CharField(
        pgettext_lazy("letter", "name"),
        max_length=80,
        help_text=_("As rules and reports call it: Winter prices, 12 May."),
    )
    kind = models.CharField(_("links"), max_length=8, choices=Kind.choices, default=Kind.SHARED)
    page = models.URLField(
        _("page"), max_length=1000, help_text=_("The page of the site that the link opens, with its https://")
    )
    context = models.CharField(
        _("what operators should know"),
        max_length=300,
        help_text=_("They see it beside the conversation: Letter of 12 May, winter prices until the 31st."),
    )
    department = TenantForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
        help_text=_("Who answers. Empty: as on the rest of the site."),
    )
    member = TenantForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("operator"),
        help_text=_("Who answers if they are at the desk. Empty: whoever is free."),
    )
    first_line = models.CharField(
        _("first line in the window"),
        max_length=300,
        blank=True,
        help_text=_("In the name of whoever would answer. Empty: the site's greeting."),
    )
    token = models.CharField(max_length=22, default=new_token, editable=False)
    """Of the link for everybody. No secret: whoever has the letter has it."""
    expires_at = models.DateTimeField(_("links work until"), default=in_thirty_days)
    active = models.BooleanField(
        pgettext_lazy("letter", "active"), default=True, help_text=_("Off: its links open the chat as usual.")
    )
    forgotten = models.PositiveIntegerField(default=0, editable=False)
    """Visitors who followed a link and of whom nothing else is known any more (retention)."""
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "site", "name"], name="letter_name"),
            models.UniqueConstraint(fields=["tenant", "token"], name="letter_token"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Its links open nothing any more."""
        return not self.active or self.expires_at <= timezone.now()

    @property
    def address(self) -> str:
        """The link for everybody."""
        return address_with(self.page, self.token)


class LetterLink(TenantModel):
    """One recipient's link. Belongs to the first browser that follows it."""

    letter = TenantForeignKey(Letter, on_delete=models.CASCADE, related_name="+", verbose_name=_("letter"))
    token_hash = models.BinaryField(max_length=32, editable=False)
    """SHA-256: the link itself is told once, when it is made."""
    recipient = models.CharField(_("recipient"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    taken_by = models.BigIntegerField(null=True, editable=False)
    """The visitor whose browser followed it first; no reference, so that it stays taken when they are forgotten."""
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("recipient's link")
        verbose_name_plural = _("recipients' links")
        constraints = [models.UniqueConstraint(fields=["tenant", "token_hash"], name="letter_link_token")]

    def __str__(self) -> str:
        return self.recipient or self.email


class LetterOpening(TenantModel):
    """A visit in which a letter's link was followed."""

    visit = TenantOneToOneField(Visit, on_delete=models.CASCADE, related_name="letter_opening", verbose_name=_("visit"))
    letter = TenantForeignKey(Letter, on_delete=models.CASCADE, related_name="+", verbose_name=_("letter"))
    link = TenantForeignKey(LetterLink, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("link"))
    member = TenantForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("operator"))
    """In whose name the first line stood in the window; none: nobody was there, or there is no line."""
    opened_at = models.DateTimeField(_("opened"), auto_now=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("opened letter")
        verbose_name_plural = _("opened letters")
        indexes = [models.Index(fields=["tenant", "letter"], name="opening_of_letter")]

    def __str__(self) -> str:
        return str(self.letter)
