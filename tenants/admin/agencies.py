"""Agencies and their people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenants.admin.base import UnfoldAdminEmailInputWidget, UnfoldAdminSelectWidget, display, register
from tenants.admin.guarded import GuardedAdmin
from tenants.admin.rights import AGENCY, OWNER, Rights
from tenants.admin.seats import Seat, seat_here
from tenants.models import Agency, AgencyMember
from tenants.scope import current_scope
from tenants.selectors import works_for_agency
from tenants.services.agencies import add_agency_member, change_agency_role, remove_agency_member


@register(Agency)
class AgencyAdmin(GuardedAdmin):
    """The agency's own name."""

    rights = Rights(view=AGENCY, change=OWNER)
    fields = ["name"]

    def limit(self, rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
        """The own one."""
        return rows.filter(id=seat.agency_id)


class NewAgencyMemberForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person is named by the e-mail address when they join."""

    email = forms.EmailField(label=_("E-mail"), widget=UnfoldAdminEmailInputWidget)

    class Meta:
        model = AgencyMember
        fields = ["role"]
        widgets = {"role": UnfoldAdminSelectWidget}

    def clean_email(self) -> str:
        """Once is enough."""
        email: str = self.cleaned_data["email"]
        if works_for_agency(agency_id=current_scope().own_agency_id, email=email):
            raise ValidationError(_("This person is in the team already."))
        return email


@register(AgencyMember)
class AgencyMemberAdmin(GuardedAdmin):
    """Owners say who works for the agency."""

    rights = Rights(view=OWNER, add=OWNER, change=OWNER, delete=OWNER)
    list_display = ["email", "role"]
    list_filter = ["role"]
    search_fields = ["user__email"]
    ordering = ["user__email"]

    def limit(self, rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
        """The own agency's."""
        return rows.filter(agency_id=seat.agency_id).select_related("user")

    @display(description=_("E-mail"), ordering="user__email")
    def email(self, member: AgencyMember) -> str:
        """The address; names belong to the person's other places too."""
        return member.user.email

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With an address for a new person."""
        if obj is None:
            kwargs["form"] = NewAgencyMemberForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who, and as what."""
        return ["email", "role"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address stays."""
        return [] if obj is None else ["email"]

    def save_model(self, request: HttpRequest, obj: AgencyMember, form: Any, change: bool) -> None:
        """Through the services."""
        if change:
            stored = self.get_queryset(request).get(pk=obj.pk)
            change_agency_role(member=stored, role=obj.role)
            return
        agency = Agency(pk=seat_here(request).agency_id)
        agency.refresh_from_db()
        made = add_agency_member(agency=agency, email=form.cleaned_data["email"], role=obj.role)
        obj.pk, obj.agency, obj.user = made.pk, made.agency, made.user

    def delete_model(self, request: HttpRequest, obj: AgencyMember) -> None:
        """Through the service."""
        remove_agency_member(member=obj)
