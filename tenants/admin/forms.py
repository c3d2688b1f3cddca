"""Forms that check uniqueness within their owner, which Django leaves out because the owner is no field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm

from tenants.models import Tenant
from tenants.scope import current_scope
from tenants.scoped import TenantModel

OWNERS = {"tenant", "agency"}


class ScopedForm(ModelForm):
    """Form of one row: a new one belongs to the client in scope, a new client to the agency in scope."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.instance, TenantModel) and self.instance.tenant_id is None:
            self.instance.tenant_id = current_scope().tenant_id
        if isinstance(self.instance, Tenant) and self.instance.agency_id is None:
            self.instance.agency_id = current_scope().agency_id

    def validate_unique(self) -> None:
        """As Django's, then the constraints with the owner's other rows in view."""
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions() - OWNERS)
        except ValidationError as error:
            self._update_errors(error)
