"""What the product answers to, asked of its own registries: nothing here is written down by hand."""

import re
from collections.abc import Iterator
from typing import Any

from channels.routing import URLRouter
from django.apps import apps
from django.contrib.admin import site
from django.core.management import get_commands
from django.db import models
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.module_loading import autodiscover_modules

from chatdesk.asgi import desk, door
from chatdesk.celery import app as celery
from chatdesk.realtime.frames.base import Frame
from operators.consumers import OperatorConsumer
from tenants.tasks import own_tasks
from widget.consumers import VisitorConsumer

OWN_APPS = (
    "tenants",
    "realtime",
    "visitors",
    "letters",
    "polls",
    "conversations",
    "triggers",
    "transcripts",
    "widget",
    "operators",
    "crm_sync",
)
CONSUMERS = {"visitor": VisitorConsumer, "operator": OperatorConsumer}


def urls() -> list[str]:
    """Every address as a template: ``admin/tenants/site/{object_id}/change/``."""
    return sorted(_walk(get_resolver(), ""))


def _walk(resolver: Any, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = prefix + _template(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path)
        else:
            yield path


def _template(pattern: Any) -> str:
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern))
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", str(pattern))
    return named.removeprefix("^").removesuffix("$").replace("\\.", ".")


def parameters(template: str) -> list[str]:
    """Names in braces."""
    return re.findall(r"{(\w+)}", template)


def socket_routes() -> set[tuple[str, str, str]]:
    """Process, address and consumer of every socket."""
    return {
        (name, str(route.pattern), route.callback.consumer_class.__name__)
        for name, process in (("desk", desk), ("door", door))
        for route in _router(process).routes
    }


def _router(process: Any) -> URLRouter:
    router: URLRouter = process.application_mapping["websocket"]
    return router


def frames(side: str) -> dict[str, type[Frame]]:
    """Types of frames that a socket takes, by their name."""
    return {kind.__struct_config__.tag: kind for kind in CONSUMERS[side].handlers}


def decoded(side: str) -> set[str]:
    """Names of the frames that a socket's decoder knows."""
    union: Any = CONSUMERS[side].decoder.type
    return {kind.__struct_config__.tag for kind in union.__args__}


def tasks() -> dict[str, Any]:
    """The project's background tasks."""
    autodiscover_modules("tasks")
    return own_tasks(celery.tasks)


def commands() -> set[str]:
    """The project's management commands."""
    names = {config.name for config in map(apps.get_app_config, OWN_APPS)}
    return {name for name, package in get_commands().items() if package in names}


def admin_pages() -> dict[str, Any]:
    """Admin pages by their model's label."""
    return {model._meta.label: page for model, page in site._registry.items()}


def own_models() -> list[type[models.Model]]:
    """Every model of the project."""
    return [model for label in OWN_APPS for model in apps.get_app_config(label).get_models()]
