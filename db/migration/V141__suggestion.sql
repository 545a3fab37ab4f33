create table suggestion (
    id           uuid primary key,
    account_id   uuid not null references account,
    district_id  uuid references area,
    kind         text not null,
    text         text not null,
    state        text not null,
    submitted_at timestamptz not null,
    handler_id   uuid references account,
    answer       text,
    answered_at  timestamptz,
    version      bigint not null,
    constraint suggestion_kind_check check (kind in ('FAULT','WISH','COMPLAINT')),
    constraint suggestion_state_check check (state in ('SUBMITTED','IN_HAND','ANSWERED','WITHDRAWN')),
    constraint suggestion_answer_check check ((state = 'ANSWERED') = (answer is not null))
);
comment on table suggestion is '对平台本身的投诉建议';
create index suggestion_account on suggestion (account_id, submitted_at);
create index suggestion_waiting on suggestion (district_id, submitted_at) where state in ('SUBMITTED','IN_HAND');
