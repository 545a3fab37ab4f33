-- News for people: written in the transaction of the verb; copies leave by a queue (rulings 6).
create table notice (
    id             uuid primary key,
    at             timestamptz not null,
    key            text not null,
    arguments      text,
    urgent         boolean not null,
    subject_type   text not null,
    subject_id     uuid not null,
    subject_number text
);
comment on table notice is '消息:只存消息键、编号和参数,不含个人信息';
create index notice_at on notice (at);

create table notice_reader (
    account_id uuid not null references account,
    notice_id  uuid not null references notice on delete cascade,
    at         timestamptz not null,
    read_at    timestamptz,
    primary key (account_id, notice_id)
);
comment on table notice_reader is '站内消息:谁收到、是否已读';
create index notice_reader_list on notice_reader (account_id, at, notice_id);
create index notice_reader_unread on notice_reader (account_id, at, notice_id) where read_at is null;
create index notice_reader_notice on notice_reader (notice_id);

create table notice_target (
    id             uuid primary key,
    unit_id        uuid not null references unit,
    channel        text not null,
    name           text not null,
    address_sealed bytea not null,
    address_hint   text not null,
    secret_sealed  bytea,
    digest_minutes integer not null,
    paused         boolean not null,
    version        bigint not null,
    constraint notice_target_channel_check check (channel in ('EMAIL','WECOM','DINGTALK')),
    constraint notice_target_digest_check check (digest_minutes between 0 and 1440)
);
comment on table notice_target is '单位的邮箱和群机器人,地址加密保存';
create index notice_target_unit on notice_target (unit_id);

-- What the sender knows of a target; apart from the setting, so that sending never disturbs who edits it.
create table notice_target_state (
    target_id      uuid primary key references notice_target on delete cascade,
    failures       integer not null default 0,
    next_try_at    timestamptz,
    last_ok_at     timestamptz,
    last_failed_at timestamptz,
    last_answer    text
);

create table notice_delivery (
    id          uuid primary key,
    target_id   uuid not null references notice_target on delete cascade,
    at          timestamptz not null,
    finished_at timestamptz,
    succeeded   boolean,
    answer      text,
    copies      integer not null,
    trial       boolean not null
);
comment on table notice_delivery is '每次发送及其应答';
create index notice_delivery_target on notice_delivery (target_id, at);

create table notice_copy (
    target_id   uuid not null references notice_target on delete cascade,
    notice_id   uuid not null references notice on delete cascade,
    due_at      timestamptz not null,
    state       text not null,
    delivery_id uuid references notice_delivery on delete set null,
    primary key (target_id, notice_id),
    constraint notice_copy_state_check check (state in ('WAITING','SENT','GIVEN_UP'))
);
comment on table notice_copy is '待发与已发的副本';
create index notice_copy_waiting on notice_copy (target_id, due_at) where state = 'WAITING';
create index notice_copy_notice on notice_copy (notice_id);
create index notice_copy_delivery on notice_copy (delivery_id);
