-- What moved a due time after its clock had started is counted again when a calendar arrives (rulings 15). The rule beside a
-- clock is the limit it began with; extensions and suspensions are applied to it from their own records.
create table summons_extension (
    case_id   uuid not null references governance_case,
    reference text not null,
    order_id  uuid not null references dispatch_order,
    at        timestamptz not null,
    due_at    timestamptz not null,
    primary key (case_id, reference)
);
comment on table summons_extension is '吹哨给工单的时限(rulings 20):不占延期次数,每个哨对每件工单一次';

insert into summons_extension (case_id, reference, order_id, at, due_at)
select e.case_id, w.number, c.lead_order_id, e.at, w.due_at
  from whistle_case_effect e
  join whistle_call w on w.id = e.call_id
  join governance_case c on c.id = e.case_id
 where e.effect = 'EXTENDED' and e.done and w.due_at is not null and c.lead_order_id is not null and c.closed_at is null;

alter table calendar_arrival add column left_alone integer not null default 0;
comment on column calendar_arrival.left_alone is '没有记下时限长度的计时:照原时限不动,只数出来';

-- Until now a granted extension made the rule itself longer.
with granted as (
    select c.id,
           coalesce(sum(e.days), 0) as overall,
           coalesce(sum(e.days) filter (where e.decided_at >= c.clock_started_at), 0) as stage
      from governance_case c
      join extension_request e on e.case_id = c.id and e.state = 'APPROVED'
     where c.closed_at is null
     group by c.id
)
update governance_case c
   set due_rule = split_part(c.due_rule, ':', 1) || ':' || (cast(split_part(c.due_rule, ':', 2) as integer) - g.overall
           * case split_part(c.due_rule, ':', 1) when 'NATURAL_HOURS' then 1440 when 'WORKING_HOURS' then 480 else 1 end),
       clock_limit = case
           when c.status in ('DISPATCHED', 'IN_PROGRESS', 'RETURN_PENDING', 'SUSPENDED') then
               split_part(c.clock_limit, ':', 1) || ':' || (cast(split_part(c.clock_limit, ':', 2) as integer) - g.stage
               * case split_part(c.clock_limit, ':', 1) when 'NATURAL_HOURS' then 1440 when 'WORKING_HOURS' then 480 else 1 end)
           else c.clock_limit end
  from granted g
 where g.id = c.id;
