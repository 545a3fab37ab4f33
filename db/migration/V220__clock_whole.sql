-- a clock that warns has a due time: the lights of lists are asked by the due time first
update governance_case set clock_yellow_at = null where clock_due_at is null and clock_yellow_at is not null;

alter table governance_case
    add constraint governance_case_clock_whole check (clock_yellow_at is null or clock_due_at is not null);
