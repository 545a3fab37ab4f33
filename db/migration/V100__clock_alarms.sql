-- Clocks that can be explained and recomputed, their alarms, reminders and supervision (rulings 6, 9, 10, 12; lifecycle 6.4).
alter table governance_case
    add column clock_started_at  timestamptz,
    add column clock_limit       text,
    add column clock_calendar    integer,
    add column clock_provisional boolean not null default false,
    add column due_started_at    timestamptz,
    add column due_rule          text,
    add column contact_started_at timestamptz,
    add column contact_limit     text,
    add column sign_due_at       timestamptz,
    add column sign_limit        text,
    add column info_due_at       timestamptz;
comment on column governance_case.clock_limit is '现阶段时限的长度与算法,如 WORKING_DAYS_TO_CLOSE:5';
comment on column governance_case.due_rule is '办理总时限的长度与算法,日历到来时据此重算';
comment on column governance_case.info_due_at is '待补充的催办时刻:满 3 个工作日无回音由受理单位决定(T4)';

alter table dispatch_order
    add column sign_limit text,
    add column due_rule   text;

update governance_case c
   set due_started_at = c.first_dispatched_at, contact_started_at = c.first_dispatched_at,
       sign_due_at = case when c.status = 'DISPATCHED' then o.sign_due_at end
  from dispatch_order o
 where o.id = c.lead_order_id and c.closed_at is null;

create table clock_alarm (
    case_id uuid not null references governance_case deferrable initially deferred,
    kind    text not null,
    due_at  timestamptz not null,
    step    text not null,
    fire_at timestamptz not null,
    primary key (case_id, kind),
    constraint clock_alarm_kind_check check (kind in ('STAGE','SIGN','CONTACT','INFO','REVIEW')),
    constraint clock_alarm_step_check check (step in ('YELLOW','RED','L2','L3','DUE'))
);
comment on table clock_alarm is '还会响的时钟,每个一行;由一个定时任务扫描(rulings 6)';
create index clock_alarm_fire on clock_alarm (fire_at, case_id, kind);

insert into clock_alarm (case_id, kind, due_at, step, fire_at)
select c.id, 'STAGE', c.clock_due_at, 'YELLOW', coalesce(c.clock_yellow_at, c.clock_due_at)
  from governance_case c
 where c.closed_at is null and c.clock_due_at is not null and c.status not in ('DRAFT', 'PENDING_INFO', 'SUSPENDED')
union all
select c.id, 'SIGN', c.sign_due_at, 'DUE', c.sign_due_at + interval '1 microsecond'
  from governance_case c
 where c.closed_at is null and c.status = 'DISPATCHED' and c.sign_due_at is not null
union all
select c.id, 'CONTACT', c.contact_due_at, 'DUE', c.contact_due_at + interval '1 microsecond'
  from governance_case c
 where c.closed_at is null and c.contact_due_at is not null and c.first_contact_at is null
   and c.status not in ('DRAFT', 'PENDING_INFO', 'SUSPENDED');

create table case_reminder (
    id         uuid primary key,
    case_id    uuid not null references governance_case,
    kind       text not null,
    unit_id    uuid not null references unit,
    due_at     timestamptz not null,
    at         timestamptz not null,
    work_day   date,
    actor_id   uuid,
    actor_unit_id uuid references unit,
    text       text,
    version    bigint not null,
    constraint case_reminder_kind_check check (kind in ('YELLOW','SIGN','CONTACT','INFO','REVIEW','MANUAL')),
    constraint case_reminder_manual_check check ((kind = 'MANUAL') = (work_day is not null))
);
comment on table case_reminder is '催办:时钟自动的和人工的;同一单位同一工单人工催办每个工作日至多一次';
create unique index case_reminder_once on case_reminder (case_id, kind, due_at) where kind <> 'MANUAL';
create unique index case_reminder_daily on case_reminder (case_id, unit_id, work_day) where kind = 'MANUAL';

create table supervision_order (
    id          uuid primary key,
    case_id     uuid not null references governance_case,
    level       text not null,
    state       text not null,
    unit_id     uuid not null references unit,
    due_at      timestamptz not null,
    made_at     timestamptz not null,
    decided_at  timestamptz,
    decided_by  uuid,
    decided_as  text,
    text        text,
    version     bigint not null,
    constraint supervision_order_once unique (case_id, level, due_at),
    constraint supervision_order_level_check check (level in ('L1','L2','L3')),
    constraint supervision_order_state_check check (state in ('PROPOSED','ISSUED','DISMISSED')),
    constraint supervision_order_decided_check check ((state = 'PROPOSED') = (decided_at is null))
);
comment on table supervision_order is '督办单:L1 系统发出,L2、L3 由系统提出、由人签发(lifecycle 6.4.5)';
create index supervision_order_open on supervision_order (made_at, id) where state = 'PROPOSED';
create index supervision_order_decided on supervision_order (decided_at, id) where decided_at is not null;

create table calendar_arrival (
    version    integer primary key,
    started_at timestamptz not null,
    after_id   uuid,
    checked    integer not null default 0,
    moved      integer not null default 0,
    ended_at   timestamptz
);
comment on table calendar_arrival is '日历变更后运行中时限的重算进度(rulings 15)';
