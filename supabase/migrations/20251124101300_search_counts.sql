-- How many coupons each value of a filter would leave: the numbers beside the filters.

create function public.count_coupons(query text default '', filters jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  -- What a person reads beside a filter needs no more; and nobody makes the database count for long.
  enough constant int := 10000;
  typed text := coalesce(btrim(query), '');
  counts jsonb;
begin
  if char_length(typed) > 200 then perform private.fail('too-large', 'query'); end if;
  perform private.check_filters(filters);
  if typed <> '' and not private.anything_found(typed) then typed := coalesce(private.spelt_right(typed), typed); end if;

  -- Each filter's numbers are counted with all the other filters on.
  with base as materialized (
    select c.discount_kind, c.hotel_id, h.name as hotel_name, h.city, c.discount_value, c.ends_at,
      case when c.starts_at <= now() then c.max_redemptions is null
        or coalesce((select true from private.coupon_slots s where s.coupon_id = c.id order by s.slot limit 1), false) else false end as available
    from public.coupons c join public.hotels h on h.id = c.hotel_id
    where c.status = 'published' and h.listed and c.ends_at > now()
      and (typed = '' or c.search @@ private.search_query(typed))
      and (private.uuid_arg(filters, 'hotel') is null or c.hotel_id = private.uuid_arg(filters, 'hotel'))
    limit enough + 1
  ), judged as materialized (
    select b.*,
      (f.city is null or private.plain(b.city) = f.city) as in_city,
      (f.kind is null or b.discount_kind = f.kind) as of_kind,
      (f.percent is null or (b.discount_kind = 'percent' and b.discount_value >= f.percent)) as big,
      (f.days is null or b.ends_at <= now() + make_interval(days => f.days)) as ending,
      (f.available is null or b.available = f.available) as there
    from base b, (select private.plain(private.text_arg(filters, 'city', 80)) as city, filters ->> 'discount_kind' as kind,
      private.int_arg(filters, 'min_percent', 1, 100) as percent, private.int_arg(filters, 'ends_within_days', 0, 3660) as days,
      private.bool_arg(filters, 'available') as available) f
  )
  select jsonb_build_object(
    'capped', (select count(*) > enough from base),
    'total', count(*) filter (where in_city and of_kind and big and ending and there),
    'available', count(*) filter (where in_city and of_kind and big and ending and available),
    'discount_kind', jsonb_build_object(
      'percent', count(*) filter (where in_city and big and ending and there and discount_kind = 'percent'),
      'amount', count(*) filter (where in_city and big and ending and there and discount_kind = 'amount'),
      'gift', count(*) filter (where in_city and big and ending and there and discount_kind = 'gift')),
    'min_percent', jsonb_build_object(
      '10', count(*) filter (where in_city and of_kind and ending and there and discount_kind = 'percent' and discount_value >= 10),
      '25', count(*) filter (where in_city and of_kind and ending and there and discount_kind = 'percent' and discount_value >= 25),
      '50', count(*) filter (where in_city and of_kind and ending and there and discount_kind = 'percent' and discount_value >= 50)),
    'ends_within_days', jsonb_build_object(
      '1', count(*) filter (where in_city and of_kind and big and there and ends_at <= now() + interval '1 day'),
      '7', count(*) filter (where in_city and of_kind and big and there and ends_at <= now() + interval '7 days'),
      '30', count(*) filter (where in_city and of_kind and big and there and ends_at <= now() + interval '30 days')),
    'city', coalesce((select jsonb_agg(jsonb_build_object('city', t.city, 'count', t.n) order by t.n desc, t.city)
      from (select j.city, count(*) n from judged j where j.of_kind and j.big and j.ending and j.there
        group by j.city order by count(*) desc, j.city limit 20) t), '[]'),
    'hotel', coalesce((select jsonb_agg(jsonb_build_object('hotel_id', t.hotel_id, 'name', t.hotel_name, 'count', t.n) order by t.n desc, t.hotel_name, t.hotel_id)
      from (select j.hotel_id, j.hotel_name, count(*) n from judged j where j.in_city and j.of_kind and j.big and j.ending and j.there
        group by j.hotel_id, j.hotel_name order by count(*) desc, j.hotel_name, j.hotel_id limit 20) t), '[]'))
  into counts from judged;
  return counts;
end $$;
comment on function public.count_coupons is '{capped, total, available, discount_kind, min_percent, ends_within_days, city: [{city, count}], hotel: [{hotel_id, name, count}]}: what each value of a filter would leave, the other filters as they are; of the hotels the chosen one alone, where one is chosen. Counted among at most 10000. Errors: invalid-argument, too-large.';
revoke execute on function public.count_coupons from public, anon, authenticated, service_role;
grant execute on function public.count_coupons to anon, authenticated;
