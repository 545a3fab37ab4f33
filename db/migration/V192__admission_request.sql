-- A department asks to bring a matter into the list of a community or grid; what is agreed to becomes a catalogue line.
create table admission_request (
    id             uuid primary key,
    district_id    uuid not null references area,
    unit_id        uuid not null references unit,
    category_id    uuid not null references category,
    level          text not null,
    leads          boolean not null,
    matter         text not null,
    legal_basis    text not null,
    from_day       date not null,
    until_day      date not null,
    money          text not null,
    people         text not null,
    training       text not null,
    requested_at   timestamptz not null,
    requested_by   uuid not null,
    opinion        text,
    reviewed_at    timestamptz,
    reviewed_by    uuid,
    decision       text,
    decided_at     timestamptz,
    decided_by     uuid,
    entry_id       uuid references catalogue_entry on delete set null,
    withdrawn_at   timestamptz,
    withdrawn_by   uuid,
    withdrawn_why  text,
    state          text not null,
    version        bigint not null,
    constraint admission_request_state_check check (state in ('REQUESTED','REVIEWED','LISTED','REFUSED','WITHDRAWN')),
    constraint admission_request_level_check check (level in ('COMMUNITY','GRID')),
    constraint admission_request_period_check check (until_day >= from_day)
);
comment on table admission_request is '社区(网格)事项准入申请';
create index admission_request_district on admission_request (district_id, requested_at);
create index admission_request_unit on admission_request (unit_id, requested_at);
create index admission_request_category on admission_request (category_id);
create index admission_request_entry on admission_request (entry_id);
