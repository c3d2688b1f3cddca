"""From a request to a reply, without sockets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

from demo.shop.account import PATH
from demo.shop.customers import CUSTOMERS, Customer, set_cookie
from demo.shop.forms import CHECKOUT, LETTER, mistakes
from demo.shop.settings import Door
from demo.shop.sites import Shown, addresses, corrected, not_found, of_customer, quoted
from demo.shop.static_files import static_files
from demo.shop.widget import widget_tags

HTML = "text/html; charset=utf-8"
FORMS = {"checkout/": CHECKOUT, "contacts/": LETTER}


@dataclass(frozen=True)
class Request:
    """What was asked: `form` is empty unless something was posted."""

    path: str
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    customer: Customer | None = None
    """Who is logged in."""


@dataclass(frozen=True)
class Reply:
    """What is sent back. `location` is set for redirects, `cookie` when somebody logs in or out."""

    status: HTTPStatus
    body: bytes = b""
    content_type: str = HTML
    location: str = ""
    cookie: str = ""


def get(request: Request, door: Door) -> Reply:
    """A file, a page, the way to a page whose slash was left out, or the page for nothing."""
    file = static_files().get(request.path)
    if file:
        return Reply(HTTPStatus.OK, file.body, file.content_type)
    if request.path + "/" in addresses():
        return Reply(HTTPStatus.MOVED_PERMANENTLY, location=request.path + "/")
    return _page(_shown(request), request, door)


def post(request: Request, door: Door) -> Reply:
    """Take a form, keep nothing of it, and go to the thanks page (or show what is wrong)."""
    if request.path.endswith(f"/{PATH}") and request.path in addresses():
        return _let_in(request)
    fields = next((FORMS[name] for name in FORMS if request.path.endswith(f"/{name}")), None)
    if fields is None or request.path not in addresses():
        return _page(not_found(request.path), request, door)
    wrong = mistakes(fields, request.form)
    if wrong:
        return _page(corrected(request.path, request.form, wrong), request, door)
    return Reply(HTTPStatus.SEE_OTHER, location=request.path + "thanks/")


def _let_in(request: Request) -> Reply:
    customer = CUSTOMERS.get(request.form.get("customer", ""))
    query = f"?{urlencode(request.query)}" if request.query else ""
    return Reply(HTTPStatus.SEE_OTHER, location=request.path + query, cookie=set_cookie(customer))


def _shown(request: Request) -> Shown:
    if request.path.endswith(f"/{PATH}") and request.path in addresses():
        return of_customer(request.path, request.customer)
    if request.path.endswith("/contacts/") and request.query.get("about"):
        return quoted(request.path, about_slug=request.query["about"])
    return addresses().get(request.path) or not_found(request.path)


def _page(shown: Shown, request: Request, door: Door) -> Reply:
    document = shown.frame(widget_tags(shown.site, request.query, door, request.customer))
    return Reply(shown.status, document.encode())
