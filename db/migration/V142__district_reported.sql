-- "Reported today" of a whole district, ended cases included.
create index governance_case_district_reported on governance_case (district_id, reported_at);
