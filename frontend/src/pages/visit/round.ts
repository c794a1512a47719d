import type { Stop } from '../../api/generated';

/** moved is the round with one firm moved up (-1) or down (1); undefined when it is at the end already. */
export function moved(stops: readonly Stop[], team: string, by: number): Stop[] | undefined {
  const at = stops.findIndex((s) => s.team.id === team);
  const to = at + by;
  if (at < 0 || to < 0 || to >= stops.length) return undefined;
  const next = [...stops];
  next.splice(to, 0, ...next.splice(at, 1));
  return next;
}

/** tally says how far the round has come. */
export function tally(stops: readonly Stop[]): string {
  const of = (...states: string[]) => stops.filter((s) => states.includes(s.visitState)).length;
  const parts = [
    `共 ${stops.length} 户`,
    `未开始 ${of('')}`,
    `进行中 ${of('open')}`,
    `已结束 ${of('finished', 'handed')}`,
  ];
  const left = stops.filter((s) => s.visitState === '' || s.visitState === 'open');
  const late = left.filter((s) => s.late).length;
  if (late) parts.push(`已过期 ${late}`);
  const due = left.map((s) => s.dueOn).sort()[0];
  if (due) parts.push(`最近到期 ${due}`);
  return parts.join('，');
}
