create table calendar_day (
    day     date primary key,
    working boolean not null,
    kind    text not null,
    name    text,
    hours   text,
    constraint calendar_day_kind_check check (kind in ('workday','weekend','holiday','adjusted_workday'))
);
comment on table calendar_day is '工作日历,含调休;hours 为当日特殊办公时段(半天)如 08:30-12:00';

create table office_hours (
    valid_from text primary key,
    hours      text not null,
    constraint office_hours_from_check check (valid_from ~ '^[0-1][0-9]-[0-3][0-9]$')
);
comment on table office_hours is '季节办公时间:自 月-日 起;hours 如 08:30-12:00,14:00-17:30';
insert into office_hours values ('01-01', '08:30-12:00,14:00-17:30');

create table calendar_version (
    number  integer primary key,
    made_at timestamptz not null,
    note    text not null
);
comment on table calendar_version is '日历版本,期限记录所依据的版本';

create table limit_class (
    code           text primary key,
    position       integer not null,
    handling_mode  text not null,
    handling_amount integer not null,
    contact_mode   text not null,
    contact_amount integer not null,
    sign_mode      text not null,
    sign_amount    integer not null,
    accept_mode    text not null,
    accept_amount  integer not null,
    version        bigint not null default 0
);
comment on table limit_class is '时限类别:办理、首次联系、签收、受理时限;分钟、小时或天按模式';
