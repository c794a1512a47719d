/** A point of a stroke, in units of the box. */
export type Point = [x: number, y: number];

/** The box that signatures are drawn in; what is shown may be smaller. */
export const inkBox = { w: 900, h: 270 };

/** inkText writes strokes as Go reads them (inspect.ReadInk): "WxH;x,y x,y …;x,y …". */
export function inkText(strokes: Point[][]): string {
  const drawn = strokes.filter((s) => s.length > 1);
  if (drawn.length === 0) return '';
  return [
    `${inkBox.w}x${inkBox.h}`,
    ...drawn.map((s) => s.map(([x, y]) => `${x},${y}`).join(' ')),
  ].join(';');
}

/** inBox is a place of the shown canvas in units of the box, kept inside it. */
export function inBox(x: number, y: number, shown: { width: number; height: number }): Point {
  const at = (v: number, of: number, box: number) =>
    Math.min(box, Math.max(0, Math.round((v / of) * box)));
  return [at(x, shown.width, inkBox.w), at(y, shown.height, inkBox.h)];
}
