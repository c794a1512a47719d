import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../api/error';
import type { Field } from '../api/generated';
import { Autosave, type Backend, longestMs, pauseMs, retryMs } from './autosave';

interface Sent {
  path: string;
  value: string;
  rev: number;
  answer: (f: Partial<Field>) => Promise<void>;
  fail: (e: AppError) => Promise<void>;
}

/** disk is a backend whose answers the test gives by hand. */
function disk() {
  const sent: Sent[] = [];
  let latest: Field | undefined;
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const backend: Backend = {
    save: (path, value, rev) =>
      new Promise((done, failed) => {
        sent.push({
          path,
          value,
          rev,
          answer: async (f) => {
            done({ path, value, rev: rev + 1, person: 'p', at: '2026-03-02T01:00:00.000Z', ...f });
            await settle();
          },
          fail: async (e) => {
            failed(e);
            await settle();
          },
        });
      }),
    latest: async () => latest,
  };
  return { backend, sent, theirs: (f: Field) => (latest = f) };
}

const field = (path: string, value: string, rev: number): Field => ({
  path,
  value,
  rev,
  person: 'p',
  at: '2026-03-02T00:00:00.000Z',
});
const busy = () => new AppError({ code: 'busy', message: '连接已断开' });
const conflict = () => new AppError({ code: 'conflict', message: '已在别处改动' });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('saving', () => {
  test('waits for a pause, then sends the latest text once', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, [field('place', '旧', 3)]);
    form.set('place', '一');
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    form.set('place', '一号');
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(sent).toEqual([]);
    expect(form.view('place').state.kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.map((s) => [s.value, s.rev])).toEqual([['一号', 3]]);
    expect(form.view('place').state.kind).toBe('saving');
    await sent[0]?.answer({});
    expect(form.view('place').state).toEqual({ kind: 'saved', at: '2026-03-02T01:00:00.000Z' });
    expect(form.summary()).toEqual({ kind: 'saved', at: '2026-03-02T01:00:00.000Z' });
  });

  test('shows what an undo stored, and goes on from its revision', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, [field('place', '后门', 3)]);
    form.adopt(field('place', '前门', 4));
    form.adopt(field('witness', '', 2));
    expect([form.view('place').value, form.view('witness').value]).toEqual(['前门', '']);
    expect(form.summary().kind).toBe('saved');
    form.set('place', '前门厅');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(sent.map((s) => [s.value, s.rev])).toEqual([['前门厅', 4]]);
  });

  test('does not wait for ever while somebody types on', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    for (let ms = 0; ms < longestMs; ms += 100) {
      form.set('process', `${ms}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(sent.map((s) => s.value)).toEqual([`${longestMs - 100}`]);
  });

  test('has one request in flight per field; what was typed meanwhile goes next, with the new revision', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '一');
    await vi.advanceTimersByTimeAsync(pauseMs);
    form.set('place', '一二');
    form.touch('place');
    form.set('place', '一二三');
    form.touch('place');
    form.set('partyName', '乙');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(sent.map((s) => s.value)).toEqual(['一', '乙']);
    await sent[0]?.answer({ rev: 7 });
    expect(sent[2]).toMatchObject({ path: 'place', value: '一二三', rev: 7 });
    expect(form.view('place').state.kind).toBe('saving');
    await sent[2]?.answer({});
    expect(form.view('place').state.kind).toBe('saved');
    expect(form.summary().kind).toBe('saving'); // the other field
  });

  test('a text that is still being composed is sent once it is chosen', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', 'zhong', true);
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(sent).toEqual([]);
    form.set('place', '中');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(sent.map((s) => s.value)).toEqual(['中']);
  });

  test('leaving a field sends it at once, and only when something was typed', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, [field('place', '甲', 1)]);
    form.touch('place');
    form.set('place', '甲');
    form.touch('place');
    expect(sent).toEqual([]);
    form.set('place', '乙');
    form.touch('place');
    expect(sent.length).toBe(1);
  });
});

describe('failing', () => {
  test('a passing failure is shown and tried again, later each time', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '甲');
    form.touch('place');
    await sent[0]?.fail(busy());
    expect(form.view('place').state).toMatchObject({ kind: 'failed', again: true });
    expect(form.summary()).toEqual({ kind: 'failed', message: '连接已断开' });
    await vi.advanceTimersByTimeAsync(retryMs);
    expect(sent.length).toBe(2);
    await sent[1]?.fail(busy());
    await vi.advanceTimersByTimeAsync(retryMs);
    expect(sent.length).toBe(2);
    await vi.advanceTimersByTimeAsync(retryMs);
    expect(sent.length).toBe(3);
    await sent[2]?.answer({});
    expect(form.view('place').state.kind).toBe('saved');
  });

  test('a refused text is not sent again until it is changed', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '甲');
    form.touch('place');
    await sent[0]?.fail(new AppError({ code: 'invalid', message: '含有无法保存的字符' }));
    expect(form.view('place').state).toMatchObject({ kind: 'failed', again: false });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(1);
    form.set('place', '乙');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(sent[1]?.value).toBe('乙');
  });

  test('an answer that was lost on the way is no conflict', async () => {
    const { backend, sent, theirs } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '甲');
    form.touch('place');
    theirs(field('place', '甲', 4));
    await sent[0]?.fail(conflict());
    expect(form.view('place').state.kind).toBe('saved');
    form.set('place', '甲乙');
    form.touch('place');
    expect(sent[1]?.rev).toBe(4);
  });
});

describe('a conflict', () => {
  async function inConflict() {
    const d = disk();
    const form = new Autosave(d.backend, [field('place', '甲', 1)]);
    form.set('place', '我的');
    form.touch('place');
    d.theirs(field('place', '别人的', 5));
    await d.sent[0]?.fail(conflict());
    return { ...d, form };
  }

  test('shows both texts and sends nothing by itself', async () => {
    const { form, sent } = await inConflict();
    expect(form.view('place')).toMatchObject({
      value: '我的',
      state: { kind: 'conflict', theirs: { value: '别人的' } },
    });
    form.set('place', '我的二');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(1);
    expect(form.view('place').value).toBe('我的二');
    expect(await form.flush()).toBe(false);
  });

  test('one keeps one’s own text, on top of the stored revision', async () => {
    const { form, sent } = await inConflict();
    form.keepMine('place');
    expect(sent[1]).toMatchObject({ value: '我的', rev: 5 });
    await sent[1]?.answer({});
    expect(form.view('place').state.kind).toBe('saved');
  });

  test('or takes the stored one', async () => {
    const { form, sent } = await inConflict();
    form.takeTheirs('place');
    expect(form.view('place')).toMatchObject({ value: '别人的', state: { kind: 'saved' } });
    expect(await form.flush()).toBe(true);
    expect(sent.length).toBe(1);
  });
});

describe('flush', () => {
  test('sends everything now and ends when the last text is on disk', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '甲');
    form.touch('place');
    form.set('place', '甲乙');
    form.set('partyName', '丙');
    let ended: boolean | undefined;
    form.flush().then((all) => {
      ended = all;
    });
    expect(sent.map((s) => s.value)).toEqual(['甲', '丙']);
    await sent[0]?.answer({});
    await sent[1]?.answer({});
    expect(ended).toBeUndefined();
    expect(sent[2]?.value).toBe('甲乙');
    await sent[2]?.answer({});
    expect(ended).toBe(true);
  });

  test('answers no when something could not be saved', async () => {
    const { backend, sent } = disk();
    const form = new Autosave(backend, []);
    form.set('place', '甲');
    const flushed = form.flush();
    await sent[0]?.fail(busy());
    await sent[1]?.fail(busy());
    expect(await flushed).toBe(false);
    expect(form.view('place')).toMatchObject({ value: '甲', state: { kind: 'failed' } });
  });

  test('of a form nobody touched is done', async () => {
    const { backend } = disk();
    expect(await new Autosave(backend, [field('place', '甲', 1)]).flush()).toBe(true);
  });
});
