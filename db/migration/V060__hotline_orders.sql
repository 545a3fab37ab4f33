alter table import_run add column district_id uuid references area;
alter table import_run add column street_id uuid references area;
alter table import_run add column place_id uuid references area;
alter table import_run add column upload_id uuid;
alter table import_run add column wanted_columns text;
alter table import_run add column changed integer not null default 0;
alter table import_run add column message_args text;
create index import_run_district on import_run (district_id, started_at);
create index import_run_street on import_run (street_id, started_at);
create index import_run_place on import_run (place_id);

create table import_line (
    run_id  uuid not null references import_run,
    row_no  integer not null,
    kind    text not null,
    external_number text,
    case_id uuid references governance_case deferrable initially deferred,
    field   text,
    key     text,
    args    text,
    primary key (run_id, row_no),
    constraint import_line_kind_check check (kind in ('TAKEN','UNCHANGED','CHANGED','REFUSED'))
);
comment on table import_line is '导入逐行结果:每行恰有一条';
create index import_line_kind on import_line (run_id, kind, row_no);
create index import_line_case on import_line (case_id);

create table hotline_order (
    case_id  uuid primary key references governance_case deferrable initially deferred,
    run_id   uuid not null references import_run,
    source   text not null,
    number   text not null,
    received_at timestamptz not null,
    place    text,
    nature   text,
    category text,
    urgency  text,
    channel  text,
    opinion  text,
    due      text,
    taken_by text
);
comment on table hotline_order is '热线工单原始栏目,随事件保存,供导出';
create unique index hotline_order_number on hotline_order (source, number);
create index hotline_order_received on hotline_order (source, received_at, number);
create index hotline_order_run on hotline_order (run_id);

create table import_upload (
    id         uuid primary key,
    account_id uuid not null,
    file_name  text not null,
    sealed     bytea not null,
    at         timestamptz not null
);
comment on table import_upload is '待导入文件,加密保存,一天后删除';
create index import_upload_at on import_upload (at);
