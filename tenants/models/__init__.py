"""Who: agencies, their clients, sites, departments and people."""

from tenants.models.admin_action import AdminAction
from tenants.models.agency import Agency, AgencyMember
from tenants.models.member import DepartmentMember, Face, Member
from tenants.models.site import Department, Site
from tenants.models.tenant import Tenant
from tenants.models.user import User

__all__ = [
    "AdminAction",
    "Agency",
    "AgencyMember",
    "Department",
    "DepartmentMember",
    "Face",
    "Member",
    "Site",
    "Tenant",
    "User",
]
