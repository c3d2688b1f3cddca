"""Recipients as a client's file names them, and their links as a file again. Pure.

A line holds a name, an e-mail address, or both, in any order, separated by comma, semicolon or tab. A first line that
only names its columns is left out.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.realtime.texts import clean, harmless_cell, mask_cards

MOST = 10_000
MOST_BYTES = 2_000_000
LONGEST_NAME = 80
LONGEST_EMAIL = 254
HEADINGS = {"name", "email", "e-mail", "mail", "recipient", "имя", "почта", "эл. почта", "получатель", "адрес"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a link."""

    name: str = ""
    email: str = ""


class BadRecipients(ValueError):
    """The file can't be used; says which line, counted from one (0: all of it), and why in words for its sender."""

    def __init__(self, line: int, message: str | Promise) -> None:
        super().__init__(str(message))
        self.line = line
        self.message = message


def read(data: bytes) -> list[Recipient]:
    """The recipients of a file in UTF-8; raises BadRecipients."""
    if len(data) > MOST_BYTES:
        raise BadRecipients(0, _("The file is larger than 2 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRecipients(0, _("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    found = list(_recipients(text))
    if not found:
        raise BadRecipients(0, _("There is nobody in it."))
    return found


def written(rows: Iterable[tuple[Recipient, str]]) -> str:
    """Recipients and links as CSV that every spreadsheet opens, and that none takes for formulas."""
    out = io.StringIO()
    out.write("\ufeff")
    lines = csv.writer(out)
    lines.writerow(["name", "email", "link"])
    lines.writerows([harmless_cell(one.name), harmless_cell(one.email), link] for one, link in rows)
    return out.getvalue()


def _recipients(text: str) -> Iterable[Recipient]:
    count = 0
    for number, cells in enumerate(_lines(text), 1):
        if not cells or (number == 1 and _is_heading(cells)):
            continue
        count += 1
        if count > MOST:
            raise BadRecipients(number, _("At most 10,000 recipients at once."))
        yield _recipient(number, cells)


def _lines(text: str) -> Iterable[list[str]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=separator):
            yield [cell for cell in (clean(cell).strip() for cell in cells) if cell]
    except csv.Error as error:
        raise BadRecipients(0, _("This is no CSV file.")) from error


def _is_heading(cells: Sequence[str]) -> bool:
    return all(cell.lower() in HEADINGS for cell in cells)


def _recipient(number: int, cells: Sequence[str]) -> Recipient:
    emails = [cell for cell in cells if "@" in cell]
    names = [cell for cell in cells if "@" not in cell]
    if len(emails) > 1 or len(names) > 1:
        raise BadRecipients(number, _("A name and an e-mail address, nothing else."))
    return Recipient(name=_name(number, "".join(names)), email=_email(number, "".join(emails)))


def _name(number: int, name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise BadRecipients(number, _("A name has at most 80 characters."))
    return mask_cards(" ".join(name.split()))


def _email(number: int, email: str) -> str:
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise BadRecipients(number, _("This is no e-mail address.")) from error
    if len(email) > LONGEST_EMAIL:
        raise BadRecipients(number, _("This is no e-mail address."))
    return email.lower()
