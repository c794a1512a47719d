import { expect, test } from 'vitest';
import type { Stop } from '../../api/generated';
import { moved, tally } from './round';

const stop = (id: string, visitState = '', late = false): Stop =>
  ({ team: { id }, visitState, late, dueOn: `2026-03-${id}` }) as Stop;

test('a firm moves one place and never off the round', () => {
  const stops = ['10', '11', '12'].map((id) => stop(id));
  const ids = (list: Stop[] | undefined) => list?.map((s) => s.team.id).join();
  expect(ids(moved(stops, '12', -1))).toBe('10,12,11');
  expect(ids(moved(stops, '10', 1))).toBe('11,10,12');
  expect(moved(stops, '10', -1)).toBeUndefined();
  expect(moved(stops, '12', 1)).toBeUndefined();
  expect(moved(stops, '99', 1)).toBeUndefined();
});

test('the tally counts what is left and names the first day due', () => {
  const stops = [
    stop('09', 'handed'),
    stop('12'),
    stop('11', 'open', true),
    stop('10', 'finished'),
  ];
  expect(tally(stops)).toBe('共 4 户，未开始 1，进行中 1，已结束 2，已过期 1，最近到期 2026-03-11');
});
