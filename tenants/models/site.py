"""Site and Department: where visitors write, and who is meant."""

import re
import secrets

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoped import TenantForeignKey, TenantModel

_DOMAIN = re.compile(r"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$")


def new_site_key() -> str:
    """A public key: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def validate_domain(value: str) -> None:
    """Takes ``shop.example``, ``*.shop.example`` and, for trials, ``localhost:8002``."""
    if not _DOMAIN.match(value):
        raise ValidationError(_("Write a domain such as shop.example or *.shop.example."))


LONGEST_KEPT = MaxValueValidator(3_650, _("At most ten years: 3650 days."))
"""Of what may be kept, in days."""


class Department(TenantModel):
    """A group of operators who answer for one subject."""

    name = models.CharField(_("name"), max_length=80)

    class Meta(TenantModel.Meta):
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="department_name")]

    def __str__(self) -> str:
        return self.name


class Site(TenantModel):
    """A web site that carries the widget."""

    class Consent(models.TextChoices):
        """Whose pages are recorded."""

        ALWAYS = "always", _("of every visitor")
        AFTER = "after", _("of visitors who agreed")
        NEVER = "never", _("of nobody")

    key = models.CharField(_("key"), max_length=32, unique=True, default=new_site_key, editable=False)
    name = models.CharField(_("name"), max_length=80)
    domains = ArrayField(
        models.CharField(max_length=253, validators=[validate_domain]),
        verbose_name=_("domains"),
        help_text=_("Where the chat may appear, separated by commas: shop.example, *.shop.example"),
    )
    department = TenantForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("department"),
        help_text=_("Who answers on this site. Empty: every operator."),
    )
    invitations_per_visit = models.PositiveSmallIntegerField(
        _("invitations in one visit at most"), default=2, validators=[MaxValueValidator(20)]
    )
    invitation_pause = models.PositiveIntegerField(
        _("seconds between any two invitations"), default=120, validators=[MaxValueValidator(86_400)]
    )
    invitations_per_minute = models.PositiveSmallIntegerField(
        _("invitations in one minute at most"),
        null=True,
        blank=True,
        help_text=_("On the whole site, so that answers don't come all at once. Empty: no limit."),
    )
    rules_open_window = models.BooleanField(
        _("rules may open the chat window"),
        default=False,
        help_text=_("By itself, without a click. Off: what such a rule asks comes in a bubble."),
    )
    rules_open_on_phones = models.BooleanField(
        _("on phones too"),
        default=False,
        help_text=_("There the window covers most of the page: visitors may take it for an advertisement."),
    )
    consent = models.CharField(
        _("record pages"),
        max_length=6,
        choices=Consent.choices,
        default=Consent.ALWAYS,
        help_text=_(
            "Your consent banner tells who agreed: ChatDesk('consent', true). Before that nothing is stored in the"
            " browser, no page is recorded and nobody is invited. Whoever writes is answered in any case; only the"
            " conversation is kept then."
        ),
    )
    respects_signals = models.BooleanField(
        _("respect “Do Not Track” and Global Privacy Control"),
        default=False,
        help_text=_("Visitors whose browser sends such a signal are recorded only if they agree."),
    )
    keep_visits_days = models.PositiveSmallIntegerField(
        _("days that visits and pages are kept"),
        default=365,
        validators=[MinValueValidator(7, _("At least a week: 7 days.")), LONGEST_KEPT],
        help_text=_(
            "Then the pages, sources and doings of visitors who never wrote are deleted. What your rules and letters "
            "brought stays, as plain numbers. Whoever wrote is kept with the conversation. 365 is a year."
        ),
    )
    keep_visitors_days = models.PositiveSmallIntegerField(
        _("days that visitors are kept"),
        default=730,
        validators=[MinValueValidator(30, _("At least a month: 30 days.")), LONGEST_KEPT],
        help_text=_(
            "Counted from the last visit: then a visitor who never wrote is forgotten altogether, with the contacts "
            "that were left in forms. Recipients of letters are forgotten so long after the links have run out."
        ),
    )
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="site_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A visit is a visitor's."""
        if (self.keep_visitors_days or 0) < (self.keep_visits_days or 0):
            raise ValidationError({"keep_visitors_days": _("Not shorter than their visits.")})
