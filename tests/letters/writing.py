"""Letters of a client, and what is known of them."""

from asgiref.sync import sync_to_async

from chatdesk.letters.models import Letter
from chatdesk.letters.recipients import Recipient
from chatdesk.letters.services import make_links
from tenants.scope import tenant_scope
from tests.world import ORIGIN, Client

FIRST_LINE = "You have our letter. Which winter price shall I explain?"
CONTEXT = "Letter of 12 May, winter prices until the 31st"


@sync_to_async
def make_letter(client: Client, **fields: object) -> Letter:
    """One link for everybody, unless the fields say otherwise."""
    defaults = {
        "site": client.site,
        "name": "Winter prices",
        "page": f"{ORIGIN}/winter",
        "context": CONTEXT,
        "first_line": FIRST_LINE,
    }
    with tenant_scope(client.id):
        return Letter.objects.create(**{**defaults, **fields})


@sync_to_async
def tokens_of(client: Client, letter: Letter, *recipients: Recipient) -> list[str]:
    """Makes a link for each and takes the tokens out of them."""
    with tenant_scope(client.id):
        return [link.partition("chatdesk=")[2] for link in make_links(letter=letter, recipients=recipients)]
