-- What accepting one case does in the database, statement for statement: the ceiling of a transition.
\set n random(0, :cases - 1)
begin;
select number as picked from bench.waiting where n = :n \gset
select * from governance_case where number = :picked for no key update;
select id, version from governance_case where number = :picked \gset
select c.id, c.code, c.name, c.parent_id, p.name, c.limit_class, c.active from category c left join category p on p.id = c.parent_id where c.id = :category;
select code, handling_mode, handling_amount, contact_mode, contact_amount, sign_mode, sign_amount, accept_mode, accept_amount from limit_class order by position;
select coalesce(max(number), 0) from calendar_version;
select clock_timestamp() as at, clock_timestamp() + interval '4 hours' as due \gset
insert into audit_entry (at, account_id, role, unit_id, action, subject_type, subject_id, fields, reason) values (:at, :account, 'COMMUNITY_DESK', :desk, 'casework.event.ACCEPT', 'case', :id, null, null);
insert into case_event (id, case_id, sequence, action, from_status, to_status, actor_id, actor_role, unit_id, at, text, facts) values (gen_random_uuid(), :id, :version + 1, 'ACCEPT', 'REPORTED', 'ACCEPTED', :account, 'COMMUNITY_DESK', :desk, :at, null, null);
insert into desk_change (case_id, actor_id, at) values (:id, :account, :at);
insert into clock_alarm (case_id, kind, due_at, step, fire_at) values (:id, 'STAGE', :due, 'YELLOW', :due) on conflict (case_id, kind) do update set due_at = excluded.due_at, step = excluded.step, fire_at = excluded.fire_at;
update governance_case set status = 'ACCEPTED', accepted_at = :at, accepting_unit_id = :desk, dispatch_due_at = :due, clock_due_at = :due, clock_yellow_at = :due, state_changed_at = :at, changed_by = :account, changed_key = 'casework.event.ACCEPT', event_count = event_count + 1, version = version + 1 where id = :id and version = :version;
commit;
