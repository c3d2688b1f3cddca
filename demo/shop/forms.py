"""The shop's two forms: which fields they have and what a visitor has to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_FIELD_CHARS = 500


@dataclass(frozen=True)
class Field:
    """One field. `echo` is off for what must never be sent back to the browser."""

    name: str
    kind: str = "text"
    autocomplete: str = "off"
    required: bool = False
    echo: bool = True
    inputmode: str = "text"


PERSON = (
    Field("name", autocomplete="name", required=True),
    Field("email", "email", "email", required=True, inputmode="email"),
    Field("phone", "tel", "tel", inputmode="tel"),
)
PLACE = (
    Field("address", "textarea", "street-address", required=True),
    Field("postcode", autocomplete="postal-code"),
    Field("gate", "number", inputmode="decimal"),
)
ACCOUNT = (Field("password", "password", "new-password", echo=False),)
CARD = (
    Field("card_number", autocomplete="cc-number", required=True, echo=False, inputmode="numeric"),
    Field("card_expiry", autocomplete="cc-exp", echo=False, inputmode="numeric"),
    Field("card_code", autocomplete="cc-csc", echo=False, inputmode="numeric"),
)
REMARK = (Field("remark", "textarea"),)
SUBJECT = (Field("subject"),)
QUESTION = (Field("message", "textarea", required=True),)

CHECKOUT = (*PERSON, *PLACE, *ACCOUNT, *CARD, *REMARK)
LETTER = (*PERSON, *SUBJECT, *QUESTION)


def mistakes(fields: tuple[Field, ...], sent: Mapping[str, str]) -> dict[str, str]:
    """Field name → name of what is wrong (`missing`, `email`, `long`); empty when all is well."""
    found = {field.name: _mistake(field, sent.get(field.name, "").strip()) for field in fields}
    return {name: mistake for name, mistake in found.items() if mistake}


def _mistake(field: Field, value: str) -> str:
    if len(value) > MAX_FIELD_CHARS:
        return "long"
    if not value:
        return "missing" if field.required else ""
    if field.kind == "email" and not _looks_like_an_address(value):
        return "email"
    return ""


def _looks_like_an_address(value: str) -> bool:
    name, at, host = value.partition("@")
    return bool(name and at and host) and "@" not in host and " " not in value
