import { expect, test } from 'vitest';
import { emptyInspector, emptySubject, textOf } from './fields';

const field = (name: string) => ({
  name,
  label: name,
  kind: 'text' as const,
  bulk: false,
  suggest: false,
});

test('a field reads as people write it', () => {
  const s = { ...emptySubject, licenceTo: '9999-09-09', key: true };
  expect(textOf(s, field('licenceTo'))).toBe('长期');
  expect(textOf(s, field('key'))).toBe('是');
  expect(textOf(s, field('phone'))).toBe('');
  expect(textOf({ ...emptyInspector, scope: ['旅馆', '典当'] }, field('scope'))).toBe('旅馆、典当');
  expect(textOf(s, field('unknown'))).toBe('');
});
