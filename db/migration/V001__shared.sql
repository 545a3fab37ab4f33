-- Functions every later migration uses. Two roles: the owner runs migrations, the app role reads and writes (rulings 23).
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are append-only', tg_table_name using errcode = '42501';
end $$;
