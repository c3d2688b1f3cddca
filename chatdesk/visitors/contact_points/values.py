"""Names, addresses and numbers as they are compared, and what speaks against each. Pure, without the network."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

from chatdesk.realtime.texts import clean, mask_cards
from chatdesk.visitors.contact_points.misspelt import meant_address
from chatdesk.visitors.models import ContactPoint

LONGEST = {"name": 80, "email": 254, "phone": 32}
"""Characters."""
_DIGITS = re.compile(r"\d")
_EVIDENT = frozenset({"123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "987654321"})
_PLACEHOLDERS = frozenset(
    {"test", "tester", "testing", "asdf", "qwerty", "qwe", "fake", "none", "nomail", "noemail", "example", "abc", "xyz"}
    | {"тест", "тестовый", "йцукен", "фыва", "нет", "имя", "name", "asd", "qwer"}
)
_NATIONAL_PREFIX_OF_RUSSIA = re.compile(r"[78]\d{10}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that may be kept."""

    kind: str
    given: str
    normal: str
    doubt: str = ""
    suggestion: str = ""


def read(kind: str, text: str, *, region: str = "") -> Value | None:
    """The value; None if there is nothing that could be one, or if a card number is in it.

    ``region``: two letters of the country in which a number without a country code is dialled.
    """
    given = " ".join(clean(text).split())
    if not given or len(given) > LONGEST.get(kind, 0) or mask_cards(given) != given:
        return None
    return _READERS[kind](given, region.upper())


def _name(given: str, _region: str) -> Value | None:
    letters = [char for char in given if char.isalpha()]
    if not letters or "@" in given or len(_DIGITS.findall(given)) > 3:
        return None
    low = given.casefold()
    fake = low in _PLACEHOLDERS or (len(letters) > 2 and len(set(low)) == 1)
    return Value("name", given, low, ContactPoint.Doubt.FAKE if fake else "")


def _email(given: str, _region: str) -> Value | None:
    local, at, domain = given.rpartition("@")
    if not (local and at and domain):
        return None
    low = unicodedata.normalize("NFKC", given).lower()[:254]
    doubt, suggestion = _doubt_of_email(low)
    return Value("email", given, low, doubt, suggestion)


def _doubt_of_email(address: str) -> tuple[str, str]:
    doubt = ContactPoint.Doubt
    local, _, domain = address.rpartition("@")
    # First, as email-validator knows that nothing is delivered to "test" and says no more than that.
    if local in _PLACEHOLDERS and (domain.split(".")[0] in _PLACEHOLDERS or len(set(local)) == 1):
        return doubt.FAKE, ""
    if meant := meant_address(local, domain):
        return doubt.TYPO, meant
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        if not domain.endswith(".example"):
            return doubt.SYNTAX, ""
    if _is_disposable(domain):
        return doubt.DISPOSABLE, ""
    fake = local in _PLACEHOLDERS or local == domain.split(".")[0] or (len(local) > 2 and len(set(local)) == 1)
    return (doubt.FAKE, "") if fake else ("", "")


def _is_disposable(domain: str) -> bool:
    labels = domain.split(".")
    return any(".".join(labels[at:]) in blocklist for at in range(len(labels) - 1))


def _phone(given: str, region: str) -> Value | None:
    digits = "".join(str(unicodedata.decimal(char)) for char in given if char.isdecimal())
    if not 5 <= len(digits) <= 15:
        return None
    plus = given.lstrip().startswith("+")
    if len(set(digits.lstrip("+"))) == 1 or digits in _EVIDENT:
        return Value("phone", given, digits, ContactPoint.Doubt.FAKE)
    if not plus and _NATIONAL_PREFIX_OF_RUSSIA.fullmatch(digits) and region in ("", "RU", "KZ"):
        digits, plus = f"7{digits[1:]}", True
    try:
        number = phonenumbers.parse(f"+{digits}" if plus else digits, region or None)
    except phonenumbers.NumberParseException:
        return Value("phone", given, digits, "" if not plus and not region else ContactPoint.Doubt.SYNTAX)
    normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Value("phone", given, normal, _doubt_of_number(number))


def _doubt_of_number(number: phonenumbers.PhoneNumber) -> str:
    national = str(number.national_number)
    if len(set(national[-7:])) == 1 or national in _EVIDENT or national[-7:] == "1234567":
        return ContactPoint.Doubt.FAKE
    return "" if phonenumbers.is_valid_number(number) else ContactPoint.Doubt.SYNTAX


_READERS = {"name": _name, "email": _email, "phone": _phone}
