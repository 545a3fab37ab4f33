-- A change of rules or catalogue tried over past cases. A trial runs on the node that began it; who began it reads it.
create table routing_trial (
    id          uuid primary key,
    account_id  uuid not null,
    about       text not null,
    page        text not null,
    action      text not null,
    form        boolean not null,
    fields      text not null,
    total       integer not null,
    looked      integer not null default 0,
    leads       integer not null default 0,
    limits      integer not null default 0,
    suggested   integer not null default 0,
    state       text not null,
    started_at  timestamptz not null,
    touched_at  timestamptz not null,
    constraint routing_trial_state_check check (state in ('RUNNING','DONE','CANCELLED','FAILED'))
);
comment on table routing_trial is '改动试算:用以往工单比较改动前后的去向,一天后删除';
create index routing_trial_account on routing_trial (account_id, started_at);

create table routing_trial_row (
    trial_id  uuid not null references routing_trial on delete cascade,
    row_no    integer not null,
    case_id   uuid not null references governance_case on delete cascade deferrable initially deferred,
    what      text not null,
    from_name text,
    to_name   text,
    primary key (trial_id, row_no),
    constraint routing_trial_row_what_check check (what in ('LEAD','LIMIT','SUGGESTION'))
);
comment on table routing_trial_row is '试算中会改变的工单(只列前一百件)';
create index routing_trial_row_case on routing_trial_row (case_id);
