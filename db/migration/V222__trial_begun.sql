-- When the turn of a trial came: only from then on does silence mean that it broke off.
alter table routing_trial add column begun_at timestamptz;
