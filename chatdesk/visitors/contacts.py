"""Names, e-mail addresses and phone numbers that visitors write. Pure."""

import re
from collections.abc import Iterable

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+\d[\d ().-]{5,22}\d"  # +44 20 7946 0000
    r"|\d{0,2} ?\(\d{2,5}\)[\d .-]{4,15}\d"  # 8 (495) 123-45-67
    r"|[78](?:[ .-]?\d){10})(?!\w)"  # 89161234567, as it is written in Russia
)
_DIGIT = re.compile(r"\d")
_NAME = re.compile(
    r"(?i:\bmy name is|\bi am called|меня зовут|мо[её] имя)[ :—–-]{1,4}"
    r"([^\W\d_a-zа-яё][^\W\d_]{1,30}(?:[ -][^\W\d_a-zа-яё][^\W\d_]{1,30}){0,2})(?!\w)"
)


def email_in(texts: Iterable[str]) -> str:
    """The last e-mail address in the texts; empty if there is none."""
    return _last(match.group() for text in texts for match in _EMAIL.finditer(text))


def phone_in(texts: Iterable[str]) -> str:
    """The last phone number in the texts as it was written, 7 to 15 digits (E.164); empty if there is none."""
    numbers = (match.group().strip() for text in texts for match in _PHONE.finditer(text))
    return _last(number for number in numbers if 7 <= len(_DIGIT.findall(number)) <= 15)


def name_in(texts: Iterable[str]) -> str:
    """The last name with which somebody introduces themselves; only capital letters make sure that it is one."""
    return _last(match.group(1) for text in texts for match in _NAME.finditer(text))


def contacts_in(text: str) -> list[tuple[str, str]]:
    """What is in a message, as ``(kind, value)``."""
    found = (("name", name_in([text])), ("email", email_in([text])), ("phone", phone_in([text])))
    return [(kind, value) for kind, value in found if value]


def _last(found: Iterable[str]) -> str:
    return next(reversed(list(found)), "")
