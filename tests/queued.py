"""Background work that waits: what would have gone to the workers, and mail that is sent when a test says so."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from celery import Task
from django.core import mail
from django.core.mail import EmailMessage

from chatdesk.celery import app


@contextmanager
def nothing_queued() -> Iterator[list[tuple[Any, ...]]]:
    """What would have gone to the workers: name and arguments."""
    queued: list[tuple[Any, ...]] = []

    def keep(self: Any, args: Any = (), kwargs: Any = None, **options: Any) -> None:
        queued.append((self.name, args, kwargs))

    with mock.patch.object(Task, "apply_async", keep):
        yield queued


class Mailroom:
    """Mail about accounts, between the request that asks for it and the worker that sends it."""

    def __init__(self, queued: list[tuple[Any, ...]]) -> None:
        self.queued = queued

    @property
    def waiting(self) -> list[tuple[str, list[Any]]]:
        """Names and arguments of the tasks, as the broker carries them."""
        return [(name, json.loads(json.dumps(args))) for name, args, _ in self.queued if name.startswith("tenants.")]

    def deliver(self) -> list[EmailMessage]:
        """The worker does all that waits; every mail since the test began."""
        waiting = self.waiting
        self.queued.clear()
        for name, args in waiting:
            app.tasks[name].apply(args).get()
        return list(mail.outbox)
