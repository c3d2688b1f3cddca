"""Forms that check uniqueness within their owner, which Django leaves out because the owner is no field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm

from tenants.models import Tenant
from tenants.scope import current_scope
from tenants.scoped import TenantModel

OWNERS = {"tenant", "agency"}


class ScopedForm(ModelForm):  # type: ignore[type-arg]
    """Form of one row: a new one belongs to the client in scope, a new client to the agency in scope."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.instance, TenantModel) and self.instance._state.adding:
            self.instance.take_tenant_from_scope()
        if isinstance(self.instance, Tenant) and self.instance._state.adding:
            self.instance.agency_id = current_scope().own_agency_id

    def validate_unique(self) -> None:
        """As Django's, then the constraints with the owner's other rows in view."""
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints(exclude=self._unchecked_fields())
        except ValidationError as error:
            self.add_error(None, error)

    def _unchecked_fields(self) -> set[str]:
        shown = {name for name in self.fields if name not in self.errors}
        return {field.name for field in self.instance._meta.fields} - shown - OWNERS
