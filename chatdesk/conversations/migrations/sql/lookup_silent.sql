-- Which clients have open conversations without a message for so long. Called through tenants/access.py alone.
create function lookup_silent(p_for interval)
returns table (tenant_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct c.tenant_id
    from conversations_conversation c
    where c.state in ('waiting', 'active') and c.last_at < now() - p_for
$$;

alter function lookup_silent(interval) owner to chatdesk_platform;
revoke execute on function lookup_silent(interval) from public;
grant execute on function lookup_silent(interval) to chatdesk_app;
