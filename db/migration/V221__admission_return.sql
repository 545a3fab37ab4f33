-- The planned edition by which a line says again what it said before an admission that has ended.
alter table admission_request add column return_id uuid references catalogue_entry on delete set null;
create index admission_request_return on admission_request (return_id);
