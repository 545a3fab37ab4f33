-- How many cases were asked for, so that a trial that broke off can be run again as it was.
alter table routing_trial add column wanted integer not null default 1000;
