-- Drafts that nobody sent off are deleted after a while (lifecycle T1). What was never reported is no history: the rows of
-- its timeline may go with it, by this function alone; the app role itself cannot delete a timeline.
drop trigger case_event_append_only on case_event;
create trigger case_event_append_only before update or delete on case_event
    for each row when (old.to_status <> 'DRAFT') execute function refuse_change();

create function discard_drafts(before timestamptz, at_most integer)
    returns table (id uuid, number text, reporter_id uuid)
    language plpgsql security definer set search_path from current as $$
declare
    draft record;
begin
    -- whatever hangs on a draft is noticed here and not at the commit
    set constraints all immediate;
    for draft in select c.id, c.number, c.reporter_id from governance_case c
                  where c.status = 'DRAFT' and c.state_changed_at < before
                  order by c.state_changed_at limit at_most for update skip locked
    loop
        begin
            delete from case_words w where w.case_id = draft.id;
            delete from case_participation p where p.case_id = draft.id;
            delete from case_event e where e.case_id = draft.id;
            delete from governance_case c where c.id = draft.id;
            id := draft.id;
            number := draft.number;
            reporter_id := draft.reporter_id;
            return next;
        exception when foreign_key_violation then
            -- something else hangs on it, such as files: it stays
            null;
        end;
    end loop;
end $$;
comment on function discard_drafts is '删除逾期未上报的暂存及其过程;只删暂存,已上报的永不删除';
create index governance_case_draft on governance_case (state_changed_at) where status = 'DRAFT';
create index sign_in_attempt_at on sign_in_attempt (at);
