"""Site and Department: where visitors write, and who is meant."""

import re
import secrets

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
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
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="site_name")]

    def __str__(self) -> str:
        return self.name
