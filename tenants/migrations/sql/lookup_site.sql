-- The site behind a public key, now with what it may record.
drop function lookup_site(text);
create function lookup_site(p_key text)
returns table (
    tenant_id bigint, site_id bigint, name text, domains text[], department_id bigint, time_zone text, consent text,
    respects_signals boolean
)
language sql stable security definer set search_path = pg_catalog, public as $$
    select s.tenant_id, s.id, s.name::text, s.domains::text[], s.department_id, t.time_zone::text, s.consent::text,
        s.respects_signals
    from tenants_site s join tenants_tenant t on t.id = s.tenant_id
    where s.key = p_key and s.active and t.active
$$;
alter function lookup_site(text) owner to chatdesk_platform;
revoke execute on function lookup_site(text) from public;
grant execute on function lookup_site(text) to chatdesk_app;
