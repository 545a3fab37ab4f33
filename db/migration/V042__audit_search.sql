-- Which actions there are is found by skipping through this index, not by reading every row.
create index audit_entry_action on audit_entry (action, id);
