"""The static gate: PostgreSQL's own catalogue says that every table is locked."""

from django.core.management import call_command

from tenants.gate import findings
from tests.isolation.locks import second_lock_off


def test_the_database_has_no_hole(database: None) -> None:
    assert findings() == []
    call_command("check_isolation")


def test_the_gate_sees_a_table_that_is_not_locked(database: None) -> None:
    with second_lock_off():
        assert any("row level security is off" in finding for finding in findings())
