"""Limits that hold for all processes together."""

import secrets
import threading

import pytest
from redis.exceptions import ConnectionError as Away

from chatdesk.realtime import allowance
from chatdesk.realtime.allowance import Allowance
from chatdesk.realtime.redis import REDIS_AWAY, sync_redis


@pytest.fixture
def three(database: None) -> Allowance:
    """Three an hour, of something that no other test counts."""
    return Allowance(secrets.token_hex(8), most=3)


def test_as_many_as_are_allowed_and_no_more(three: Allowance) -> None:
    assert [three.take(1, "anna") for _ in range(5)] == [True] * 3 + [False] * 2
    assert not three.is_left(1, "anna")


def test_asking_takes_nothing(three: Allowance) -> None:
    assert all(three.is_left(1, "anna") for _ in range(9))
    assert three.take(1, "anna")


def test_the_same_thing_told_again_counts_once_even_when_none_is_left(three: Allowance) -> None:
    assert all(three.take(1, "anna", mark) for mark in ("a", "a", "a", "b", "c"))
    assert not three.take(1, "anna", "d")
    assert three.take(1, "anna", "a")


def test_every_client_and_everybody_has_an_own_count(three: Allowance) -> None:
    for _ in range(3):
        assert three.take(1, "anna")
    assert three.take(2, "anna")
    assert three.take(1, "olga")


def test_what_is_older_than_the_time_does_not_count_and_is_not_kept(three: Allowance) -> None:
    key = f"allowance:{three.name}:1:anna"
    sync_redis().zadd(key, dict.fromkeys("abc", 1.0))
    assert three.is_left(1, "anna")
    assert three.take(1, "anna", "d")
    assert sync_redis().zrange(key, 0, -1) == [b"d"]
    assert 0 < sync_redis().ttl(key) <= three.seconds


def test_processes_that_take_at_the_same_time_take_no_more(three: Allowance) -> None:
    taken: list[bool] = []
    threads = [threading.Thread(target=lambda: taken.append(three.take(1, "anna"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(True) == three.most


def test_without_redis_the_caller_decides(three: Allowance, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise Away

    monkeypatch.setattr(allowance, "sync_redis", away)
    for ask in (three.take, three.is_left):
        with pytest.raises(REDIS_AWAY):
            ask(1, "anna")
