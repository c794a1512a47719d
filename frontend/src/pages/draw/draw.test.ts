import { describe, expect, test } from 'vitest';
import type { Drawing, Task } from '../../api/generated';
import { stageOf } from './stage';
import { digitsOf, inFours } from './words';

const task = (t: Partial<Task>) => ({ id: 't', state: 'draft', origin: 'local', ...t }) as Task;
const draw = (state: Drawing['state']) => ({ id: 'd', state }) as Drawing;

describe('stageOf', () => {
  test('a draw goes on where it stopped', () => {
    for (const state of ['stated', 'witnessed', 'revealed', 'done'] as const) {
      expect(stageOf(task({}), 'subjects', [draw('abandoned'), draw(state)], '').at).toBe(state);
    }
  });

  test('an abandoned attempt is followed by the next number', () => {
    expect(stageOf(task({}), 'subjects', [draw('abandoned')], '')).toEqual({
      at: 'freeze',
      attempt: 2,
      after: draw('abandoned'),
    });
    expect(stageOf(task({}), 'subjects', [], '')).toEqual({ at: 'freeze', attempt: 1 });
  });

  test('what the platform drew is never drawn here', () => {
    for (const state of ['draft', 'drawn', 'locked'] as const) {
      const stage = stageOf(task({ origin: 'platform', state }), 'subjects', [], '#/task/t');
      expect(stage.at).toBe('elsewhere');
    }
  });

  test('inspectors wait for the locked list, then are drawn whoever drew the subjects', () => {
    expect(stageOf(task({ state: 'drawn' }), 'inspectors', [], '').at).toBe('waiting');
    for (const origin of ['platform', 'local'] as const) {
      expect(stageOf(task({ state: 'locked', origin }), 'inspectors', [], '').at).toBe('freeze');
    }
    expect(stageOf(task({ state: 'matched' }), 'inspectors', [], '').at).toBe('waiting');
  });
});

test('digits are counted without blanks', () => {
  expect(digitsOf(' 314 159 ')).toBe(6);
  expect(digitsOf(undefined)).toBe(0);
});

test('digests are read in fours', () => {
  expect(inFours('0123456789ab')).toBe('0123 4567 89ab');
  expect(inFours('')).toBe('');
});
