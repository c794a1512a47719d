/** offsetText is seconds from the start of a recording as 00:12:30.5. */
export function offsetText(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const s = Math.floor(tenths / 10);
  const parts = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  const text = parts.map((n) => `${n}`.padStart(2, '0')).join(':');
  return tenths % 10 ? `${text}.${tenths % 10}` : text;
}

/** parseOffset reads 00:12:30, 12:30, 750 or 12:30.5; undefined for anything else. */
export function parseOffset(text: string): number | undefined {
  const parts = text.trim().replaceAll('：', ':').split(':');
  if (parts.length > 3 || parts.some((p) => !/^\d+(\.\d+)?$/.test(p))) return undefined;
  if (parts.slice(1).some((p) => Number(p) >= 60)) return undefined;
  return parts.reduce((sum, p) => sum * 60 + Number(p), 0);
}
