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

/** longestSave is how long somebody who locks the screen waits for a save. */
const longestSave = 3000;

/** saveSettled waits until nothing is on its way to the disk, three seconds at most. */
export async function saveSettled(): Promise<void> {
  if (state.kind !== 'saving') return;
  await new Promise<void>((done) => {
    const tell = () => {
      if (state.kind === 'saving') return;
      listeners.delete(tell);
      done();
    };
    listeners.add(tell);
    setTimeout(() => {
      listeners.delete(tell);
      done();
    }, longestSave);
  });
}
