import { useCallback } from 'react';
import { Session } from '../api/generated';
import { type Loaded, useLoad } from './useLoad';

/** useLink is the address of a stored file, named by its SHA-256. */
export function useLink(sha256: string): Loaded<string> {
  return useLoad(useCallback(() => Session.Link(sha256), [sha256]));
}
