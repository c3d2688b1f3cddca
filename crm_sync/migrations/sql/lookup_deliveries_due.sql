-- Which clients have deliveries to send now. Called through tenants/access.py alone; what exactly may be sent,
-- crm_sync/selectors.py says.
create function lookup_deliveries_due()
returns table (tenant_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select distinct e.tenant_id
    from crm_sync_outboxentry e
    join crm_sync_connection c on c.tenant_id = e.tenant_id and c.id = e.connection_id
    where e.state = 'pending' and e.next_at <= now()
        and (e.lease_until is null or e.lease_until < now())
        and c.enabled and (c.rests_until is null or c.rests_until <= now())
$$;

alter function lookup_deliveries_due() owner to chatdesk_platform;
revoke execute on function lookup_deliveries_due() from public;
grant execute on function lookup_deliveries_due() to chatdesk_app;
