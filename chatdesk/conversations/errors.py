"""Why a verb of this package refused, in the words of the protocol."""

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal


class NotFound(Refusal):
    """There is no such conversation, or it is not for this person."""

    code = ErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such conversation.")


class NotYours(Refusal):
    """The operator does not have the conversation."""

    code = ErrorCode.NOT_YOURS

    def __init__(self) -> None:
        super().__init__("Only the operator who has the conversation may do this.")


class Conflict(Refusal):
    """The client_id was used for another text."""

    code = ErrorCode.CONFLICT

    def __init__(self) -> None:
        super().__init__("This client_id was used for another message.")


class AlreadyTaken(Refusal):
    """A colleague was faster; ``message`` is the colleague's name."""

    code = ErrorCode.ALREADY_TAKEN


class NotAvailable(Refusal):
    """The colleague does not take conversations now."""

    code = ErrorCode.NOT_AVAILABLE

    def __init__(self) -> None:
        super().__init__("This colleague is not available now.")


class OutOfOrder(Refusal):
    """The conversation is not in a state in which this can happen."""

    code = ErrorCode.OUT_OF_ORDER


class TooManyConversations(Refusal):
    """This visitor opened too many conversations."""

    code = ErrorCode.TOO_MANY_CONVERSATIONS

    def __init__(self) -> None:
        super().__init__("Too many conversations in a short time.")
