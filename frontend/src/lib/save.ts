import { useSyncExternalStore } from 'react';

/** SaveState is what the header says about the last keystroke. It is "saved" only after the disk said so. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; message: string };

let state: SaveState = { kind: 'idle' };
const listeners = new Set<() => void>();

export function setSaveState(next: SaveState): void {
  state = next;
  for (const tell of listeners) tell();
}

export function useSaveState(): SaveState {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => state,
  );
}
