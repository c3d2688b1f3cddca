"""What all frames are made of: their two bases, limits, and the types of their fields."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
MAX_TEXT = 5_000
HISTORY_PAGE = 100
MAX_TOKEN = 8_192
"""Characters of a signed identity."""

Id = Annotated[str, Meta(min_length=1, max_length=64)]
ClientId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Text = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]
PreviewText = Annotated[str, Meta(max_length=MAX_TEXT)]
Url = Annotated[str, Meta(max_length=2_048)]
Title = Annotated[str, Meta(max_length=300)]
Name = Annotated[str, Meta(max_length=80)]
MetaName = Annotated[str, Meta(min_length=1, max_length=40)]
MetaValue = Annotated[str, Meta(max_length=200)] | float | bool | None
AttributeName = Annotated[str, Meta(min_length=1, max_length=40)]
AttributeValue = Annotated[str, Meta(max_length=512)] | Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | bool
Attributes = Annotated[dict[AttributeName, AttributeValue | None], Meta(max_length=50)]
Email = Annotated[str, Meta(max_length=254)]
Phone = Annotated[str, Meta(max_length=32)]
ViewKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{0,24}$")]
Seq = Annotated[int, Meta(ge=0, le=2**53)]
Speaker = Literal["visitor", "operator", "system"]
Line = Literal["text", "invitation", "joined", "left", "ended"]
State = Literal["waiting", "active", "idle", "ended"]


class Frame(Struct, forbid_unknown_fields=True, tag_field="t", omit_defaults=True):
    """Base of all frames: the name of the type travels as ``t``."""


class Part(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A piece that several frames carry."""
