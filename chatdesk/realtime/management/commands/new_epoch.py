"""``new_epoch``: run it after the database was restored to an earlier moment."""

from typing import Any

from django.core.management.base import BaseCommand

from chatdesk.realtime.epoch import renew_epoch


class Command(BaseCommand):
    """Tells every client that the numbering of messages began anew."""

    help = "Run after restoring a backup: clients drop their caches and send unacknowledged messages again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Renews it."""
        self.stdout.write(f"The new epoch is {renew_epoch()}. Running processes notice within a minute.")
