-- The app role reads and writes rows; it cannot change tables, nor rewrite history.
-- ${flyway:timestamp}
do $$
begin
    if '${appRole}' <> current_user then
        execute format('grant usage on schema %I to %I', current_schema(), '${appRole}');
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema(), '${appRole}');
        execute format('grant usage, select on all sequences in schema %I to %I', current_schema(), '${appRole}');
        execute format('revoke update, delete, truncate on audit_entry, case_event, organisation_change from %I', '${appRole}');
        execute format('revoke all on flyway_schema_history from %I', '${appRole}');
    end if;
end $$;
