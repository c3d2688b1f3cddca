"""The secrets with which deliveries are signed."""

import base64
import secrets


def new_webhook_secret() -> str:
    """A Standard Webhooks secret: ``whsec_`` and 192 random bits in base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
