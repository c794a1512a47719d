/** A ratio as the program keeps it: an exact fraction, num of den. */
export interface Ratio {
  num: number;
  den: number;
}

/** parsePercent turns "5", "2.5" or "0.1%" into a fraction in lowest terms; undefined when it is none in (0, 100]. */
export function parsePercent(text: string): Ratio | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*[%％]?$/.exec(text.trim());
  if (!match) return undefined;
  const decimals = match[2] ?? '';
  const num = Number(`${match[1]}${decimals}`);
  const den = 100 * 10 ** decimals.length;
  if (num === 0 || num > den) return undefined;
  const by = divisor(num, den);
  return { num: num / by, den: den / by };
}

/** formatPercent shows a fraction as a percentage without the sign, at most four decimals: 1/20 is "5". */
export function formatPercent(num: number, den: number): string {
  if (den === 0) return '';
  return String(Number(((num / den) * 100).toFixed(4)));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
