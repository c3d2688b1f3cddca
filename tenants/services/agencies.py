"""Agencies and the people who work for them."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tenants.models import Agency, AgencyMember
from tenants.scope import agency_scope
from tenants.services.people import person, welcome


def create_agency(*, name: str, owner_email: str) -> Agency:
    """An agency and its first owner, who gets a mail to set a password."""
    with transaction.atomic():
        agency_id = _next_agency_id()
        with agency_scope(agency_id=agency_id, tenant_ids=()):
            agency = Agency.objects.create(id=agency_id, name=name)
            add_agency_member(agency=agency, email=owner_email, role=AgencyMember.Role.OWNER)
    return agency


def add_agency_member(*, agency: Agency, email: str, role: str) -> AgencyMember:
    """A person's place in the agency; raises ValidationError if they have one. They get a mail either way."""
    user = person(email=email)
    if AgencyMember.objects.filter(agency=agency, user=user).exists():
        raise ValidationError(_("This person is in the team already."))
    member = AgencyMember.objects.create(agency=agency, user=user, role=role)
    welcome(user=user, team=agency.name)
    return member


def change_agency_role(*, member: AgencyMember, role: str) -> None:
    """Gives a person of the agency another role; raises ValidationError if no owner would remain."""
    if role != AgencyMember.Role.OWNER:
        _keep_an_owner(member)
    member.role = role
    member.save(update_fields=["role"])


def remove_agency_member(*, member: AgencyMember) -> None:
    """Takes a person out of the agency; raises ValidationError if no owner would remain."""
    _keep_an_owner(member)
    member.delete()


def _keep_an_owner(leaving: AgencyMember) -> None:
    # Locked: two owners who demote each other in the same instant would leave the agency without one.
    owners = AgencyMember.objects.select_for_update().filter(agency=leaving.agency_id, role=AgencyMember.Role.OWNER)
    if {owner.pk for owner in owners} <= {leaving.pk}:
        raise ValidationError(_("The agency needs at least one owner."))


def _next_agency_id() -> int:
    # The policy admits the row only inside its own agency's scope, so the id must be known before the row.
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('tenants_agency', 'id'))")
        row = cursor.fetchone()
    return int(row[0])
