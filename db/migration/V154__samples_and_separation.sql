-- Of what is settled on the spot, some is looked at again (lifecycle T3).
create table case_sample (
    case_id      uuid primary key references governance_case deferrable initially deferred,
    desk_unit_id uuid not null references unit,
    picked_at    timestamptz not null,
    checked_at   timestamptz,
    checked_by   uuid,
    passed       boolean,
    note         text,
    redone_as    uuid references governance_case deferrable initially deferred,
    constraint case_sample_checked_check check ((checked_at is null) = (passed is null))
);
comment on table case_sample is '即办即结抽查(默认一成,按事件编号确定)';
create index case_sample_desk on case_sample (desk_unit_id, picked_at);

create table separated_category (
    category_id uuid primary key references category,
    since       timestamptz not null,
    set_by      uuid not null
);
comment on table separated_category is '报办分离的类别:上报人不得自办(feature A3.3)';
