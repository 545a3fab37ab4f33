-- The least a grid worker needs to say where he was: no names, no people, no numbers of people.
create table building (
    id       uuid primary key,
    grid_id  uuid not null references area,
    name     text not null,
    added_at timestamptz not null,
    added_by uuid not null,
    ended_at timestamptz
);
comment on table building is '网格内楼栋';
create unique index building_name on building (grid_id, name) where ended_at is null;

create table household (
    id          uuid primary key,
    building_id uuid not null references building,
    label       text not null,
    position    integer not null,
    constraint household_label unique (building_id, label)
);
comment on table household is '住户门牌(只有门牌,不含个人信息)';

create table assistance_request (
    id           uuid primary key,
    from_unit_id uuid not null references unit,
    requested_by uuid not null,
    requested_at timestamptz not null,
    district_id  uuid not null references area,
    street_id    uuid references area,
    community_id uuid references area,
    grid_id      uuid not null references area,
    desk_unit_id uuid not null references unit,
    category_id  uuid not null references category,
    purpose      text not null,
    legal_basis  text not null,
    wanted_on    date not null,
    state        text not null,
    admission    text,
    decided_by   uuid,
    decided_at   timestamptz,
    decision     text,
    answered_by  uuid,
    answered_at  timestamptz,
    answer       text,
    done_at      timestamptz,
    result       text,
    version      bigint not null,
    constraint assistance_request_state_check check (state in
        ('REQUESTED','APPROVED','REFUSED','ACCEPTED','DECLINED','DONE','WITHDRAWN'))
);
comment on table assistance_request is '部门请网格员协助(准入事项)';
create index assistance_request_grid on assistance_request (grid_id, requested_at);
create index assistance_request_community on assistance_request (community_id, requested_at);
create index assistance_request_street on assistance_request (street_id, requested_at);
create index assistance_request_unit on assistance_request (from_unit_id, requested_at);

create table visit (
    id           uuid primary key,
    kind         text not null,
    grid_id      uuid not null references area,
    community_id uuid references area,
    building_id  uuid references building,
    household_id uuid references household,
    account_id   uuid not null,
    at           timestamptz not null,
    finding      text,
    case_id      uuid references governance_case deferrable initially deferred,
    assistance_id uuid references assistance_request deferrable initially deferred,
    constraint visit_kind_check check (kind in ('PATROL','VISIT'))
);
comment on table visit is '巡查与走访记录(不记轨迹、不作个人统计)';
create index visit_grid on visit (grid_id, at);
create index visit_community on visit (community_id, at);
create index visit_household on visit (household_id, at);
