"""What browsers are told: where a page's parts may come from, and who may frame it (HARDENING S17)."""

from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_SAMESITE",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_REFERRER_POLICY",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "X_FRAME_OPTIONS",
    "content_policy",
]

env = environ.Env()


def content_policy(*, desk_url: str, door_url: str) -> dict[str, Any]:
    """Everything is shut but our own files, our own socket and the faces, which the visitor door serves."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF, NONCE],
            "style-src": [SELF],
            "img-src": [SELF, "data:", door_url],
            "font-src": [SELF],
            "connect-src": [SELF, "ws" + desk_url.removeprefix("http")],
            "media-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
        },
    }


CONTENT_SECURITY_POLICY = content_policy(
    desk_url=env("CHATDESK_DESK_URL", default="http://localhost:8000"),
    door_url=env("CHATDESK_DOOR_URL", default="http://localhost:8001"),
)
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
