"""Agency: who hosts clients on this installation, and its people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A company that runs chatdesk for its clients."""

    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return self.name


class AgencyMember(models.Model):
    """A person who works for an agency: sees all of its clients."""

    class Role(models.TextChoices):
        """What they may do: owners also manage clients and the agency's people."""

        OWNER = "owner", _("agency owner")
        STAFF = "staff", _("agency staff")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.STAFF)

    class Meta:
        verbose_name = _("agency member")
        verbose_name_plural = _("agency members")
        constraints = [models.UniqueConstraint(fields=["agency", "user"], name="agency_member_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
