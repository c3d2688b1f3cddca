"""Visitors who come by a letter, as their sockets ask (D17)."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from chatdesk.conversations.services.by_letter import welcome_by_letter
from chatdesk.letters.errors import NoSuchLetter
from chatdesk.realtime.frames.to_visitor import LetterEvent
from chatdesk.realtime.guests import network_of
from chatdesk.realtime.throttle import Bucket
from chatdesk.triggers.due import mark_now
from tenants.access import SiteAccess
from tenants.scope import tenant_scope

WRONG_AN_HOUR = {"visitor": 5, "address": 20}
"""So many tokens that nobody made are looked up for one browser, and for one address on one client's sites."""
MOST_REMEMBERED = 50_000

Guesser = tuple[int, str, str]
"""Client, "visitor" or "address", and which."""


class Guesses:
    """Counts wrong tokens, in this process."""

    def __init__(self) -> None:
        self._left: OrderedDict[Guesser, Bucket] = OrderedDict()

    def worth_a_look(self, who: Iterable[Guesser]) -> bool:
        """None of them has guessed too often."""
        return all(self._bucket(one).tokens >= 1 for one in who)

    def note(self, who: Iterable[Guesser]) -> None:
        """One more wrong token of each of them."""
        for one in who:
            self._bucket(one).take()

    def _bucket(self, one: Guesser) -> Bucket:
        most = WRONG_AN_HOUR[one[1]]
        bucket = self._left.setdefault(one, Bucket(most / 3600, most))
        bucket.take(0)
        self._left.move_to_end(one)
        if len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        return bucket


guesses = Guesses()


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
    if not guesses.worth_a_look(who):
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
            guesses.note(who)
            return LetterEvent()
    mark_now(tenant_id=site.tenant_id, visit_ids=[reader.visit_id])
    return event
