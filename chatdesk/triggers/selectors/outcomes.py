"""What became of those who were asked and of those who were not; needs a scope.

Everybody counts once for each rule: in the group and from the moment of the first question, asked or held back. What
a visitor did is looked for in the same way in all groups, whether the question led to it or not. Only conversations
that an operator began by hand count in none: nobody in the control group is invited so. Four statements, for one rule
as for all of them; a fifth for the way of one rule's visitors to their second message.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from chatdesk.realtime.texts import mask_cards
from chatdesk.triggers.engine.comparing import Outcome, Outcomes
from chatdesk.triggers.models import Goal, Tally
from chatdesk.triggers.questions.branches import branch_of
from chatdesk.triggers.questions.second_messages import Answer
from chatdesk.visitors.contacts import email_in, phone_in

DAYS = 7
"""Within which a chat or a contact counts."""
STAFF_MARK = "chatdesk_staff"
"""A page with this parameter in its address: the browser is one of the team's and is left out."""
STAFF_PAGE = f"[?&]{STAFF_MARK}="
"""Such a page, as an expression."""

_MOMENTS = """
with firsts as materialized (
    select distinct on (i.trigger_id, v.visitor_id)
        i.tenant_id, i.id, i.trigger_id, i.variant, i.state, i.shown_at, i.clicked_at, i.begun_at, i.finished_at,
        i.created_at as at, v.visitor_id, i.visit_id, i.tallied
    from triggers_invitation i
    join visitors_visit v on v.tenant_id = i.tenant_id and v.id = i.visit_id
    join visitors_visitor u on u.tenant_id = v.tenant_id and u.id = v.visitor_id and not u.is_team
    join triggers_trigger t on t.tenant_id = i.tenant_id and t.id = i.trigger_id
    where i.trigger_id = any(%(rules)s) and i.created_at >= coalesce(t.counted_since, '-infinity')
        and not exists (
            select from visitors_visit w
            join visitors_pageview p on p.tenant_id = w.tenant_id and p.visit_id = w.id
            where w.tenant_id = v.tenant_id and w.visitor_id = v.visitor_id and p.url ~ %(staff)s)
        and (%(visits)s::bigint[] is null or v.visitor_id in (
            select o.visitor_id from visitors_visit o where o.id = any(%(visits)s)))
    order by i.trigger_id, v.visitor_id, i.id),
moments as materialized (
    select * from firsts f where not f.tallied and (%(visits)s::bigint[] is null or f.visit_id = any(%(visits)s))),
by_hand as (
    select tenant_id, conversation_id from triggers_invitation where trigger_id is null and conversation_id is not null)
"""
_COUNTS = """
select trigger_id, variant, count(*), count(shown_at),
    count(clicked_at), count(*) filter (where state = 'dismissed'), count(*) filter (where state = 'answered'),
    count(*) filter (where exists (
        select from conversations_conversation c
        where c.tenant_id = m.tenant_id and c.visitor_id = m.visitor_id
            and c.chat_at > m.at and c.chat_at <= m.at + %(days)s * interval '1 day'
            and not exists (select from by_hand h where h.tenant_id = c.tenant_id and h.conversation_id = c.id))),
    count(begun_at), count(finished_at)
from moments m group by trigger_id, variant
"""
_LEFT = """
select m.trigger_id, m.variant, m.visitor_id, l.body
from moments m
join conversations_conversation c on c.tenant_id = m.tenant_id and c.visitor_id = m.visitor_id
join conversations_message l on l.tenant_id = c.tenant_id and l.conversation_id = c.id
where l.sender = 1 and l.created_at > m.at and l.created_at <= m.at + %(days)s * interval '1 day'
    and l.body ~ '@|([0-9][^0-9]*){7}'
    and not exists (select from by_hand h where h.tenant_id = c.tenant_id and h.conversation_id = c.id)
union all
select m.trigger_id, m.variant, m.visitor_id, null
from moments m
join visitors_contactpoint p on p.tenant_id = m.tenant_id and p.visitor_id = m.visitor_id
where p.kind in ('email', 'phone') and p.origin in ('form', 'operator') and p.doubt not in ('syntax', 'fake')
    and (p.first_at > m.at and p.first_at <= m.at + %(days)s * interval '1 day'
        or p.last_at > m.at and p.last_at <= m.at + %(days)s * interval '1 day')
"""
_GOALS = """
select m.trigger_id, m.variant, g.id, count(*)
from moments m
join triggers_trigger t on t.tenant_id = m.tenant_id and t.id = m.trigger_id
join unnest(%(goals)s::bigint[], %(sites)s::bigint[], %(pages)s::text[], %(events)s::text[], %(within)s::int[])
    as g (id, site_id, page, event, days) on g.site_id = t.site_id
where exists (
    select from visitors_visit w
    where w.tenant_id = m.tenant_id and w.visitor_id = m.visitor_id and w.last_at > m.at
        and case when g.event = '' then exists (
            select from visitors_pageview p
            where p.tenant_id = w.tenant_id and p.visit_id = w.id
                and p.at > m.at and p.at <= m.at + g.days * interval '1 day'
                and lower(p.url) like g.page)
        else exists (
            select from visitors_event e
            where e.tenant_id = w.tenant_id and e.visit_id = w.id and e.kind = 'track' and e.name = g.event
                and e.at > m.at and e.at <= m.at + g.days * interval '1 day') end)
group by 1, 2, 3
"""

