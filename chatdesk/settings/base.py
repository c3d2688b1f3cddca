"""Settings that hold everywhere; each world (dev, test, production) adds its own.

Everything that differs between installations comes from the environment. Nothing secret has a default.
"""

from pathlib import Path

import environ

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
    "chatdesk.conversations",
    "chatdesk.triggers",
    "chatdesk.transcripts",
    "widget",
    "operators",
    "crm_sync",
    "unfold",
    "django.contrib.admin",
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
    "django.middleware.locale.LocaleMiddleware",
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

AUTH_USER_MODEL = "tenants.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "tenants.accounts.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/ip,10/15m/key", "reset_password": "5/h/key,20/h/ip"}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [ROOT / "chatdesk" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".data" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Keys of encrypted fields, newest first; apart from SECRET_KEY so that either can rotate alone.
FIELD_KEYS = env.list("CHATDESK_FIELD_KEYS", default=[])

# Handshakes of visitors, per address and per process (HARDENING 4.1).
SOCKETS_PER_ADDRESS = env.int("CHATDESK_SOCKETS_PER_ADDRESS", default=20)
HANDSHAKES_PER_MINUTE = env.int("CHATDESK_HANDSHAKES_PER_MINUTE", default=30)
