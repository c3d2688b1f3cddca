"""Forms of the site that visitors sent: everything that the browser says is looked at again (D25)."""

from urllib.parse import urlsplit

from chatdesk.realtime.allowance import Allowance
from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.from_visitor import VisitorForm, VisitorFormSeen
from chatdesk.realtime.redis import REDIS_AWAY
from chatdesk.visitors.addresses import origin_allowed
from chatdesk.visitors.contact_points.services import CONSENTING, Sighting, record_contacts
from chatdesk.visitors.models import ContactPoint
from chatdesk.visitors.selectors import latest_visit
from tenants.access import SiteAccess
from tenants.scope import tenant_scope
from widget.selectors import form_capture
from widget.services import note_form

FORMS = Allowance("forms", most=10)
"""Of one visitor in an hour; nobody sends more by hand."""
FORMS_SEEN = Allowance("forms seen", most=30)
"""Of one visitor in an hour: a tab tells each form once."""


def take_form(site: SiteAccess, visitor_id: int, frame: VisitorForm) -> None:
    """Writes down the contacts of a form; raises Refusal if the site or the visitor does not let it be read."""
    if not _allowed(FORMS, site, visitor_id, frame.client_id):
        raise Refusal("Too many forms.", code=ErrorCode.TOO_MANY)
    with tenant_scope(site.tenant_id):
        allowed = form_capture(site.id)
        visit = latest_visit(visitor_id)
        if allowed is None or visit.consent not in CONSENTING:
            raise Refusal("Forms are not read here.", code=ErrorCode.NOT_FOUND)
        seen = Sighting(
            ContactPoint.Origin.FORM,
            page=frame.page if _is_on(site, frame.page) else "",
            form=frame.form,
            region=allowed.region,
        )
        found = [(field.kind, field.value) for field in frame.fields]
        if not record_contacts(visitor_id=visitor_id, found=found, seen=seen):
            raise Refusal("There is no contact in this form.", code=ErrorCode.BAD_TEXT)


def take_form_seen(site: SiteAccess, visitor_id: int, frame: VisitorFormSeen) -> None:
    """Notes how a form of the site is made; raises Refusal if forms are not read, or the page is none of the site."""
    if not _allowed(FORMS_SEEN, site, visitor_id, frame.selector):
        raise Refusal("Too many forms.", code=ErrorCode.TOO_MANY)
    if not _is_on(site, frame.page):
        raise Refusal("This page is not on the site.", code=ErrorCode.NOT_FOUND)
    with tenant_scope(site.tenant_id):
        if form_capture(site.id) is None or latest_visit(visitor_id).consent not in CONSENTING:
            raise Refusal("Forms are not read here.", code=ErrorCode.NOT_FOUND)
        note_form(site_id=site.id, selector=frame.selector, page=frame.page, fields=frame.fields)


def _allowed(allowance: Allowance, site: SiteAccess, visitor_id: int, mark: str) -> bool:
    """A contact is not lost because Redis is away."""
    try:
        return allowance.take(site.tenant_id, visitor_id, mark)
    except REDIS_AWAY:
        return True


def _is_on(site: SiteAccess, page: str) -> bool:
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return origin_allowed(f"{parts.scheme}://{parts.netloc}", site.domains)
