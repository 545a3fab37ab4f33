-- What one report does in the database, statement for statement, without the program: the ceiling of the intake.
\set n random(1, 1000000000)
begin;
select id, level, code, name, city_id, district_id, street_id, community_id, valid_to is null as live from area where id = :grid;
select id, level, code, name, city_id, district_id, street_id, community_id, valid_to is null as live from area where id = :community;
select u.id, u.kind, u.speciality, u.code, u.name, u.area_id, a.level, u.duty_phone, u.valid_to is null as live from unit u join area a on a.id = u.area_id where u.area_id = :community and u.kind = 'COMMUNITY_DESK' and u.valid_to is null;
select gen_random_uuid() as id, clock_timestamp() as at, clock_timestamp() + interval '4 hours' as due \gset
insert into submission (id, account_id, request_hash, case_id, at) values (:id, :account, decode('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex'), :id, :at) on conflict do nothing;
select * from governance_case where id = :id;
select nextval('case_number_seq') as number \gset
insert into audit_entry (at, account_id, role, unit_id, action, subject_type, subject_id, fields, reason) values (:at, :account, 'GRID_WORKER', :team, 'casework.event.REPORT', 'case', :id, null, null);
insert into case_event (id, case_id, sequence, action, from_status, to_status, actor_id, actor_role, unit_id, at, text, facts) values (gen_random_uuid(), :id, 0, 'REPORT', null, 'REPORTED', :account, 'GRID_WORKER', :team, :at, null, null);
insert into desk_change (case_id, actor_id, at) values (:id, :account, :at);
insert into case_participation (unit_id, case_id, role, since) values (:desk, :id, 'HOLDER', :at) on conflict do nothing;
insert into clock_alarm (case_id, kind, due_at, step, fire_at) values (:id, 'STAGE', :due, 'YELLOW', :due) on conflict (case_id, kind) do update set due_at = excluded.due_at, step = excluded.step, fire_at = excluded.fire_at;
insert into case_words (case_id, words) values (:id, to_tsvector('simple', '楼道 道灯 灯不 不亮 夜间 间出 出行 行不 不便 示例')) on conflict (case_id) do update set words = excluded.words;
insert into governance_case (id, number, status, level, source, title, description, urgent, confidential, district_id, street_id, community_id, grid_id, reporter_id, reporter_unit_id, category_id, holder_unit_id, reported_at, accept_due_at, clock_due_at, clock_yellow_at, state_changed_at, changed_by, changed_key, event_count, version) values (:id, concat('P-', :number::text), 'REPORTED', 'COMMUNITY', 'PATROL', '示例，楼道灯不亮,夜间出行不便', '示例，楼道灯不亮,夜间出行不便', false, false, :district, :street, :community, :grid, :account, :team, :category, :desk, :at, :due, :due, :due, :at, :account, 'casework.event.REPORT', 1, 0);
commit;
