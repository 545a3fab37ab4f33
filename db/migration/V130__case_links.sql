-- Merged, recurring and void cases (lifecycle T8, T26, T27, T29).
alter table governance_case
    add column duplicate_of           uuid references governance_case,
    add column merged_into            uuid references governance_case,
    add column merged_from            text,
    add column merged_clock_due_at    timestamptz,
    add column merged_clock_yellow_at timestamptz,
    add column joined_count           integer not null default 0,
    add column joined_requesters      integer not null default 0,
    add column recurrence_of          uuid references governance_case,
    add column void_reason            text,
    add constraint governance_case_merged_check check
        ((duplicate_of is null) = (merged_into is null) and (duplicate_of is null) = (merged_from is null)),
    add constraint governance_case_merged_void_check check (duplicate_of is null or status = 'VOIDED'),
    add constraint governance_case_itself_check check (duplicate_of <> id and merged_into <> id and recurrence_of <> id),
    add constraint governance_case_joined_check check (joined_count >= 0 and joined_requesters between 0 and joined_count),
    add constraint governance_case_void_reason_check check (void_reason in
        ('MERGED','TRIAL_ENTRY','WRONG_ENTRY','NOTHING_THERE','ENTERED_TWICE_BY_SYSTEM','OTHER'));
comment on column governance_case.duplicate_of is '合并后由哪一件代办;随其再合并而改指';
comment on column governance_case.merged_into is '最初并入的那一件;链式合并时不变';
create index governance_case_duplicate on governance_case (duplicate_of) where duplicate_of is not null;
create index governance_case_recurrence on governance_case (recurrence_of) where recurrence_of is not null;

create table case_void_request (
    id           uuid primary key,
    case_id      uuid not null references governance_case,
    reason       text not null,
    text         text not null,
    requested_by uuid not null,
    requested_at timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    decision     text,
    note         text,
    version      bigint not null,
    constraint case_void_request_decision_check check (decision in ('CONFIRMED','REFUSED','TAKEN_BACK')),
    constraint case_void_request_decided_check check ((decision is null) = (decided_at is null)),
    constraint case_void_request_second_check check
        (decision is null or decision = 'TAKEN_BACK' or decided_by <> requested_by)
);
comment on table case_void_request is '作废申请:一人提出,另一人确认(T27)';
create unique index case_void_request_pending on case_void_request (case_id) where decision is null;
create index case_void_request_case on case_void_request (case_id);

-- Words of a case for search and for finding duplicates: bigrams made by the platform (rulings 32).
create table case_words (
    case_id uuid primary key references governance_case deferrable initially deferred,
    words   tsvector not null
);
comment on table case_words is '工单文字的二元词,用于检索和查重';
create index case_words_words on case_words using gin (words);

insert into case_words (case_id, words)
select c.id, coalesce(w.words, ''::tsvector)
  from governance_case c
 cross join lateral (
    select to_tsvector('simple', string_agg(t.word, ' ' order by m.place, t.i)) as words
      from regexp_matches(lower(c.title || E'\n' || c.description || E'\n' || coalesce(c.address, '')),
                          '[㐀-鿿]+|[a-z0-9]+', 'g') with ordinality as m(run, place),
           lateral (select i, case when m.run[1] ~ '^[a-z0-9]' then m.run[1] else substr(m.run[1], i, 2) end as word
                      from generate_series(1, case when m.run[1] ~ '^[a-z0-9]' then 1 else length(m.run[1]) end) i) t) w;
