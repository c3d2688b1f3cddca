"""Whose rows a background task may touch: its base says it, and a task without such a base fails the system check.

A client's id travels as the task's first argument, never in a global.
"""

import inspect
from collections.abc import Mapping
from typing import Any

from celery import Task

from tenants.scope import tenant_scope


class _OfOneTenant(Task):  # type: ignore[type-arg]
    """A task whose first argument is ``tenant_id``; raises TypeError at import if it is not."""

    abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "run" in vars(cls) and next(iter(inspect.signature(cls.run).parameters), None) != "tenant_id":
            raise TypeError(f"{cls.__name__}: the first argument of a client's task is tenant_id")


class TenantTask(_OfOneTenant):
    """Runs in the scope of one client, in one transaction: all of it happens or nothing."""

    abstract = True

    def __call__(self, tenant_id: int, *args: Any, **kwargs: Any) -> Any:
        """Enters the scope, then runs."""
        with tenant_scope(tenant_id):
            return super().__call__(tenant_id, *args, **kwargs)


class SteppedTenantTask(_OfOneTenant):
    """A client's task whose steps enter the scope one by one: between them it waits for other people's servers."""

    abstract = True


class Housekeeping(Task):  # type: ignore[type-arg]
    """A task of no client: every client's rows are out of its reach. It asks who has work, and wakes them."""

    abstract = True


class AccountMail(Task):  # type: ignore[type-arg]
    """Mail to one person about their account, whoever employs them: every client's rows are out of its reach.

    While the mail server can't be reached, it is tried again for about an hour.
    """

    abstract = True
    autoretry_for = (OSError,)  # SMTPException is one
    max_retries = 30
    retry_backoff = 5  # seconds, then 10, 20 …
    retry_backoff_max = 120
    retry_jitter = False


KINDS = (TenantTask, SteppedTenantTask, Housekeeping, AccountMail)


def own_tasks(registry: Mapping[str, Any]) -> dict[str, Any]:
    """The tasks of this project, without Celery's own."""
    return {name: task for name, task in registry.items() if not name.startswith("celery.")}


def unscoped(registry: Mapping[str, Any]) -> list[str]:
    """Names of own tasks that do not say whose rows they touch."""
    return sorted(name for name, task in own_tasks(registry).items() if not isinstance(task, KINDS))
