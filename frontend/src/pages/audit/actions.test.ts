import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from './actions';

/** actionsInGo are the quoted "noun.verb" of the services that name an action of the log; an index names something else. */
function actionsInGo(): Set<string> {
  const dir = join(import.meta.dirname, '../../../../backend/service');
  const found = new Set<string>();
  for (const name of readdirSync(dir)) {
    if (!name.endsWith('.go') || name.endsWith('_test.go')) continue;
    const source = readFileSync(join(dir, name), 'utf8');
    for (const m of source.matchAll(/(?<!\[)"((?:[a-z]+)\.(?:[a-z]+))"/g)) {
      const action = m[1] as string;
      if (!/\.(pdf|zip|json|txt|key|pem|py|db|md|csv|xlsx|html)$/.test(action)) found.add(action);
    }
  }
  return found;
}

test('every action that a service logs has words', () => {
  const missing = [...actionsInGo()].filter((a) => !actions.includes(a));
  expect(missing).toEqual([]);
});
