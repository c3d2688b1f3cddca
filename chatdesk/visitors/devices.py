"""What somebody browses with, read out of the User-Agent; and who is no person. Pure; the same answer is kept."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import crawleruseragents
import ua_parser

REMEMBERED = 4_096
"""Different User-Agents whose answers a process keeps; a new one costs half a millisecond."""

MAX_USER_AGENT = 512
"""Characters that are stored of one, and looked at."""

DeviceKind = Literal["", "desktop", "phone", "tablet"]


@dataclass(frozen=True, slots=True)
class Device:
    """As a person would say it; empty where the browser does not tell."""

    kind: DeviceKind = ""
    browser: str = ""
    """``Chrome 131``."""
    system: str = ""
    """``Android 14``."""


@lru_cache(REMEMBERED)
def is_bot(user_agent: str) -> bool:
    """Whether it says itself that it is a crawler, a monitor or a browser without a screen."""
    return bool(crawleruseragents.is_crawler(user_agent))


@lru_cache(REMEMBERED)
def device_of(user_agent: str) -> Device:
    """Browser and system with their main versions, and what is held in the hand."""
    found = ua_parser.parse(user_agent)
    browser, system = found.user_agent, found.os
    return Device(
        kind=_kind(user_agent) if system else "",
        browser=_named(browser.family, browser.major) if browser else "",
        system=_named(system.family, system.major) if system else "",
    )


def _kind(user_agent: str) -> DeviceKind:
    """By the words that browsers agreed on: Android without ``Mobile`` is a tablet."""
    is_android = "Android" in user_agent
    if "iPad" in user_agent or "Tablet" in user_agent or (is_android and "Mobile" not in user_agent):
        return "tablet"
    return "phone" if "Mobi" in user_agent or is_android else "desktop"


def _named(family: str, version: str | None) -> str:
    return f"{family} {version}" if version else family
