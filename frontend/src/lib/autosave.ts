import { AppError, parseError } from '../api/error';
import type { Code, Field } from '../api/generated';
import type { SaveState } from './save';

/** FieldState says whether the text of a field is on disk. */
export type FieldState =
  | { kind: 'clean' } // as it was read
  | { kind: 'saving' } // typed, not on disk yet
  | { kind: 'saved'; at: string } // on disk since this instant
  | { kind: 'failed'; error: AppError; again: boolean } // again: it is tried again by itself
  | { kind: 'conflict'; theirs: Field }; // somebody else's text is on disk; a person decides

export interface FieldView {
  value: string;
  state: FieldState;
}

/** Backend is where fields are kept. */
export interface Backend {
  /** save answers once the text is on disk; rev is the revision last seen, 0 for a new field. */
  save(path: string, value: string, rev: number): Promise<Field>;
  /** latest is the stored field, asked after a conflict. */
  latest(path: string): Promise<Field | undefined>;
}

/** pauseMs after the last keystroke a field is sent. */
export const pauseMs = 300;
/** longestMs is how long somebody may type on without a save. */
export const longestMs = 1000;
/** retryMs is the first wait after a failed save; it doubles up to longestRetryMs. */
export const retryMs = 1000;
const longestRetryMs = 15_000;

/** A save that failed with one of these may succeed by itself later. */
const passing: Code[] = ['busy', 'storage', 'canceled', 'internal'];

interface Entry {
  view: FieldView;
  /** rev is the revision on disk that was last seen. */
  rev: number;
  /** dirtySince is when the first keystroke came that is not on disk, 0 when there is none. */
  dirtySince: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  sending: Promise<void> | undefined;
  failures: number;
}

/**
 * Autosave keeps the fields of one form on disk while they are typed: each
 * field is sent pauseMs after its last keystroke, one request in flight per
 * field, and what was typed meanwhile goes next, so that the latest text wins.
 * A passing failure is tried again; a conflict waits for a person. Nothing is
 * reported as saved before Go said so.
 */
export class Autosave {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<() => void>();
  private names: readonly string[] = [];
  private lastSaved = '';

  constructor(
    private readonly backend: Backend,
    fields: Field[],
  ) {
    for (const f of fields) this.add(f.path, f.value, f.rev);
  }

  /** view is a field's text and state; the same object until one of them changes. */
  view(path: string): FieldView {
    return this.entries.get(path)?.view ?? blank;
  }

  /** paths are the fields that were ever written; the same array until one is added. */
  paths(): readonly string[] {
    return this.names;
  }

  /** adopt shows a field as something else than typing has just stored it. */
  adopt(field: Field): void {
    this.lastSaved = field.at;
    this.stored(this.entries.get(field.path) ?? this.add(field.path, '', 0), field);
  }

  subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  };

  /**
   * set takes a keystroke. While an input method composes, the text is not the
   * person's yet: it is kept, and sent only if the composing drags on.
   */
  set(path: string, value: string, composing = false): void {
    const e = this.entries.get(path) ?? this.add(path, '', 0);
    if (e.view.value === value && e.view.state.kind !== 'failed' && !e.dirtySince) return;
    if (e.view.state.kind === 'conflict') {
      this.show(e, { value, state: e.view.state });
      return;
    }
    e.dirtySince ||= Date.now();
    const left = Math.max(0, e.dirtySince + longestMs - Date.now());
    this.show(e, { value, state: { kind: 'saving' } });
    this.later(path, e, composing ? left : Math.min(pauseMs, left));
  }

  /** touch sends a field now, on leaving it. */
  touch(path: string): void {
    const e = this.entries.get(path);
    if (e?.timer) this.send(path, e);
  }

  /** keepMine writes one's own text over the stored one, after a conflict. */
  keepMine(path: string): void {
    const e = this.entries.get(path);
    if (e?.view.state.kind !== 'conflict') return;
    e.rev = e.view.state.theirs.rev;
    this.show(e, { value: e.view.value, state: { kind: 'saving' } });
    this.send(path, e);
  }

  /** takeTheirs gives one's own text up for the stored one; both stay in the field's history. */
  takeTheirs(path: string): void {
    const e = this.entries.get(path);
    if (e?.view.state.kind === 'conflict') this.stored(e, e.view.state.theirs);
  }

  /** flush sends everything now and answers whether everything is on disk. */
  async flush(): Promise<boolean> {
    const tried = new Set<Entry>();
    for (;;) {
      const open = [...this.entries].filter(
        ([, e]) => e.sending || (e.dirtySince && e.view.state.kind !== 'conflict' && !tried.has(e)),
      );
      if (open.length === 0) break;
      for (const [path, e] of open) {
        if (e.sending) continue;
        if (e.view.state.kind === 'failed') tried.add(e);
        this.send(path, e);
      }
      await Promise.all(open.map(([, e]) => e.sending));
    }
    return [...this.entries.values()].every((e) => !e.dirtySince);
  }

  /** summary is the state of the whole form, for the header. */
  summary(): SaveState {
    let saving = false;
    for (const { view } of this.entries.values()) {
      if (view.state.kind === 'failed')
        return { kind: 'failed', message: view.state.error.message };
      if (view.state.kind === 'conflict')
        return { kind: 'failed', message: '有一栏与别处的改动冲突' };
      if (view.state.kind === 'saving') saving = true;
    }
    if (saving) return { kind: 'saving' };
    return this.lastSaved ? { kind: 'saved', at: this.lastSaved } : { kind: 'idle' };
  }

  private add(path: string, value: string, rev: number): Entry {
    const e: Entry = {
      view: { value, state: { kind: 'clean' } },
      rev,
      dirtySince: 0,
      timer: undefined,
      sending: undefined,
      failures: 0,
    };
    this.entries.set(path, e);
    this.names = [...this.names, path];
    return e;
  }

  private show(e: Entry, view: FieldView): void {
    e.view = view;
    for (const tell of this.listeners) tell();
  }

  private later(path: string, e: Entry, ms: number): void {
    clearTimeout(e.timer);
    e.timer = setTimeout(() => this.send(path, e), ms);
  }

  private send(path: string, e: Entry): void {
    clearTimeout(e.timer);
    e.timer = undefined;
    if (e.sending) return; // its end sends what was typed meanwhile
    e.sending = this.attempt(path, e).finally(() => {
      e.sending = undefined;
      if (e.dirtySince && !e.timer && e.view.state.kind === 'saving') this.send(path, e);
    });
  }

  private async attempt(path: string, e: Entry): Promise<void> {
    const sent = e.view.value;
    try {
      this.saved(e, sent, await this.backend.save(path, sent, e.rev));
    } catch (thrown) {
      const error = parseError(thrown);
      if (error.code === 'conflict') await this.compare(path, e);
      else this.failed(path, e, error);
    }
  }

  private saved(e: Entry, sent: string, field: Field): void {
    e.rev = field.rev;
    e.failures = 0;
    this.lastSaved = field.at;
    if (e.view.value === sent) this.stored(e, field);
    else e.dirtySince = Date.now(); // more was typed; it stays "saving"
  }

  private stored(e: Entry, field: Field): void {
    clearTimeout(e.timer);
    e.timer = undefined;
    e.dirtySince = 0;
    e.rev = field.rev;
    this.show(e, { value: field.value, state: { kind: 'saved', at: field.at } });
  }

  private async compare(path: string, e: Entry): Promise<void> {
    try {
      const theirs = await this.backend.latest(path);
      if (!theirs) throw new AppError({ code: 'internal', message: '读不到这一栏已保存的文字' });
      if (theirs.value === e.view.value) this.stored(e, theirs);
      else this.show(e, { value: e.view.value, state: { kind: 'conflict', theirs } });
    } catch (thrown) {
      this.failed(path, e, parseError(thrown));
    }
  }

  private failed(path: string, e: Entry, error: AppError): void {
    const again = passing.includes(error.code);
    if (e.timer) return; // typed on meanwhile: the next save will tell
    this.show(e, { value: e.view.value, state: { kind: 'failed', error, again } });
    if (again) this.later(path, e, Math.min(retryMs * 2 ** e.failures++, longestRetryMs));
  }
}

const blank: FieldView = { value: '', state: { kind: 'clean' } };
