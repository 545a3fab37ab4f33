-- Rules of a district, asked in order before the catalogue; a change makes a new edition.
create table routing_rule (
    id             uuid primary key,
    line_id        uuid not null,
    edition        integer not null,
    district_id    uuid not null references area,
    position       integer not null,
    name           text not null,
    category_id    uuid references category,
    area_id        uuid references area,
    from_time      time,
    to_time        time,
    working_day    boolean,
    source         text,
    words          text,
    urgent         boolean,
    target_unit_id uuid not null references unit,
    limit_class    text references limit_class,
    last_day       date,
    valid_from     timestamptz not null,
    valid_to       timestamptz,
    active         boolean not null,
    version        bigint not null,
    constraint routing_rule_edition unique (line_id, edition),
    constraint routing_rule_time check ((from_time is null) = (to_time is null)),
    constraint routing_rule_validity check (active = (valid_to is null))
);
comment on table routing_rule is '派单规则:按顺序,先符合者先用';
create index routing_rule_order on routing_rule (district_id, position) where active;
create index routing_rule_target on routing_rule (target_unit_id) where active;
