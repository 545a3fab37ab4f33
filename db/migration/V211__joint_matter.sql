-- Templates of joint matters: steps × unit or kind of unit × working days (feature A3.25).
create table joint_matter (
    id         uuid primary key,
    area_id    uuid not null references area,
    name       text not null,
    problem    text,
    retired_at timestamptz,
    changed_at timestamptz not null,
    version    bigint not null
);
comment on table joint_matter is '一件事模板:由街道或区保管';
create index joint_matter_area on joint_matter (area_id);

create table joint_matter_step (
    matter_id  uuid not null references joint_matter,
    position   integer not null,
    task       text not null,
    unit_id    uuid references unit,
    unit_kind  text,
    speciality text,
    days       integer not null,
    leads      boolean not null,
    primary key (matter_id, position),
    constraint joint_matter_step_unit_check check ((unit_id is null) = (unit_kind is not null and speciality is not null))
);
comment on table joint_matter_step is '一件事模板的步骤';

-- A task planned before the whistle has its limit in working days; the instant comes with the whistle.
alter table whistle_task add column days integer;
alter table whistle_task alter column due_at drop not null;
alter table whistle_task add constraint whistle_task_limit_check check (due_at is not null or days is not null);
