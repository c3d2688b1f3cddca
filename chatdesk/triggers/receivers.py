"""Rules that change count at once, also for those who are on a page already."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from chatdesk.triggers.due import RULES_CACHE_SECONDS
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.tasks import look_again


@receiver([post_save, post_delete], sender=Trigger)
def look_at_everybody(instance: Trigger, **_: Any) -> None:
    """Now, and once more for those who come while the door still knows the old rules."""
    arguments = (instance.tenant_id, instance.site_id)
    for seconds in (0.0, RULES_CACHE_SECONDS + 1):
        transaction.on_commit(partial(look_again.apply_async, arguments, countdown=seconds), robust=True)
