"""A channel layer that loses every second event, as a broken network would."""

import random
from collections.abc import Callable
from typing import Any

from chatdesk.realtime.layer import NewsLayer

KEPT = 0.5


class LossyLayer(NewsLayer):
    """What Redis delivers to this process arrives half of the time."""

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        for shard in layer._shards:
            if not hasattr(shard, "lossy"):
                shard.lossy = True
                shard._receive_message = _half(shard._receive_message)
        return layer


def _half(receive: Callable[[Any], None]) -> Callable[[Any], None]:
    def receive_perhaps(message: Any) -> None:
        if random.random() < KEPT:
            receive(message)

    return receive_perhaps
