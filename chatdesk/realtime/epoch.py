"""The epoch of the numbering, read once per process and minute."""

import time
import uuid

from chatdesk.realtime.models import Epoch

_KEPT_SECONDS = 60
_kept: tuple[float, str] = (0.0, "")


def current_epoch() -> str:
    """The id that clients compare with the one they know."""
    global _kept
    if _kept[0] < time.monotonic():
        _kept = (time.monotonic() + _KEPT_SECONDS, str(Epoch.objects.get().id))
    return _kept[1]


def renew_epoch() -> str:
    """Begins another epoch, after the database was set back: clients drop what they keep and send again.

    Processes that run notice within a minute.
    """
    epoch = uuid.uuid4()
    Epoch.objects.update(id=epoch)
    return str(epoch)
