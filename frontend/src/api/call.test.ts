import { afterEach, describe, expect, test, vi } from 'vitest';
import { call, takeToken, upload } from './call';
import { AppError, parseError } from './error';

const refused = {
  code: 'refused',
  message: '每组不少于两人',
  hint: '再选一人',
  field: 'members',
  article: '第十五条',
  ref: 'T1',
};

afterEach(() => {
  delete window.go;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

async function failure(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (e) => e,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}

describe('parseError', () => {
  test('reads what Go formats', () => {
    const e = parseError(JSON.stringify(refused));
    expect(e).toMatchObject(refused);
  });

  test.each([
    ['text'],
    ['{"a":1}'],
    ['null'],
    [''],
    [undefined],
    [new TypeError('x is undefined')],
  ])('hides %s behind a sentence', (thrown) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const e = parseError(thrown);
    expect(e.code).toBe('internal');
    expect(e.message).toBe('内部错误，本次操作没有完成');
  });
});

describe('in the window', () => {
  test('calls the bound method with its arguments', async () => {
    const bound = vi.fn().mockResolvedValue({ id: 1 });
    window.go = { app: { Task: { Get: bound } } };
    expect(await call('Task', 'Get', ['a', 2])).toEqual({ id: 1 });
    expect(bound).toHaveBeenCalledWith('a', 2);
  });

  test('a rejection becomes an AppError', async () => {
    window.go = { app: { Task: { Get: () => Promise.reject(JSON.stringify(refused)) } } };
    expect(await failure(call('Task', 'Get', []))).toMatchObject(refused);
  });

  test('a method that Go does not have is an internal error', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    window.go = { app: {} };
    expect((await failure(call('Task', 'Get', []))).code).toBe('internal');
  });
});

describe('in a browser', () => {
  function answer(status: number, body: string) {
    const fetch = vi.fn().mockResolvedValue(new Response(body, { status }));
    vi.stubGlobal('fetch', fetch);
    return fetch;
  }

  test('posts the arguments with the token', async () => {
    sessionStorage.setItem('shuangsuiji.token', 'T');
    const fetch = answer(200, '[1]');
    expect(await call('Task', 'List', ['甲'])).toEqual([1]);
    expect(fetch).toHaveBeenCalledWith('call/Task/List', {
      method: 'POST',
      headers: { Authorization: 'Bearer T' },
      body: '["甲"]',
    });
  });

  test('a refusal becomes an AppError', async () => {
    answer(422, JSON.stringify(refused));
    expect(await failure(call('Task', 'List', []))).toMatchObject(refused);
  });

  test('a program that has ended is said so', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    const e = await failure(call('Task', 'List', []));
    expect(e.message).toContain('断开');
    expect(e.hint).not.toBe('');
  });

  test('uploads under the file name', async () => {
    const fetch = answer(200, '"/inbox/1/名录.xlsx"');
    expect(await upload(new File(['x'], '名录.xlsx'))).toBe('/inbox/1/名录.xlsx');
    expect(fetch.mock.calls[0]?.[0]).toBe(`upload?name=${encodeURIComponent('名录.xlsx')}`);
  });

  test('the token moves from the address into the tab', () => {
    window.history.replaceState(null, '', '/?token=secret#/task');
    takeToken();
    expect(window.location.href).not.toContain('secret');
    expect(window.location.hash).toBe('#/task');
    expect(sessionStorage.getItem('shuangsuiji.token')).toBe('secret');
  });
});
