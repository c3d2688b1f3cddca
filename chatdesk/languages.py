"""In which language a request is answered, as Django finds it; files that are the same in all of them say so."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

SPEECHLESS = frozenset({"widget"})
"""Names of URL spaces whose answers depend on nobody's language: a cache keeps one copy of each, not one a language."""


class SpokenLanguage(LocaleMiddleware):
    """As Django's, but for answers without words."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Without ``Vary: Accept-Language`` and ``Content-Language`` where they would be untrue."""
        match = request.resolver_match
        if match is not None and match.app_name in SPEECHLESS:
            return response
        return super().process_response(request, response)
