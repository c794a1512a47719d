import { useEffect } from 'react';
import { onEvent } from '../api/events';
import { Session } from '../api/generated';
import { saveSettled } from './save';

/** touchMs is the least time between two words to Go that the person is there. */
const touchMs = 20_000;

/** lockNow covers the screen, once what was typed last is on disk. */
export async function lockNow(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await saveSettled();
  await Session.Lock();
}

/** isLockKey is Ctrl+Shift+L. */
function isLockKey(e: KeyboardEvent): boolean {
  return e.ctrlKey && e.shiftKey && e.key.toLowerCase() === 'l';
}

/**
 * useWatch tells Go that the person is at work, locks by the key, and calls back
 * when Go says that the session was locked or ended. Go keeps the time: this page
 * only tells it of keys and clicks.
 */
export function useWatch(open: boolean, working: boolean, changed: () => void): void {
  useEffect(() => (open ? onEvent('session', changed) : undefined), [open, changed]);
  useEffect(() => {
    if (!working) return;
    let last = 0;
    const touch = (e: Event) => {
      if (e instanceof KeyboardEvent && isLockKey(e)) {
        e.preventDefault();
        lockNow().then(changed, changed);
        return;
      }
      if (Date.now() - last < touchMs) return;
      last = Date.now();
      Session.Touch().catch(changed); // locked meanwhile
    };
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const kind of kinds)
      window.addEventListener(kind, touch, { capture: true, passive: false });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    };
  }, [working, changed]);
}
