-- A merge or split may also re-point rows without a version, or whose key is not called id.
alter table structure_change_step
    add column key_column text not null default 'id',
    add column versioned  boolean not null default true;
comment on column structure_change_step.versioned is '表有 version 列:改动与撤销都使其加一';
