import { useCallback, useEffect, useState } from 'react';
import { useLoad } from './useLoad';

const typingPause = 250; // milliseconds without a keystroke before asking

/**
 * useFound searches as one types and gives only rows that answer the present
 * text: whoever presses Enter before the answer must not take a firm or a person
 * of the search before. Keep find in useCallback.
 */
export function useFound<T>(find: (text: string) => Promise<T[]>, text: string) {
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  const load = useCallback(
    async () => ({ text: wanted, rows: await find(wanted) }),
    [find, wanted],
  );
  const { data, error, reload } = useLoad(load);
  const settled = data?.text === text.trim();
  return { rows: settled ? data.rows : [], settled, error, reload };
}
