create table mediation (
    id          uuid primary key,
    case_id     uuid not null references governance_case deferrable initially deferred,
    kind        text not null,
    state       text not null,
    mediator    text not null,
    opened_at   timestamptz not null,
    opened_by   uuid not null,
    agreement   text,
    outcome     text,
    ended_at    timestamptz,
    ended_by    uuid,
    version     bigint not null,
    constraint mediation_kind_check check (kind in ('MEDIATION','JOINT_MEETING')),
    constraint mediation_state_check check (state in ('OPEN','AGREED','FAILED')),
    constraint mediation_ended_check check ((state = 'OPEN') = (ended_at is null))
);
comment on table mediation is '矛盾纠纷调解记录(含联席会议)';
create index mediation_case on mediation (case_id, opened_at);

create table mediation_party (
    mediation_id uuid not null references mediation deferrable initially deferred,
    position     integer not null,
    name_sealed  bytea not null,
    phone_sealed bytea,
    primary key (mediation_id, position)
);
comment on table mediation_party is '当事人(姓名、电话加密,rulings 24)';

create table mediation_meeting (
    id           uuid primary key,
    mediation_id uuid not null references mediation deferrable initially deferred,
    at           timestamptz not null,
    place        text not null,
    note         text,
    recorded_at  timestamptz not null,
    recorded_by  uuid not null
);
create index mediation_meeting_mediation on mediation_meeting (mediation_id, at);

create table mediation_meeting_unit (
    meeting_id uuid not null references mediation_meeting,
    unit_id    uuid not null references unit,
    primary key (meeting_id, unit_id)
);
create index mediation_meeting_unit_unit on mediation_meeting_unit (unit_id);

create table mediation_commitment (
    id           uuid primary key,
    mediation_id uuid not null references mediation deferrable initially deferred,
    position     integer not null,
    who          text not null,
    what         text not null,
    due_on       date not null,
    kept_at      timestamptz,
    kept_by      uuid,
    constraint mediation_commitment_position unique (mediation_id, position)
);
comment on table mediation_commitment is '协议约定事项与期限';
