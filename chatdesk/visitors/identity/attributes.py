"""What a site tells of a visitor besides contacts: names and values as they may be kept. Pure."""

import math
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import AttributeValue
from chatdesk.realtime.texts import clean, mask_cards

MOST = 50
"""Attributes of one visitor."""

Attributes = dict[str, AttributeValue]


def kept(told: Mapping[str, AttributeValue | None]) -> Attributes:
    """Normalised, card numbers hidden; values that are none are left out. Raises Refusal if a name is blank."""
    return {name_of(name): _value(value) for name, value in told.items() if value is not None}


def emptied(told: Mapping[str, AttributeValue | None]) -> set[str]:
    """Names whose value is none: they are to be forgotten."""
    return {name_of(name) for name, value in told.items() if value is None}


def name_of(text: str) -> str:
    """The name as it is stored; raises Refusal if nothing is left of it."""
    name = " ".join(clean(text).split())
    if not name:
        raise Refusal("An attribute needs a name.", code=ErrorCode.BAD_TEXT)
    return name


def words_of(value: AttributeValue) -> str:
    """As people read it."""
    return str((_("no"), _("yes"))[value] if isinstance(value, bool) else value)


def facts_of(names: set[str]) -> set[str]:
    """What rules may ask of attributes with these names."""
    return {f"{fact}:{name}" for fact in ("attribute", "attribute_number", "attribute_days") for name in names}


def _value(value: AttributeValue) -> AttributeValue:
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        raise Refusal("A number must be finite.", code=ErrorCode.BAD_TEXT)
    text = clean(str(value)).strip()
    masked = mask_cards(text)
    return masked if isinstance(value, str) or masked != text else value
