"""The system checks find models that are not closed by default."""

from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from tenants.checks import faults_of
from tenants.models import Site, Tenant
from tenants.scoped import TenantForeignKey, TenantModel


def faults(model: type[models.Model]) -> list[str]:
    return [fault.id for fault in faults_of([model])]


def test_the_installed_models_are_closed() -> None:
    assert [message for message in run_checks() if message.id and message.id.startswith("tenants.")] == []
    assert any(issubclass(model, TenantModel) for model in apps.get_models())


@isolate_apps("tenants")
def test_a_closed_model_has_no_fault() -> None:
    class Closed(TenantModel):
        site = TenantForeignKey(Site, models.CASCADE, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "tenants"

    assert faults(Closed) == []


@isolate_apps("tenants")
def test_a_plain_manager_is_found() -> None:
    class Open(TenantModel):
        everything = models.Manager()

        class Meta(TenantModel.Meta):
            app_label = "tenants"

    assert faults(Open) == ["tenants.E001"]


@isolate_apps("tenants")
def test_a_plain_reference_is_found() -> None:
    class Loose(TenantModel):
        site = models.ForeignKey(Site, models.CASCADE, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "tenants"

    assert faults(Loose) == ["tenants.E002"]


@isolate_apps("tenants")
def test_a_model_without_a_client_that_points_at_a_clients_row_is_found() -> None:
    class Stray(models.Model):
        site = models.ForeignKey(Site, models.CASCADE, related_name="+")
        tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="+")

        class Meta:
            app_label = "tenants"

        def __str__(self) -> str:
            return "stray"

    assert faults(Stray) == ["tenants.E003", "tenants.E003"]


@isolate_apps("tenants")
def test_the_table_between_two_closed_models_is_found() -> None:
    class Group(TenantModel):
        sites = models.ManyToManyField(Site, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "tenants"

    assert "tenants.E003" in faults(Group.sites.through)
