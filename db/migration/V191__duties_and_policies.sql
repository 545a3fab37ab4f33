-- What a post is there for, edition by edition, and the documents the work rests on.
create table duty_list (
    id              uuid primary key,
    district_id     uuid not null references area,
    post_type       text not null,
    edition         integer not null,
    document_number text,
    valid_from      date not null,
    duties          text not null,
    published_at    timestamptz not null,
    published_by    uuid not null,
    version         bigint not null,
    constraint duty_list_edition unique (district_id, post_type, edition)
);
comment on table duty_list is '岗位职责清单,每次修改成为新版本';

create table policy_document (
    id               uuid primary key,
    district_id      uuid not null references area,
    number           text not null,
    title            text not null,
    issuer           text not null,
    issued_on        date not null,
    file_name        text not null,
    media_type       text not null,
    size             integer not null,
    added_at         timestamptz not null,
    added_by         uuid not null,
    withdrawn_at     timestamptz,
    withdrawn_by     uuid,
    withdrawn_reason text,
    version          bigint not null,
    constraint policy_document_withdrawn_check check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table policy_document is '政策文件库';
create unique index policy_document_number on policy_document (district_id, number) where withdrawn_at is null;
create index policy_document_issued on policy_document (district_id, issued_on, id);

create table policy_document_content (
    document_id uuid primary key references policy_document,
    content     bytea not null,
    constraint policy_document_content_size_check check (octet_length(content) <= 10485760)
);
comment on table policy_document_content is '政策文件内容,仅由其自身的处理程序读取(rulings 31)';
