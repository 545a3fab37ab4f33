-- The joint meeting of a street or district with the units it invites (rulings 22).
create sequence meeting_number_seq;

create table meeting (
    id            uuid primary key,
    number        text not null unique,
    state         text not null,
    title         text not null,
    agenda        text not null,
    place         text not null,
    starts_at     timestamptz not null,
    district_id   uuid not null references area,
    street_id     uuid references area,
    host_unit_id  uuid not null references unit,
    subject_type  text,
    subject_id    uuid,
    chair         text,
    recorder      text,
    minutes       text,
    held_at       timestamptz,
    closed_at     timestamptz,
    cancel_reason text,
    called_by     uuid,
    changed_by    uuid,
    created_at    timestamptz not null,
    version       bigint not null,
    constraint meeting_state_check check (state in ('PLANNED','HELD','CLOSED','CANCELLED')),
    constraint meeting_subject_check check (num_nonnulls(subject_type, subject_id) in (0, 2))
);
comment on table meeting is '联席会议';
create index meeting_street on meeting (street_id, starts_at, id);
create index meeting_district on meeting (district_id, starts_at, id);
create index meeting_subject on meeting (subject_id);

create table meeting_invitation (
    meeting_id uuid not null references meeting,
    unit_id    uuid not null references unit,
    attendance text not null,
    attended_by text,
    primary key (meeting_id, unit_id),
    constraint meeting_invitation_check check (attendance in ('OPEN','PRESENT','EXCUSED','ABSENT'))
);
comment on table meeting_invitation is '应邀单位与到会情况';
create index meeting_invitation_unit on meeting_invitation (unit_id, meeting_id);

create table meeting_member (
    meeting_id uuid not null references meeting,
    person_id  uuid not null references person,
    attendance text not null,
    primary key (meeting_id, person_id),
    constraint meeting_member_check check (attendance in ('OPEN','PRESENT','EXCUSED','ABSENT'))
);
comment on table meeting_member is '应邀兼职委员与到会情况';
create index meeting_member_person on meeting_member (person_id);

-- The id of a resolution is the id of the case it becomes.
create table meeting_resolution (
    meeting_id uuid not null references meeting,
    id         uuid not null unique,
    sequence   integer not null,
    text       text not null,
    owner_unit_id uuid not null references unit,
    due_on     date not null,
    primary key (meeting_id, id)
);
comment on table meeting_resolution is '议定事项:责任单位与完成时限';
create index meeting_resolution_owner on meeting_resolution (owner_unit_id);
