"""What the desk adds to a member: availability and settings of the console."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import Member
from tenants.scoped import TenantModel, TenantOneToOneField


class Operator(TenantModel):
    """A member at the desk."""

    class Status(models.TextChoices):
        """What the operator chose; offline is having no console open."""

        AVAILABLE = "available", _("available")
        AWAY = "away", _("away")

    member = TenantOneToOneField(Member, on_delete=models.CASCADE, related_name="operator")
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.AVAILABLE)
    capacity = models.PositiveSmallIntegerField(
        _("conversations at once"), default=8, help_text=_("Invitations speak for this person only below this number.")
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("operator")
        verbose_name_plural = _("operators")

    def __str__(self) -> str:
        return str(self.member)
