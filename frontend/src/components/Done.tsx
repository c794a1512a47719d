import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';

/**
 * useDone tells that something was done: say puts a sentence where node stands,
 * and it stays until the next one or until it is closed.
 */
export function useDone(): [node: ReactNode, say: (text: string) => void] {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const say = (text: string) => setSaid(({ count }) => ({ text, count: count + 1 }));
  const node = (
    <div role="status" aria-label="办理结果">
      {said.text && (
        <Alert
          key={said.count}
          className="error-alert"
          role="presentation"
          type="success"
          showIcon
          closable={{ 'aria-label': '关闭提示', onClose: () => say('') }}
          title={said.text}
        />
      )}
    </div>
  );
  return [node, say];
}
