import { expect, test } from 'vitest';
import type { ErrorBody, Matter } from '../../api/generated';
import { findingsOf, linesOf, notesOf, shorten, tabOf } from './paths';

const matter = (id: string, lines: number) =>
  ({
    id,
    name: `事项${id}`,
    basis: '依据',
    checklist: Array.from({ length: lines }, (_, i) => ({
      no: i + 1,
      text: `要点${i + 1}`,
      method: '',
      law: '',
    })),
  }) as unknown as Matter;

test('every field has its tab', () => {
  expect(tabOf('place')).toBe('basic');
  expect(tabOf('answer/m/1/note')).toBe('check');
  expect(tabOf('finding/f/deadline')).toBe('check');
  expect(tabOf('reply/某消防大队/reason')).toBe('check');
  expect(tabOf('refusal')).toBe('record');
  for (const path of ['recordNote', 'recordNote/告知', 'mark/m/at'])
    expect(tabOf(path)).toBe('full');
});

test('a matter without a checklist is answered as a whole', () => {
  expect(linesOf(matter('a', 2)).map((l) => l.no)).toEqual([1, 2]);
  expect(linesOf(matter('a', 0))).toMatchObject([{ no: 0, text: '事项a', law: '依据' }]);
});

test('findings stand where their matter and item say, until they are taken back', () => {
  const stored: Record<string, string> = {
    'finding/x/matter': 'a',
    'finding/x/item': '2',
    'finding/y/matter': 'a',
    'finding/y/item': '1',
    'finding/y/deleted': '1',
    'note/n/at': '2026-03-02T01:00:00.000Z',
    'note/n': '门口有人',
  };
  const paths = Object.keys(stored);
  expect(findingsOf(paths, (p) => stored[p] ?? '')).toEqual([{ id: 'x', matter: 'a', item: 2 }]);
  expect(notesOf(paths, (p) => stored[p] ?? '')).toEqual(['n']);
  // What was undone is empty, and gone.
  expect(notesOf(paths, () => '')).toEqual([]);
  expect(findingsOf(paths, () => '')).toEqual([]);
});

test('unanswered lines of a matter are one problem, which leads to the first', () => {
  const problem = (field: string, message: string) =>
    ({ field, message, article: '第十八条' }) as ErrorBody;
  const open = (m: string, no: number) => problem(`answer/${m}/${no}`, '第1项还没有检查结论');
  const list = [
    problem('place', '没有填写检查地点'),
    open('a', 2),
    open('a', 3),
    open('b', 1),
    problem('answer/a/1/note', '第1项未检查，应写明原因'),
  ];
  expect(shorten(list, [matter('a', 3), matter('b', 1)]).map((p) => [p.field, p.message])).toEqual([
    ['place', '没有填写检查地点'],
    ['answer/a/2', '“事项a”还有 2 项没有检查结论，应一次性完成'],
    ['answer/b/1', '第1项还没有检查结论'],
    ['answer/a/1/note', '第1项未检查，应写明原因'],
  ]);
});
