"""Invitations that operators make themselves: the exception beside the rules (A21, A24)."""
