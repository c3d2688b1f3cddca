"""Rules that ask a poll (D06)."""
