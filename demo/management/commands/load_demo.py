"""``load_demo``: fills an empty installation with the demo world."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.world import exists, load
from tenants.access import every_tenant_id


class Command(BaseCommand):
    """Loads once; leaves an installation alone that has clients of its own."""

    help = "Two agencies, three clients with their teams, a few past conversations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one switch."""
        parser.add_argument("--force", action="store_true", help="load although other clients are there")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        """Loads, or says why not."""
        if exists():
            self.stdout.write("The demo world is there already.")
        elif every_tenant_id(reason="is anybody here?") and not force:
            raise CommandError("There are clients here already. With --force the demo joins them.")
        else:
            # Its people have passwords and their addresses do not exist: nobody is to be written to.
            settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
            load()
            self.stdout.write("The demo world is loaded.")
