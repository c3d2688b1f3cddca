"""What other packages may hear of transcripts."""

from django.dispatch import Signal

transcript_written = Signal()
"""A record of a finished conversation exists. Sent inside the transaction that wrote it, with ``transcript``."""
