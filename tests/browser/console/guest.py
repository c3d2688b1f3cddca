"""A visitor on the client's site, over a real socket to the running visitor door."""

import json
import uuid
from typing import Any, Self

from websockets.sync.client import ClientConnection

from tests.world import ORIGIN

WAIT_SECONDS = 10


class Guest:
    """One tab of a visitor."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire
        self.welcome: dict[str, Any] = {}
        self.conversation = ""

    @classmethod
    def come(cls, wire: ClientConnection, *, title: str = "Hearth-2") -> Self:
        """Opens a page of the shop."""
        self = cls(wire)
        self.send("hello", page={"url": f"{ORIGIN}/reactors/hearth-2", "title": title}, time_zone="Europe/London")
        self.welcome = self.expect("welcome")
        return self

    def send(self, t: str, **fields: Any) -> None:
        """Sends one frame."""
        self.wire.send(json.dumps({"t": t, **fields}))

    def expect(self, t: str, **match: Any) -> dict[str, Any]:
        """The next frame of this type with these fields; TimeoutError without one."""
        while True:
            frame = json.loads(self.wire.recv(WAIT_SECONDS))
            if frame["t"] == t and all(frame.get(key) == value for key, value in match.items()):
                return frame

    def says(self, text: str) -> Self:
        """Writes a message that is stored when this returns."""
        client_id = uuid.uuid4().hex
        self.send("message", client_id=client_id, text=text)
        self.conversation = self.expect("ack", client_id=client_id)["conversation"]
        return self

    def hears(self, text: str) -> dict[str, Any]:
        """Waits for an operator's message with these words; others fail."""
        while True:
            item = self.expect("message")["item"]
            if item["by"] == "operator":
                assert item["text"] == text
                return item

    def types(self, text: str) -> None:
        """Has unsent words in the field."""
        self.send("preview", text=text)

    def reads(self, seq: int) -> None:
        """The window showed everything up to ``seq``."""
        self.send("read", seq=seq)

    def ends(self) -> None:
        """Ends the conversation."""
        self.send("end")
        self.expect("conversation")
