create table import_run (
    id          uuid primary key,
    kind        text not null,
    source      text,
    file_name   text not null,
    actor_id    uuid,
    started_at  timestamptz not null,
    finished_at timestamptz,
    dry_run     boolean not null,
    total       integer not null default 0,
    done        integer not null default 0,
    taken       integer not null default 0,
    unchanged   integer not null default 0,
    refused     integer not null default 0,
    state       text not null,
    message_key text,
    constraint import_run_state_check check (state in ('RUNNING','DONE','REFUSED','FAILED'))
);
comment on table import_run is '导入批次与进度';
create index import_run_started on import_run (started_at);

create table import_error (
    run_id  uuid not null references import_run,
    row_no  integer not null,
    field   text,
    key     text not null,
    args    text,
    primary key (run_id, row_no, key)
);
comment on table import_error is '逐行错误';
