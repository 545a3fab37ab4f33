-- Whistle-and-report: one call with the response of every unit (rulings 19–21).
create sequence whistle_number_seq;

create table whistle_call (
    id                  uuid primary key,
    number              text not null unique,
    state               text not null,
    kind                text not null,
    level               text not null,
    scope               text not null,
    source              text not null,
    source_note         text,
    category_id         uuid references category,
    title               text not null,
    problem             text not null,
    tried               text not null,
    district_id         uuid not null references area,
    street_id           uuid not null references area,
    community_id        uuid references area,
    grid_id             uuid references area,
    address             text,
    owner_unit_id       uuid not null references unit,
    proposed_by_unit_id uuid references unit,
    applicant_id        uuid,
    applicant_is_secretary boolean not null default false,
    reblown_from        uuid references whistle_call,
    report_in_at        timestamptz,
    report_in_place     text,
    report_in_mode      text not null,
    coordinator         text,
    coordinated_at      timestamptz,
    submitted_at        timestamptz,
    approve_due_at      timestamptz,
    approved_at         timestamptz,
    approved_by         uuid,
    approval_opinion    text,
    refused_at          timestamptz,
    recalled_at         timestamptz,
    blown_at            timestamptz,
    due_at              timestamptz,
    evaluate_due_at     timestamptz,
    asked_for           text,
    upgrade_count       integer not null default 0,
    invalid_at          timestamptz,
    invalid_reason      text,
    end_reason          text,
    summary             text,
    closed_at           timestamptz,
    created_at          timestamptz not null,
    state_changed_at    timestamptz not null,
    changed_by          uuid,
    changed_key         text,
    event_count         integer not null,
    version             bigint not null,
    constraint whistle_call_state_check check (state in ('DRAFT','PENDING_APPROVAL','BLOWN','HANDLING',
        'AWAITING_EVALUATION','CLOSED','REFUSED','RECALLED')),
    constraint whistle_call_kind_check check (kind in ('PUBLIC_CONCERN','JOINT_ENFORCEMENT','EMERGENCY','KEY_WORK')),
    constraint whistle_call_level_check check (level in ('ROUTINE','TACKLING','STUBBORN')),
    constraint whistle_call_source_check check (source in ('CASE','MEETING','PATROL','LEADER'))
);
comment on table whistle_call is '哨:一次吹哨';
create index whistle_call_street on whistle_call (street_id, state, state_changed_at);
create index whistle_call_district on whistle_call (district_id, state, state_changed_at);
create index whistle_call_owner on whistle_call (owner_unit_id, state);
create index whistle_call_place on whistle_call (street_id, category_id)
    where state in ('PENDING_APPROVAL','BLOWN','HANDLING','AWAITING_EVALUATION');
create index whistle_call_again on whistle_call (reblown_from);

