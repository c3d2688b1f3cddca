"""Settings that hold everywhere; each world (dev, test, production) adds its own.

Everything that differs between installations comes from the environment. Nothing secret has a default.
"""

from pathlib import Path

import environ

from chatdesk.settings.accounts import *  # noqa: F403
from chatdesk.settings.admin import *  # noqa: F403
from chatdesk.settings.celery import *  # noqa: F403
from chatdesk.settings.security import *  # noqa: F403

env = environ.Env()
ROOT = Path(__file__).resolve().parents[2]

SECRET_KEY = env("SECRET_KEY")
DEBUG = False

DESK_URL = env("CHATDESK_DESK_URL", default="http://localhost:8000")
DOOR_URL = env("CHATDESK_DOOR_URL", default="http://localhost:8001")
SHOP_URL = env("CHATDESK_SHOP_URL", default="http://localhost:8002")
ALLOWED_HOSTS = env.list("CHATDESK_ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [DESK_URL]

INSTALLED_APPS = [
    "tenants",
    "chatdesk.realtime",
    "chatdesk.visitors",
    "chatdesk.letters",
    "chatdesk.polls",
    "chatdesk.conversations",
    "chatdesk.triggers",
    "chatdesk.transcripts",
    "chatdesk.retention",
    "widget",
    "operators",
    "crm_sync",
    "unfold.apps.BasicAppConfig",
    "tenants.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "channels",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chatdesk.languages.SpokenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "chatdesk.urls"
ASGI_APPLICATION = "chatdesk.asgi.desk"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "chatdesk" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The app role has no BYPASSRLS and owns nothing; migrations run as the owner: `migrate --database=owner`.
DATABASES = {
    "default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True},
}
# Off behind a pooler that shares connections between transactions and keeps no statements of its clients.
PREPARES = env.bool("CHATDESK_PREPARES", default=True)
DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 0 if PREPARES else None
if env("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = env.db("DATABASE_OWNER_URL") | {"TEST": {"MIRROR": "default"}}
DISABLE_SERVER_SIDE_CURSORS = True

REDIS_URL = env("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "chatdesk.realtime.layer.NewsLayer",
        "CONFIG": {"hosts": [{"address": REDIS_URL}]},
    },
}

CITY_FILE = env("CHATDESK_CITY_FILE", default="")
"""Path of a file of cities in MaxMind's format; empty: visits know their country only."""

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [ROOT / "chatdesk" / "locale", ROOT / "tenants" / "admin" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = ROOT / ".data" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Keys of encrypted fields, newest first; apart from SECRET_KEY so that either can rotate alone.
FIELD_KEYS = env.list("CHATDESK_FIELD_KEYS", default=[])

# Handshakes of visitors, per address and per process (HARDENING 4.1).
SOCKETS_PER_ADDRESS = env.int("CHATDESK_SOCKETS_PER_ADDRESS", default=20)
HANDSHAKES_PER_MINUTE = env.int("CHATDESK_HANDSHAKES_PER_MINUTE", default=30)

# Minutes without a message after which a conversation counts as finished; the visitor can always go on with it.
IDLE_MINUTES = env.int("CHATDESK_IDLE_MINUTES", default=30)

# Receivers of webhooks on this machine or network, as host:port. Every other private address is refused.
CRM_LOCAL_RECEIVERS = env.list("CHATDESK_CRM_LOCAL_RECEIVERS", default=[])

# A line for every tick of the timetable would bury the lines that matter; failures are still told.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {name: {"level": "WARNING"} for name in ("celery.beat", "celery.worker.strategy", "celery.app.trace")},
}
