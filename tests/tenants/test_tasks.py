"""Whose rows a background task may touch."""

from pathlib import Path

import pytest
from celery import Celery, Task
from django.conf import LazySettings
from django.db import connection

from chatdesk.celery import app, every_task_says_whose_rows_it_touches
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.tasks import finish_silent
from chatdesk.settings.celery import broker_url
from ground.ports import Ports
from ground.stack import commands
from tenants.models import Site
from tenants.scope import TenantScopeError, current_tenant_id, tenant_scope
from tenants.tasks import AccountMail, Housekeeping, SteppedTenantTask, TenantTask, own_tasks, unscoped
from tests.isolation.marks import superuser
from tests.world import World


@pytest.fixture
def own_app() -> Celery:
    """An application of its own, without the product's tasks."""
    return Celery("own", broker="memory://", set_as_current=False)


def test_every_task_of_the_product_says_whose_rows_it_touches() -> None:
    assert every_task_says_whose_rows_it_touches(None) == []
    kinds = {name: type(task).__mro__[1].__name__ for name, task in own_tasks(app.tasks).items()}
    assert kinds == {
        "chatdesk.conversations.tasks.find_silent": "Housekeeping",
        "chatdesk.conversations.tasks.finish_silent": "TenantTask",
        "chatdesk.retention.tasks.find_outdated": "Housekeeping",
        "chatdesk.retention.tasks.forget": "SteppedTenantTask",
        "chatdesk.triggers.tasks.evaluate": "TenantTask",
        "chatdesk.triggers.tasks.look_again": "TenantTask",
        "chatdesk.triggers.tasks.replay": "SteppedTenantTask",
        "chatdesk.triggers.tasks.tick": "Housekeeping",
        "crm_sync.tasks.deliver": "SteppedTenantTask",
        "crm_sync.tasks.sweep": "Housekeeping",
        "tenants.account_mail.password_link": "AccountMail",
        "tenants.account_mail.welcome": "AccountMail",
    }


def test_every_entry_of_the_timetable_is_housekeeping_with_an_end() -> None:
    every_task_says_whose_rows_it_touches(None)
    for entry in app.conf.beat_schedule.values():
        assert isinstance(app.tasks[entry["task"]], Housekeeping)
        assert entry["options"]["expires"] > 0


def test_a_task_that_does_not_say_it_is_found(own_app: Celery) -> None:
    @own_app.task(shared=False, name="own.careless")
    def careless() -> None:
        """Says nothing."""

    assert unscoped(own_app.tasks) == ["own.careless"]


@pytest.mark.parametrize("base", [TenantTask, SteppedTenantTask])
def test_a_clients_task_without_the_client_is_refused_when_it_is_written(own_app: Celery, base: type[Task]) -> None:
    with pytest.raises(TypeError, match="tenant_id"):

        @own_app.task(shared=False, base=base, lazy=False)
        def careless(visit_id: int) -> None:
            """Forgets the client."""


def test_a_clients_task_runs_in_that_clients_scope(world: World, own_app: Celery) -> None:
    @own_app.task(shared=False, base=TenantTask)
    def sites(tenant_id: int) -> list[int]:
        assert current_tenant_id() == tenant_id
        return list(Site.objects.values_list("id", flat=True))

    assert sites(world.ours.id) == [world.ours.site.id]
    assert sites(world.foreign.id) == [world.foreign.site.id]
    with pytest.raises(TenantScopeError):
        current_tenant_id()


def test_a_clients_task_that_fails_leaves_nothing(world: World, own_app: Celery) -> None:
    @own_app.task(shared=False, base=TenantTask)
    def rename(tenant_id: int) -> None:
        Site.objects.update(name="Half")
        raise ZeroDivisionError

    @own_app.task(shared=False, base=TenantTask)
    def names(tenant_id: int) -> list[str]:
        return list(Site.objects.values_list("name", flat=True))

    with pytest.raises(ZeroDivisionError):
        rename(world.ours.id)
    assert names(world.ours.id) == ["Shop"]


@pytest.mark.parametrize("base", [Housekeeping, SteppedTenantTask, AccountMail])
def test_outside_a_scope_no_clients_rows_are_in_reach(world: World, own_app: Celery, base: type[Task]) -> None:
    @own_app.task(shared=False, base=base)
    def peek(tenant_id: int) -> int:
        return Conversation.objects.count()

    with pytest.raises(TenantScopeError):
        peek(world.ours.id)


@pytest.mark.parametrize(
    ("redis_url", "broker"),
    [
        ("unix:///run/redis.sock?db=3", "redis+socket:///run/redis.sock?virtual_host=3"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("redis://localhost:6379/1", "redis://localhost:6379/1"),
        ("rediss://:word@cache.example:6380/0", "rediss://:word@cache.example:6380/0"),
    ],
)
def test_the_broker_is_the_same_redis(redis_url: str, broker: str) -> None:
    assert broker_url(redis_url) == broker


def test_a_waiting_mail_is_given_to_no_second_worker() -> None:
    longest = AccountMail.retry_backoff_max + app.conf.task_time_limit
    assert longest < app.conf.broker_transport_options["visibility_timeout"]


def test_a_silent_mail_server_is_given_up_before_the_task_is(settings: LazySettings) -> None:
    assert app.conf.task_soft_time_limit > settings.EMAIL_TIMEOUT


def test_the_worker_takes_from_every_queue_that_is_filled() -> None:
    worker = commands(Ports(1), Path())["worker"]
    taken = set(worker[worker.index("-Q") + 1].split(","))
    assert taken == {app.conf.task_default_queue} | {route["queue"] for route in app.conf.task_routes.values()}


def test_a_task_after_a_restart_of_the_database_finds_it(world: World) -> None:
    with tenant_scope(world.ours.id):
        broken = connection.connection.info.backend_pid
    with superuser() as server:
        server.execute("select pg_terminate_backend(%s)", [broken])
    finish_silent.apply([world.ours.id]).get()
    assert connection.connection.info.backend_pid != broken
