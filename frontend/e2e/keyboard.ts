import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

// A person without a mouse: every helper presses keys and nothing else, so that
// a step that the keyboard cannot take fails here.

const mostTabs = 300;

/** reach presses Tab, or Shift+Tab to what stands before, until target has the focus. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let n = 0; n < mostTabs; n++) {
    const way = await target.first().evaluate((e) => {
      const at = document.activeElement ?? document.body;
      if (at === e) return '';
      return at.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
    });
    if (!way) return;
    await page.keyboard.press(way);
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** press reaches a button or link by its name and presses Enter. */
export async function press(page: Page, role: 'button' | 'link', name: string | RegExp) {
  await reach(page, page.getByRole(role, { name, exact: typeof name === 'string' }));
  await page.keyboard.press('Enter');
}

/** field is an input by its label; a sortable column may carry the same name. */
function field(page: Page, label: string): Locator {
  return page.locator('input, textarea').and(page.getByLabel(label, { exact: true }));
}

/** write reaches a field by its label and replaces what it holds. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  await reach(page, field(page, label));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** day reaches a date field, types a day and leaves the field. */
export async function day(page: Page, label: string, text: string): Promise<void> {
  await write(page, label, text);
  await page.keyboard.press('Tab');
  await expect.poll(() => field(page, label).inputValue()).toBe(text);
}

/** pick reaches a combobox by its label, types to find an option, and takes it. */
export async function pick(page: Page, label: string, ...options: string[]): Promise<void> {
  for (const option of options) {
    await reach(page, field(page, label));
    await page.keyboard.insertText(option);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option-active')
      .last()
      .waitFor();
    await page.keyboard.press('Enter');
  }
  // Out of the field, which closes its list.
  await page.keyboard.press('Tab');
}

/** choose reaches a list that is not searched, opens it and moves with the arrows to an option. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await reach(page, field(page, label));
  await page.keyboard.press('ArrowDown');
  const active = page.locator('.ant-select-dropdown:visible .ant-select-item-option-active');
  await active.waitFor();
  for (let n = 0; n < 20 && !(await active.textContent())?.startsWith(option); n++) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await active.textContent()).toContain(option);
  await page.keyboard.press('Enter');
}

/** radio reaches a group of radio buttons and moves with the arrows to one. */
export async function radio(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('radio', { name });
  const group = page.getByRole('radiogroup').filter({ has: wanted });
  await reach(page, group.locator('input:checked'));
  for (let n = 0; n < 10 && !(await wanted.isChecked()); n++) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await wanted.isChecked()).toBe(true);
}

/** turnTo goes to a page through the menu and waits for its heading. */
export async function turnTo(page: Page, name: string): Promise<void> {
  await reach(page, page.getByRole('navigation').getByRole('link', { name, exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** told waits for the sentence that says something was done. */
export async function told(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('status', { name: '办理结果' }).filter({ hasText: text }).waitFor();
}

/** faulted waits for the sentence beside the field at fault. */
export async function faulted(page: Page, text: string): Promise<void> {
  await page.locator('.ant-form-item-explain-error').filter({ hasText: text }).waitFor();
}
