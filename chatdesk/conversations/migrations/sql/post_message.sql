-- The central verb: stores one message, once, with the next number of its conversation.
--
-- Binds the client for this transaction (LC001 if another one is bound), takes the conversation's lock and
-- next number (LC404 if it is not there, LC403 if the operator does not have it), inserts, and
-- recognises a retry by client_id. The check for a retry runs under the row's lock, and every plpgsql statement has a
-- fresh snapshot: it sees what a concurrent retry has just committed. No exception block, no gap in the numbers.
create function post_message(
    p_tenant bigint, p_conversation bigint, p_client text, p_kind smallint, p_sender smallint,
    p_member bigint, p_body text, p_rule text
)
returns table (
    seq bigint, created_at timestamptz, duplicate boolean, conflict boolean,
    state text, reopened boolean, assigned_to bigint, department bigint, visitor_messages int
)
language plpgsql volatile security invoker as $$
declare
    talk record;
    old record;
    bound text := coalesce(current_setting('app.tenant', true), '');
    system constant smallint := 0;
    visitor constant smallint := 1;
    operator constant smallint := 2;
    plain constant smallint := 0;
    moved boolean := false;
    stamp timestamptz;
begin
    if bound <> p_tenant::text then
        if bound <> '' then
            raise exception 'another client is bound' using errcode = 'LC001';
        end if;
        perform set_config('app.tenant', p_tenant::text, true);
    end if;

    select c.last_seq, c.state, c.assigned_to_id, c.department_id, c.visitor_messages into talk
    from public.conversations_conversation c
    where c.tenant_id = p_tenant and c.id = p_conversation
    for no key update;
    if not found then
        raise exception 'no such conversation' using errcode = 'LC404';
    end if;

    select m.seq, m.created_at, m.body, m.sender into old
    from public.conversations_message m
    where m.tenant_id = p_tenant and m.conversation_id = p_conversation and m.client_id = p_client;
    if found then
        return query select old.seq, old.created_at, true, old.body <> p_body or old.sender <> p_sender,
            talk.state::text, false, talk.assigned_to_id, talk.department_id, talk.visitor_messages;
        return;
    end if;

    if p_sender = operator and p_kind = plain and talk.assigned_to_id is distinct from p_member then
        raise exception 'the operator does not have this conversation' using errcode = 'LC403';
    end if;

    moved := p_sender = visitor and talk.state in ('idle', 'ended');
    stamp := clock_timestamp();
    update public.conversations_conversation c set
        last_seq = talk.last_seq + 1,
        last_at = stamp,
        last_text = case when p_sender = system then c.last_text else left(p_body, 200) end,
        last_sender = case when p_sender = system then c.last_sender else p_sender end,
        state = case when moved then 'waiting' else c.state end,
        assigned_to_id = case when moved then null else c.assigned_to_id end,
        ended_at = case when moved then null else c.ended_at end,
        visitor_messages = c.visitor_messages + (p_sender = visitor)::int,
        chat_at = case when p_sender = visitor and c.visitor_messages = 1 then stamp else c.chat_at end,
        unread = c.unread + (p_sender = visitor)::int,
        waiting_since = case
            when p_sender = visitor then coalesce(c.waiting_since, stamp)
            when p_sender = operator then null
            else c.waiting_since end,
        first_answer_at = case
            when p_sender = operator and p_kind = plain then coalesce(c.first_answer_at, stamp)
            else c.first_answer_at end
    where c.tenant_id = p_tenant and c.id = p_conversation;

    insert into public.conversations_message
        (tenant_id, conversation_id, seq, client_id, kind, sender, member_id, body, rule, created_at)
    values (p_tenant, p_conversation, talk.last_seq + 1, p_client, p_kind, p_sender, p_member, p_body, p_rule, stamp);

    return query select talk.last_seq + 1, stamp, false, false,
        case when moved then 'waiting' else talk.state::text end, moved,
        case when moved then null else talk.assigned_to_id end, talk.department_id,
        talk.visitor_messages + (p_sender = visitor)::int;
end
$$;

revoke execute on function post_message(bigint, bigint, text, smallint, smallint, bigint, text, text) from public;
grant execute on function post_message(bigint, bigint, text, smallint, smallint, bigint, text, text) to chatdesk_app;

-- Half of every page stays free, so that updates of the numbers stay within it (HOT).
alter table conversations_conversation set (fillfactor = 50);

-- The newest numbers of some conversations, for the 25 s repair of lost news.
create function newest_seqs(p_tenant bigint, p_conversations bigint[])
returns table (conversation_id bigint, seq bigint)
language plpgsql volatile security invoker as $$
begin
    perform set_config('app.tenant', p_tenant::text, true);
    return query select c.id, c.last_seq from public.conversations_conversation c
        where c.tenant_id = p_tenant and c.id = any(p_conversations);
end
$$;

revoke execute on function newest_seqs(bigint, bigint[]) from public;
grant execute on function newest_seqs(bigint, bigint[]) to chatdesk_app;
