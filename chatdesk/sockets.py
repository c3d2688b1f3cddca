"""Every socket's address."""

from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import path, re_path

from operators.consumers import OperatorConsumer
from widget.consumers import VisitorConsumer


class Nowhere(AsyncWebsocketConsumer):
    """Every other address: the handshake is refused with 403."""

    async def connect(self) -> None:
        """Refuses."""
        await self.close()


def routes(name: str, consumer: Any) -> list[Any]:
    """One socket and nothing else."""
    nowhere: Any = Nowhere.as_asgi()
    return [path(f"ws/v1/{name}", consumer.as_asgi()), re_path(r"", nowhere)]


operator_routes = routes("operator", OperatorConsumer)
visitor_routes = routes("visitor", VisitorConsumer)
