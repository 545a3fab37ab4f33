-- The facts of a file stand for ever; its content goes when the file is removed, and the row stays as a placeholder.
create table case_file (
    id             uuid primary key,
    case_id        uuid not null references governance_case deferrable initially deferred,
    kind           text not null,
    name           text not null,
    media_type     text not null,
    size           integer not null,
    width          integer,
    height         integer,
    original_hash  bytea not null,
    added_at       timestamptz not null,
    added_by       uuid not null,
    unit_id        uuid references unit,
    removed_at     timestamptz,
    removed_by     uuid,
    removed_reason text,
    constraint case_file_kind_check check (kind in ('BEFORE','AFTER','EVIDENCE','DOCUMENT')),
    constraint case_file_removed_check check ((removed_at is null) = (removed_reason is null))
);
comment on table case_file is '事件的照片与附件(只记事实,内容另存)';
create unique index case_file_once on case_file (case_id, original_hash) where removed_at is null;
create index case_file_case on case_file (case_id, added_at);

create table case_file_content (
    file_id   uuid primary key references case_file,
    content   bytea not null,
    thumbnail bytea,
    constraint case_file_content_size_check check (octet_length(content) <= 10485760)
);
comment on table case_file_content is '附件内容,仅由其自身的处理程序读取(rulings 31)';
