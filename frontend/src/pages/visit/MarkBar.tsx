import { Button, Flex } from 'antd';
import { useRef, useState } from 'react';
import { formatTime } from '../../lib/clock';
import { Choice } from './Choice';
import { choose, focusPath, useVisit } from './context';
import { TextField } from './fields';
import { useKey } from './next';
import { stepOptions } from './record';

/**
 * MarkBar sets a time mark by one key wherever one is typing; what it marks may be
 * told after that, and Esc leads back to where one was.
 */
export function MarkBar() {
  const { form } = useVisit();
  const [mark, setMark] = useState('');
  const before = useRef<HTMLElement | null>(null);
  const set = () => {
    before.current = document.activeElement as HTMLElement;
    const path = `mark/${crypto.randomUUID()}`;
    choose(form, `${path}/at`, new Date().toISOString());
    setMark(path);
    focusPath(`${path}/step`);
  };
  const close = () => {
    setMark('');
    before.current?.focus();
  };
  useKey('Alt+m', set);
  return (
    <>
      <Button onClick={set} aria-keyshortcuts="Alt+M">
        时间标记（Alt+M）
      </Button>
      {mark && (
        <section
          className="mark-bar"
          aria-label="时间标记"
          onKeyDown={(e) => {
            if (e.key !== 'Escape' && !(e.key === 'Enter' && !e.nativeEvent.isComposing)) return;
            e.preventDefault();
            close();
          }}
        >
          <Flex gap="small" align="center" wrap>
            <strong role="status">已标记 {formatTime(form.view(`${mark}/at`).value)}</strong>
            <Choice
              path={`${mark}/step`}
              label="标记的环节"
              options={stepOptions}
              numbered
              onPick={() => focusPath(mark)}
            />
            <Button size="small" type="text" onClick={close}>
              收起（Esc）
            </Button>
          </Flex>
          <TextField path={mark} label="标记说明" placeholder="例如：宣读权利义务，当事人点头" />
        </section>
      )}
    </>
  );
}
