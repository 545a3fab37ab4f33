-- The app role reads and writes rows; it cannot change tables, nor rewrite history. Only what the platform owns is granted: a
-- table or an extension that an operator put beside it is left alone and does not stop the start.
-- ${flyway:timestamp}
do $$
declare
    relation record;
begin
    if '${appRole}' <> current_user then
        execute format('grant usage on schema %I to %I', current_schema(), '${appRole}');
        for relation in
            select c.oid::regclass as name, c.relkind from pg_class c
             where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
               and pg_get_userbyid(c.relowner) = current_user
        loop
            if relation.relkind = 'S' then
                execute format('grant usage, select on sequence %s to %I', relation.name, '${appRole}');
            else
                execute format('grant select, insert, update, delete on %s to %I', relation.name, '${appRole}');
            end if;
        end loop;
        execute format('revoke update, delete, truncate on audit_entry, case_event, organisation_change from %I', '${appRole}');
        execute format('revoke all on flyway_schema_history from %I', '${appRole}');
    end if;
end $$;
