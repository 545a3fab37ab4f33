#!/bin/sh
# First start of an empty database: the owner of the tables and the role of the pages, neither a superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v owner_password="$SHAODAO_DB_OWNER_PASSWORD" -v app_password="$SHAODAO_DB_APP_PASSWORD" <<'SQL'
create role shaodao_owner login password :'owner_password';
create role shaodao_app login password :'app_password';
alter database shaodao owner to shaodao_owner;
revoke all on database shaodao from public;
grant connect on database shaodao to shaodao_app;
SQL
