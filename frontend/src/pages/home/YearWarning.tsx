import { useCallback } from 'react';
import { Plan } from '../../api/generated';
import { href } from '../../lib/route';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { YearStanding } from '../plan/YearStanding';

/** YearWarning warns on the home page, until the year is closed, of yearly minima that are not reached (art. 8, 11). */
export function YearWarning() {
  const { today } = useSession().info.workspace;
  const load = useCallback(async () => {
    const year = Number(today.slice(0, 4));
    return { now: await Plan.Meters(year), closed: (await Plan.YearClosed(year)).id !== '' };
  }, [today]);
  const { data } = useLoad(load);
  if (!data || data.now.ok || data.closed) return null;
  return (
    <YearStanding
      meters={data.now}
      today={today}
      action={<a href={href('plan', 'meters')}>看年度指标</a>}
    />
  );
}
