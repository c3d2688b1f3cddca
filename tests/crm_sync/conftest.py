"""A receiver, and nobody else who delivers."""

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from crm_sync.tasks import deliver


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The clients whose task was woken; a running worker is not."""
    tenant_ids: list[int] = []
    monkeypatch.setattr(deliver, "delay", tenant_ids.append)
    return tenant_ids


@pytest.fixture
def receiver(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """A receiver that the installation names."""
    settings.CRM_LOCAL_RECEIVERS = [f"localhost:{httpserver.port}"]
    return httpserver
