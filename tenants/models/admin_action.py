"""AdminAction: who changed what in the admin. Django's own log knows no clients, so it stays empty."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models.agency import Agency
from tenants.models.tenant import Tenant


class AdminAction(models.Model):
    """One deed on a thing of a client, or on one of the agency's own; exactly one of the two is set."""

    class Kind(models.IntegerChoices):
        """What was done."""

        ADDED = 1, _("added")
        CHANGED = 2, _("changed")
        DELETED = 3, _("deleted")

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, null=True, related_name="+", editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+", editable=False)
    by = models.CharField(_("by"), max_length=254)
    """The e-mail address at that time: the entry outlives the person's account."""
    kind = models.PositiveSmallIntegerField(_("action"), choices=Kind.choices)
    model = models.CharField(max_length=80)
    """Django's label, ``tenants.site``."""
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(max_length=200)
    details = models.JSONField(default=list)
    """As ``construct_change_message`` makes it: names of fields, never values."""
    action_time = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("admin action")
        verbose_name_plural = _("admin actions")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="admin_action_owner",
                condition=models.Q(tenant__isnull=True, agency__isnull=False)
                | models.Q(tenant__isnull=False, agency__isnull=True),
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "model", "object_id"], name="admin_action_of_client"),
            models.Index(fields=["agency", "model", "object_id"], name="admin_action_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.model} {self.object_name}"

    @property
    def changed_fields(self) -> list[str]:
        """Labels of the fields that were changed."""
        return [name for part in self.details for name in _fields(part)]


def _fields(part: dict[str, Any]) -> list[str]:
    names: list[str] = part.get("changed", {}).get("fields", [])
    return names
