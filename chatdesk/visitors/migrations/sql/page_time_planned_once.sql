-- In plpgsql its plan is kept: as an SQL function it was parsed and planned anew with every page view, which cost more
-- than all the rest of open_page.
create or replace function time_page(p_tenant bigint, p_visit bigint, p_stamp timestamptz) returns void
language plpgsql volatile security invoker as $$
begin
    update public.visitors_pageview w
    set seconds = extract(epoch from least(p_stamp, v.last_at + interval '30 minutes') - v.page_at)
    from public.visitors_visit v
    where v.tenant_id = p_tenant and v.id = p_visit and v.away_since is null
        and w.tenant_id = p_tenant and w.id = v.page_view and w.visit_id = p_visit;
end
$$;
