import { useEffect, useState } from 'react';
import { Visit } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { go } from '../../lib/route';
import { useAction } from '../../lib/useAction';

/** useNextFirm goes to the next firm of the round, by Alt+N too. */
export function useNextFirm(team: string) {
  const [none, setNone] = useState(false);
  const act = useAction(async () => {
    const { next } = await Visit.Door(team);
    setNone(next === '');
    if (next) go('visit', 'at', next);
  });
  const { run } = act;
  useKey('Alt+n', () => run());
  return {
    go: () => {
      run();
    },
    note: (
      <div role="status">
        {none && '其余各户都已检查完毕'}
        <ErrorAlert error={act.error} />
      </div>
    ),
  };
}

/** useKey runs act when a key is pressed with its modifier anywhere on the page; dialogs keep their keys. */
export function useKey(key: 'Alt+n' | 'Alt+h' | 'Alt+m' | 'Ctrl+z', act: () => void): void {
  useEffect(() => {
    const [modifier, letter] = key.split('+');
    const press = (e: KeyboardEvent) => {
      if (e.isComposing || e.shiftKey || e.key.toLowerCase() !== letter) return;
      if (e.altKey !== (modifier === 'Alt') || (e.ctrlKey || e.metaKey) !== (modifier === 'Ctrl'))
        return;
      if (document.querySelector('[role="dialog"]:not([aria-hidden="true"])')) return;
      e.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
