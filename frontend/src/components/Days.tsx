/** Days shows a period on two short lines, so that a table keeps its width. */
export function Days({ from, to }: { from: string; to: string }) {
  return (
    <>
      {from} 至
      <br />
      {to}
    </>
  );
}
