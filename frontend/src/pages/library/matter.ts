import type { Matter } from '../../api/generated';
import { formatPercent } from '../../lib/ratio';

/** standingOf says how what is public stands to a matter; the words are those of Go's Standing. */
export function standingOf(m: Matter): { text: string; color: string } {
  const known = m.publishedOn !== '';
  if (m.ended !== '' && known && m.announced === m.version)
    return { text: '已失效', color: 'default' };
  if (m.version > 1 && m.announced !== m.version) return { text: '调整未公布', color: 'warning' };
  return known ? { text: '已公布', color: 'success' } : { text: '未登记公布', color: 'default' };
}

/** upperOf is the upper ratio in words. */
export function upperOf(m: Matter): string {
  return m.ratioDen === 0 ? '不设上限' : `${formatPercent(m.ratioNum, m.ratioDen)}%`;
}

/** timesOf is the yearly limit in words. */
export function timesOf(m: Matter): string {
  return m.maxTimes === 0 ? '不设上限' : `同一对象每年至多 ${m.maxTimes} 次`;
}
