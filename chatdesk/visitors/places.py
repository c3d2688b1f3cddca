"""Where an internet address is: the country from a table in the wheel, the city if a file of cities is supplied.

Asked once at a visit's beginning; the address itself is not stored. ``CITY_FILE`` names a file of MaxMind's format
(GeoLite2-City, DB-IP City): both may be had free of charge, but not be handed on.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import iptocc
import maxminddb
import structlog
from django.conf import settings

log = structlog.get_logger()

MAX_CITY = 80


@dataclass(frozen=True, slots=True)
class Place:
    """As far as it is known."""

    country: str = ""
    """Two letters of ISO 3166."""
    city: str = ""
    """In English, as the file of cities calls it."""


NOWHERE = Place()


def place_of(address: str) -> Place:
    """Where an address is; NOWHERE for one of a private network or none at all. About 1 µs without a file of cities."""
    try:
        country = iptocc.country_code(address) or ""
    except ValueError:
        return NOWHERE
    reader = _cities()
    return _in_file(reader, address, country) if reader is not None else Place(country)


def _in_file(reader: maxminddb.Reader, address: str, country: str) -> Place:
    found: Any = reader.get(address)
    if not isinstance(found, dict):
        return Place(country)
    code = found.get("country", {}).get("iso_code") or country
    city = found.get("city", {}).get("names", {}).get("en") or ""
    return Place(str(code)[:2], str(city)[:MAX_CITY])


@cache
def _cities() -> maxminddb.Reader | None:
    path = settings.CITY_FILE
    if not path:
        return None
    try:
        return maxminddb.open_database(path)
    except (OSError, maxminddb.InvalidDatabaseError) as error:
        log.warning("city_file_unread", error=str(error))
        return None
