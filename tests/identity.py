"""Tokens as a site's server makes them, and as others try to."""

import time
import uuid
from typing import Any

import jwt
from asgiref.sync import sync_to_async

from chatdesk.visitors.identity.services.rotating import make_secret
from chatdesk.visitors.models import IdentitySecret
from tenants.scope import tenant_scope
from tests.sockets import Visitor
from tests.world import Client

ANNA = {"name": "Anna Berg", "email": "anna@mill.example", "phone": "+442079460018"}


def signing(client: Client, *, secret: str = "") -> IdentitySecret:
    """The client's site has a new secret."""
    with tenant_scope(client.id):
        return make_secret(site_id=client.site.id, secret=secret)


asigning = sync_to_async(signing)


def claims(client: Client, sub: Any = "4711", **more: Any) -> dict[str, Any]:
    """Of a token that lives five minutes; a claim of None is left out."""
    now = int(time.time())
    told = {"sub": sub, "aud": client.site.key, "iat": now, "exp": now + 300, **more}
    return {name: value for name, value in told.items() if value is not None}


def token(client: Client, secret: str, sub: Any = "4711", **more: Any) -> str:
    """Signed."""
    headers = more.pop("headers", None)
    return jwt.encode(claims(client, sub, **more), secret, algorithm="HS256", headers=headers)


async def tell(visitor: Visitor, t: str, **fields: Any) -> dict[str, Any]:
    """Sends a frame of the site; its answer."""
    client_id = uuid.uuid4().hex
    await visitor.send(t, client_id=client_id, **fields)
    while True:
        frame = await visitor.next()
        if frame.get("client_id") == client_id:
            return frame
