"""The world of the tests: as production as it can be without TLS."""

import base64
import hashlib

from chatdesk.settings.base import *  # noqa: F403
from chatdesk.settings.base import SECRET_KEY, STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: files are served from where they are written
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
FIELD_KEYS = [base64.urlsafe_b64encode(hashlib.sha256(SECRET_KEY.encode()).digest()).decode()]
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2PasswordHasher"]
