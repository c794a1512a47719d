/** maskId keeps the first 3 and the last 4 characters of an identity number, as notices and documents do. */
export function maskId(id: string): string {
  if (id.length < 15) return '*'.repeat(id.length);
  return id.slice(0, 3) + '*'.repeat(id.length - 7) + id.slice(-4);
}
