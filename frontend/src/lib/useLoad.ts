import { useCallback, useEffect, useState } from 'react';
import { type AppError, parseError } from '../api/error';

export interface Loaded<T> {
  data: T | undefined;
  error: AppError | undefined;
  loading: boolean;
  reload: () => void;
}

/**
 * useLoad runs load now and whenever load changes (keep it in useCallback, or
 * outside the component). While it runs again the earlier data stays; an answer
 * that was overtaken by a newer question is dropped.
 */
export function useLoad<T>(load: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<AppError>();
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: round asks again
  useEffect(() => {
    let current = true;
    setLoading(true);
    load()
      .then(
        (value) => {
          if (!current) return;
          setData(value);
          setError(undefined);
        },
        (thrown) => current && setError(parseError(thrown)),
      )
      .finally(() => current && setLoading(false));
    return () => {
      current = false;
    };
  }, [load, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data, error, loading, reload };
}
