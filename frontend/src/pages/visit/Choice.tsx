import { type KeyboardEvent, useId } from 'react';
import { useField } from '../../lib/useAutosave';
import { choose, useVisit } from './context';

interface Props {
  path: string;
  /** label names the group. */
  label: string;
  options: { value: string; label: string }[];
  /** numbered shows each option's digit and chooses by it. */
  numbered?: boolean;
  /** onPick is told of a choice by digit, so that the focus can move on. */
  onPick?: (value: string) => void;
}

/** Choice is a row of radio buttons over one field; with numbered, digit keys choose. */
export function Choice({ path, label, options, numbered, onPick }: Props) {
  const { form } = useVisit();
  const { value } = useField(form, path);
  const name = useId();
  const at = Math.max(
    0,
    options.findIndex((o) => o.value === value),
  );
  const press = (e: KeyboardEvent) => {
    const option = /^[1-9]$/.test(e.key) ? options[Number(e.key) - 1] : undefined;
    if (!numbered || !option || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    choose(form, path, option.value);
    onPick?.(option.value);
  };
  return (
    <div role="radiogroup" aria-label={label} className="choice" onKeyDown={press}>
      {options.map((o, i) => (
        <label key={o.value} className={`choice-${o.value}`}>
          <input
            type="radio"
            name={name}
            value={o.value}
            checked={o.value === value}
            data-path={i === at ? path : undefined}
            onChange={() => choose(form, path, o.value)}
          />
          <span>
            {numbered && <small aria-hidden>{i + 1}</small>}
            {o.label}
          </span>
        </label>
      ))}
    </div>
  );
}
