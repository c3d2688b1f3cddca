"""The base of everything that a socket's frame can be refused with."""

from chatdesk.realtime.codes import ErrorCode


class Refusal(Exception):
    """Nothing was written; ``code`` and ``message`` go to the client in an ``error`` frame."""

    code: ErrorCode = ErrorCode.BAD_FRAME
    retry_after: float = 0.0

    def __init__(self, message: str, *, code: ErrorCode | None = None, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.retry_after = retry_after
