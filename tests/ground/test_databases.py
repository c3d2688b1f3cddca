"""Addresses of databases for each role."""

import pytest

from ground.databases import for_role


@pytest.mark.parametrize(
    ("admin", "expected"),
    [
        ("postgresql://postgres@/postgres?host=/s", "postgresql://chatdesk_app@/chatdesk?host=/s"),
        ("postgresql:///postgres?host=/s", "postgresql://chatdesk_app@/chatdesk?host=/s"),
        (
            "postgres://admin:a%40b@db:5433/x?sslmode=require",
            "postgres://chatdesk_app@db:5433/chatdesk?sslmode=require",
        ),
    ],
)
def test_only_the_user_and_the_database_are_exchanged(admin: str, expected: str) -> None:
    assert for_role(admin, "chatdesk_app", "chatdesk", None) == expected


def test_a_password_with_every_awkward_character_survives() -> None:
    url = for_role("postgresql://admin@db/postgres", "chatdesk_app", "chatdesk", "a/b@c:d e?")
    assert url == "postgresql://chatdesk_app:a%2Fb%40c%3Ad%20e%3F@db/chatdesk"
