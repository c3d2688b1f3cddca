"""``check_isolation``: is every client's row locked in the database itself?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants.gate import findings


class Command(BaseCommand):
    """Prints each hole and fails; says nothing else than that there is none."""

    help = "Asks PostgreSQL whether every table, policy, view, function and role keeps clients apart."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the gate."""
        holes = findings()
        for hole in holes:
            self.stderr.write(hole)
        if holes:
            raise CommandError(f"{len(holes)} holes in the isolation of clients")
        self.stdout.write("Every client's rows are locked.")