_ANSWERS = """
select m.variant, i.branches, coalesce(i.shown_at, i.created_at), words.bodies[1], words.times[2]
from moments m
join triggers_invitation i on i.tenant_id = m.tenant_id and i.id = m.id
cross join lateral (
    select coalesce(max(l.seq), 0) as seq from conversations_message l
    where l.tenant_id = i.tenant_id and l.conversation_id = i.conversation_id and l.kind = 1 and l.body = i.text
) question
cross join lateral (
    select array_agg(w.body order by w.seq) as bodies, array_agg(w.created_at order by w.seq) as times
    from (
        select l.seq, l.body, l.created_at from conversations_message l
        where l.tenant_id = i.tenant_id and l.conversation_id = i.conversation_id and l.sender = 1
            and l.seq > question.seq
        order by l.seq limit 2) w
) words
where m.state = 'answered' and words.bodies is not null
"""


def outcomes(rules: Iterable[int], goals: Sequence[Goal] = ()) -> Mapping[int, Outcomes]:
    """Of each rule, so far as it had a moment since its question changed; with what visits told that are gone."""
    asked = list(rules)
    found = outcomes_of_moments(asked, goals)
    for tally in Tally.objects.filter(trigger_id__in=asked).select_related("trigger"):
        if tally.since == tally.trigger.counted_since:
            found.setdefault(tally.trigger_id, {}).setdefault(tally.variant, Outcome()).add(_tallied(tally, goals))
    return found


def _tallied(tally: Tally, goals: Sequence[Goal]) -> Outcome:
    reached = {goal.id: tally.goals.get(str(goal.id), 0) for goal in goals}
    return Outcome(
        people=tally.people,
        shown=tally.shown,
        clicked=tally.clicked,
        dismissed=tally.dismissed,
        answered=tally.answered,
        begun=tally.begun,
        finished=tally.finished,
        contacts=tally.contacts,
        goals={goal: count for goal, count in reached.items() if count},
    )


def outcomes_of_moments(
    rules: Iterable[int], goals: Sequence[Goal] = (), *, visits: Sequence[int] | None = None
) -> dict[int, dict[str, Outcome]]:
    """Without the tallies; ``visits``: of the moments in these visits alone."""
    given = _given(rules) | {"visits": visits and list(visits)}
    wanted = {
        "goals": [goal.id for goal in goals],
        "sites": [goal.site_id for goal in goals],
        "pages": [_like(goal.page) for goal in goals],
        "events": [goal.event for goal in goals],
        "within": [goal.days for goal in goals],
    }
    found: dict[int, dict[str, Outcome]] = defaultdict(dict)
    for rule, variant, *counts in _rows(_COUNTS, given):
        found[rule][variant] = Outcome(*counts)
    reachable = {(rule, variant, visitor) for rule, variant, visitor, body in _rows(_LEFT, given) if _contact(body)}
    for rule, variant, _visitor in reachable:
        found[rule][variant].contacts += 1
    for rule, variant, goal, count in _rows(_GOALS, given | wanted) if goals else ():
        found[rule][variant].goals[goal] = count
    return dict(found)


def answers(rule: int) -> list[Answer]:
    """What became of those who answered the rule's question, up to their second message (A32)."""
    return [
        Answer(variant, branch_of(json.loads(branches), body), (second - asked).total_seconds() if second else None)
        for variant, branches, asked, body, second in _rows(_ANSWERS, _given([rule]))
    ]


def goals_of(site_ids: Iterable[int]) -> list[Goal]:
    """The goals of these sites, of each the oldest first: it counts most."""
    return list(Goal.objects.filter(site_id__in=set(site_ids)).order_by("id"))


def _like(glob: str) -> str:
    """``globs.fits`` in the words of SQL."""
    escaped = re.sub(r"([\\%_])", r"\\\1", glob.lower())
    return escaped.replace("*", "%")


def _contact(body: str | None) -> bool:
    """Of a message; whatever was left otherwise is one already."""
    if body is None:
        return True
    masked = [mask_cards(body)]
    return bool(email_in(masked) or phone_in(masked))


def _given(rules: Iterable[int]) -> dict[str, Any]:
    return {"rules": list(rules), "staff": STAFF_PAGE, "days": DAYS, "visits": None}


def _rows(statement: str, given: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_MOMENTS + statement, given)
        return iter(cursor.fetchall())
