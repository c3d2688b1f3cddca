drop function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text, text, text, text, text);

-- A browser says hello: recognised by the hash of its secret (bound to the site), or made anew with p_new_hash.
create function arrive(
    p_tenant bigint, p_site bigint, p_hash bytea, p_new_hash bytea, p_new_id uuid, p_language text, p_time_zone text,
    p_speaks text,
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
    update public.visitors_visitor w set
        language = p_language, time_zone = p_time_zone, speaks = coalesce(nullif(p_speaks, ''), w.speaks)
    where w.tenant_id = p_tenant and w.token_hash = p_hash and w.site_id = p_site
    returning w.id, w.public_id into who;
    if not found then
        is_new := true;
        insert into public.visitors_visitor
            (tenant_id, site_id, public_id, token_hash, name, language, time_zone, speaks, visits, created_at)
        values (p_tenant, p_site, p_new_id, p_new_hash, '', p_language, p_time_zone, p_speaks, 0, clock_timestamp())
        returning id, public_id into who;
    end if;
    return query select who.id, who.public_id, is_new, o.visit_id, o.visit_number, o.pages, o.view_id, o.opened
    from public.open_page(
        p_tenant, who.id, p_url, p_title, p_key, p_front, p_referrer, p_user_agent, p_country, p_city
    ) o;
end
$$;

revoke execute on function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text, text, text, text, text, text)
    from public;
grant execute on function arrive(bigint, bigint, bytea, bytea, uuid, text, text, text, text, text, text, text, text, text, text, text)
    to chatdesk_app;
