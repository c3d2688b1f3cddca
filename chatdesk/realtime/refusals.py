"""Counts refused frames; writes at most one log line a second, however many there are."""

import time
from collections import Counter

import structlog

log = structlog.get_logger()


class RefusalLog:
    """One per process: how often each refusal happened since the last line."""

    EVERY_SECONDS = 1.0

    def __init__(self) -> None:
        self.total = 0
        self._since_line: Counter[str] = Counter()
        self._line_at = 0.0

    def note(self, code: str) -> None:
        """One more frame was refused."""
        self.total += 1
        self._since_line[code] += 1
        now = time.monotonic()
        if now - self._line_at >= self.EVERY_SECONDS:
            log.info("frames_refused", total=self.total, **self._since_line)
            self._since_line.clear()
            self._line_at = now


refusals = RefusalLog()
