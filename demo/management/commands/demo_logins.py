"""``demo_logins``: who can sign in to the demo, for the block that ``bin/dev`` prints."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.addresses import follow_ports
from demo.people import PASSWORD, logins
from demo.world import exists


class Command(BaseCommand):
    """One line per login; nothing without the demo."""

    help = "Prints role, e-mail address and password of everybody in the demo, after fitting its sites to the ports."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints them."""
        if not exists():
            return
        follow_ports()
        for login in logins():
            self.stdout.write(f"{login.role:<13} {login.email:<26} {PASSWORD}   {login.place}")
