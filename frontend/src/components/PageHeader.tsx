import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** note is one quiet line under the title. */
  note?: ReactNode;
  /** children are the page's actions, at the right. */
  children?: ReactNode;
}

/** PageHeader is the one heading of a page. It takes the focus when the page changes. */
export function PageHeader({ title, note, children }: Props) {
  return (
    <Flex className="page-header" justify="space-between" align="flex-start" gap="middle" wrap>
      <div>
        <Typography.Title level={1} tabIndex={-1} className="page-title">
          {title}
        </Typography.Title>
        {note && <Typography.Text type="secondary">{note}</Typography.Text>}
      </div>
      {children && <Flex gap="small">{children}</Flex>}
    </Flex>
  );
}
