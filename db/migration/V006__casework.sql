create sequence case_number_seq;

create table governance_case (
    id                uuid primary key,
    number            text not null unique,
    status            text not null,
    level             text not null,
    source            text not null,
    external_source   text,
    external_number   text,
    external_hash     bytea,
    category_id       uuid references category,
    title             text not null,
    description       text not null,
    address           text,
    urgent            boolean not null default false,
    confidential      boolean not null default false,
    district_id       uuid not null references area,
    street_id         uuid references area,
    community_id      uuid references area,
    grid_id           uuid references area,
    reporter_id       uuid,
    reporter_unit_id  uuid references unit,
    requester_name_sealed  bytea,
    requester_phone_sealed bytea,
    requester_phone_index  bytea,
    holder_unit_id    uuid not null references unit,
    accepting_unit_id uuid references unit,
    handler_account_id uuid,
    handling_unit_id  uuid references unit,
    question          text,
    lead_order_id     uuid,
    reported_at       timestamptz not null,
    accept_due_at     timestamptz,
    accepted_at       timestamptz,
    dispatch_due_at   timestamptz,
    first_dispatched_at timestamptz,
    contact_due_at    timestamptz,
    first_contact_at  timestamptz,
    due_at            timestamptz,
    due_limit         text,
    due_calendar      integer,
    due_provisional   boolean not null default false,
    yellow_at         timestamptz,
    clock_due_at      timestamptz,
    clock_yellow_at   timestamptz,
    verify_due_at     timestamptz,
    follow_up_due_at  timestamptz,
    resolved_at       timestamptz,
    first_resolved_at timestamptz,
    closed_at         timestamptz,
    resolution        text,
    resolution_kind   text,
    decline_reason    text,
    rework_count      integer not null default 0,
    redo_count        integer not null default 0,
    escalation_count  integer not null default 0,
    order_count       integer not null default 0,
    on_the_spot       boolean not null default false,
    solved_level      text,
    state_changed_at  timestamptz not null,
    changed_by        uuid,
    changed_key       text,
    event_count       integer not null,
    version           bigint not null,
    constraint governance_case_status_check check (status in ('DRAFT','REPORTED','PENDING_INFO','ACCEPTED','DISPATCHED',
        'IN_PROGRESS','RETURN_PENDING','SUSPENDED','RESOLVED','FOLLOW_UP','CLOSED','DECLINED','WITHDRAWN','VOIDED')),
    constraint governance_case_level_check check (level in ('GRID','COMMUNITY','STREET','DISTRICT')),
    constraint governance_case_end_check check ((status in ('CLOSED','DECLINED','WITHDRAWN','VOIDED')) = (closed_at is not null))
);
comment on table governance_case is '事件(工单)';
create unique index governance_case_external on governance_case (external_source, external_number)
    where external_number is not null;
create index governance_case_holder on governance_case (holder_unit_id, clock_due_at, id) where closed_at is null;
create index governance_case_district on governance_case (district_id, clock_due_at, id) where closed_at is null;
create index governance_case_street on governance_case (street_id, clock_due_at, id) where closed_at is null;
create index governance_case_community on governance_case (community_id, clock_due_at, id) where closed_at is null;
create index governance_case_grid on governance_case (grid_id, clock_due_at, id) where closed_at is null;
create index governance_case_reporter on governance_case (reporter_id, reported_at, id);
create index governance_case_street_reported on governance_case (street_id, reported_at);
create index governance_case_community_reported on governance_case (community_id, reported_at);
create index governance_case_accepting on governance_case (accepting_unit_id) where closed_at is null;
create index governance_case_phone on governance_case (requester_phone_index);

create table dispatch_order (
    id             uuid primary key,
    case_id        uuid not null references governance_case,
    sequence       integer not null,
    unit_id        uuid not null references unit,
    dispatcher_unit_id uuid not null references unit,
    kind           text not null,
    opinion        text,
    dispatched_at  timestamptz not null,
    sign_due_at    timestamptz,
    signed_at      timestamptz,
    signed_by      uuid,
    contact_person text,
    contact_phone  text,
    due_at         timestamptz,
    ended_at       timestamptz,
    end_kind       text,
    routed_by      text not null,
    routing_facts  text,
    version        bigint not null,
    constraint dispatch_order_kind_check check (kind in ('SELF','DISPATCH','REDISPATCH','ESCALATION','FORWARD'))
);
comment on table dispatch_order is '派遣单:每次派单各有签收与办理时限(rulings 10)';
create unique index dispatch_order_sequence on dispatch_order (case_id, sequence);
create index dispatch_order_unit on dispatch_order (unit_id, case_id);

create table dispatch_co_unit (
    order_id uuid not null references dispatch_order,
    unit_id  uuid not null references unit,
    primary key (order_id, unit_id)
);
create index dispatch_co_unit_unit on dispatch_co_unit (unit_id);

-- Every unit that ever took part; the row scope of responders (AreaScope.OfUnits).
create table case_participation (
    unit_id uuid not null references unit,
    case_id uuid not null references governance_case deferrable initially deferred,
    role    text not null,
    since   timestamptz not null,
    primary key (unit_id, case_id)
);
create index case_participation_case on case_participation (case_id);

create table case_event (
    id          uuid primary key,
    case_id     uuid not null references governance_case deferrable initially deferred,
    sequence    integer not null,
    action      text not null,
    from_status text,
    to_status   text not null,
    actor_id    uuid,
    actor_role  text,
    unit_id     uuid references unit,
    at          timestamptz not null,
    text        text,
    facts       text,
    constraint case_event_sequence unique (case_id, sequence)
);
comment on table case_event is '事件过程(只增)';
create trigger case_event_append_only before update or delete on case_event
    for each row execute function refuse_change();

create table submission (
    id           uuid primary key,
    account_id   uuid not null,
    request_hash bytea not null,
    case_id      uuid not null,
    at           timestamptz not null
);
comment on table submission is '客户端生成的提交编号,防重复(rulings 16)';

create table follow_up (
    id           uuid primary key,
    case_id      uuid not null references governance_case,
    at           timestamptz not null,
    actor_id     uuid,
    reached      boolean not null,
    contacted    text,
    solved       text,
    satisfaction text,
    note         text
);
comment on table follow_up is '回访记录';
create index follow_up_case on follow_up (case_id);
