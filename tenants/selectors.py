"""Reads that the admin's pages share; all of them inside a scope."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tenants.models import AdminAction, Agency, AgencyMember, Department, DepartmentMember, Face, Member, Tenant
from tenants.scope import Scope, current_scope


def admin_actions() -> QuerySet[AdminAction]:
    """The log's entries of the clients and the agency in scope."""
    return AdminAction.objects.filter(_owned(current_scope()))


def recent_admin_actions(*, limit: int) -> Iterable[AdminAction]:
    """The newest entries."""
    return admin_actions()[:limit]


def clients_in_scope() -> QuerySet[Tenant]:
    """The clients within reach, by name."""
    return Tenant.objects.filter(id__in=current_scope().tenant_ids).order_by("name")


def team_name(*, agency_id: int | None) -> str:
    """The agency's name; empty without an agency."""
    return (
        Agency.objects.filter(id__in=[] if agency_id is None else [agency_id]).values_list("name", flat=True).first()
        or ""
    )


def _owned(scope: Scope) -> Q:
    of_clients = Q(tenant__in=scope.tenant_ids)
    return of_clients | Q(agency=scope.agency_id) if scope.agency_id is not None else of_clients


def works_for_agency(*, agency_id: int, email: str) -> bool:
    """Somebody with this address is in the agency's team."""
    return AgencyMember.objects.filter(agency_id=agency_id, user__email=email.strip().lower()).exists()


def works_for_client(*, email: str) -> bool:
    """Somebody with this address is in the team of the client in scope."""
    return Member.objects.filter(user__email=email.strip().lower()).exists()


def departments() -> QuerySet[Department]:
    """Every department in scope."""
    return Department.objects.all()


def departments_of(member: Member) -> list[int]:
    """Ids of the departments that the member answers for."""
    return list(DepartmentMember.objects.filter(member=member).values_list("department_id", flat=True))


def face_png(member: Member) -> bytes | None:
    """The member's picture."""
    png = Face.objects.filter(member=member).values_list("png", flat=True).first()
    return None if png is None else bytes(png)
