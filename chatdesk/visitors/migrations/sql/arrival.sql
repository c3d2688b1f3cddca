-- A page was opened: the visit goes on, or a new one begins after 30 minutes of silence. One call, three statements.
create function open_page(
    p_tenant bigint, p_visitor bigint, p_url text, p_title text, p_referrer text, p_user_agent text
)
returns table (visit_id bigint, visit_number int, pages int)
language plpgsql volatile security invoker as $$
declare
    stay record;
    stamp timestamptz := clock_timestamp();
    bound text := coalesce(current_setting('app.tenant', true), '');
begin
    if bound <> p_tenant::text then
        if bound <> '' then
            raise exception 'another client is bound' using errcode = 'LC001';
        end if;
        perform set_config('app.tenant', p_tenant::text, true);
    end if;

    update public.visitors_visit v set
        last_at = stamp, pages = v.pages + 1, page_url = p_url, page_title = p_title, page_at = stamp
    where v.tenant_id = p_tenant and v.visitor_id = p_visitor and v.last_at > stamp - interval '30 minutes'
        and v.number = (select w.visits from public.visitors_visitor w where w.tenant_id = p_tenant and w.id = p_visitor)
    returning v.id, v.number, v.pages into stay;
    if not found then
        with visitor as (
            update public.visitors_visitor w set visits = w.visits + 1
            where w.tenant_id = p_tenant and w.id = p_visitor
            returning w.visits
        )
        insert into public.visitors_visit
            (tenant_id, visitor_id, number, started_at, last_at, landing_url, referrer, user_agent,
             pages, page_url, page_title, page_at, uninvitable)
        select p_tenant, p_visitor, visitor.visits, stamp, stamp, p_url, p_referrer, p_user_agent,
            1, p_url, p_title, stamp, false
        from visitor
        returning id, number, visitors_visit.pages into stay;
    end if;
    insert into public.visitors_pageview (tenant_id, visit_id, url, title, at)
    values (p_tenant, stay.id, p_url, p_title, stamp);
    return query select stay.id, stay.number, stay.pages;
end
$$;

-- A browser says hello: recognised by the hash of its secret (bound to the site), or made anew with p_new_hash.
create function arrive(
    p_tenant bigint, p_site bigint, p_hash bytea, p_new_hash bytea, p_new_id uuid, p_language text, p_time_zone text,
    p_url text, p_title text, p_referrer text, p_user_agent text
)
returns table (visitor_id bigint, visitor_public uuid, fresh boolean, visit_id bigint, visit_number int, pages int)
language plpgsql volatile security invoker as $$
declare
    who record;
    stay record;
    is_new boolean := false;
begin
    perform set_config('app.tenant', p_tenant::text, true);
    update public.visitors_visitor w set language = p_language, time_zone = p_time_zone
    where w.tenant_id = p_tenant and w.token_hash = p_hash and w.site_id = p_site
    returning w.id, w.public_id into who;
    if not found then
        is_new := true;
        insert into public.visitors_visitor
            (tenant_id, site_id, public_id, token_hash, name, language, time_zone, visits, created_at)
        values (p_tenant, p_site, p_new_id, p_new_hash, '', p_language, p_time_zone, 0, clock_timestamp())
        returning id, public_id into who;
    end if;
    select o.visit_id, o.visit_number, o.pages into stay
    from public.open_page(p_tenant, who.id, p_url, p_title, p_referrer, p_user_agent) o;
    return query select who.id, who.public_id, is_new, stay.visit_id, stay.visit_number, stay.pages;
end
$$;

revoke execute on function open_page(bigint, bigint, text, text, text, text) from public;
revoke execute on function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text) from public;
grant execute on function open_page(bigint, bigint, text, text, text, text) to chatdesk_app;
grant execute on function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text) to chatdesk_app;
