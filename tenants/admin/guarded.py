"""GuardedAdmin: rights follow the seat, not Django's permissions; lookups, log and references are closed by default."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tenants.admin.base import ModelAdmin
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import CLOSED, Rights
from tenants.admin.seats import Role, Seat, seat_at, seat_here
from tenants.models import AdminAction
from tenants.scoped import TenantModel
from tenants.selectors import admin_actions
from tenants.services.admin_log import log_admin_action


class SeatRights:
    """Answers Django's questions about permissions from the seat; shared by pages and their inlines."""

    rights: Rights = CLOSED

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Who may alter may look."""
        return self._may(request, self.rights.view | self.rights.change)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the seat's role."""
        return self._may(request, self.rights.add)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the seat's role."""
        return self._may(request, self.rights.change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the seat's role."""
        return self._may(request, self.rights.delete)

    def _may(self, request: HttpRequest, roles: frozenset[Role]) -> bool:
        seat = seat_at(request)
        return seat is not None and seat.role in roles


class NarrowReferences:
    """Choices of references: rows in scope of tenant-owned models, nothing of any other model."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """As Django's, with a queryset that is always ours."""
        kwargs["queryset"] = _rows_in_scope(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """As Django's, with a queryset that is always ours."""
        kwargs["queryset"] = _rows_in_scope(db_field)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """Without the small windows for adding and changing what is referred to."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        for door in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if field is not None and hasattr(field.widget, door):
                setattr(field.widget, door, False)
        return field


def _rows_in_scope(db_field: Any) -> QuerySet[Any]:
    target = db_field.remote_field.model
    rows: QuerySet[Any] = target._default_manager.get_queryset()
    if not issubclass(target, TenantModel):
        return rows.none()
    has_name = any(field.name == "name" for field in target._meta.concrete_fields)
    return rows.order_by("name", "pk") if has_name else rows.order_by("pk")


class GuardedAdmin(SeatRights, NarrowReferences, ModelAdmin):
    """Base of every admin page."""

    form = ScopedForm
    show_full_result_count = False
    list_filter_submit = False
    list_fullwidth = True
    save_on_top = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """A module is seen by whoever sees its page."""
        return self.has_view_permission(request)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what the page itself offers as a filter: any other lookup is an oracle about hidden columns."""
        filters = self.get_list_filter(request)
        offered = {name if isinstance(name, str) else name.parameter_name for name in filters}
        return lookup.split("__")[0] in offered and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A client's rows as the scope shows them; other models name their limit or show nothing."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows if issubclass(self.model, TenantModel) else self.limit(rows, seat_here(request))

    def limit(self, rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
        """Rows of a model without a client that the seat may see; nothing unless a subclass says otherwise."""
        return rows.none()

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Only the primary key."""
        return to_field in {"id", "pk"}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """As Django's, titled with the things' name: "Select … to change" is no sentence in Russian."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's; what a service refuses is said on the page."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            return self._say_refusal(request, refusal)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's; what a service refuses is said on the page."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refusal:
            return self._say_refusal(request, refusal)

    def _say_refusal(self, request: HttpRequest, refusal: ValidationError) -> HttpResponse:
        for sentence in refusal.messages:
            self.message_user(request, sentence, messages.ERROR)
        return redirect(request.get_full_path())

    def render_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        """A page within the admin's frame."""
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, self.admin_site.each_context(request) | context)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Into our log, which knows the client."""
        self._log(request, obj, AdminAction.Kind.ADDED, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Into our log, which knows the client."""
        self._log(request, obj, AdminAction.Kind.CHANGED, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """Into our log, which knows the client."""
        for obj in queryset:
            self._log(request, obj, AdminAction.Kind.DELETED, [])

    def _log(self, request: HttpRequest, obj: Model, kind: int, message: Any) -> None:
        details = message if isinstance(message, list) else []
        log_admin_action(obj=obj, by=request.user.get_username(), kind=kind, details=details)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done to this thing, by our log."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        entries = admin_actions().filter(model=self.opts.label_lower, object_id=str(obj.pk))
        context = {
            "title": _("Change history: %s") % obj,
            "subtitle": None,
            "entries": entries[:200],
            "object": obj,
            "opts": self.opts,
        }
        template = self.object_history_template or "admin/object_history.html"
        return self.render_page(request, template, context | (extra_context or {}))
