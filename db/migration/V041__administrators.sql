-- An administrator's office is proposed by one administrator and approved by another (rulings 25).
create table administrator_request (
    id           uuid primary key,
    account_id   uuid not null references account,
    role         text not null,
    requested_by uuid not null references account,
    requested_at timestamptz not null,
    decided_by   uuid references account,
    decided_at   timestamptz,
    approved     boolean,
    constraint administrator_request_role_check check (role in ('SYSTEM_ADMINISTRATOR','SECURITY_ADMINISTRATOR','AUDIT_ADMINISTRATOR')),
    constraint administrator_request_four_eyes check (decided_by is null or decided_by <> requested_by),
    constraint administrator_request_decided check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null))
);
comment on table administrator_request is '三员任命申请:一人提出、另一人批准';
create unique index administrator_request_open on administrator_request (account_id) where decided_at is null;
create index administrator_request_requested_by on administrator_request (requested_by);
create index administrator_request_decided_by on administrator_request (decided_by);

-- Logins made in bulk: u and six digits.
create sequence account_login_seq start 100001;
