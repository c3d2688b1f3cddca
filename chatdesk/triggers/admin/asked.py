"""What a script of the builder asks for."""

import json
from typing import Any

from django.http import HttpRequest

MOST_BYTES = 100_000
"""Of a rule that is read back."""


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """What was asked for: the query of a GET, the JSON of a POST; empty if it is no such."""
    if request.method == "GET":
        return request.GET.dict()
    try:
        asked = json.loads(request.body if len(request.body) <= MOST_BYTES else b"")
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}
