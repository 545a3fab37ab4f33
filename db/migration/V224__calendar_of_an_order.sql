-- An order that was passed on and taken back goes on with the calendar its due time was counted by.
alter table dispatch_order
    add column due_calendar    integer,
    add column due_provisional boolean not null default false;
comment on column dispatch_order.due_calendar is '办理时限所用的日历版本';

update dispatch_order o
   set due_calendar = c.due_calendar, due_provisional = c.due_provisional
  from governance_case c
 where c.id = o.case_id and o.ended_at is null and c.due_started_at = o.dispatched_at;

update dispatch_order o
   set due_calendar = c.clock_calendar, due_provisional = c.clock_provisional
  from governance_case c
 where c.lead_order_id = o.id and o.ended_at is null and c.clock_started_at = o.dispatched_at
   and c.status in ('DISPATCHED', 'IN_PROGRESS', 'RETURN_PENDING', 'SUSPENDED');
