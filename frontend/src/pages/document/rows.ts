/** splitRows reads a stored table: a line a row, cells parted by tabs, each row as wide as the table. */
export function splitRows(value: string, width: number): string[][] {
  return value
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Array.from({ length: width }, (_, i) => cells[i] ?? '');
    });
}

/** joinRows writes a table; rows without any text are left out, and no cell holds a tab or a line's end. */
export function joinRows(rows: string[][]): string {
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
