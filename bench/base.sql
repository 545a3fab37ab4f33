-- A city's worth of cases beside the demonstration district: desks and 18 grids for each imported community, and :cases
-- cases of which one in twenty is open, each with three events. For a scratch database only, as its superuser:
--   java -jar shaodao.jar import-divisions FILE, then psql -v cases=2000000 -f bench/base.sql
\set ON_ERROR_STOP on
set session_replication_role = replica;
set synchronous_commit = off;
create schema if not exists bench;
create or replace function bench.id(text) returns uuid language sql immutable as $$ select md5($1)::uuid $$;

insert into area (id, parent_id, level, code, name, kind, city_id, district_id, street_id, community_id, valid_from, version)
select bench.id('grid' || c.code || i), c.id, 'GRID', left(c.code, 12) || lpad((500 + i)::text, 3, '0'), '示例网格' || i,
       'BASIC', c.city_id, c.district_id, c.street_id, c.id, c.valid_from, 0
  from area c cross join generate_series(1, 18) i
 where c.level = 'COMMUNITY' and c.valid_to is null and not exists (select 1 from area g where g.community_id = c.id and g.level = 'GRID')
    on conflict do nothing;
insert into unit (id, kind, code, name, area_id, valid_from, version)
select bench.id('desk' || a.code), case a.level when 'GRID' then 'GRID_TEAM' else a.level || '_DESK' end, 'B' || a.code,
       a.name || '示例', a.id, a.valid_from, 0
  from area a
 where a.level in ('GRID', 'COMMUNITY', 'STREET', 'DISTRICT') and a.valid_to is null
   and not exists (select 1 from unit u where u.area_id = a.id
                     and u.kind = case a.level when 'GRID' then 'GRID_TEAM' else a.level || '_DESK' end);
analyze area; analyze unit;

drop table if exists bench.place, bench.kind, bench.made;
create unlogged table bench.place as
select row_number() over (order by md5(g.code)) - 1 as n, g.id as grid, g.community_id, g.street_id, g.district_id,
       team.id as team, desk.id as desk
  from area g
  join unit team on team.area_id = g.id and team.kind = 'GRID_TEAM'
  join unit desk on desk.area_id = g.community_id and desk.kind = 'COMMUNITY_DESK'
 where g.level = 'GRID' and g.valid_to is null;
create unique index on bench.place (n);
create unlogged table bench.kind as select row_number() over (order by code) - 1 as n, id from category where parent_id is not null and active;
create unlogged table bench.made as
select i, bench.id('case' || i) as id, p.*, i % 20 = 0 as open,
       now() - (:cases - i) * interval '8 seconds' - interval '1 day' as at,
       k.id as category
  from generate_series(1, :cases) i
  join bench.place p on p.n = i * 7919::bigint % (select count(*) from bench.place)
  join bench.kind k on k.n = i % (select count(*) from bench.kind);

insert into governance_case (id, number, status, level, source, category_id, title, description, address, district_id, street_id,
       community_id, grid_id, holder_unit_id, accepting_unit_id, reported_at, accept_due_at, accepted_at, due_at, yellow_at,
       clock_due_at, clock_yellow_at, state_changed_at, resolved_at, closed_at, event_count, version)
select m.id, 'B-' || i, case when not open then 'CLOSED' else (array['REPORTED', 'ACCEPTED', 'DISPATCHED', 'IN_PROGRESS', 'RESOLVED'])[1 + i / 20 % 5] end,
       'COMMUNITY', 'GRID_PATROL', category, '示例事件' || i, repeat('示例描述,路灯不亮。', 8), '示例路' || i % 900 || '号',
       district_id, street_id, community_id, grid, case when i / 20 % 5 in (2, 3) then team else desk end, desk,
       m.at, m.at + interval '4 hours', m.at + interval '1 hour', due.at, due.at - interval '1 day', due.at,
       due.at - interval '1 day', m.at + interval '1 hour', case when not open then m.at + interval '2 days' end,
       case when not open then m.at + interval '3 days' end, 3, 2
  from bench.made m
 cross join lateral (select case when open then now() + (i / 20 % 100 - 10) * interval '3 hours' else m.at + interval '7 days' end as at) due;
insert into case_event (id, case_id, sequence, action, from_status, to_status, unit_id, at)
select bench.id('event' || i || s), m.id, s, (array['REPORT', 'ACCEPT', 'CLOSE'])[s], (array[null, 'REPORTED', 'ACCEPTED'])[s],
       (array['REPORTED', 'ACCEPTED', 'CLOSED'])[s], desk, at + s * interval '1 hour'
  from bench.made m cross join generate_series(1, 3) s;
insert into case_participation (unit_id, case_id, role, since) select desk, id, 'ACCEPTING', at from bench.made on conflict do nothing;
insert into clock_alarm (case_id, kind, due_at, step, fire_at)
select c.id, 'STAGE', c.clock_due_at, 'RED', now() + interval '30 days' from governance_case c
 where c.number like 'B-%' and c.closed_at is null;
insert into case_words (case_id, words) select id, to_tsvector('simple', '示例 例描 描述 路灯 灯不 不亮') from bench.made where open;
drop table bench.made;
vacuum (analyze) governance_case;
vacuum (analyze) case_event;
analyze;
