import { Button, Checkbox, Flex, Input } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { GrowingText } from '../../components/GrowingText';
import { minuteText, parseDay, parseMinute } from '../../lib/clock';
import { useField } from '../../lib/useAutosave';
import { choose, useForm } from './context';
import { SaveMark, SaveTrouble } from './SaveMark';

interface Props {
  path: string;
  label: string;
  placeholder?: string;
}

/** useText binds an input to a field: keystrokes, composing, leaving. */
function useText(path: string) {
  const form = useForm();
  const { value } = useField(form, path);
  return {
    value,
    'data-path': path,
    onChange: (e: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      form.set(path, e.target.value, (e.nativeEvent as InputEvent).isComposing),
    onCompositionEnd: (e: React.CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      form.set(path, e.currentTarget.value),
    onBlur: () => form.touch(path),
  };
}

interface FrameProps {
  path: string;
  label: string;
  id?: string;
  children: ReactNode;
}

/** Frame is a field's label, save mark and trouble. */
export function Frame({ path, label, id, children }: FrameProps) {
  const form = useForm();
  const { state } = useField(form, path);
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <SaveMark state={state} />
      </div>
      {children}
      <SaveTrouble form={form} path={path} label={label} />
    </div>
  );
}

/** TextField is one line of text. */
export function TextField({ path, label, placeholder }: Props) {
  const id = useId();
  const bound = useText(path);
  return (
    <Frame path={path} label={label} id={id}>
      <Input id={id} autoComplete="off" placeholder={placeholder} {...bound} />
    </Frame>
  );
}

/** AreaField is text of any length; it grows from rows on. */
export function AreaField({ path, label, placeholder, rows = 2 }: Props & { rows?: number }) {
  const id = useId();
  const bound = useText(path);
  return (
    <Frame path={path} label={label} id={id}>
      <GrowingText id={id} placeholder={placeholder} rows={rows} {...bound} />
    </Frame>
  );
}

interface ParsedProps extends Props {
  show: (value: string) => string;
  parse: (text: string) => string | undefined;
  /** wrong says how to write it. */
  wrong: string;
  now?: () => string;
}

/** ParsedField is typed as people write it and stored as the program does, once it can be read. */
function ParsedField({ path, label, placeholder, show, parse, wrong, now }: ParsedProps) {
  const id = useId();
  const form = useForm();
  const { value } = useField(form, path);
  const [text, setText] = useState(show(value));
  const [typing, setTyping] = useState(false);
  const parsed = text.trim() === '' ? '' : parse(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stored value is shown unless somebody is typing
  useEffect(() => {
    if (!typing) setText(show(value));
  }, [value, typing]);
  return (
    <Frame path={path} label={label} id={id}>
      <Flex gap="small">
        <Input
          id={id}
          autoComplete="off"
          placeholder={placeholder}
          data-path={path}
          value={text}
          status={parsed === undefined ? 'error' : undefined}
          aria-describedby={parsed === undefined ? `${id}-wrong` : undefined}
          onChange={(e) => {
            setTyping(true);
            setText(e.target.value);
            const next = e.target.value.trim() === '' ? '' : parse(e.target.value);
            if (next !== undefined) form.set(path, next);
          }}
          onBlur={() => {
            form.touch(path);
            if (parsed !== undefined) setTyping(false);
          }}
        />
        {now && (
          <Button
            aria-label={`${label}记为现在`}
            onClick={() => {
              setTyping(false);
              choose(form, path, now());
            }}
          >
            现在
          </Button>
        )}
      </Flex>
      {parsed === undefined && (
        <p id={`${id}-wrong`} className="field-wrong">
          {wrong}
        </p>
      )}
    </Frame>
  );
}

/** MinuteField is an instant, typed in Beijing time to the minute; a time alone is of the visit's day. */
export function MinuteField({ path, label }: { path: string; label: string }) {
  const form = useForm();
  const started = form.view('startedAt').value || new Date().toISOString();
  const day = minuteText(started).slice(0, 10);
  return (
    <ParsedField
      path={path}
      label={label}
      placeholder="2026-03-02 09:30"
      show={minuteText}
      parse={(text) => parseMinute(text, day)}
      wrong="没有存：请写成 2026-03-02 09:30，当天的只写 09:30"
      now={() => new Date().toISOString()}
    />
  );
}

/** DayField is a legal date. */
export function DayField({ path, label }: { path: string; label: string }) {
  return (
    <ParsedField
      path={path}
      label={label}
      placeholder="2026-03-20"
      show={(day) => day}
      parse={parseDay}
      wrong="没有存：请写成 2026-03-20"
    />
  );
}

/** CheckField is a statement that is ticked once it was done. */
export function CheckField({ path, label }: { path: string; label: string }) {
  const form = useForm();
  const { value, state } = useField(form, path);
  return (
    <div className="field">
      <Flex justify="space-between" gap="small">
        <Checkbox
          data-path={path}
          checked={value === '1'}
          onChange={(e) => choose(form, path, e.target.checked ? '1' : '')}
        >
          {label}
        </Checkbox>
        <SaveMark state={state} />
      </Flex>
      <SaveTrouble form={form} path={path} label={label} />
    </div>
  );
}
