"""System checks: a model that holds a client's rows must be closed by default."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import ForeignKey, Model

from tenants.models import AdminAction, Tenant
from tenants.scoped import ScopedManager, TenantForeignKey, TenantModel, TenantOneToOneField

OWN_POLICY: frozenset[type[Model]] = frozenset({AdminAction})
"""Models that refer to a client without being a TenantModel: the SQL gate holds each one's policy."""


@register(Tags.models)
def check_models(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Every model that is installed, or those of the given apps."""
    wanted = {config.label for config in app_configs} if app_configs else None
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return list(faults_of(model for model in models if wanted is None or model._meta.app_label in wanted))


def faults_of(models: Iterable[type[Model]]) -> Iterator[CheckMessage]:
    """What is wrong with the models; each fault names the cure."""
    for model in models:
        if issubclass(model, TenantModel):
            yield from _open_managers(model)
            yield from _plain_references(model)
        else:
            yield from _references_from_outside(model)


def _open_managers(model: type[Model]) -> Iterator[CheckMessage]:
    for manager in [*model._meta.managers, model._base_manager]:
        if not isinstance(manager, ScopedManager):
            yield Error(
                f"{model._meta.label}.{manager.name} shows every client's rows.",
                hint="Build it on tenants.scoped.ScopedManager and keep base_manager_name from TenantModel.Meta.",
                obj=model,
                id="tenants.E001",
            )


def _plain_references(model: type[Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_fields:
        if not isinstance(field, ForeignKey) or isinstance(field, TenantForeignKey | TenantOneToOneField):
            continue
        if _points_at(field, TenantModel):
            yield Error(
                f"{model._meta.label}.{field.name} could point at another client's row.",
                hint="Use TenantForeignKey or TenantOneToOneField, and TenantTable or ComposeKey in the migration.",
                obj=model,
                id="tenants.E002",
            )


def _references_from_outside(model: type[Model]) -> Iterator[CheckMessage]:
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey) and _points_at(field, TenantModel, Tenant) and model not in OWN_POLICY:
            yield Error(
                f"{model._meta.label}.{field.name} points at a client's row from a table without a client.",
                hint=_outside_hint(model),
                obj=model,
                id="tenants.E003",
            )


def _outside_hint(model: type[Model]) -> str:
    owner: Any = model._meta.auto_created
    if owner:
        return f"Give the ManyToManyField of {owner._meta.label} a through model that is a TenantModel."
    return "Derive it from tenants.scoped.TenantModel."


def _points_at(field: Any, *kinds: type[Model]) -> bool:
    # A reference by name to a model that is not installed stays a string; Django's own check names it.
    target = field.remote_field.model
    return isinstance(target, type) and issubclass(target, kinds)
