"""Limits inside one process: 0.2 µs a question, no I/O. Figures: HARDENING 4.1."""

import time
from dataclasses import dataclass, field

from chatdesk.realtime.codes import ErrorCode


@dataclass(slots=True)
class Bucket:
    """A token bucket: ``rate`` tokens a second, at most ``burst`` saved up."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    filled_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.burst
        self.filled_at = time.monotonic()

    def take(self, amount: float = 1.0) -> bool:
        """Takes tokens if there are enough."""
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        if self.tokens < amount:
            return False
        self.tokens -= amount
        return True

    def seconds_until(self, amount: float = 1.0) -> float:
        """How long until ``amount`` tokens will be there."""
        return max(0.0, (amount - self.tokens) / self.rate)


class Repetition:
    """Refuses the same text for the third time within half a minute; a retry of the same message is no repetition."""

    WINDOW_SECONDS = 30.0
    TIMES = 3
    REMEMBERED = 20

    def __init__(self) -> None:
        self._recent: list[tuple[float, int, str]] = []

    def refuses(self, text: str, client_id: str) -> bool:
        """Notes the message; True if its text came too often."""
        now = time.monotonic()
        self._recent = [*self._recent[-self.REMEMBERED + 1 :], (now, hash(text), client_id)]
        same = {seen for at, mark, seen in self._recent if mark == hash(text) and now - at < self.WINDOW_SECONDS}
        return len(same) >= self.TIMES


class MessageLimit:
    """How fast one socket may send messages; who goes on too fast is muted, then shown the door."""

    MUTE_SECONDS = 30.0
    WARNINGS = 5

    def __init__(self, *, per_second: float, burst: float, per_minute: float) -> None:
        self._second = Bucket(per_second, burst)
        self._minute = Bucket(per_minute / 60, per_minute)
        self._warnings = 0
        self._muted_until = 0.0
        self._mutes = 0

    @property
    def hopeless(self) -> bool:
        """Muted twice: the socket is to be closed."""
        return self._mutes > 1

    def wait(self) -> tuple[ErrorCode, float] | None:
        """None if a message may pass; else the code and the seconds to wait."""
        now = time.monotonic()
        if now < self._muted_until:
            return ErrorCode.MUTED, self._muted_until - now
        if self._minute.tokens >= 1 and self._second.take() and self._minute.take():
            self._warnings = max(0, self._warnings - 1)
            return None
        self._warnings += 1
        if self._warnings > self.WARNINGS:
            self._mute(now)
            return ErrorCode.MUTED, self.MUTE_SECONDS
        return ErrorCode.TOO_FAST, max(self._second.seconds_until(), self._minute.seconds_until(), 0.1)

    def _mute(self, now: float) -> None:
        self._muted_until = now + self.MUTE_SECONDS
        self._warnings = 0
        self._mutes += 1
