-- Days on which a coupon does not hold, though its weekday would.

alter table public.coupons add column blackout_dates date[];
alter table public.coupons add constraint coupons_blackout_dates
  check (cardinality(blackout_dates) between 1 and 60 and array_position(blackout_dates, null) is null);
comment on column public.coupons.blackout_dates is 'Days on the hotel''s calendar, sorted; null: none. The part of a night after midnight belongs to the day it began on.';
grant select (blackout_dates) on public.coupons to anon, authenticated;

create function private.days_arg(args jsonb, key text) returns date[]
language plpgsql immutable set search_path = '' as $$
declare
  days date[];
begin
  if jsonb_typeof(args -> key) = 'null' or not args ? key then return null; end if;
  perform private.require(jsonb_typeof(args -> key) = 'array' and jsonb_array_length(args -> key) between 1 and 60, key);
  perform private.require(not exists (
    select from jsonb_array_elements_text(args -> key) d where d is null or d !~ '^20\d\d-\d\d-\d\d$' or not pg_input_is_valid(d, 'date')), key);
  select array_agg(distinct d::date order by d::date) into days from jsonb_array_elements_text(args -> key) d;
  return days;
end $$;
comment on function private.days_arg is 'At most 60 days YYYY-MM-DD of this century, sorted, each once; an empty list is refused, null means none.';

create or replace function private.within_hours(c public.coupons, zone text, at timestamptz) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when c.hours_from is null then today
    when c.hours_from < c.hours_to then today and t >= c.hours_from and t < c.hours_to
    -- Across midnight: the part after it belongs to the day before.
    else (today and t >= c.hours_from) or (yesterday and t < c.hours_to) end
  from (select (at at time zone zone)::time as t, (at at time zone zone)::date as d) clock,
    lateral (select (c.weekdays is null or extract(isodow from d)::smallint = any (c.weekdays))
        and (c.blackout_dates is null or d <> all (c.blackout_dates)) as today,
      (c.weekdays is null or extract(isodow from d - 1)::smallint = any (c.weekdays))
        and (c.blackout_dates is null or d - 1 <> all (c.blackout_dates)) as yesterday) day
$$;
comment on function private.within_hours is 'Whether the coupon''s weekdays, hours and blackout dates let it hold at an instant, on the hotel''s clock.';

-- The functions that list the coupon's columns learn of one more; each is amended in its place, not repeated.
do $$
declare
  change record;
  before text;
  after text;
begin
  for change in select * from (values
    ('private.coupon_from'::regproc, $q$  perform private.require(c.title <> '', 'title');$q$,
      $q$  if args ? 'blackout_dates' then c.blackout_dates := private.days_arg(args, 'blackout_dates'); end if;
  perform private.require(c.title <> '', 'title');$q$),
    ('public.save_coupon', $q$'online_only', 'image_path')$q$, $q$'online_only', 'image_path', 'blackout_dates')$q$),
    ('public.save_coupon', $q$image_path = c.image_path$q$, $q$image_path = c.image_path, blackout_dates = c.blackout_dates$q$),
    ('private.code_verdict', $q$'hours_to', c.hours_to)$q$, $q$'hours_to', c.hours_to, 'blackout_dates', c.blackout_dates)$q$)
  ) c (name, old, new) loop
    before := pg_get_functiondef(change.name);
    after := replace(before, change.old, change.new);
    if after = before then raise '% does not read as this migration expects: %', change.name, change.old; end if;
    execute after;
  end loop;
end $$;
