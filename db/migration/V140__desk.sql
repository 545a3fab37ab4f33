create table saved_view (
    id         uuid primary key,
    account_id uuid not null references account,
    name       text not null,
    address    text not null,
    saved_at   timestamptz not null,
    constraint saved_view_name unique (account_id, name)
);
comment on table saved_view is '自存视图:名称与清单地址(筛选条件)';

create table desk_setting (
    account_id uuid primary key references account,
    after_done text not null,
    keys       boolean not null,
    constraint desk_setting_after_done_check check (after_done in ('NEXT','LIST','STAY'))
);
comment on table desk_setting is '工作台习惯:办完去向、快捷键开关';

create table text_module (
    id          uuid primary key,
    account_id  uuid references account,
    unit_id     uuid references unit,
    name        text not null,
    action      text,
    category_id uuid references category,
    text        text not null,
    saved_at    timestamptz not null,
    version     bigint not null,
    constraint text_module_owner_check check ((account_id is null) <> (unit_id is null))
);
comment on table text_module is '常用语:个人的或本单位的,可限定办理动作与事项类别';
create index text_module_account on text_module (account_id) where account_id is not null;
create index text_module_unit on text_module (unit_id) where unit_id is not null;

create table text_draft (
    account_id uuid not null references account,
    form       text not null,
    field      text not null,
    text       text not null,
    at         timestamptz not null,
    primary key (account_id, form, field)
);
comment on table text_draft is '未提交的长文字:每账号、每表单、每栏一份,提交后即删';
create index text_draft_at on text_draft (at);

-- One row per case event, kept for a day: a page asks which of them its own snapshot did not see yet (0140).
create table desk_change (
    xid      xid8 not null default pg_current_xact_id(),
    case_id  uuid not null,
    actor_id uuid,
    at       timestamptz not null
);
comment on table desk_change is '工单变动提示,只留一天';
create index desk_change_xid on desk_change (xid, case_id);
create index desk_change_at on desk_change (at);
