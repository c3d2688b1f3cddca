"""The moves a conversation can make. Pure: who asks for one and what is told is the services' business.

Only the visitor ends (B08). Silence makes idle. Whatever the state, a visitor's message goes on with the same talk:
``post_message`` makes idle and ended ones wait again.
"""

from chatdesk.conversations.models import Conversation

State = Conversation.State

MOVES: dict[str, frozenset[str]] = {
    State.WAITING: frozenset({State.ACTIVE, State.IDLE, State.ENDED}),
    State.ACTIVE: frozenset({State.WAITING, State.ACTIVE, State.IDLE, State.ENDED}),
    State.IDLE: frozenset({State.WAITING, State.ENDED}),
    State.ENDED: frozenset({State.WAITING}),
}
OPEN = (State.WAITING, State.ACTIVE)
RESTING = (State.IDLE, State.ENDED)
"""Over for now: the visitor's next word within selectors.SAME_TALK goes on with it."""


class MoveRefused(Exception):
    """The conversation is in a state from which this can't happen."""


def check_move(old: str, new: str) -> None:
    """Raises MoveRefused unless the move is allowed."""
    if new not in MOVES[old]:
        raise MoveRefused(f"{old} → {new}")
