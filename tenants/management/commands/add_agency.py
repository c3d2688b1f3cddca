"""``add_agency``: the first deed on a new installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from tenants.services.agencies import create_agency
from tenants.services.people import password_url, person


class Command(BaseCommand):
    """Makes an agency with its owner and prints the link to set the owner's password."""

    help = "Makes an agency and its first owner, who can then do everything else in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name and the owner."""
        parser.add_argument("name")
        parser.add_argument("--owner", required=True, metavar="E-MAIL")

    def handle(self, *args: Any, name: str, owner: str, **options: Any) -> None:
        """All or nothing."""
        try:
            validate_email(owner)
            with transaction.atomic():
                create_agency(name=name, owner_email=owner)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        user = person(email=owner)
        self.stdout.write(f"{name} is there. Its owner is {user.email}.")
        if not user.has_usable_password():
            # Printed, because a new installation's mail may not work yet.
            self.stdout.write(f"The owner sets a password here, once: {password_url(user=user)}")
