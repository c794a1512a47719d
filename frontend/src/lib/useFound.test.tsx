import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useFound } from './useFound';

test('rows of the search before are never offered for the present text', async () => {
  const answers: Record<string, (rows: string[]) => void> = {};
  const find = (text: string) =>
    new Promise<string[]>((answer) => {
      answers[text] = answer;
    });
  const { result, rerender } = renderHook(({ text }) => useFound(find, text), {
    initialProps: { text: '' },
  });
  await waitFor(() => expect(answers['']).toBeDefined());
  answers['']?.(['第一家']);
  await waitFor(() => expect(result.current.rows).toEqual(['第一家']));
  rerender({ text: '旅馆' });
  expect(result.current.rows).toEqual([]);
  expect(result.current.settled).toBe(false);
  await waitFor(() => expect(answers.旅馆).toBeDefined());
  expect(result.current.rows).toEqual([]);
  answers.旅馆?.(['某旅馆']);
  await waitFor(() => expect(result.current.rows).toEqual(['某旅馆']));
  expect(result.current.settled).toBe(true);
});
