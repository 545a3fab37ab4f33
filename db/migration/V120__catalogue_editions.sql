-- A change of the dispatch catalogue makes a new edition of the line; old decisions keep pointing at theirs.
-- Each line also says for which kind of area it counts, on which list the matter stands and how long it is admitted.

alter table catalogue_entry
    add column line_id uuid,
    add column edition integer not null default 1,
    add column area_kind text,
    add column list_type text not null default 'BASIC',
    add column admission text not null default 'STANDING',
    add column admitted_until date,
    add column filing_condition text,
    add column closing_condition text,
    add column valid_from timestamptz not null default timestamptz '2020-01-01 00:00:00+08',
    add column valid_to timestamptz;

update catalogue_entry set line_id = id;
update catalogue_entry set valid_to = valid_from where not active;

alter table catalogue_entry
    alter column line_id set not null,
    add constraint catalogue_entry_edition unique (line_id, edition),
    add constraint catalogue_entry_validity check (active = (valid_to is null)),
    add constraint catalogue_entry_list_check check (list_type in ('BASIC','ASSISTING','WITHDRAWN')),
    add constraint catalogue_entry_admission_check check (admission in ('STANDING','TEMPORARY','NOT_ADMITTED')),
    add constraint catalogue_entry_admission_end check ((admission = 'TEMPORARY') = (admitted_until is not null));

drop index catalogue_entry_key;
create unique index catalogue_entry_key on catalogue_entry (category_id, level, coalesce(area_kind, '')) where active;
