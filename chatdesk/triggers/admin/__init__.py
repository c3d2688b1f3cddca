"""The pages of a client's manager: rules to edit, invitations to look at."""

from chatdesk.triggers.admin.rules import InvitationAdmin, TriggerAdmin

__all__ = ["InvitationAdmin", "TriggerAdmin"]
