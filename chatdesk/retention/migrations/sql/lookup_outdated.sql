-- Which clients keep something for longer than their sites say: visits, visitors or recipients of letters. Says the
-- same as chatdesk/retention/selectors.py. Called through tenants/access.py alone.
create function lookup_outdated()
returns table (tenant_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct s.tenant_id
    from tenants_site s
    where exists (
        select from visitors_visit v
        join visitors_visitor w on w.tenant_id = v.tenant_id and w.id = v.visitor_id
        where v.tenant_id = s.tenant_id and w.site_id = s.id and v.emptied_at is null
            and v.last_at < now() - make_interval(days => least(s.keep_visits_days, s.keep_visitors_days))
            and not exists (
                select from conversations_conversation c
                where c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id)
    ) or exists (
        select from visitors_visitor w
        where w.tenant_id = s.tenant_id and w.site_id = s.id
            and w.created_at < now() - make_interval(days => s.keep_visitors_days)
            and coalesce(w.seen_at, w.created_at) < now() - make_interval(days => s.keep_visitors_days)
            and not exists (
                select from visitors_visit v
                where v.tenant_id = w.tenant_id and v.visitor_id = w.id and (
                    v.emptied_at is null or v.last_at >= now() - make_interval(days => s.keep_visitors_days)))
            and not exists (
                select from conversations_conversation c
                where c.tenant_id = w.tenant_id and c.visitor_id = w.id)
    ) or exists (
        select from letters_letterlink k
        join letters_letter l on l.tenant_id = k.tenant_id and l.id = k.letter_id
        where k.tenant_id = s.tenant_id and l.site_id = s.id
            and l.expires_at < now() - make_interval(days => s.keep_visitors_days)
            and (k.opened_at is null or k.opened_at < now() - make_interval(days => s.keep_visitors_days))
            and not exists (
                select from letters_letteropening o
                join visitors_visit v on v.tenant_id = o.tenant_id and v.id = o.visit_id
                join conversations_conversation c on c.tenant_id = v.tenant_id and c.visitor_id = v.visitor_id
                where o.tenant_id = k.tenant_id and o.link_id = k.id)
    )
$$;

alter function lookup_outdated() owner to chatdesk_platform;
revoke execute on function lookup_outdated() from public;
grant execute on function lookup_outdated() to chatdesk_app;
