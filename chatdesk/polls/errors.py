"""Why an answer was refused, in the words of the protocol."""

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal


class NoSuchQuestion(Refusal):
    """The poll has no question of this number."""

    code = ErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such question in this poll.")


class NoAnswer(Refusal):
    """What was sent does not answer the question."""

    code = ErrorCode.BAD_FRAME


class AnsweredOtherwise(Refusal):
    """The visitor gave another answer before."""

    code = ErrorCode.CONFLICT

    def __init__(self) -> None:
        super().__init__("This question has been answered, in another way.")
