import { expect, test } from 'vitest';
import type { WorkPlan } from '../../api/generated';
import { planOf, valuesOf } from './workplan';

const plan: WorkPlan = {
  duties: [
    { inspector: 'i1', name: '甲', duty: '任组长' },
    { inspector: 'i2', name: '乙', duty: '记录' },
  ],
  procedure: ['出示证件', '逐项检查'],
  nodes: [{ date: '2026-03-05', what: '到场检查' }],
  thirdParties: [
    {
      name: '检测公司',
      people: '',
      scope: '检测',
      commission: '委3',
      file: 'aa',
      fileName: '委托书.pdf',
    },
  ],
  opinions: [],
};

const never = () => Promise.reject(new Error('nothing new is attached'));

test('a plan that nobody touched comes back as it was', async () => {
  expect(await planOf(valuesOf(plan, '2026-03-05'), plan.duties, never)).toEqual(plan);
});

test('a new paper takes the place of the kept one, and blank lines are no steps', async () => {
  const values = valuesOf(plan, '2026-03-05');
  const first = values.thirdParties[0];
  if (!first) throw new Error('no third party');
  first.path = '/新委托书.pdf';
  values.procedure = ' 出示证件 \n\n';
  const made = await planOf(values, plan.duties, async (path) => ({
    name: path.slice(1),
    sha256: 'bb',
    size: 1,
  }));
  expect(made.procedure).toEqual(['出示证件']);
  expect(made.thirdParties[0]).toMatchObject({ file: 'bb', fileName: '新委托书.pdf' });
  expect(made.thirdParties[0]).not.toHaveProperty('path');
});
