/** inputKinds are the public inputs a formal draw may use, as Go names them. */
export const inputKinds: Record<string, string> = {
  dice: '掷骰（或摇号球）的点数',
  value: '事先指明的公开数值',
};

/** needed is how many digits of dice a draw needs at least, for 66 bits. */
export const needed = 20;

/** digitsOf counts the digits typed so far, blanks left out. */
export function digitsOf(text: string | undefined): number {
  return (text ?? '').replace(/\s/g, '').length;
}

/** inFours cuts a digest into groups of four, to be compared by eye. */
export function inFours(digest: string): string {
  return (digest.match(/.{1,4}/g) ?? []).join(' ');
}
