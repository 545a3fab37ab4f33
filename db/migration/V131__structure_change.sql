-- Merges and splits of areas and Party organisations: what was re-pointed, row by row, so that it can be undone within the day.
alter table organisation_change drop constraint organisation_change_kind_check;
alter table organisation_change add constraint organisation_change_kind_check
    check (change in ('CREATED','RENAMED','MOVED','ABOLISHED','EDITED','MERGED','SPLIT','RESTORED'));

create table structure_change (
    id           uuid primary key,
    position     bigint generated always as identity,
    kind         text not null,
    subject_type text not null,
    source_id    uuid not null,
    source_name  text not null,
    target_id    uuid not null,
    target_name  text not null,
    district_id  uuid not null references area,
    effective    date not null,
    document_no  text not null,
    actor_id     uuid,
    at           timestamptz not null,
    undone_at    timestamptz,
    undone_by    uuid,
    constraint structure_change_kind_check check (kind in ('MERGE','SPLIT')),
    constraint structure_change_subject_check check (subject_type in ('area','party-organisation'))
);
comment on table structure_change is '区域、党组织的合并与拆分;链接前后两者';
create index structure_change_source on structure_change (source_id);
create index structure_change_target on structure_change (target_id);
create index structure_change_district on structure_change (district_id, position);

create table structure_change_step (
    change_id   uuid not null references structure_change,
    step        integer not null,
    kind        text not null,
    table_name  text not null,
    column_name text not null,
    column_type text not null,
    primary key (change_id, step),
    constraint structure_change_step_kind_check check (kind in ('UPDATED','INSERTED','DELETED'))
);

create table structure_change_row (
    change_id uuid not null,
    step      integer not null,
    position  bigint generated always as identity,
    row_id    uuid,
    old_value text,
    new_value text,
    content   jsonb,
    primary key (change_id, step, position),
    foreign key (change_id, step) references structure_change_step (change_id, step)
);
comment on table structure_change_row is '合并、拆分改动的每一行,供当日撤销时原样恢复';
create index structure_change_row_row on structure_change_row (row_id);
