-- The file an import refused, with the errors beside each row, for a day. Sealed, because it holds numbers of people.
create table import_file (
    run_id    uuid primary key references import_run,
    file_name text not null,
    sealed    bytea not null,
    made_at   timestamptz not null
);
comment on table import_file is '导入错误文件(加密,保留一天)';
create index import_file_made on import_file (made_at);

-- Holders of a post on any day, not only those without an end.
create index post_holding_of_post on post_holding (post_id, held_from);
