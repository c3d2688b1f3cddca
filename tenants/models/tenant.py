"""Tenant: a client company. Everything that belongs to one carries its ``tenant_id``."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models.agency import Agency


def validate_time_zone(value: str) -> None:
    """Refuses names that the time zone database does not know."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


class Tenant(models.Model):
    """A client of an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tenants", verbose_name=_("agency"))
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Switched off, the chat disappears from the client's sites.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="tenant_name_in_agency")]

    def __str__(self) -> str:
        return self.name
