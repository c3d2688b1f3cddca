"""Names of refusals: codes of ``error`` frames and close codes, each with one sentence."""

from enum import IntEnum, StrEnum


class ErrorCode(StrEnum):
    """Why a frame was refused; the socket stays open."""

    BAD_FRAME = "bad_frame"
    """Not JSON, not an object, or a field is missing, unknown, of a wrong type or out of range."""
    UNKNOWN_FRAME = "unknown_frame"
    """``t`` names no frame of this socket."""
    BAD_TEXT = "bad_text"
    """The text is empty after trimming or holds characters that can't be stored."""
    TOO_LONG = "too_long"
    """A message has at most 5,000 characters, an invitation 300."""
    OUT_OF_ORDER = "out_of_order"
    """``hello`` comes first and once; ``rate`` only after the end."""
    TOO_FAST = "too_fast"
    """More frames than allowed: wait ``retry_after`` seconds."""
    MUTED = "muted"
    """Went on too fast: nothing is accepted for ``retry_after`` seconds."""
    REPEATED = "repeated"
    """The same text three times within 30 s."""
    CONFLICT = "conflict"
    """This ``client_id`` was used for another text."""
    NOT_FOUND = "not_found"
    """There is no such thing, or it is not yours to see."""
    ALREADY_TAKEN = "already_taken"
    """A colleague was faster; ``message`` names who."""
    NOT_YOURS = "not_yours"
    """Only the operator who has the conversation may do this."""
    ONLY_THE_VISITOR_ENDS = "only_the_visitor_ends"
    """Operators leave or hand over; the visitor ends (B08)."""
    NOT_AVAILABLE = "not_available"
    """The colleague is not available."""
    TOO_MANY = "too_many"
    """There are as many of these as are kept."""
    NO_CONSENT = "no_consent"
    """The site does not record this visitor's pages: never, or not before the visitor agrees."""
    YOU_ARE_AWAY = "you_are_away"
    """Visitors are invited by hand by somebody who is available."""
    VISITOR_GONE = "visitor_gone"
    """The visitor has left the site."""
    VISITOR_TALKS = "visitor_talks"
    """The visitor is in a conversation: nobody is invited into another one."""
    INVITATION_OPEN = "invitation_open"
    """An invitation waits for the visitor's answer: one at a time."""
    INVITATION_DECLINED = "invitation_declined"
    """The visitor closed an invitation: this visit gets no other."""
    INVITED_ENOUGH = "invited_enough"
    """The visitor was invited by hand as often as a visit allows."""
    DO_NOT_INVITE = "do_not_invite"
    """An operator has noted that this visitor is not to be invited."""
    CONTROL_GROUP = "control_group"
    """The visitor is in the control group of a rule, whose figures an invitation would make worthless."""
    TOKEN_UNREADABLE = "token_unreadable"  # noqa: S105
    """What was given to ``identify`` is no JWT signed with HS256."""
    TOKEN_TOO_LARGE = "token_too_large"  # noqa: S105
    """A token has at most 8,192 characters."""
    TOKEN_UNEXPECTED = "token_unexpected"  # noqa: S105
    """The site has no signing secret: nobody can vouch for its visitors yet."""
    TOKEN_FORGED = "token_forged"  # noqa: S105
    """No secret that is valid for this site made the token's signature."""
    TOKEN_EXPIRED = "token_expired"  # noqa: S105
    """The token's ``exp`` is past: the page has to fetch a new one."""
    TOKEN_LIFETIME = "token_lifetime"  # noqa: S105
    """The token is of the future, or lives longer than an hour."""
    TOKEN_OF_ANOTHER_SITE = "token_of_another_site"  # noqa: S105
    """The token's ``aud`` is not this site's key."""
    TOKEN_INCOMPLETE = "token_incomplete"  # noqa: S105
    """A claim is missing, unknown or not as it should be; ``message`` names it."""
    ANOTHER_PERSON = "another_person"
    """This visitor is already somebody else: the browser has to begin anew, without the secret that it holds."""
    TOO_MANY_CONVERSATIONS = "too_many_conversations"
    """This visitor opened too many conversations."""


class CloseCode(IntEnum):
    """Why the server closed a socket."""

    GOING_AWAY = 1012
    """The server restarts: come back at once, with jitter."""
    TOO_SLOW = 1013
    """This client does not read what it is sent: come back and resume."""
    BAD_FRAMES = 4400
    """Too many refused frames in a row."""
    NOT_ALLOWED = 4401
    """Ticket unknown, used or too old; or the session or membership ended."""
    NO_HELLO = 4408
    """No ``hello`` within 10 s."""
    FLOODING = 4429
    """Frames came far too fast, for too long."""
