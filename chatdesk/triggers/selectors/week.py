"""How far questions and the open window got with a site's visitors lately; needs a scope. Two statements."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from chatdesk.triggers.models import Invitation
from chatdesk.triggers.questions.reached import Week
from chatdesk.triggers.questions.tone import is_generic

LONGEST_VISIT = timedelta(days=1)
"""Longer ones are found by their index no more."""
_OPENED = """
select count(*), count(*) filter (where written.first is not null), count(*) filter (where written.second is not null),
    percentile_cont(0.5) within group (order by extract(epoch from written.second - v.window_opened_at))
from visitors_visit v
join visitors_visitor r on r.tenant_id = v.tenant_id and r.id = v.visitor_id
cross join lateral (
    select (array_agg(w.created_at order by w.seq))[1] as first, (array_agg(w.created_at order by w.seq))[2] as second
    from (
        select l.seq, l.created_at
        from conversations_conversation c
        join conversations_message l on l.tenant_id = c.tenant_id and l.conversation_id = c.id
        where c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id and l.sender = 1
            and l.created_at >= v.window_opened_at
            and l.created_at <= greatest(v.last_at, v.window_opened_at) + interval '30 minutes'
        order by l.created_at limit 2) w
) written
where r.site_id = %s and v.window_opened_at > %s and v.last_at > %s
"""


def week_of(site_id: int, *, days: int) -> Week:
    """Of so many days until now."""
    since = timezone.now() - timedelta(days=days)
    with connection.cursor() as cursor:
        cursor.execute(_OPENED, [site_id, since, since - LONGEST_VISIT])
        opened, wrote, chats, seconds = cursor.fetchone()
    return Week(*_shown(site_id, since), opened, wrote, chats, seconds)


def _shown(site_id: int, since: datetime) -> tuple[int, int]:
    """Questions that stood on screens, and how many of them were greetings."""
    seen = Invitation.objects.filter(trigger__site_id=site_id, shown_at__gt=since).exclude(text="")
    counted = list(seen.order_by().values_list("text").annotate(n=Count("id")))
    return sum(count for _text, count in counted), sum(count for text, count in counted if is_generic(text))
