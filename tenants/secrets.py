"""Fields that are encrypted in the database, with keys that rotate apart from SECRET_KEY."""

from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


class SecretField(models.TextField):  # type: ignore[type-arg]
    """Text that is stored encrypted. Looking it up by value is impossible, on purpose."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypts with the first key."""
        return None if value is None else _fernet().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Decrypts with whichever key fits; raises cryptography.fernet.InvalidToken if none does."""
        return None if value is None else _fernet().decrypt(value.encode()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """Only ``isnull`` makes sense on ciphertext."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
