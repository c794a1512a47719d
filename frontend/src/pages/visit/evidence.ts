import type { Evidence, Retention } from '../../api/generated';

/** isRecording tells whether an item is sound or film. */
export function isRecording(e: Evidence): boolean {
  return e.kind === '录音' || e.kind === '录像' || /^(audio|video)\//.test(e.mime);
}

/** keepText is how long an item is kept, and why. */
export function keepText(k: Retention): string {
  if (k.forever) return `永久（${k.why}）`;
  return k.until ? `至 ${k.until}（${k.why}）` : '不少于 6 个月';
}
