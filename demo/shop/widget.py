"""The widget's tag on a page, and the policy that lets it, and nothing else from outside, run."""

from collections.abc import Mapping

from demo.shop.customers import Customer, signed_identity
from demo.shop.markup import NOTHING, Html, fill, joined
from demo.shop.settings import REACTOR_AND_MATCH, SITE_KEY, DemoSite, Door


def widget_tags(site: DemoSite, query: Mapping[str, str], door: Door, customer: Customer | None = None) -> Html:
    """The one tag of `site`; for measurements `?widget=off`, `?twice=1` and `?site=<key>` change it.

    Before it stands who is logged in at Reactor & Match, signed.
    """
    if query.get("widget") == "off":
        return NOTHING
    asked_key = query.get("site", "")
    key = asked_key if SITE_KEY.fullmatch(asked_key) else site.key
    tag = fill("widget.html", src=door.script_url(site_key=key))
    tags = [tag, tag] if query.get("twice") == "1" else [tag]
    if customer and site is REACTOR_AND_MATCH:
        tags.insert(0, fill("identity.html", token=signed_identity(customer, site_key=key)))
    return joined(tags)


def content_security_policy(door: Door) -> str:
    """As strict as a careful client's: own files, the visitor door, no inline script or style."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {door.origin}",
        "connect-src": f"'self' {door.origin} {door.socket_origin}",
        "img-src": f"'self' data: {door.origin}",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
