"""Why a verb of this package refused, in the words of the protocol."""

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal


class NoSuchInvitation(Refusal):
    """There is no such invitation, or it is not for this visitor."""

    code = ErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such invitation.")
