/** lineSpan is where a line stands in a text, counted from 1; undefined when there is none. */
export function lineSpan(text: string, line: number): { from: number; to: number } | undefined {
  const lines = text.split('\n');
  const at = lines[line - 1];
  if (!Number.isInteger(line) || at === undefined) return undefined;
  const from = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
  return { from, to: from + at.length };
}
