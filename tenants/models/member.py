"""Member: a person's place in one client's team, and the persona that visitors see."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models.site import Department
from tenants.scoped import TenantForeignKey, TenantModel, TenantOneToOneField


class Member(TenantModel):
    """User × client × role. Carries name, title and face: invitations speak as a member."""

    class Role(models.TextChoices):
        """Each may do what the next may, and more."""

        ADMIN = "admin", _("client admin")
        SUPERVISOR = "supervisor", _("supervisor")
        OPERATOR = "operator", _("operator")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.OPERATOR)
    name = models.CharField(_("name"), max_length=80, help_text=_("As visitors see it, usually the first name."))
    title = models.CharField(
        _("area"), max_length=80, blank=True, help_text=_("What this person knows: circuits and fuel.")
    )
    active = models.BooleanField(_("active"), default=True)
    departments = models.ManyToManyField(
        Department, through="DepartmentMember", related_name="members", verbose_name=_("departments"), blank=True
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [models.UniqueConstraint(fields=["tenant", "user"], name="member_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def leads(self) -> bool:
        """Supervisors and admins see every department's conversations."""
        return self.role != self.Role.OPERATOR


class DepartmentMember(TenantModel):
    """A member answers for a department; a member without any answers for all."""

    department = TenantForeignKey(Department, on_delete=models.CASCADE, related_name="+")
    member = TenantForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("place in a department")
        verbose_name_plural = _("places in departments")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "department", "member"], name="department_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.department}"


class Face(TenantModel):
    """A member's picture, re-encoded by us: 192 × 192 PNG, in the database with its client's rows."""

    member = TenantOneToOneField(Member, on_delete=models.CASCADE, related_name="face")
    png = models.BinaryField()
    digest = models.CharField(max_length=16)
    """Part of the picture's address, so that it can be cached for ever."""

    class Meta(TenantModel.Meta):
        verbose_name = _("face")
        verbose_name_plural = _("faces")

    def __str__(self) -> str:
        return f"{self.member_id}-{self.digest}"
