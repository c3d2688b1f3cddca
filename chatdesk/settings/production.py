"""The world of an installation behind TLS; refuses to start without its keys."""

from chatdesk.settings.base import *  # noqa: F403
from chatdesk.settings.base import DATABASES, env
from chatdesk.settings.security import content_policy

ALLOWED_HOSTS = env.list("CHATDESK_ALLOWED_HOSTS")
DESK_URL = env("CHATDESK_DESK_URL")
DOOR_URL = env("CHATDESK_DOOR_URL")
CSRF_TRUSTED_ORIGINS = [DESK_URL]
CONTENT_SECURITY_POLICY = content_policy(desk_url=DESK_URL, door_url=DOOR_URL)
FIELD_KEYS = env.list("CHATDESK_FIELD_KEYS")
DATABASES["default"]["CONN_MAX_AGE"] = 0

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^readyz$", r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("CHATDESK_MAIL_FROM")

# The hop whose X-Forwarded-For entry is believed: limits count visitors, not the proxy (ASVS 4.1.3).
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CHATDESK_TRUSTED_PROXIES", default=1)
