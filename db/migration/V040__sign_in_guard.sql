-- One row per login and source block that failed lately; the counter rises before the password is looked at,
-- so that parallel guesses cannot slip past the limit.
create table sign_in_guard (
    login_hash   bytea not null,
    source       text not null,
    failures     integer not null,
    last_at      timestamptz not null,
    locked_until timestamptz,
    primary key (login_hash, source)
);
comment on table sign_in_guard is '登录失败计数与锁定:按账号与来源网段';
create index sign_in_attempt_login on sign_in_attempt (login_hash, at);

-- Sessions begun before this instant are over: set when an account is disabled, its password or its grants change.
alter table account add column sessions_from timestamptz;
alter table account add column temporary_until timestamptz;
alter table account drop column failures;
alter table account drop column locked_until;
