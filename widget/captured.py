"""Forms of the site that visitors sent: everything that the browser says is looked at again (D25)."""

from collections import OrderedDict
from urllib.parse import urlsplit

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.from_visitor import VisitorForm
from chatdesk.realtime.throttle import Bucket
from chatdesk.visitors.addresses import origin_allowed
from chatdesk.visitors.contact_points.services import CONSENTING, Sighting, record_contacts
from chatdesk.visitors.models import ContactPoint
from chatdesk.visitors.selectors import latest_visit
from tenants.access import SiteAccess
from tenants.scope import tenant_scope
from widget.selectors import form_capture

AN_HOUR = 10
"""Forms of one visitor; nobody sends more by hand."""
MOST_REMEMBERED = 20_000


class Pace:
    """How many forms each visitor has sent lately, in this process; the same one twice counts once."""

    def __init__(self) -> None:
        self._left: OrderedDict[int, tuple[Bucket, set[str]]] = OrderedDict()

    def allows(self, visitor_id: int, client_id: str) -> bool:
        """Takes a form if there is one left."""
        bucket, known = self._left.setdefault(visitor_id, (Bucket(AN_HOUR / 3600, AN_HOUR), set()))
        self._left.move_to_end(visitor_id)
        if len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        if client_id in known:
            return True
        if not bucket.take():
            return False
        known.add(client_id)
        if len(known) > 2 * AN_HOUR:
            known.pop()
        return True


pace = Pace()


def take_form(site: SiteAccess, visitor_id: int, frame: VisitorForm) -> None:
    """Writes down the contacts of a form; raises Refusal if the site or the visitor does not let it be read."""
    if not pace.allows(visitor_id, frame.client_id):
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


def _is_on(site: SiteAccess, page: str) -> bool:
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return origin_allowed(f"{parts.scheme}://{parts.netloc}", site.domains)
