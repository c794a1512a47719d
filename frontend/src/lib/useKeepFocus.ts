import { useEffect, useRef } from 'react';

/**
 * useKeepFocus is for a part of the page that changes as the work goes on: when
 * key changes and the button just pressed is gone, the part itself takes the
 * focus, so that the next Tab goes on from there. Give it tabIndex -1.
 */
export function useKeepFocus<T extends HTMLElement>(key: string) {
  const part = useRef<T>(null);
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    if (document.activeElement === document.body) part.current?.focus({ preventScroll: true });
  }, [key]);
  return part;
}
