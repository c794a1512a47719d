import { createContext } from 'react';
import type { Info } from '../api/generated';

/** SessionContext is what Go says about this session; reload asks again after signing in or out. */
export const SessionContext = createContext<{ info: Info; reload: () => void }>({
  info: { window: false, workspace: '', folder: '', now: '', events: '' },
  reload: () => {},
});
