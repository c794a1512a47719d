import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../api/error';
import type { Field } from '../api/generated';
import { Autosave } from './autosave';
import { useSaveState } from './save';
import { afterLeaving, useAutosave, useField } from './useAutosave';

const stored: [string, string][] = [];
let broken = false;

async function save(path: string, value: string, rev: number): Promise<Field> {
  if (broken) throw new AppError({ code: 'busy', message: '连接已断开' });
  stored.push([path, value]);
  return { path, value, rev: rev + 1, person: 'p', at: '2026-03-02T01:02:03.000Z' };
}

/** open shows a form with one field, and the header's save state beside it. */
function open(left = vi.fn(async () => {})) {
  const make = () => new Autosave({ save, latest: async () => undefined }, []);
  const { result, unmount } = renderHook(() => {
    const form = useAutosave(make, left);
    return { form, place: useField(form, 'place'), header: useSaveState() };
  });
  return { result, unmount, left };
}

/** closing asks the page whether the window may close now. */
function closing(): boolean {
  const e = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(e);
  return !e.defaultPrevented;
}

beforeEach(() => {
  stored.length = 0;
  broken = false;
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('useAutosave', () => {
  test('tells the header, and the field, what is on disk', async () => {
    const { result } = open();
    act(() => result.current.form.set('place', '甲'));
    expect(result.current.place.state.kind).toBe('saving');
    expect(result.current.header).toEqual({ kind: 'saving' });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(result.current.place).toMatchObject({ value: '甲', state: { kind: 'saved' } });
    expect(result.current.header).toEqual({ kind: 'saved', at: '09:02:03' });
  });

  test('leaving the page saves what was typed last, and only then says that it was left', async () => {
    const { result, unmount, left } = open();
    act(() => result.current.form.set('place', '甲乙'));
    unmount();
    expect(left).not.toHaveBeenCalled();
    await afterLeaving();
    expect(stored).toEqual([['place', '甲乙']]);
    expect(left).toHaveBeenCalledOnce();
  });

  test('a form left unsaved goes on trying', async () => {
    const { result, unmount, left } = open();
    broken = true;
    act(() => result.current.form.set('place', '甲'));
    unmount();
    await afterLeaving();
    expect(left).not.toHaveBeenCalled();
    broken = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stored).toEqual([['place', '甲']]);
  });

  test('hiding the page saves, and closing it is questioned while something is not on disk', async () => {
    const { result } = open();
    expect(closing()).toBe(true);
    act(() => result.current.form.set('place', '甲'));
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    vi.restoreAllMocks();
    expect(stored).toEqual([['place', '甲']]);
    act(() => result.current.form.set('place', '乙'));
    expect(closing()).toBe(false);
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(closing()).toBe(true);
    expect(stored.at(-1)).toEqual(['place', '乙']);
  });
});
