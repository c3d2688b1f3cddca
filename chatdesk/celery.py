"""The Celery application: background work, found in the ``tasks`` module of every package."""

from collections.abc import Sequence
from typing import Any

from celery import Celery
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import autodiscover_modules

from tenants.tasks import unscoped

app = Celery("chatdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


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
