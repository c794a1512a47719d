import { createContext, useContext } from 'react';
import type { Info } from '../api/generated';

export interface SessionState {
  /** info is what Go says about this session; somebody is signed in. */
  info: Info;
  /** reload asks again, after signing in or out or a change of settings. */
  reload: () => void;
}

export const SessionContext = createContext<SessionState | null>(null);

/** useSession is the session of the signed-in person. */
export function useSession(): SessionState {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionContext');
  return session;
}
