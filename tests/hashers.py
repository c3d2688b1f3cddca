"""Argon2 as in production, with a tenth of the work: tests sign in hundreds of times."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """The same algorithm and format; what it costs is in every hash, so both read each other's."""

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1
