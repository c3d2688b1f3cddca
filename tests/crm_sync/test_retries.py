"""When to try again, alone."""

from hypothesis import given
from hypothesis import strategies as st

from crm_sync.retries import (
    FIRST_DELAY_SECONDS,
    LONGEST_DELAY_SECONDS,
    LONGEST_REST_SECONDS,
    Verdict,
    delay_after,
    rest_after,
    verdict,
)


@given(st.integers(1, 10_000), st.floats(0, 1e7))
def test_a_delay_has_its_bounds(failures: int, retry_after: float) -> None:
    delay = delay_after(failures, retry_after=retry_after)
    ceiling = min(FIRST_DELAY_SECONDS * 2 ** min(failures, 40), LONGEST_DELAY_SECONDS)
    asked = min(retry_after, LONGEST_DELAY_SECONDS)
    assert max(1.0, asked) <= delay <= max(ceiling, asked)


@given(st.integers(1, 20))
def test_delays_differ_so_that_deliveries_do_not_come_back_together(failures: int) -> None:
    assert len({delay_after(failures) for _ in range(20)}) > 15


@given(st.floats(1, 1e6), st.floats(0, 1e6))
def test_a_connection_rests_no_longer_than_it_must(delay: float, retry_after: float) -> None:
    rest = rest_after(delay, retry_after=retry_after)
    assert rest <= max(delay, LONGEST_REST_SECONDS, min(retry_after, LONGEST_DELAY_SECONDS))
    assert rest >= min(retry_after, LONGEST_DELAY_SECONDS)


def test_only_a_2xx_is_a_delivery_and_only_gone_stops() -> None:
    assert [status for status in range(100, 600) if verdict(status) is Verdict.DELIVERED] == list(range(200, 300))
    assert [status for status in range(100, 600) if verdict(status) is Verdict.STOP] == [410]
    assert verdict(None) is Verdict.AGAIN
