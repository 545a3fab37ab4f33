-- Returns, extensions, suspensions, exclusions and co-handling (lifecycle T12, T14-T16, T18-T21; rulings 10-12, 21).
alter table governance_case
    add column return_count       integer not null default 0,
    add column extension_count    integer not null default 0,
    add column extended_days      integer not null default 0,
    add column return_decider     text,
    add column extension_decider  text,
    add column suspension_decider text,
    add column exclusion_decider  text,
    add column review_due_at      timestamptz,
    add column excluded           boolean not null default false,
    add constraint governance_case_return_count_check check (return_count between 0 and 3),
    add constraint governance_case_extension_count_check check (extension_count between 0 and 2),
    add constraint governance_case_review_check check ((status = 'SUSPENDED') or (review_due_at is null));
comment on column governance_case.excluded is '经区级同意剔除考核:统计前从分子分母同时剔除';
comment on column governance_case.review_due_at is '挂账复核时刻';

alter table dispatch_order
    add column if not exists due_rule text,
    add column left_out text,
    add column co_unit_count integer not null default 0,
    add constraint dispatch_order_left_out_check check (left_out in ('RETURNED','RECALLED','EXCLUDED'));
comment on column dispatch_order.left_out is '不计入承办单位的原因:同意退单、派单撤回、考核剔除;空=计入';

update dispatch_order o
   set co_unit_count = (select count(*) from dispatch_co_unit x where x.order_id = o.id);

create table return_request (
    id            uuid primary key,
    case_id       uuid not null references governance_case,
    order_id      uuid not null references dispatch_order,
    ordinal       integer not null,
    reason        text not null,
    next_owner_id uuid not null references unit,
    text          text not null,
    late          boolean not null,
    former_level  text not null,
    next_order_id uuid references dispatch_order deferrable initially deferred,
    asked_by      uuid not null,
    asked_unit_id uuid references unit,
    asked_at      timestamptz not null,
    decider       text not null,
    state         text not null,
    decided_by    uuid,
    decided_role  text,
    decided_at    timestamptz,
    opinion       text,
    version       bigint not null,
    constraint return_request_ordinal unique (case_id, ordinal),
    constraint return_request_reason_check check (reason in ('NOT_OUR_DUTY','NOT_OUR_AREA','WRONG_ADDRESS','ALREADY_HANDLED')),
    constraint return_request_decider_check check (decider in ('DISPATCHER','STREET_LEADER','DISTRICT')),
    constraint return_request_state_check check (state in ('PENDING','APPROVED','REFUSED','LAPSED')),
    constraint return_request_person_check check (decided_by is distinct from asked_by)
);
comment on table return_request is '退单申请(T14-T16):至多两次,第三次由区级裁定';
create unique index return_request_pending on return_request (case_id) where state = 'PENDING';

create table extension_request (
    id            uuid primary key,
    case_id       uuid not null references governance_case,
    order_id      uuid not null references dispatch_order,
    ordinal       integer not null,
    days          integer not null,
    text          text not null,
    plan          text not null,
    due_before    timestamptz,
    due_after     timestamptz,
    asked_by      uuid not null,
    asked_unit_id uuid references unit,
    asked_at      timestamptz not null,
    decider       text not null,
    state         text not null,
    decided_by    uuid,
    decided_role  text,
    decided_at    timestamptz,
    opinion       text,
    version       bigint not null,
    constraint extension_request_days_check check (days > 0),
    constraint extension_request_decider_check check (decider in ('DISPATCHER','STREET_LEADER','DISTRICT')),
    constraint extension_request_state_check check (state in ('PENDING','APPROVED','REFUSED','LAPSED')),
    constraint extension_request_person_check check (decided_by is distinct from asked_by)
);
comment on table extension_request is '延期申请(T18):到期前提出,至多两次,累计不超过原时限';
create unique index extension_request_pending on extension_request (case_id) where state = 'PENDING';
create index extension_request_case on extension_request (case_id);

create table suspension (
    id            uuid primary key,
    case_id       uuid not null references governance_case,
    order_id      uuid not null references dispatch_order,
    reason        text not null,
    text          text not null,
    review_at     timestamptz not null,
    started_at    timestamptz,
    held_due_at   timestamptz,
    held_yellow_at timestamptz,
    ended_at      timestamptz,
    asked_by      uuid not null,
    asked_unit_id uuid references unit,
    asked_at      timestamptz not null,
    decider       text not null,
    state         text not null,
    decided_by    uuid,
    decided_role  text,
    decided_at    timestamptz,
    opinion       text,
    version       bigint not null,
    constraint suspension_reason_check check (reason in ('FUNDING','PLANNING','WEATHER','LITIGATION','OTHER')),
    constraint suspension_review_check check (review_at > asked_at and review_at <= asked_at + interval '30 days'),
    constraint suspension_decider_check check (decider in ('STREET_LEADER','DISTRICT')),
    constraint suspension_state_check check (state in ('PENDING','APPROVED','REFUSED','LAPSED')),
    constraint suspension_person_check check (decided_by is distinct from asked_by),
    constraint suspension_started_check check ((state = 'APPROVED') = (started_at is not null))
);
comment on table suspension is '挂账(T19、T20):办理人提出、他人批准,时限停走,到复核日提醒';
create unique index suspension_pending on suspension (case_id) where state = 'PENDING';
create index suspension_case on suspension (case_id);

create table assessment_exclusion (
    id            uuid primary key,
    case_id       uuid not null references governance_case,
    order_id      uuid references dispatch_order,
    reason        text not null,
    text          text not null,
    asked_by      uuid not null,
    asked_unit_id uuid references unit,
    asked_at      timestamptz not null,
    decider       text not null,
    state         text not null,
    decided_by    uuid,
    decided_role  text,
    decided_at    timestamptz,
    opinion       text,
    version       bigint not null,
    constraint assessment_exclusion_reason_check check (reason in ('FORCE_MAJEURE','UNREASONABLE_REQUEST','DISPUTED_DUTY')),
    constraint assessment_exclusion_decider_check check (decider = 'DISTRICT'),
    constraint assessment_exclusion_state_check check (state in ('PENDING','APPROVED','REFUSED','LAPSED')),
    constraint assessment_exclusion_person_check check (decided_by is distinct from asked_by)
);
comment on table assessment_exclusion is '考核申诉与剔除:单位或街道提出,区级决定,公开可查';
create unique index assessment_exclusion_pending on assessment_exclusion (case_id) where state = 'PENDING';
create index assessment_exclusion_case on assessment_exclusion (case_id);

create table co_handling (
    id          uuid primary key,
    case_id     uuid not null references governance_case,
    order_id    uuid not null references dispatch_order,
    unit_id     uuid not null references unit,
    state       text not null,
    text        text,
    answered_by uuid,
    answered_at timestamptz,
    version     bigint not null,
    constraint co_handling_once unique (order_id, unit_id),
    constraint co_handling_state_check check (state in ('ASKED','ACCEPTED','REFUSED','DONE'))
);
comment on table co_handling is '协办单位的答复与反馈;没有行=尚未答复';
create index co_handling_case on co_handling (case_id);
