"""What makes a link a link of ours: 128 random bits behind ``#chatdesk=``. Pure.

The browser keeps what stands behind ``#`` to itself: neither the site's server nor its logs see it.
"""

import hashlib
import secrets

NAME = "chatdesk"


def new_token() -> str:
    """128 random bits, 22 characters that need no escaping in an address."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> bytes:
    """What is stored of a link that works once."""
    return hashlib.sha256(token.encode()).digest()


def address_with(page: str, token: str) -> str:
    """The page's address with the token; a place in the page that it names stays named."""
    return f"{page}{'&' if '#' in page else '#'}{NAME}={token}"
