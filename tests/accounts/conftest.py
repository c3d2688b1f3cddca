"""Browsers at addresses of their own: limits of one test must not touch another."""

import itertools
import secrets
from collections.abc import Callable

import pytest
from django.test import Client as Browser


@pytest.fixture
def browser_at() -> Callable[[], Browser]:
    """A new browser at a new address of the network each time."""
    net = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    hosts = itertools.count(1)
    return lambda: Browser(REMOTE_ADDR=f"{net}.{next(hosts)}")


@pytest.fixture
def browser(browser_at: Callable[[], Browser]) -> Browser:
    """One of them."""
    return browser_at()
