"""The two processes, composed from one code base.

``desk`` serves the admin, the console and operators' sockets; ``door`` serves what anonymous visitors reach: the
widget's files and visitors' sockets. Anonymous traffic can't take the desk down.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatdesk.settings.production")
django = get_asgi_application()

# Consumers import models, which need the application above.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from chatdesk.sockets import operator_routes, visitor_routes  # noqa: E402

Asgi = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

DOOR_PATHS = ("/w/", "/healthz", "/readyz")


def only(paths: tuple[str, ...], app: Asgi) -> Asgi:
    """The app behind these path prefixes; everything else is 404 without touching Django."""

    async def gate(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"].startswith(paths):
            await app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"There is nothing here."})

    return gate


desk = ProtocolTypeRouter({"http": django, "websocket": URLRouter(operator_routes)})
door = ProtocolTypeRouter({"http": only(DOOR_PATHS, django), "websocket": URLRouter(visitor_routes)})
