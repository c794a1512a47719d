import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { putIn, type TextBox, textBox } from './phrase';

function Field() {
  const [value, setValue] = useState('前台后');
  return <textarea data-path="process" value={value} onChange={(e) => setValue(e.target.value)} />;
}

test('a phrase goes behind the cursor and replaces nothing', async () => {
  render(<Field />);
  const box = screen.getByRole<HTMLTextAreaElement>('textbox');
  box.setSelectionRange(2, 2);
  putIn(box, '未登记');
  expect(await screen.findByDisplayValue('前台未登记后')).toBe(box);
  expect(box.selectionStart).toBe(5);
  box.setSelectionRange(0, 2); // what is selected stays too
  putIn(box, '、大厅');
  await screen.findByDisplayValue('前台、大厅未登记后');
  await userEvent.type(box, '。', { initialSelectionStart: 0, initialSelectionEnd: 0 });
  await screen.findByDisplayValue('。前台、大厅未登记后');
});

test('only a text field of a form takes phrases', () => {
  const made = (html: string) => {
    const div = document.createElement('div');
    div.innerHTML = html;
    return textBox(div.firstElementChild) as TextBox | undefined;
  };
  expect(made('<input data-path="place">')).toBeDefined();
  expect(made('<textarea data-path="process"></textarea>')).toBeDefined();
  expect(made('<input>')).toBeUndefined();
  expect(made('<input type="checkbox" data-path="rights">')).toBeUndefined();
  expect(made('<input readonly data-path="place">')).toBeUndefined();
  expect(made('<div data-path="present"></div>')).toBeUndefined();
});
