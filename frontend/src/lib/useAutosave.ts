import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { parseError } from '../api/error';
import type { Autosave, FieldView } from './autosave';
import { formatTime } from './clock';
import { setSaveState } from './save';

/** leaving ends when the form that was left last is on disk. */
let leaving: Promise<unknown> = Promise.resolve();

/** afterLeaving waits for a form that was just left, so that reading it again sees its last keystroke. */
export function afterLeaving(): Promise<unknown> {
  return leaving;
}

/**
 * useAutosave makes a form's Autosave from what load answers, and keeps the
 * header's 保存状态. Whatever is not on disk yet is sent when the page is left,
 * hidden or closed; left is called once everything is on disk.
 */
export function useAutosave(make: () => Autosave, left: () => Promise<void>): Autosave {
  const [form] = useState(make);
  useEffect(() => {
    const tell = () => {
      const s = form.summary();
      setSaveState(s.kind === 'saved' ? { kind: 'saved', at: formatTime(s.at) } : s);
    };
    const flush = () => {
      if (document.visibilityState === 'hidden') form.flush();
    };
    const ask = (e: BeforeUnloadEvent) => {
      form.flush();
      const { kind } = form.summary();
      if (kind === 'saving' || kind === 'failed') e.preventDefault();
    };
    const stop = form.subscribe(tell);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('beforeunload', ask);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('beforeunload', ask);
      leaving = form
        .flush()
        .then((all) => {
          if (!all) return; // it goes on trying, and the header goes on saying so
          stop();
          setSaveState({ kind: 'idle' });
          return left();
        })
        .catch((thrown) => setSaveState({ kind: 'failed', message: parseError(thrown).message }));
    };
  }, [form, left]);
  return form;
}

/** useField is one field's text and state. */
export function useField(form: Autosave, path: string): FieldView {
  return useSyncExternalStore(
    form.subscribe,
    useCallback(() => form.view(path), [form, path]),
  );
}

/** usePaths are the fields that were ever written. */
export function usePaths(form: Autosave): readonly string[] {
  return useSyncExternalStore(form.subscribe, () => form.paths());
}
