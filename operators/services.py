"""What a member sets at the desk; every function needs a scope."""

from operators.models import Operator
from tenants.models import Member


def operator_of(*, member: Member) -> Operator:
    """The member's settings; they come with the first sign-in."""
    operator, _ = Operator.objects.get_or_create(member=member)
    return operator


def choose_status(*, member_id: int, value: str) -> None:
    """Remembers whether the member takes conversations."""
    Operator.objects.filter(member_id=member_id).update(status=value)
