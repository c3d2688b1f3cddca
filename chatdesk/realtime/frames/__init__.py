"""Every frame that travels on a socket, as a msgspec Struct: the protocol is this folder.

A frame is one JSON object in a text message; ``t`` names its type. Unknown fields, unknown types and
wrong types are refused by the decoder, lengths by the annotations. ``docs/asyncapi.yaml`` and the
reference in ``docs/protocol.md`` are generated from here.

Times are ISO 8601 in UTC, made by the server. ``seq`` is the number of a message in its conversation:
1, 2, 3 … without gaps. Ids are random and opaque; ``client_id`` is chosen by the sender and makes a
send idempotent.
"""

import msgspec

from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.both import Ack, MessageEvent, Messages, Refused, Resync, Retry
from chatdesk.realtime.frames.from_operator import (
    AskWhy,
    HandOver,
    HearTone,
    InviteVisitor,
    LeaveConversation,
    LookAtVisitor,
    NoteVisitor,
    OpenConversation,
    OperatorContact,
    OperatorHello,
    OperatorMessage,
    OperatorRead,
    OperatorStatus,
    OperatorSync,
    OperatorTypes,
    ShutConversation,
    TakeConversation,
    WatchVisitors,
)
from chatdesk.realtime.frames.from_visitor import (
    InvitationSeen,
    PageView,
    VisitorAttributes,
    VisitorCart,
    VisitorClick,
    VisitorConsent,
    VisitorEnd,
    VisitorForm,
    VisitorFormSeen,
    VisitorFront,
    VisitorHello,
    VisitorIdentify,
    VisitorLetter,
    VisitorLogout,
    VisitorMessage,
    VisitorPerson,
    VisitorPoll,
    VisitorPreview,
    VisitorProduct,
    VisitorRate,
    VisitorRead,
    VisitorSignal,
    VisitorSync,
    VisitorTrack,
)
from chatdesk.realtime.frames.to_operator import (
    CardEvent,
    ColleagueEvent,
    Invited,
    NewestOfMine,
    OnSite,
    Opened,
    OperatorWelcome,
    RowEvent,
    Tone,
    VisitorDetails,
    VisitorPreviewEvent,
    VisitorsEvent,
    WhyNot,
)
from chatdesk.realtime.frames.to_visitor import (
    AvailabilityEvent,
    ConversationEvent,
    FormTaken,
    IdentityTaken,
    InvitationEvent,
    LetterEvent,
    Newest,
    OperatorTyping,
    PollTaken,
    VisitorWelcome,
    WatchEvent,
)

FromVisitor = (
    VisitorHello
    | PageView
    | VisitorFront
    | VisitorSignal
    | VisitorProduct
    | VisitorClick
    | VisitorTrack
    | VisitorCart
    | VisitorIdentify
    | VisitorPerson
    | VisitorAttributes
    | VisitorLogout
    | VisitorConsent
    | VisitorMessage
    | VisitorPreview
    | VisitorRead
    | VisitorSync
    | InvitationSeen
    | VisitorPoll
    | VisitorLetter
    | VisitorForm
    | VisitorFormSeen
    | VisitorEnd
    | VisitorRate
)
ToVisitor = (
    VisitorWelcome
    | Ack
    | Refused
    | Retry
    | MessageEvent
    | Messages
    | OperatorTyping
    | ConversationEvent
    | AvailabilityEvent
    | InvitationEvent
    | LetterEvent
    | FormTaken
    | IdentityTaken
    | PollTaken
    | WatchEvent
    | Newest
    | Resync
)
FromOperator = (
    OperatorHello
    | OperatorStatus
    | OpenConversation
    | ShutConversation
    | TakeConversation
    | LeaveConversation
    | HandOver
    | OperatorMessage
    | OperatorTypes
    | OperatorRead
    | OperatorContact
    | OperatorSync
    | WatchVisitors
    | LookAtVisitor
    | AskWhy
    | InviteVisitor
    | NoteVisitor
    | HearTone
)
ToOperator = (
    OperatorWelcome
    | Opened
    | RowEvent
    | MessageEvent
    | Messages
    | Ack
    | Refused
    | Retry
    | VisitorPreviewEvent
    | CardEvent
    | ColleagueEvent
    | NewestOfMine
    | OnSite
    | VisitorsEvent
    | VisitorDetails
    | WhyNot
    | Invited
    | Tone
    | Resync
)

visitor_decoder: msgspec.json.Decoder[FromVisitor] = msgspec.json.Decoder(FromVisitor)
operator_decoder: msgspec.json.Decoder[FromOperator] = msgspec.json.Decoder(FromOperator)
encoder = msgspec.json.Encoder()


def encode(frame: Frame) -> str:
    """The text of one socket message."""
    return encoder.encode(frame).decode()
