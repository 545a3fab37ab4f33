-- The window for what cannot be got done (feature A4.5): 5 working days, 10 for what is hard.
insert into limit_class (code, position, handling_mode, handling_amount, contact_mode, contact_amount,
                         sign_mode, sign_amount, accept_mode, accept_amount)
select w.code, w.position, 'WORKING_DAYS_TO_CLOSE', w.days, g.contact_mode, g.contact_amount, g.sign_mode,
       g.sign_amount, g.accept_mode, g.accept_amount
  from limit_class g, (values ('WINDOW', 7, 5), ('WINDOW_COMPLEX', 8, 10)) as w (code, position, days)
 where g.code = 'GENERAL';

create table case_window (
    case_id       uuid primary key references governance_case deferrable initially deferred,
    window_name   text not null,
    matter        text not null,
    why           text not null,
    limit_class   text not null references limit_class,
    instruction   text,
    instructed_at timestamptz,
    instructed_by uuid
);
comment on table case_window is '办不成事登记:哪个窗口、什么事、为什么没办成,值班领导批示';
