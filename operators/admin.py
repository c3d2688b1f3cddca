"""What a team sets for its operators."""

from operators.models import Operator
from tenants.admin.base import register
from tenants.admin.rights import EVERYONE, Rights
from tenants.admin.scoped import TenantScopedAdmin


@register(Operator)
class OperatorAdmin(TenantScopedAdmin):
    """Settings of the console; the row comes with the first sign-in to it."""

    rights = Rights(view=EVERYONE, change=EVERYONE)
    list_display = ["member", "status", "capacity"]
    list_filter = ["status"]
    list_select_related = ["member"]
    ordering = ["member__name"]
    fields = ["member", "status", "capacity"]
    readonly_fields = ["member", "status"]
