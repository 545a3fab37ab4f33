-- Migration 200 left out cases that were merged into another one: unmerged, they run again. Their rules become what the order
-- that began at the same instant has, which never grew; a rule that was right already stays as it is.
update governance_case c
   set due_rule = o.due_rule
  from dispatch_order o
 where o.case_id = c.id and o.dispatched_at = c.due_started_at and o.due_rule is not null
   and (c.closed_at is null or c.duplicate_of is not null)
   and split_part(c.due_rule, ':', 1) = split_part(o.due_rule, ':', 1)
   and cast(split_part(c.due_rule, ':', 2) as integer) > cast(split_part(o.due_rule, ':', 2) as integer)
   and exists (select 1 from extension_request e where e.case_id = c.id and e.state = 'APPROVED');

update governance_case c
   set clock_limit = o.due_rule
  from dispatch_order o
 where o.id = c.lead_order_id and o.dispatched_at = c.clock_started_at and o.due_rule is not null
   and (c.closed_at is null or c.duplicate_of is not null)
   and split_part(c.clock_limit, ':', 1) = split_part(o.due_rule, ':', 1)
   and cast(split_part(c.clock_limit, ':', 2) as integer) > cast(split_part(o.due_rule, ':', 2) as integer)
   and exists (select 1 from extension_request e where e.case_id = c.id and e.state = 'APPROVED');

insert into summons_extension (case_id, reference, order_id, at, due_at)
select e.case_id, w.number, c.lead_order_id, e.at, w.due_at
  from whistle_case_effect e
  join whistle_call w on w.id = e.call_id
  join governance_case c on c.id = e.case_id
 where e.effect = 'EXTENDED' and e.done and w.due_at is not null and c.lead_order_id is not null and c.duplicate_of is not null
    on conflict do nothing;
