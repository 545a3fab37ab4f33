create table account (
    id              uuid primary key,
    person_id       uuid not null unique references person,
    login           text not null,
    password_hash   text not null,
    must_change     boolean not null default true,
    password_at     timestamptz not null,
    disabled        boolean not null default false,
    failures        integer not null default 0,
    locked_until    timestamptz,
    last_sign_in_at timestamptz,
    seen_work_at    timestamptz,
    language        text not null default 'zh-CN',
    version         bigint not null
);
comment on table account is '账号';
create unique index account_login on account (lower(login));

-- The three administrators are grants, not posts in an area; nobody holds two (rulings 25).
create table administrator (
    account_id uuid primary key references account,
    role       text not null,
    granted_at timestamptz not null,
    constraint administrator_role_check check (role in ('SYSTEM_ADMINISTRATOR','SECURITY_ADMINISTRATOR','AUDIT_ADMINISTRATOR'))
);
comment on table administrator is '三员:系统、安全、审计管理员,互斥';

create table sign_in_attempt (
    id         bigint generated always as identity primary key,
    login_hash bytea not null,
    source     text not null,
    at         timestamptz not null,
    succeeded  boolean not null
);
comment on table sign_in_attempt is '登录尝试,用于锁定与减速';
create index sign_in_attempt_source on sign_in_attempt (source, at);

create table bootstrap_token (
    only_row   boolean primary key default true check (only_row),
    token_hash bytea not null,
    made_at    timestamptz not null,
    used_at    timestamptz
);
comment on table bootstrap_token is '首次启用的一次性口令(只存散列)';
