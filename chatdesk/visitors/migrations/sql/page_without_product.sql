drop function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text, text, text, text, text, text);
drop function open_page(bigint, bigint, text, text, text, text, text, text, text, text, text);

-- A page was opened: the visit goes on, or a new one begins after 30 minutes of silence. A page whose key the visit
-- knows was there already: its socket came back. p_front is empty for a page in the background.
create function open_page(
    p_tenant bigint, p_visitor bigint, p_url text, p_title text, p_key text, p_front text,
    p_referrer text, p_user_agent text, p_country text, p_city text
)
returns table (visit_id bigint, visit_number int, pages int, view_id bigint, opened boolean)
language plpgsql volatile security invoker as $$
declare
    stay record;
    page record;
    stamp timestamptz := clock_timestamp();
begin
    perform public.bind_client(p_tenant);
    select v.id, v.number, v.pages into stay from public.visitors_visit v
    where v.tenant_id = p_tenant and v.visitor_id = p_visitor and v.last_at > stamp - interval '30 minutes'
        and v.number = (select w.visits from public.visitors_visitor w where w.tenant_id = p_tenant and w.id = p_visitor)
    for no key update;
    if not found then
        with visitor as (
            update public.visitors_visitor w set visits = w.visits + 1
            where w.tenant_id = p_tenant and w.id = p_visitor
            returning w.visits
        )
        insert into public.visitors_visit
            (tenant_id, visitor_id, number, started_at, last_at, landing_url, referrer, user_agent, country, city,
             pages, page_url, page_title, uninvitable)
        select p_tenant, p_visitor, visitor.visits, stamp, stamp, p_url, p_referrer, p_user_agent, p_country, p_city,
            0, '', '', false
        from visitor
        returning id, number, visitors_visit.pages into stay;
    elsif p_key <> '' then
        select w.id into page from public.visitors_pageview w
        where w.tenant_id = p_tenant and w.visit_id = stay.id and w.key = p_key;
        if found then
            if p_front <> '' then
                perform public.come_forward(p_tenant, stay.id, page.id, p_front);
            end if;
            return query select stay.id, stay.number, stay.pages, page.id, false;
            return;
        end if;
    end if;
    insert into public.visitors_pageview (tenant_id, visit_id, url, title, key, at)
    values (p_tenant, stay.id, p_url, p_title, p_key, stamp)
    returning id into page;
    if p_front <> '' or stay.pages = 0 then
        perform public.time_page(p_tenant, stay.id, stamp);
        update public.visitors_visit v set
            last_at = stamp, pages = v.pages + 1, page_view = page.id, page_url = p_url, page_title = p_title,
            page_product = '', page_at = stamp, front = p_front,
            away = v.away + coalesce(extract(epoch from stamp - v.away_since), 0),
            away_since = case when p_front = '' then stamp end
        where v.tenant_id = p_tenant and v.id = stay.id;
    else
        update public.visitors_visit v set last_at = stamp, pages = v.pages + 1
        where v.tenant_id = p_tenant and v.id = stay.id;
    end if;
    return query select stay.id, stay.number, stay.pages + 1, page.id, true;
end
$$;

-- A browser says hello: recognised by the hash of its secret (bound to the site), or made anew with p_new_hash.
create function arrive(
    p_tenant bigint, p_site bigint, p_hash bytea, p_new_hash bytea, p_new_id uuid, p_language text, p_time_zone text,
    p_url text, p_title text, p_key text, p_front text, p_referrer text, p_user_agent text,
    p_country text, p_city text
)
returns table (
    visitor_id bigint, visitor_public uuid, fresh boolean, visit_id bigint, visit_number int, pages int,
    view_id bigint, opened boolean
)
language plpgsql volatile security invoker as $$
declare
    who record;
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
    return query select who.id, who.public_id, is_new, o.visit_id, o.visit_number, o.pages, o.view_id, o.opened
    from public.open_page(
        p_tenant, who.id, p_url, p_title, p_key, p_front, p_referrer, p_user_agent, p_country, p_city
    ) o;
end
$$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array[
        'open_page(bigint, bigint, text, text, text, text, text, text, text, text)',
        'arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text, text, text, text, text)'
    ]::regprocedure[] loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to chatdesk_app', f);
    end loop;
end
$$;
