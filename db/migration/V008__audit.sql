-- Ids, message keys, field names, keyed hashes; never personal values (rulings 23).
create table audit_entry (
    id           bigint generated always as identity primary key,
    at           timestamptz not null,
    account_id   uuid,
    role         text,
    unit_id      uuid,
    action       text not null,
    subject_type text not null,
    subject_id   uuid,
    fields       text,
    reason       text,
    source       text
);
comment on table audit_entry is '审计(只增)';
create index audit_entry_subject on audit_entry (subject_id, at);
create index audit_entry_account on audit_entry (account_id, at);
create index audit_entry_at on audit_entry (at);
create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function refuse_change();
