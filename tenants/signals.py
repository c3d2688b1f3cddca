"""What this package announces to those above it."""

from django.dispatch import Signal

membership_changed = Signal()
"""A member's right to be connected must be asked again: role, activity, password or session changed.

Sent with ``tenant_id`` and ``member_id``, perhaps inside a transaction.
"""

password_link_asked = Signal()
"""Somebody typed an ``email`` and asked for a link to a new password. Nobody has looked yet whether it is known."""

person_welcomed = Signal()
"""A person has a place in a team. Sent inside the transaction, with ``user_id`` and the ``team``'s name."""
