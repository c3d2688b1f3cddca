"""The raw limit of sockets: an ASGI application that sends back what it gets, on the door's own server."""

from typing import Any


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Accepts everybody, repeats everything."""
    if scope["type"] != "websocket":
        return
    while (event := await receive())["type"] != "websocket.disconnect":
        if event["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "websocket.send", "text": event["text"]})
