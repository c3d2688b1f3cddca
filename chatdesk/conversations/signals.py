"""What other packages may hear of conversations."""

from django.dispatch import Signal

conversation_finished = Signal()
"""A conversation became idle, ended or was rated afterwards: inside that transaction, with ``conversation``."""
