-- A step names one unit, or one kind with its field of work; half of a kind beside a unit is refused as well (feature A3.25).
update joint_matter_step set unit_kind = null, speciality = null where unit_id is not null;
alter table joint_matter_step drop constraint joint_matter_step_unit_check;
alter table joint_matter_step add constraint joint_matter_step_unit_check
    check ((unit_id is null) = (unit_kind is not null) and (unit_kind is null) = (speciality is null));
alter table joint_matter_step add constraint joint_matter_step_days_check check (days between 1 and 120);
