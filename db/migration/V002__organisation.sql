-- Three structures linked by id: area, party organisation, unit (rulings 1).
create table area (
    id            uuid primary key,
    parent_id     uuid references area,
    level         text not null,
    code          text not null,
    name          text not null,
    kind          text,
    unit_type     text,
    city_id       uuid,
    district_id   uuid,
    street_id     uuid,
    community_id  uuid,
    households    integer not null default 0,
    residents     integer not null default 0,
    buildings     integer not null default 0,
    boundary_text text,
    valid_from    date not null,
    valid_to      date,
    document_no   text,
    version       bigint not null,
    constraint area_level_check check (level in ('PROVINCE','CITY','DISTRICT','STREET','COMMUNITY','GRID','MICRO_GRID')),
    constraint area_figures_check check (households >= 0 and residents >= 0 and buildings >= 0),
    constraint area_dates_check check (valid_to is null or valid_to >= valid_from)
);
comment on table area is '区域:市、区县、街道、社区、网格';
create unique index area_code_live on area (code) where valid_to is null;
create index area_parent on area (parent_id, code);
create index area_street on area (street_id, level) where valid_to is null;
create index area_community on area (community_id, level) where valid_to is null;
create index area_district on area (district_id, level) where valid_to is null;

create table area_alias (
    area_id uuid not null references area,
    system  text not null,
    code    text not null,
    primary key (system, code)
);
comment on table area_alias is '旧编码、其他系统编码';
create index area_alias_area on area_alias (area_id);

create table party_organisation (
    id                 uuid primary key,
    parent_id          uuid references party_organisation,
    level              text not null,
    form               text not null,
    name               text not null,
    area_id            uuid references area,
    households_covered integer,
    valid_from         date not null,
    valid_to           date,
    document_no        text,
    version            bigint not null,
    constraint party_organisation_level_check check (level in
        ('STREET_WORKING_COMMITTEE','COMMUNITY_COMMITTEE','GRID_BRANCH','BUILDING_GROUP','MEMBER_HOUSEHOLD')),
    constraint party_organisation_form_check check (form in
        ('WORKING_COMMITTEE','COMMITTEE','GENERAL_BRANCH','BRANCH','GROUP','HOUSEHOLD')),
    constraint party_organisation_dates_check check (valid_to is null or valid_to >= valid_from)
);
comment on table party_organisation is '党组织链:党工委、社区党委、网格党支部、楼院党小组、党员中心户';
create index party_organisation_parent on party_organisation (parent_id);
create index party_organisation_area on party_organisation (area_id);

create table party_organisation_grid (
    party_organisation_id uuid not null references party_organisation,
    grid_id               uuid not null references area,
    primary key (party_organisation_id, grid_id)
);
comment on table party_organisation_grid is '支部与网格的对应,联合支部可对应多个网格';
create index party_organisation_grid_grid on party_organisation_grid (grid_id);

create table unit (
    id          uuid primary key,
    parent_id   uuid references unit,
    kind        text not null,
    speciality  text,
    code        text not null,
    name        text not null,
    area_id     uuid not null references area,
    duty_phone  text,
    valid_from  date not null,
    valid_to    date,
    document_no text,
    version     bigint not null,
    constraint unit_kind_check check (kind in ('GRID_TEAM','COMMUNITY_DESK','STREET_DESK','DISTRICT_DESK','STREET_OFFICE',
        'DEPARTMENT','BRANCH_AGENCY','ENTERPRISE','PROPERTY_COMPANY')),
    constraint unit_dates_check check (valid_to is null or valid_to >= valid_from)
);
comment on table unit is '单位:网格团队、社区、街道接办中心、部门、派驻机构、公共服务企业、物业企业';
create unique index unit_code_live on unit (code) where valid_to is null;
create unique index unit_one_desk on unit (area_id, kind)
    where valid_to is null and kind in ('GRID_TEAM','COMMUNITY_DESK','STREET_DESK','DISTRICT_DESK');
create index unit_area on unit (area_id, kind);
create index unit_parent on unit (parent_id);

create table person (
    id           uuid primary key,
    name         text not null,
    phone_sealed bytea,
    phone_index  bytea,
    party_member boolean not null default false,
    managed_here boolean not null default false,
    version      bigint not null
);
comment on table person is '人员:只存姓名、加密电话、党员标记';
create index person_phone on person (phone_index);
create index person_name on person (name);

create table post (
    id              uuid primary key,
    type            text not null,
    area_id         uuid references area,
    unit_id         uuid references unit,
    party_organisation_id uuid references party_organisation,
    required_number integer not null default 1,
    valid_to        date,
    version         bigint not null,
    constraint post_place_check check (num_nonnulls(area_id, unit_id, party_organisation_id) = 1),
    constraint post_required_check check (required_number between 0 and 99)
);
comment on table post is '岗位:三长三员一民警、指导员、书记、主任、经办人等';
create index post_area on post (area_id, type);
create index post_unit on post (unit_id, type);
create index post_party on post (party_organisation_id);

create table post_holding (
    id         uuid primary key,
    post_id    uuid not null references post,
    person_id  uuid not null references person,
    employment text not null default 'FULL_TIME',
    deputy     boolean not null default false,
    held_from  date not null,
    held_to    date,
    version    bigint not null,
    constraint post_holding_employment_check check (employment in ('FULL_TIME','PART_TIME')),
    constraint post_holding_dates_check check (held_to is null or held_to >= held_from)
);
comment on table post_holding is '任职:谁在何时担任何岗';
create index post_holding_post on post_holding (post_id) where held_to is null;
create index post_holding_person on post_holding (person_id);
create unique index post_holding_once on post_holding (post_id, person_id) where held_to is null;

create table organisation_change (
    id           uuid primary key,
    subject_type text not null,
    subject_id   uuid not null,
    change       text not null,
    effective    date not null,
    document_no  text,
    old_name     text,
    new_name     text,
    old_parent   uuid,
    new_parent   uuid,
    actor_id     uuid,
    at           timestamptz not null,
    constraint organisation_change_kind_check check (change in ('CREATED','RENAMED','MOVED','ABOLISHED','EDITED'))
);
comment on table organisation_change is '组织与区域变更历史(只增)';
create index organisation_change_subject on organisation_change (subject_id, at);
create trigger organisation_change_append_only before update or delete on organisation_change
    for each row execute function refuse_change();
