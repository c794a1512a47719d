import { Input } from 'antd';
import type { TextAreaProps } from 'antd/es/input';
import type { CSSProperties } from 'react';

/** GrowingText is a text area that grows with its text, from rows on, by style alone. */
export function GrowingText({ rows = 2, ...props }: TextAreaProps) {
  return (
    <Input.TextArea
      className="grow"
      rows={rows}
      style={{ '--rows': rows } as CSSProperties}
      {...props}
    />
  );
}
