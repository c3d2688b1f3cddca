"""What operators have noted of a visitor and what everybody keeps to, rules as well (E06)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import Member
from tenants.scoped import TenantForeignKey


class Noted(models.Model):
    """The columns of a visitor that operators write. They stay from visit to visit."""

    do_not_offer = models.CharField(_("do not offer"), max_length=300, blank=True, default="", db_default="")
    """What this visitor does not want to hear of, in an operator's words."""
    do_not_invite = models.BooleanField(_("do not invite"), default=False, db_default=False)
    """Neither a rule nor an operator may speak first."""
    noted_by = TenantForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted"), null=True, blank=True)

    class Meta:
        abstract = True
