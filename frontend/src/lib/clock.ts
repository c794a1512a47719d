import { useEffect, useState } from 'react';

const beijingOffset = 8 * 3600_000;

const beijing = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** formatInstant shows an instant as 2026年11月23日 18:30 in Beijing time, whatever the PC's zone. */
export function formatInstant(instant: string): string {
  const part: Record<string, string> = {};
  for (const p of beijing.formatToParts(new Date(instant))) part[p.type] = p.value;
  return `${part.year}年${part.month}月${part.day}日 ${part.hour}:${part.minute}`;
}

/** formatTime shows an instant as 18:30:05 in Beijing time. */
export function formatTime(instant: string): string {
  return new Date(Date.parse(instant) + beijingOffset).toISOString().slice(11, 19);
}

/** minuteText is an instant as it is typed: 2026-11-23 18:30 in Beijing time; "" for "". */
export function minuteText(instant: string): string {
  if (!instant) return '';
  const iso = new Date(Date.parse(instant) + beijingOffset).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** parseMinute reads what minuteText writes, and looser spellings of it; a time alone is of the day given. */
export function parseMinute(text: string, day: string): string | undefined {
  const m = /^(?:(.+?)[ T日]\s*)?(\d{1,2})[:：时](\d{2})分?$/.exec(text.trim());
  const date = m && (m[1] === undefined ? day : parseDay(m[1]));
  if (!m || !date || Number(m[2]) > 23 || Number(m[3]) > 59) return undefined;
  const ms = Date.parse(`${date}T${m[2]?.padStart(2, '0')}:${m[3]}:00.000+08:00`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** parseDay reads a date as 2026-11-23, 2026-1-3, 20261123, 2026.11.23, 2026年11月23日. */
export function parseDay(text: string): string | undefined {
  const m = /^(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text.trim());
  if (!m) return undefined;
  const day = `${m[1]}-${(m[2] ?? m[4])?.padStart(2, '0')}-${(m[3] ?? m[5])?.padStart(2, '0')}`;
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? day : undefined;
}

/** useClock is the program's clock as text. It starts from the instant Go gave and runs on with the page's. */
export function useClock(startedAt: string): string {
  const [now, setNow] = useState(startedAt);
  useEffect(() => {
    const offset = Date.parse(startedAt) - performance.now();
    const tick = () => setNow(new Date(offset + performance.now()).toISOString());
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }, [startedAt]);
  return formatInstant(now);
}

/** untilText is a date that something lasts to; 9999-09-09 is how the platforms write 长期. */
export function untilText(date: string): string {
  return date === '9999-09-09' ? '长期' : date || '-';
}
