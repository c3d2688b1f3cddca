"""The inventory is complete: what the registries know stands in it, and nothing else."""

from collections.abc import Iterator

import pytest

from tests.isolation import inventory, registries


def admin_urls() -> Iterator[str]:
    """Addresses of the admin's pages as the inventory has them."""
    for label in inventory.ADMIN:
        app, model = label.lower().split(".")
        yield from (f"admin/{app}/{model}/{rest}" for rest in inventory.ADMIN_ADDRESSES)


def test_every_url_is_in_the_inventory() -> None:
    assert set(registries.urls()) == inventory.URLS.keys() | set(admin_urls())


def test_every_admin_page_is_in_the_inventory() -> None:
    assert registries.admin_pages().keys() == inventory.ADMIN.keys()


def test_every_admin_action_is_in_the_inventory() -> None:
    pages = registries.admin_pages()
    site = next(iter(pages.values())).admin_site
    actions = {label: {name for _, name, _ in page._get_base_actions()} for label, page in pages.items()}
    assert {label: names for label, names in actions.items() if names} == inventory.ADMIN_ACTIONS
    assert dict(site.actions) == {}


def test_every_socket_is_in_the_inventory() -> None:
    assert registries.socket_routes() == inventory.SOCKETS


@pytest.mark.parametrize("side", ["visitor", "operator"])
def test_every_frame_is_in_the_inventory_and_has_a_handler(side: str) -> None:
    assert registries.frames(side).keys() == registries.decoded(side) == inventory.FRAMES[side]


def test_every_task_is_in_the_inventory() -> None:
    assert registries.tasks().keys() == inventory.TASKS.keys()


def test_every_management_command_is_in_the_inventory() -> None:
    assert registries.commands() == inventory.COMMANDS
