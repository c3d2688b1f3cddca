"""A client's team: who works for the client in scope, and as what."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tenants.access import memberships_of
from tenants.models import Department, DepartmentMember, Member, Tenant
from tenants.services.people import person, welcome
from tenants.signals import membership_changed


def add_member(*, email: str, name: str, role: str, title: str = "", departments: Iterable[Department] = ()) -> Member:
    """Gives a person a place in the team of the client in scope and mails them.

    It looks the same whether the address is known to another client or not. Raises ValidationError if the person
    is in this team already.
    """
    with transaction.atomic():
        user = person(email=email)
        if Member.objects.filter(user=user).exists():
            raise ValidationError(_("This person is in the team already."))
        member = Member(user=user, name=name, role=role, title=title)
        member.save()
        set_departments(member=member, departments=departments)
        welcome(user=user, team=Tenant.objects.get(id=member.tenant_id).name)
    return member


def set_departments(*, member: Member, departments: Iterable[Department]) -> None:
    """The member answers for exactly these departments; consoles are told."""
    wanted = {department.pk for department in departments}
    places = DepartmentMember.objects.filter(member=member)
    present = set(places.values_list("department_id", flat=True))
    places.filter(department_id__in=present - wanted).delete()
    DepartmentMember.objects.bulk_create(
        DepartmentMember(tenant_id=member.tenant_id, member=member, department_id=key) for key in wanted - present
    )
    if wanted != present:
        announce_membership(member=member)


def rename_member(*, member: Member, name: str, title: str) -> None:
    """What visitors and colleagues call the member."""
    member.name, member.title = name, title
    member.save(update_fields=["name", "title"])


def change_role(*, member: Member, role: str) -> None:
    """Gives a member another role; open sockets ask for their rights again."""
    if member.role != role:
        member.role = role
        member.save(update_fields=["role"])
        announce_membership(member=member)


def deactivate_member(*, member: Member) -> None:
    """Ends a person's access to this client at once; what they wrote stays."""
    _set_active(member, active=False)


def activate_member(*, member: Member) -> None:
    """Lets a person in again."""
    _set_active(member, active=True)


def announce_membership(*, member: Member) -> None:
    """Tells the layers above that this member's rights must be asked again."""
    membership_changed.send(Member, tenant_id=member.tenant_id, member_id=member.pk)


def announce_person(*, user_id: int) -> None:
    """As announce_membership for every place that a person has: after sign-out, a new password, a closed account."""
    for place in memberships_of(user_id):
        membership_changed.send(Member, tenant_id=place.tenant_id, member_id=place.member_id)


def _set_active(member: Member, *, active: bool) -> None:
    if member.active != active:
        member.active = active
        member.save(update_fields=["active"])
        announce_membership(member=member)
