"""What happens to letters: links are made, followed and answered. Every function needs a scope."""

from collections.abc import Iterable

from django.utils import timezone

from chatdesk.letters import selectors
from chatdesk.letters.errors import LetterOver, NoSuchLetter
from chatdesk.letters.models import Letter, LetterLink, LetterOpening
from chatdesk.letters.recipients import MOST, Recipient
from chatdesk.letters.tokens import address_with, new_token, token_hash
from chatdesk.visitors.models import Visit

BATCH = 1_000


def make_links(*, letter: Letter, recipients: Iterable[Recipient]) -> list[str]:
    """A link for each recipient, in their order: the only time that they are told. At most MOST."""
    chosen = list(recipients)[:MOST]
    tokens = [new_token() for _ in chosen]
    LetterLink.objects.bulk_create(
        [
            LetterLink(letter=letter, token_hash=token_hash(token), recipient=one.name, email=one.email)
            for one, token in zip(chosen, tokens, strict=True)
        ],
        batch_size=BATCH,
    )
    return [address_with(letter.page, token) for token in tokens]


def follow(*, token: str, visitor_id: int, visit_id: int, site_id: int) -> LetterOpening:
    """The visitor came by this link: their visit remembers the letter.

    Raises NoSuchLetter or LetterOver. The same browser may follow its link again.
    """
    link = selectors.link_of(site_id=site_id, token_hash=token_hash(token))
    letter = link.letter if link else selectors.shared_letter(site_id=site_id, token=token)
    if letter is None or (link is not None and link.taken_by not in (None, visitor_id)):
        raise NoSuchLetter
    if letter.is_over:
        raise LetterOver
    if link is not None and link.taken_by is None:
        LetterLink.objects.filter(id=link.id).update(taken_by=visitor_id, opened_at=timezone.now())
    Visit.objects.filter(id=visit_id).update(letter=letter.name)
    return _opened(visit_id, letter, link)


def _opened(visit_id: int, letter: Letter, link: LetterLink | None) -> LetterOpening:
    """A visit keeps the letter that was followed last; what was answered stays answered."""
    known = selectors.opening_of(visit_id)
    if known is not None and known.letter_id == letter.id:
        return known
    opening, _made = LetterOpening.objects.update_or_create(
        visit_id=visit_id, defaults={"letter": letter, "link": link, "member": None, "answered_at": None}
    )
    return opening


def greet_as(*, opening: LetterOpening, member_id: int) -> None:
    """The first line stands in the window in this member's name."""
    LetterOpening.objects.filter(id=opening.id).update(member_id=member_id)


def mark_answered(*, visitor_id: int) -> None:
    """The visitor wrote: no letter waits for them any more."""
    LetterOpening.objects.filter(visit__visitor_id=visitor_id, answered_at=None).update(answered_at=timezone.now())
