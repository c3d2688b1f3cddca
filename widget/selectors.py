"""What the loader must know of a site."""

import re
from datetime import timedelta
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone

from chatdesk.conversations.selectors import availability
from tenants.access import SiteAccess
from tenants.models import Site
from tenants.scope import tenant_scope
from widget.models import Appearance, FormCapture, SeenForm, lines_of

SEEN_FOR = 60
"""Days after which a form that nobody sent is no form of the site any more."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TOKENS = {
    "accent": ("accent", ""),
    "surface": ("surface", ""),
    "surface_dark": ("surface-dark", ""),
    "radius": ("radius", "px"),
    "size": ("size", "px"),
    "offset_x": ("x", "px"),
    "offset_y": ("y", "px"),
    "z_index": ("z", ""),
    "invitation_width": ("invite", "px"),
    "invitation_width_phone": ("invite-phone", "px"),
    "window_width": ("width", "px"),
    "window_height": ("height", "px"),
    "window_height_phone": ("sheet", ""),
}
"""Field of the appearance → public token and unit."""


def loader_settings(site: SiteAccess, *, build: str, signalled: bool = False) -> dict[str, Any]:
    """Settings for the loader; what has its default is left out, as every byte counts there.

    ``signalled``: the browser asks not to be tracked, and the site respects that.
    """
    with tenant_scope(site.tenant_id):
        look = Appearance.objects.filter(site_id=site.id).first() or Appearance()
        here = availability(department_id=site.department_id)
        forms = form_capture(site.id)
    wanted = {
        "key": site.key,
        "door": settings.DOOR_URL,
        "build": build,
        "look": _tokens(look),
        **_manners(look),
        "consent": _consent(site, signalled=signalled),
        "online": here.online,
        "forms": _readable(forms) if forms else None,
        "person": msgspec.to_builtins(here.person) if look.launcher == Appearance.Launcher.FACE else None,
    }
    return {name: value for name, value in wanted.items() if value or name == "preview"}


def form_capture(site_id: int) -> FormCapture | None:
    """What may be read of the site's forms; None: nothing. Needs a scope."""
    return FormCapture.objects.filter(site_id=site_id, enabled=True).first()


def seen_forms(site_id: int) -> list[SeenForm]:
    """Forms of the site that browsers met lately, the newest first. Needs a scope."""
    since = timezone.now() - timedelta(days=SEEN_FOR)
    return list(SeenForm.objects.filter(site_id=site_id, seen_at__gt=since).order_by("-seen_at", "-id"))


def _readable(forms: FormCapture) -> dict[str, Any]:
    """``fields`` as pairs of selector and kind."""
    pairs = [line.rpartition("=") for line in lines_of(forms.fields)]
    return {
        "only": lines_of(forms.only),
        "besides": lines_of(forms.besides),
        "fields": [[selector.strip(), kind.strip()] for selector, _, kind in pairs],
    }


def _consent(site: SiteAccess, *, signalled: bool) -> str:
    if site.consent == Site.Consent.ALWAYS:
        return Site.Consent.AFTER if signalled else ""
    return site.consent


def preview_allowed(site_id: int) -> bool:
    """Whether operators see what visitors of the site are typing. Needs a scope."""
    return not Appearance.objects.filter(site_id=site_id, preview=False).exists()


def _manners(look: Appearance) -> dict[str, Any]:
    chosen = {
        "side": look.side,
        "scheme": look.scheme,
        "launcher": look.launcher,
        "font": look.font,
        "language": look.language,
        "preview": look.preview,
    }
    defaults = Appearance()
    greetings = {"en": look.greeting_en, "ru": look.greeting_ru}
    return {
        **{name: value for name, value in chosen.items() if value != getattr(defaults, name)},
        "hide": look.hide_when_away,
        "greeting": {name: text for name, text in greetings.items() if text and look.language in (name, "auto")},
        "phone": look.phone.strip(),
        "avoid": [line.strip() for line in look.avoid.splitlines() if line.strip()],
    }


def _tokens(look: Appearance) -> str:
    """Declarations such as ``--cd-accent:#1f5c8a``; only colours and numbers come through."""
    defaults = Appearance()
    declarations = []
    for field, (token, unit) in _TOKENS.items():
        value = getattr(look, field)
        if value == getattr(defaults, field) or (isinstance(value, str) and not _COLOUR.fullmatch(value)):
            continue
        declarations.append(f"--cd-{token}:{value}{unit}")
    return ";".join(declarations)
