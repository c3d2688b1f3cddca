"""Limits inside a process."""

import pytest

from chatdesk.realtime import throttle
from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.throttle import Bucket, MessageLimit, Repetition


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A monotonic clock that stands still; ``clock[0] += 1`` lets a second pass."""
    now = [1000.0]
    monkeypatch.setattr(throttle.time, "monotonic", lambda: now[0])
    return now


def limit() -> MessageLimit:
    return MessageLimit(per_second=1, burst=5, per_minute=60)


def test_a_bucket_gives_its_burst_and_then_its_rate(clock: list[float]) -> None:
    bucket = Bucket(rate=2, burst=3)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    assert bucket.seconds_until() == pytest.approx(0.5)
    clock[0] += 0.5
    assert bucket.take()


def test_somebody_who_stays_below_the_limit_is_never_stopped(clock: list[float]) -> None:
    messages = limit()
    for _ in range(200):
        clock[0] += 1 / 0.9
        assert messages.wait() is None


def test_somebody_too_fast_is_told_how_long_to_wait_then_muted_then_lost(clock: list[float]) -> None:
    messages = limit()
    codes = [messages.wait() for _ in range(11)]
    assert codes[:5] == [None] * 5
    assert [answer[0] for answer in codes[5:10]] == [ErrorCode.TOO_FAST] * 5
    assert codes[10] == (ErrorCode.MUTED, MessageLimit.MUTE_SECONDS)
    assert not messages.hopeless
    clock[0] += MessageLimit.MUTE_SECONDS
    for _ in range(12):
        messages.wait()
    assert messages.hopeless


def test_the_third_same_text_is_refused_but_a_retry_is_no_repetition(clock: list[float]) -> None:
    texts = Repetition()
    assert [texts.refuses("hello", client_id) for client_id in ("a", "a", "a", "b", "c")] == [False] * 4 + [True]
    clock[0] += 31
    assert not texts.refuses("hello", "d")
