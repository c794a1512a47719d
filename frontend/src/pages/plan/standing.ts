import type { Plan } from '../../api/generated';

/** Standing is how what is public stands to a plan line. */
export interface Standing {
  text: string;
  color: 'success' | 'warning' | 'default';
}

/** standingOf mirrors Plan.Standing of Go; the words are those of PlanStanding.Label. */
export function standingOf(
  p: Pick<Plan, 'cancelled' | 'publishedOn' | 'announced' | 'version'>,
): Standing {
  const behind = p.announced !== p.version;
  if (p.cancelled) {
    return p.publishedOn && behind
      ? { text: '取消未公开', color: 'warning' }
      : { text: '已取消', color: 'default' };
  }
  if (!p.publishedOn) return { text: '未公开', color: 'warning' };
  return behind ? { text: '调整未公开', color: 'warning' } : { text: '已公开', color: 'success' };
}