create table whistle_response (
    id                  uuid primary key,
    call_id             uuid not null references whistle_call,
    unit_id             uuid not null references unit,
    unit_kind           text not null,
    deputy_unit_id      uuid references unit,
    role                text not null,
    state               text not null,
    task                text not null,
    notified_at         timestamptz,
    sign_due_at         timestamptz,
    contact_due_at      timestamptz,
    report_in_due_at    timestamptz,
    feedback_due_at     timestamptz,
    signed_at           timestamptz,
    contact_person      text,
    contact_phone       text,
    contacted_at        timestamptz,
    unsigned_at         timestamptz,
    absent_at           timestamptz,
    no_answer_at        timestamptz,
    rework_count        integer not null default 0,
    released_at         timestamptz,
    release_reason      text,
    arrived_at          timestamptz,
    arrived_who         text,
    arrival_mode        text,
    arrival_stated_at   timestamptz,
    dispute_due_at      timestamptz,
    arrival_confirmed_at timestamptz,
    disputed_at         timestamptz,
    dispute_note        text,
    street_arrival_at   timestamptz,
    objected_at         timestamptz,
    objection_reason    text,
    objection_proposes  text,
    objection_basis     text,
    objection_due_at    timestamptz,
    objection_decided_at timestamptz,
    objection_upheld    boolean,
    objection_opinion   text,
    feedback_at         timestamptz,
    feedback_result     text,
    feedback_text       text,
    feedback_basis      text,
    accept_due_at       timestamptz,
    accepted_at         timestamptz,
    sent_back_at        timestamptz,
    street_opinion      text,
    speed_mark          integer,
    cooperation_mark    integer,
    result_mark         integer,
    mark_comment        text,
    marked_at           timestamptz,
    marked_by           uuid,
    countersigned_at    timestamptz,
    countersigned_by    uuid,
    appeal_due_at       timestamptz,
    appealed_at         timestamptz,
    appeal_reason       text,
    appeal_decided_at   timestamptz,
    appeal_upheld       boolean,
    appeal_opinion      text,
    version             bigint not null,
    constraint whistle_response_role_check check (role in ('LEAD','CO')),
    constraint whistle_response_state_check check (state in
        ('NOTIFIED','SIGNED','REPORTED_IN','FEEDBACK_GIVEN','EVALUATED','RELEASED')),
    constraint whistle_response_marks_check check (
        (speed_mark is null or speed_mark between 0 and 10)
        and (cooperation_mark is null or cooperation_mark between 0 and 10)
        and (result_mark is null or result_mark between 0 and 10))
);
comment on table whistle_response is '应哨:一个单位对一次吹哨的响应';
create index whistle_response_call on whistle_response (call_id);
create index whistle_response_unit on whistle_response (unit_id, call_id);
create index whistle_response_deputy on whistle_response (deputy_unit_id) where deputy_unit_id is not null;
create index whistle_response_sign on whistle_response (sign_due_at)
    where signed_at is null and unsigned_at is null and released_at is null;
create index whistle_response_come on whistle_response (report_in_due_at)
    where arrived_at is null and absent_at is null and released_at is null;
create index whistle_response_answer on whistle_response (feedback_due_at)
    where no_answer_at is null and released_at is null;

create table whistle_task (
    id        uuid primary key,
    call_id   uuid not null references whistle_call,
    unit_id   uuid not null references unit,
    task      text not null,
    due_at    timestamptz not null,
    done_at   timestamptz,
    done_note text,
    version   bigint not null
);
comment on table whistle_task is '联合处置方案:任务、单位、时限';
create index whistle_task_call on whistle_task (call_id);

create table whistle_handling (
    call_id      uuid not null references whistle_call,
    at           timestamptz not null,
    participants text not null,
    finding      text not null
);
comment on table whistle_handling is '联合处置记录';
create index whistle_handling_call on whistle_handling (call_id, at);

create table whistle_case (
    call_id uuid not null references whistle_call,
    case_id uuid not null references governance_case,
    primary key (call_id, case_id)
);
comment on table whistle_case is '哨源事件';
create index whistle_case_case on whistle_case (case_id);

-- What blowing and closing did to a linked case, each once; what could not be done is listed with its reason.
create table whistle_case_effect (
    call_id uuid not null references whistle_call,
    case_id uuid not null references governance_case,
    effect  text not null,
    done    boolean not null,
    reason  text,
    at      timestamptz not null,
    primary key (call_id, case_id, effect),
    constraint whistle_case_effect_check check (effect in ('EXTENDED','RESOLVED'))
);

create table whistle_co_street (
    call_id uuid not null references whistle_call,
    unit_id uuid not null references unit,
    primary key (call_id, unit_id)
);

-- Every unit that may read the call because it was called, proposed it or is a co-street.
create table whistle_participation (
    unit_id uuid not null references unit,
    call_id uuid not null references whistle_call deferrable initially deferred,
    since   timestamptz not null,
    primary key (unit_id, call_id)
);
create index whistle_participation_call on whistle_participation (call_id);

