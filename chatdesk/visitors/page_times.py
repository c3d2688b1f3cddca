"""How long pages were looked at. Pure."""

from collections.abc import Sequence
from datetime import datetime

from chatdesk.visitors.models import PageView, Visit


def seconds_spent(visit: Visit, views: Sequence[PageView], until: datetime) -> list[int]:
    """Whole seconds in the foreground of each of a visit's last pages, oldest first; ``until`` now or its end.

    A page that never told, as its line broke, counts until the next one was opened.
    """
    ends = [*(view.at for view in views[1:]), until][: len(views)]
    return [int(_seconds(visit, view, end, until)) for view, end in zip(views, ends, strict=True)]


def _seconds(visit: Visit, view: PageView, end: datetime, until: datetime) -> float:
    if view.id == visit.page_view and visit.away_since is None and visit.page_at is not None:
        return visit.seconds_in_front(visit.page_at, until)
    return view.seconds if view.seconds is not None else max(0.0, (end - view.at).total_seconds())
