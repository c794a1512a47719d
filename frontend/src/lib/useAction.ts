import { useCallback, useState } from 'react';
import { type AppError, parseError } from '../api/error';

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  running: boolean;
  error: AppError | undefined;
  clear: () => void;
}

/**
 * useAction wraps something a person starts (save, import, sign in): one at a
 * time, its error kept to be shown. run answers whether it succeeded.
 */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<void>): Action<A> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<AppError>();
  const run = async (...args: A) => {
    if (running) return false;
    setRunning(true);
    setError(undefined);
    try {
      await act(...args);
      return true;
    } catch (thrown) {
      setError(parseError(thrown));
      return false;
    } finally {
      setRunning(false);
    }
  };
  const clear = useCallback(() => setError(undefined), []);
  return { run, running, error, clear };
}
