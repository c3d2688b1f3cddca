"""Two invented customers, and how the shop's server vouches for the one who is logged in: docs/identity.md in use."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from demo.shop.settings import DEMO_IDENTITY_SECRET

COOKIE = "customer"
TOKEN_SECONDS = 300


@dataclass(frozen=True)
class Customer:
    """Somebody who has an account at the shop."""

    key: str
    """As the cookie names them. A real shop keeps a session instead, which nobody can guess."""
    number: str
    name: str
    email: str
    attributes: Mapping[str, str | int | bool] = field(default_factory=dict)


CUSTOMERS = {
    customer.key: customer
    for customer in (
        Customer(
            "ilse",
            "4711",
            "Ilse Molen",
            "ilse@mill.example",
            {"plan": "gold", "orders": 12, "customer since": "2024-05-01", "company": True},
        ),
        Customer("bram", "4712", "Bram Kok", "bram@kok.example", {"plan": "starter", "orders": 1}),
    )
}


def customer_of(cookie: str) -> Customer | None:
    """Who is logged in, as the request's Cookie header says."""
    try:
        found = SimpleCookie(cookie).get(COOKIE)
    except CookieError:
        return None
    return CUSTOMERS.get(found.value) if found else None


def set_cookie(customer: Customer | None) -> str:
    """The Set-Cookie header that logs somebody in, or out."""
    kept = "Path=/; HttpOnly; SameSite=Lax"
    return f"{COOKIE}={customer.key}; {kept}" if customer else f"{COOKIE}=; Max-Age=0; {kept}"


def signed_identity(customer: Customer, *, site_key: str, secret: str = DEMO_IDENTITY_SECRET) -> str:
    """A token by which chatdesk knows who this is: a JWT, signed with HS256."""
    now = int(time.time())
    claims = {
        "sub": customer.number,
        "aud": site_key,
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "name": customer.name,
        "email": customer.email,
        "attributes": dict(customer.attributes),
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(signature)}"


def _part(content: Mapping[str, object]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
