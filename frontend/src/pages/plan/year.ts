/** share is part of whole in percent, cut off to one decimal and never rounded up; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 1000) / 10;
}

/** daysLeft counts the days from a date (2006-01-02) to the last day of a year; 0 when it is over. */
export function daysLeft(year: number, today: string): number {
  const days = (Date.parse(`${year}-12-31`) - Date.parse(today)) / 86_400_000;
  return Math.max(0, Math.round(days));
}
