import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider, Form, Input } from 'antd';
import { expect, test, vi } from 'vitest';
import { AppError } from '../api/error';
import { ActionForm, sentence } from './ActionForm';
import { stepsOf } from './StepBar';

const refusal = (field: string) =>
  new AppError({
    code: 'refused',
    message: '不少于两人',
    article: '第十五条',
    hint: '再选一人',
    field,
  });

function show(submit: (v: { who: string; why: string }) => Promise<void>) {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <ActionForm
        initial={{ who: '', why: '' }}
        submit="保存"
        onSubmit={submit}
        alias={{ person: 'who' }}
      >
        <Form.Item name="who" label="人员">
          <Input />
        </Form.Item>
        <Form.Item name="why" label="理由">
          <Input />
        </Form.Item>
      </ActionForm>
    </ConfigProvider>,
  );
}

test('an error is one sentence: what, which article, what to do', () => {
  expect(sentence(refusal(''))).toBe('不少于两人（第十五条）。再选一人');
  expect(sentence(new AppError({ code: 'busy', message: '忙' }))).toBe('忙');
});

test('Enter submits what was typed', async () => {
  const submit = vi.fn(async () => {});
  show(submit);
  await userEvent.type(screen.getByLabelText('人员'), '甲{Enter}');
  await waitFor(() => expect(submit).toHaveBeenCalledWith({ who: '甲', why: '' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['why', '理由'],
  ['person', '人员'],
])('an error about %s stands beside its field, which takes the focus', async (field, label) => {
  show(async () => {
    throw refusal(field);
  });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  const input = screen.getByLabelText(label);
  await waitFor(() => expect(document.activeElement).toBe(input));
  await screen.findByText('不少于两人（第十五条）。再选一人');
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('an error about nothing in the form stands under it', async () => {
  show(async () => {
    throw refusal('elsewhere');
  });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect((await screen.findByRole('alert')).textContent).toContain('再选一人');
});

test('what the platform draws is never frozen here', () => {
  expect(stepsOf({ origin: 'local' })).toContain('frozen');
  expect(stepsOf({ origin: 'platform' })).not.toContain('frozen');
});
