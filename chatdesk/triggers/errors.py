"""Why a verb of this package refused, in the words of the protocol."""

from collections.abc import Mapping
from types import MappingProxyType

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal


class NoSuchInvitation(Refusal):
    """There is no such invitation, or it is not for this visitor."""

    code = ErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such invitation.")


class NotInvited(Refusal):
    """The visitor can't be invited by hand now; the code says why."""

    WORDS: Mapping[ErrorCode, str] = MappingProxyType(
        {
            ErrorCode.YOU_ARE_AWAY: "Invitations speak for somebody who is available.",
            ErrorCode.VISITOR_GONE: "The visitor has left the site.",
            ErrorCode.DO_NOT_INVITE: "A note says: do not invite this visitor.",
            ErrorCode.NO_CONSENT: "The visitor's pages are not recorded.",
            ErrorCode.VISITOR_TALKS: "The visitor is in a conversation.",
            ErrorCode.INVITATION_OPEN: "An invitation waits for an answer.",
            ErrorCode.INVITATION_DECLINED: "The visitor closed an invitation in this visit.",
            ErrorCode.INVITED_ENOUGH: "The visitor was invited by hand as often as a visit allows.",
            ErrorCode.CONTROL_GROUP: "The visitor is in the control group of a rule.",
            ErrorCode.TOO_FAST: "Too many invitations in a minute.",
        }
    )

    def __init__(self, code: ErrorCode, *, retry_after: float = 0.0) -> None:
        super().__init__(self.WORDS[code], code=code, retry_after=retry_after)


class PollOver(Refusal):
    """It was asked too long ago."""

    code = ErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This poll is over.")
