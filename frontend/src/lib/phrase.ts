/** A field that text can be put into. */
export type TextBox = HTMLInputElement | HTMLTextAreaElement;

/** textBox is the field of a form that an element is, if it is one. */
export function textBox(element: unknown): TextBox | undefined {
  const box =
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && ['text', ''].includes(element.type));
  return box && element.dataset.path && !element.disabled && !element.readOnly
    ? (element as TextBox)
    : undefined;
}

/**
 * putIn puts a phrase into a field behind the cursor, or behind what is
 * selected: nothing that was typed is replaced. The field hears of it as of a
 * keystroke.
 */
export function putIn(box: TextBox, text: string): void {
  box.focus();
  const at = box.selectionEnd ?? box.value.length;
  box.setRangeText(text, at, at);
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.setSelectionRange(at + text.length, at + text.length);
}
