"""The Celery application: background work, found in the ``tasks`` module of every package."""

from collections.abc import Sequence
from typing import Any

from celery import Celery
from celery.signals import task_prerun
from django.core.checks import CheckMessage, Error, register
from django.db import connections
from django.utils.module_loading import autodiscover_modules

from tenants.tasks import unscoped

app = Celery("chatdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def replace_broken_connections(**_: Any) -> None:
    """A worker keeps its connections, and with them the plans of its reads; one that broke meanwhile is closed."""
    for connection in connections.all(initialized_only=True):
        if connection.connection and not connection.in_atomic_block and not connection.is_usable():
            connection.close()


@register()
def every_task_says_whose_rows_it_touches(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """System check: a task is a TenantTask, a SteppedTenantTask, Housekeeping or AccountMail."""
    autodiscover_modules("tasks")  # the loader's own way runs the system checks
    return [
        Error(
            f"The task {name} does not say whose rows it touches.",
            hint="Give it a base of tenants/tasks.py.",
            id="chatdesk.E001",
        )
        for name in unscoped(app.tasks)
    ]
