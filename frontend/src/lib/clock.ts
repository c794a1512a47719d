import { useEffect, useState } from 'react';

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
