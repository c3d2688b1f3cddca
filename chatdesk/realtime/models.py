"""The epoch of this installation's numbering."""

import uuid

from django.db import models


class Epoch(models.Model):
    """One row. Its id changes when the database was set back to an earlier moment (``manage.py new_epoch``).

    A client that sees another epoch drops its cache and sends its unacknowledged messages again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Meta:
        verbose_name = "epoch"

    def __str__(self) -> str:
        return str(self.id)
