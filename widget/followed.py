"""What a visitor's socket keeps in mind of the visitor's conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from chatdesk.conversations.services.messaging import Address
from chatdesk.realtime import groups


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that messages go to and news come from."""

    address: Address
    assigned: int | None
    department: int | None
    open: bool

    @classmethod
    def from_aside(cls, aside: Mapping[str, Any], tenant_id: int, visitor_id: int) -> Self:
        """From the news of the conversation's state."""
        address = Address(tenant_id, aside["id"], aside["public_id"], visitor_id)
        return cls(address, aside["assigned"], aside["department"], aside["open"])

    @property
    def operators(self) -> str:
        """The group of those who may read along."""
        if self.assigned is None:
            return groups.desk(self.address.tenant_id, self.department)
        return groups.talk(self.address.tenant_id, self.address.conversation_id)
