"""The world of ``bin/dev``: plain HTTP on localhost, local receivers of webhooks admitted."""

import base64
import hashlib
from urllib.parse import urlsplit

from chatdesk.settings.base import *  # noqa: F403
from chatdesk.settings.base import INSTALLED_APPS, SECRET_KEY, SHOP_URL, STORAGES, env

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DEBUG = env.bool("CHATDESK_DEBUG", default=True)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: files are served from where they are written
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
FIELD_KEYS = [base64.urlsafe_b64encode(hashlib.sha256(SECRET_KEY.encode()).digest()).decode()]

# The demo's receiver of webhooks listens beside the shop.
CRM_LOCAL_RECEIVERS = env.list(
    "CHATDESK_CRM_LOCAL_RECEIVERS", default=[f"localhost:{(urlsplit(SHOP_URL).port or 8002) + 1}"]
)
