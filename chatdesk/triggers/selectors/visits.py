"""Visits with everything that rules may ask of them: one statement, whatever they ask. Needs a scope."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ForeignKey, JSONField, Model

from chatdesk.conversations.lifecycle import OPEN
from chatdesk.realtime.prepared import literals, prepared
from chatdesk.triggers.selectors.seen import Seen, Team
from chatdesk.visitors.contact_points.selectors import REACHABLE
from chatdesk.visitors.models import Visit, Visitor
from tenants.models import Site, Tenant
from tenants.scope import current_tenant_id

REMEMBERED = 100
"""Invitations and answers to polls of a visitor that are looked at, the newest."""

M = TypeVar("M", bound=Model)


class _Row(Generic[M]):
    """A model's columns in a statement of our own, and the model made of them."""

    def __init__(self, model: type[M], alias: str) -> None:
        fields = model._meta.concrete_fields
        self._model = model
        self._names = [field.attname for field in fields]
        self._json = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
        self.columns = ", ".join(f'{alias}."{field.column}"' for field in fields)

    def taken(self, values: Iterator[Any]) -> M:
        """Takes as many values as it has columns."""
        own = [next(values) for _ in self._names]
        for place in self._json:
            own[place] = json.loads(own[place])
        return self._model.from_db(DEFAULT_DB_ALIAS, self._names, own)


_VISIT, _VISITOR, _SITE, _CLIENT = _Row(Visit, "v"), _Row(Visitor, "w"), _Row(Site, "s"), _Row(Tenant, "t")
_VISITOR_OF, _SITE_OF, _CLIENT_OF = (
    cast("ForeignKey[Any]", model._meta.get_field(name))
    for model, name in ((Visit, "visitor"), (Visitor, "site"), (Site, "tenant"))
)
_TOLD = {
    "now": "statement_timestamp()",
    "talking": f"""exists(select from conversations_conversation c
        where c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id and c.state in ({literals(OPEN)}))""",
    "first": """(select json_build_object('referrer', f.referrer, 'landing', f.landing_url, 'letter', f.letter)::text
        from visitors_visit f where f.tenant_id = v.tenant_id and f.visitor_id = v.visitor_id and f.number = 1)""",
    "previous_at": """coalesce((select b.last_at from visitors_visit b
        where b.tenant_id = v.tenant_id and b.visitor_id = v.visitor_id and b.number = v.number - 1), w.seen_at)""",
    "conversations": """(select count(*) from conversations_conversation c
        where c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id and c.last_seq > 0)""",
    "contacts_known": f"""exists(select from visitors_contactpoint p
        where p.tenant_id = v.tenant_id and p.visitor_id = v.visitor_id and p.kind in ({literals(REACHABLE)}))""",
    "last_operator": """(select m.name from conversations_conversation c
        left join tenants_member m on m.tenant_id = c.tenant_id and m.id = c.last_operator_id
        where c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id and c.last_seq > 0
        order by c.id desc limit 1)""",
    "asked": f"""(select json_agg(last)::text from (
        select i.id, i.trigger_id, i.member_id, i.visit_id, i.state, i.created_at, i.begun_at, i.closed_at,
            (select count(*) from visitors_pageview g
                where g.tenant_id = i.tenant_id and g.visit_id = i.visit_id and g.at > i.created_at) as pages_since
        from triggers_invitation i
        join visitors_visit x on x.tenant_id = i.tenant_id and x.id = i.visit_id
        where i.tenant_id = v.tenant_id and x.visitor_id = v.visitor_id
        order by i.id desc limit {REMEMBERED}) last)""",  # noqa: S608 - a number of this file
    "polls": f"""(select json_agg(last)::text from (
        select a.rule, a.question, a.values from polls_pollanswer a
        where a.tenant_id = v.tenant_id and a.visitor_id = v.visitor_id
        order by a.id desc limit {REMEMBERED}) last)""",  # noqa: S608 - a number of this file
    "signals": """(select g.signals from visitors_pageview g
        where g.tenant_id = v.tenant_id and g.id = v.page_view and g.visit_id = v.id)""",
}
_JSON = ("first", "asked", "polls", "signals")
_VISITS = f"""
select {", ".join(_TOLD.values())}, {_VISIT.columns}, {_VISITOR.columns}, {_SITE.columns}, {_CLIENT.columns}
from visitors_visit v
join visitors_visitor w on w.tenant_id = v.tenant_id and w.id = v.visitor_id
join tenants_site s on s.tenant_id = w.tenant_id and s.id = w.site_id
join tenants_tenant t on t.id = s.tenant_id
where v.tenant_id = %(tenant)s and v.id = any((select %(visits)s)::bigint[]) and v.page_at is not null
"""  # noqa: S608 - names of columns from models


def visits(ids: Iterable[int]) -> list[Seen]:
    """The visits that are on a page.

    Written out, because it runs with every look at a page view: to put it together anew cost as much as the rest.
    """
    rows = prepared(_VISITS, tenant=current_tenant_id(), visits=list(ids))
    team = Team()
    sites: dict[int, Site] = {}
    return [_seen(row, team, sites) for row in rows]


def _seen(row: Sequence[Any], team: Team, sites: dict[int, Site]) -> Seen:
    values = iter(row)
    told = {name: next(values) for name in _TOLD}
    for name in _JSON:
        told[name] = json.loads(told[name]) if told[name] else None
    visit, visitor = _VISIT.taken(values), _VISITOR.taken(values)
    if visitor.site_id not in sites:
        site = sites[visitor.site_id] = _SITE.taken(values)
        _CLIENT_OF.set_cached_value(site, _CLIENT.taken(values))
    _SITE_OF.set_cached_value(visitor, sites[visitor.site_id])
    _VISITOR_OF.set_cached_value(visit, visitor)
    return Seen(visit, team, **told)
