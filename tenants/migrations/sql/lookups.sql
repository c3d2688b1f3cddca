-- The audited doors through row-level security, used before a scope exists. They run as the platform role,
-- answer one narrow question each and are called from tenants/access.py alone.

create function lookup_site(p_key text)
returns table (tenant_id bigint, site_id bigint, name text, domains text[], department_id bigint, time_zone text)
language sql stable security definer set search_path = pg_catalog, public as $$
    select s.tenant_id, s.id, s.name::text, s.domains::text[], s.department_id, t.time_zone::text
    from tenants_site s join tenants_tenant t on t.id = s.tenant_id
    where s.key = p_key and s.active and t.active
$$;

create function lookup_memberships(p_user bigint)
returns table (tenant_id bigint, member_id bigint, role text, tenant_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
    select m.tenant_id, m.id, m.role::text, t.name::text
    from tenants_member m join tenants_tenant t on t.id = m.tenant_id
    where m.user_id = p_user and m.active
    order by t.name, m.id
$$;

create function lookup_agency(p_user bigint)
returns table (agency_id bigint, role text, tenant_ids bigint[])
language sql stable security definer set search_path = pg_catalog, public as $$
    select a.agency_id, a.role::text, array(select t.id from tenants_tenant t where t.agency_id = a.agency_id order by t.id)
    from tenants_agencymember a
    where a.user_id = p_user
    order by a.agency_id
    limit 1
$$;

create function lookup_face(p_member uuid)
returns table (png bytea, digest text)
language sql stable security definer set search_path = pg_catalog, public as $$
    select f.png, f.digest::text
    from tenants_face f join tenants_member m on m.tenant_id = f.tenant_id and m.id = f.member_id
    where m.public_id = p_member
$$;

create function lookup_tenants()
returns table (tenant_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
    select id from tenants_tenant order by id
$$;

alter function lookup_site(text) owner to chatdesk_platform;
alter function lookup_memberships(bigint) owner to chatdesk_platform;
alter function lookup_agency(bigint) owner to chatdesk_platform;
alter function lookup_face(uuid) owner to chatdesk_platform;
alter function lookup_tenants() owner to chatdesk_platform;
revoke execute on function lookup_site(text), lookup_memberships(bigint), lookup_agency(bigint), lookup_face(uuid), lookup_tenants() from public;
grant execute on function lookup_site(text), lookup_memberships(bigint), lookup_agency(bigint), lookup_face(uuid), lookup_tenants() to chatdesk_app;
