"""Is this process alive, and can it do its work? For supervisors and load balancers."""

from django.core.cache import cache
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return HttpResponse("alive", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when PostgreSQL and Redis answer; otherwise 503 and the name of what is missing."""
    missing = [name for name, answers in (("database", _database), ("redis", _redis)) if not answers()]
    if missing:
        return HttpResponse("waits for " + ", ".join(missing), status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def _redis() -> bool:
    try:
        cache.get("readyz")
    except RedisError:
        return False
    return True
