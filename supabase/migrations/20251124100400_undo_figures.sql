-- A use that was undone is taken off the figure of its day, by the same queue and the same drain.

-- An undo that is drained before its use (two drains overlap) makes a figure of -1 for that moment.
alter table public.interaction_daily drop constraint interaction_daily_counts;
alter table public.interaction_daily add constraint interaction_daily_counts check (views >= 0 and redemptions >= 0);

-- The drain learns one more kind. Its statement is long and tuned: it is amended in the two places that name kinds, not repeated.
do $$
declare
  drain text := pg_get_functiondef('public.drain_interactions'::regproc);
  known text := regexp_replace(drain, $q$\('view', 'redemption', 'use'\)$q$, $q$('view', 'redemption', 'use', 'undo')$q$);
  counted text := regexp_replace(known, $q$(count\(\*\) filter \(where (.{1,40}) = 'use'\))$q$, $q$\1 - count(*) filter (where \2 = 'undo')$q$);
begin
  if known = drain or counted = known then raise 'drain_interactions does not read as this migration expects'; end if;
  execute counted;
end $$;
