create table category (
    id                 uuid primary key,
    code               text not null,
    parent_id          uuid references category,
    root               text not null,
    name               text not null,
    name_en            text,
    limit_class        text not null references limit_class,
    on_the_spot        boolean not null default false,
    dispute            boolean not null default false,
    hazard_level       integer not null default 0,
    community_never_leads boolean not null default false,
    keywords           text,
    filing_condition   text,
    closing_condition  text,
    position           integer not null default 0,
    active             boolean not null default true,
    version            bigint not null,
    constraint category_root_check check (root in ('COMPONENT','EVENT'))
);
comment on table category is '事项类别';
create unique index category_code on category (code);
create index category_parent on category (parent_id, position);

create table catalogue_entry (
    id              uuid primary key,
    category_id     uuid not null references category,
    level           text not null,
    lead_kind       text not null,
    lead_speciality text,
    co_specialities text,
    limit_class     text references limit_class,
    legal_basis     text,
    active          boolean not null default true,
    version         bigint not null,
    constraint catalogue_entry_level_check check (level in ('GRID','COMMUNITY','STREET','DISTRICT'))
);
comment on table catalogue_entry is '派单目录:类别 × 层级 → 主办、协办、时限';
create unique index catalogue_entry_key on catalogue_entry (category_id, level) where active;
