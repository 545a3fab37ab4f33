-- A leader sends marks back to the applicant with a reason; new marks empty both again (W11).
alter table whistle_response add column marks_returned_at timestamptz;
alter table whistle_response add column marks_return_reason text;
