"""Visitors who come by a letter, as their sockets ask (D17)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from chatdesk.conversations.services.by_letter import welcome_by_letter
from chatdesk.letters.errors import NoSuchLetter
from chatdesk.realtime.allowance import Allowance
from chatdesk.realtime.frames.to_visitor import LetterEvent
from chatdesk.realtime.guests import network_of
from chatdesk.realtime.redis import REDIS_AWAY
from chatdesk.triggers.due import mark_now
from tenants.access import SiteAccess
from tenants.scope import tenant_scope

WRONG = {"visitor": Allowance("letters:visitor", most=5), "address": Allowance("letters:address", most=20)}
"""So many tokens that nobody made are looked up in an hour for one browser, and for one address on a client's sites."""

Guesser = tuple[int, str, str]
"""Client, "visitor" or "address", and which."""


def worth_a_look(who: Iterable[Guesser]) -> bool:
    """None of them has guessed too often. While nobody can count, nothing is looked up."""
    try:
        return all(WRONG[kind].is_left(tenant_id, which) for tenant_id, kind, which in who)
    except REDIS_AWAY:
        return False


def note_wrong(who: Iterable[Guesser]) -> None:
    """One more wrong token of each of them."""
    with suppress(*REDIS_AWAY):
        for tenant_id, kind, which in who:
            WRONG[kind].take(tenant_id, which)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose browser follows a link."""

    visitor_id: int
    visit_id: int
    address: str


def follow(site: SiteAccess, token: str, reader: Reader) -> LetterEvent:
    """What the window shows. Whoever guesses too often gets the answer of a wrong token, unseen."""
    who = (
        (site.tenant_id, "visitor", str(reader.visitor_id)),
        (site.tenant_id, "address", network_of(reader.address)),
    )
    if not worth_a_look(who):
        return LetterEvent()
    with tenant_scope(site.tenant_id):
        try:
            event = welcome_by_letter(
                token=token,
                visitor_id=reader.visitor_id,
                visit_id=reader.visit_id,
                site_id=site.id,
                department_id=site.department_id,
            )
        except NoSuchLetter:
            note_wrong(who)
            return LetterEvent()
    mark_now(tenant_id=site.tenant_id, visit_ids=[reader.visit_id])
    return event
