import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { AppError } from '../api/error';
import { formatInstant, formatTime, minuteText, parseDay, parseMinute } from './clock';
import { href, parseHash } from './route';
import { useAction } from './useAction';
import { useLoad } from './useLoad';

test('instants are shown in Beijing time', () => {
  expect(formatInstant('2026-11-23T16:05:00.000Z')).toBe('2026年11月24日 00:05');
  expect(formatInstant('2026-01-01T00:00:00.000Z')).toBe('2026年01月01日 08:00');
});

test('typed times and dates are read loosely, never guessed', () => {
  expect(formatTime('2026-11-23T16:05:09.123Z')).toBe('00:05:09');
  const at = '2026-11-23T16:05:00.000Z';
  expect(minuteText(at)).toBe('2026-11-24 00:05');
  for (const text of ['2026-11-24 00:05', '2026.11.24 0:05', '2026年11月24日 0时05分', ' 00：05 '])
    expect(parseMinute(text, '2026-11-24'), text).toBe(at);
  for (const text of ['', '24:00', '9:5', '2026-02-30 10:00', '昨天 10:00', '1005'])
    expect(parseMinute(text, '2026-11-24'), text).toBeUndefined();
  for (const text of ['2026-03-05', '2026-3-5', '20260305', '2026/3/5', '2026年3月5日'])
    expect(parseDay(text), text).toBe('2026-03-05');
  for (const text of ['', '2026-02-29', '2026-13-01', '3-5', '2026-3'])
    expect(parseDay(text), text).toBeUndefined();
});

test('routes survive any text', () => {
  for (const parts of [[], ['task'], ['task', '甲/乙 #%'], ['visit', 'a', 'b']]) {
    expect(parseHash(href(...parts))).toEqual(parts);
  }
});

describe('useLoad', () => {
  test('drops an answer that a newer question has overtaken', async () => {
    const answers: Record<string, (v: string) => void> = {};
    const asks = {
      a: () => new Promise<string>((r) => (answers.a = r)),
      b: () => new Promise<string>((r) => (answers.b = r)),
    };
    const { result, rerender } = renderHook(({ k }: { k: 'a' | 'b' }) => useLoad(asks[k]), {
      initialProps: { k: 'a' },
    });
    rerender({ k: 'b' });
    await act(async () => answers.b?.('new'));
    await act(async () => answers.a?.('old'));
    expect(result.current.data).toBe('new');
    expect(result.current.loading).toBe(false);
  });

  test('keeps the earlier data beside an error, and recovers', async () => {
    let fail = false;
    const load = async () => {
      if (fail) throw new AppError({ code: 'busy', message: '忙' });
      return 1;
    };
    const { result } = renderHook(() => useLoad(load));
    await waitFor(() => expect(result.current.data).toBe(1));
    fail = true;
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error?.message).toBe('忙'));
    expect(result.current.data).toBe(1);
    fail = false;
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error).toBeUndefined());
  });
});

test('useAction runs one at a time and keeps the error', async () => {
  let calls = 0;
  const { result } = renderHook(() =>
    useAction(async (ok: boolean) => {
      calls++;
      if (!ok) throw new AppError({ code: 'refused', message: '不行' });
    }),
  );
  await act(async () => {
    await result.current.run(false);
  });
  expect(result.current.error?.message).toBe('不行');
  await act(async () => {
    expect(await result.current.run(true)).toBe(true);
  });
  expect(result.current.error).toBeUndefined();
  expect(calls).toBe(2);
});