create table whistle_event (
    id         uuid primary key,
    call_id    uuid not null references whistle_call deferrable initially deferred,
    sequence   integer not null,
    action     text not null,
    from_state text,
    to_state   text not null,
    actor_id   uuid,
    actor_role text,
    unit_id    uuid references unit,
    responder_id uuid references unit,
    at         timestamptz not null,
    text       text,
    constraint whistle_event_sequence unique (call_id, sequence)
);
comment on table whistle_event is '吹哨过程(只增)';
create trigger whistle_event_append_only before update or delete on whistle_event
    for each row execute function refuse_change();

-- One number per area and unit, raised by every verb that concerns it: what open pages ask for (rulings 27).
create table whistle_change (
    place_id uuid primary key,
    seq      bigint not null
);

create table whistle_clock (
    profile text not null,
    clock   text not null,
    mode    text not null,
    amount  integer not null,
    primary key (profile, clock),
    constraint whistle_clock_profile_check check (profile in ('ROUTINE','TACKLING','STUBBORN','EMERGENCY')),
    constraint whistle_clock_mode_check check (mode in
        ('NATURAL_HOURS','NATURAL_DAYS','WORKING_HOURS','WORKING_DAYS_TO_CLOSE','WORKING_DAYS_SAME_TIME')),
    constraint whistle_clock_amount_check check (amount >= 0)
);
comment on table whistle_clock is '各级哨的时限;0 = 不启用';

insert into whistle_clock (profile, clock, mode, amount)
select p.profile, c.clock, c.mode, c.amount
  from (values ('ROUTINE'), ('TACKLING'), ('STUBBORN')) as p (profile)
 cross join (values
    ('APPROVE', 'WORKING_HOURS', 240),
    ('SIGN', 'WORKING_HOURS', 60),
    ('CONTACT', 'NATURAL_HOURS', 1440),
    ('ADJUDICATE', 'WORKING_HOURS', 240),
    ('DISPUTE', 'WORKING_DAYS_TO_CLOSE', 1),
    ('ACCEPT', 'WORKING_DAYS_TO_CLOSE', 2),
    ('EVALUATE', 'WORKING_DAYS_TO_CLOSE', 5),
    ('APPEAL', 'WORKING_DAYS_TO_CLOSE', 5)) as c (clock, mode, amount)
union all
select * from (values
    ('ROUTINE', 'REPORT_IN', 'WORKING_DAYS_TO_CLOSE', 3),
    ('TACKLING', 'REPORT_IN', 'WORKING_DAYS_TO_CLOSE', 5),
    ('STUBBORN', 'REPORT_IN', 'WORKING_DAYS_TO_CLOSE', 5),
    ('ROUTINE', 'FEEDBACK', 'WORKING_DAYS_TO_CLOSE', 5),
    ('TACKLING', 'FEEDBACK', 'WORKING_DAYS_TO_CLOSE', 10),
    ('STUBBORN', 'FEEDBACK', 'WORKING_DAYS_TO_CLOSE', 20),
    ('EMERGENCY', 'APPROVE', 'NATURAL_HOURS', 1440),
    ('EMERGENCY', 'SIGN', 'NATURAL_HOURS', 15),
    ('EMERGENCY', 'REPORT_IN', 'NATURAL_HOURS', 60)) as e (profile, clock, mode, amount);

create table whistle_setting (
    id        integer primary key default 1 check (id = 1),
    sign_weight      integer not null,
    report_in_weight integer not null,
    feedback_weight  integer not null,
    marks_weight     integer not null,
    band_low         integer not null,
    band_high        integer not null,
    version          bigint not null,
    constraint whistle_setting_weights_check check (sign_weight + report_in_weight + feedback_weight + marks_weight = 100
        and least(sign_weight, report_in_weight, feedback_weight, marks_weight) >= 0),
    constraint whistle_setting_band_check check (band_low >= 0 and band_high > band_low and band_high <= 100)
);
comment on table whistle_setting is '反向考评权重与吹哨率区间';
insert into whistle_setting values (1, 20, 20, 20, 40, 1, 10, 0);
