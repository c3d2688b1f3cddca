"""A client's team."""

import base64
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tenants.admin.base import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminFileFieldWidget,
    display,
    register,
)
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import NO_DELETE
from tenants.admin.scoped import TenantScopedAdmin
from tenants.models import Member
from tenants.selectors import departments, departments_of, face_png, works_for_client
from tenants.services.faces import MAX_BYTES, set_face, square_png
from tenants.services.members import (
    activate_member,
    add_member,
    change_role,
    deactivate_member,
    rename_member,
    set_departments,
)


class MemberForm(ScopedForm):
    """Who the person is for visitors and colleagues."""

    places = forms.ModelMultipleChoiceField(
        label=_("Departments"),
        queryset=departments().none(),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("None: answers for all."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_("PNG, JPEG or WebP up to 5 MB; the middle square is used."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.queryset = departments()
        if self.instance.pk:
            self.initial["places"] = departments_of(self.instance)

    def clean_photo(self) -> bytes | None:
        """The picture as it will be kept; refuses everything else here, beside the field."""
        upload = self.cleaned_data["photo"]
        if upload is None:
            return None
        if upload.size > MAX_BYTES:
            raise ValidationError(_("The picture is larger than 5 MB."))
        return square_png(upload.read())


class NewMemberForm(MemberForm):
    """A person is named by the e-mail address when they join."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=UnfoldAdminEmailInputWidget,
        help_text=_("The person gets a mail that says how to sign in."),
    )

    def clean_email(self) -> str:
        """Once is enough."""
        email: str = self.cleaned_data["email"]
        if works_for_client(email=email):
            raise ValidationError(_("This person is in the team already."))
        return email


@register(Member)
class MemberAdmin(TenantScopedAdmin):
    """People are switched off, not deleted: what they wrote stays theirs."""

    rights = NO_DELETE
    form = MemberForm
    list_display = ["name", "email", "title", "role", "active"]
    list_filter = ["role", "active"]
    search_fields = ["name", "user__email"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the addresses."""
        return super().get_queryset(request).select_related("user")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With an address for a new person."""
        if obj is None:
            kwargs["form"] = NewMemberForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A new person is active and has no picture yet."""
        known = [] if obj is None else ["active", "picture"]
        return ["email", "name", "title", "role", "places", *known, "photo"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address stays."""
        return [] if obj is None else ["email", "picture"]

    @display(description=_("E-mail"), ordering="user__email")
    def email(self, member: Member) -> str:
        """The address, which this team typed; nothing else of the account is this client's."""
        return member.user.email

    @display(description=_("Face"))
    def picture(self, member: Member) -> SafeString | str:
        """The picture that visitors see."""
        png = face_png(member)
        if png is None:
            return "–"
        picture = base64.b64encode(png).decode()
        return format_html(
            '<img class="desk-face" alt="" width="64" height="64" src="data:image/png;base64,{}">', picture
        )

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        """Through the services, which tell open consoles."""
        data = form.cleaned_data
        member = self._changed(request, obj, data) if change else self._added(data)
        if data["photo"] is not None:
            set_face(member=member, data=data["photo"])
        obj.pk = member.pk
        obj.refresh_from_db()

    def _added(self, data: dict[str, Any]) -> Member:
        return add_member(
            email=data["email"], name=data["name"], title=data["title"], role=data["role"], departments=data["places"]
        )

    def _changed(self, request: HttpRequest, obj: Member, data: dict[str, Any]) -> Member:
        member: Member = self.get_queryset(request).get(pk=obj.pk)
        rename_member(member=member, name=data["name"], title=data["title"])
        change_role(member=member, role=data["role"])
        set_departments(member=member, departments=data["places"])
        (activate_member if data["active"] else deactivate_member)(member=member)
        return member
