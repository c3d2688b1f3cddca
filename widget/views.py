"""What a page loads from the visitor door: loader, versioned files, operators' faces. All public, without cookies."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from chatdesk.visitors.consent import signalled
from tenants.access import face_of, site_by_key
from widget import files
from widget.encodings import chosen
from widget.loader import rendered_loader

SCRIPT = "text/javascript; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=60"


@require_safe
def loader(request: HttpRequest, key: str) -> HttpResponse:
    """``/w/<site key>.js``. An unknown key gets 404 and an empty script: the page goes on without a chat."""
    site = site_by_key(key)
    if site is None:
        return _open(HttpResponse(b"/* chatdesk: no such site */", status=404, content_type=SCRIPT), SHORTLY)
    script = rendered_loader(site, signalled=site.respects_signals and signalled(_signals(request)))
    response = _open(_encoded(request, script.encoded, script.digest), SHORTLY)
    if site.respects_signals:
        patch_vary_headers(response, ["DNT", "Sec-GPC"])
    return response


@require_safe
def versioned(request: HttpRequest, address: str) -> HttpResponse:
    """``/w/a/<version>/<name>.js``."""
    try:
        encoded = files.versioned(address)
    except FileNotFoundError:
        return _open(HttpResponse(b"", status=404, content_type=SCRIPT), "no-store")
    return _open(_encoded(request, encoded, address.partition("/")[0]), FOR_EVER)


@require_safe
def face(request: HttpRequest, member: str, digest: str) -> HttpResponse:
    """``/w/face/<member>-<digest>.png``."""
    found = face_of(uuid.UUID(member))
    if found is None or found[1] != digest:
        return _open(HttpResponse(b"", status=404, content_type="text/plain"), SHORTLY)
    return _open(HttpResponse(found[0], content_type="image/png"), FOR_EVER)


def _signals(request: HttpRequest) -> dict[bytes, bytes]:
    return {name.encode(): request.headers.get(name, "").encode() for name in ("dnt", "sec-gpc")}


def _encoded(request: HttpRequest, encoded: Mapping[str, bytes], digest: str) -> HttpResponse:
    """The script as this browser takes it, or 304; an ETag names one encoding of one content (RFC 9110, 8.8.3)."""
    encoding = chosen(request.headers.get("Accept-Encoding", ""), encoded)
    response = HttpResponse(encoded[encoding], content_type=SCRIPT)
    if encoding != "identity":
        response["Content-Encoding"] = encoding
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = f'"{digest}-{encoding}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _open(response: HttpResponse, caching: str) -> HttpResponse:
    """For every page on earth to load."""
    response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    response["Timing-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
