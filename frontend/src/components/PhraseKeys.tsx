import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type Phrase, PhraseKindLabels, Phrases } from '../api/generated';
import { putIn, type TextBox, textBox } from '../lib/phrase';
import { href } from '../lib/route';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

/** scope is the dialog an element stands in, or the page. */
const scope = (e: Element | null) => e?.closest('[role="dialog"]') ?? null;

/**
 * PhraseKeys puts 常用语 into the field with the cursor: Alt+1 to Alt+9 the nth
 * of the field, Alt+0 a list to choose from. prefix stands before the paths of
 * the form's fields.
 */
export function PhraseKeys({ prefix = '' }: { prefix?: string }) {
  const root = useRef<HTMLSpanElement>(null);
  const last = useRef<TextBox>(undefined);
  const chosen = useRef('');
  const [said, setSaid] = useState('');
  const [list, setList] = useState<Phrase[]>();
  const [open, setOpen] = useState(false);
  const phrasesOf = (box: TextBox) => Phrases.For(prefix + (box.dataset.path ?? ''));
  const put = useAction(async (nth: number, box: TextBox) => {
    const phrase = (await phrasesOf(box))[nth - 1];
    if (phrase) putIn(box, phrase.text);
    setSaid(phrase ? `已插入：${phrase.text}` : `这一栏没有第 ${nth} 条常用语`);
  });
  const show = useAction(async () => {
    const box = last.current;
    if (!box?.isConnected) {
      setSaid('先把光标放进要填的栏目');
      return;
    }
    setList(await phrasesOf(box));
    setOpen(true);
  });
  useEffect(() => {
    const mine = (e: Element | null) => scope(e) === scope(root.current);
    const note = (e: FocusEvent) => {
      const box = textBox(e.target);
      if (box && mine(box)) last.current = box;
    };
    const press = (e: KeyboardEvent) => {
      if (!e.altKey || e.ctrlKey || e.metaKey || e.isComposing || !/^Digit\d$/.test(e.code)) return;
      if (!mine(document.activeElement)) return;
      const nth = Number(e.code.at(-1));
      const box = textBox(document.activeElement);
      if (nth > 0 && !box) return;
      e.preventDefault();
      if (nth === 0) show.run();
      else if (box) put.run(nth, box);
    };
    document.addEventListener('focusin', note);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('keydown', press);
    };
  });
  return (
    <span ref={root} className="phrase-keys">
      <Button onClick={() => show.run()} aria-keyshortcuts="Alt+0">
        常用语（Alt+0，直接插入 Alt+1～9）
      </Button>
      <span role="status" aria-label="常用语" className="phrase-said">
        {said}
      </span>
      <ErrorAlert error={show.error ?? put.error} />
      <Modal
        title="插入常用语"
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        focusable={{ focusTriggerAfterClose: false }}
        afterClose={() => {
          if (last.current && chosen.current) putIn(last.current, chosen.current);
          else last.current?.focus();
          if (chosen.current) setSaid(`已插入：${chosen.current}`);
          chosen.current = '';
        }}
      >
        {list?.length === 0 && <p>这一栏还没有常用语。</p>}
        <ol className="phrase-list">
          {list?.map((p, i) => (
            <li key={p.id}>
              <Button
                type="text"
                autoFocus={i === 0}
                onClick={() => {
                  chosen.current = p.text;
                  setOpen(false);
                }}
              >
                {p.text}
              </Button>
              <small>
                {p.owner ? '本人' : '分局'}　{PhraseKindLabels[p.kind]}
              </small>
            </li>
          ))}
        </ol>
        <a href={href('settings', 'phrases')}>维护常用语</a>
      </Modal>
    </span>
  );
}
