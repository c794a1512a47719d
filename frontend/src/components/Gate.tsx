import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  note: ReactNode;
  /** wide makes room for two columns of fields. */
  wide?: boolean;
  children: ReactNode;
}

/** Gate is the page before the pages: one card in the middle. */
export function Gate({ title, note, wide, children }: Props) {
  return (
    <main className="gate">
      <Card className={wide ? 'gate-card gate-wide' : 'gate-card'}>
        <Flex vertical gap="middle">
          <div>
            <Typography.Title level={1} className="page-title">
              {title}
            </Typography.Title>
            <Typography.Text type="secondary">{note}</Typography.Text>
          </div>
          {children}
        </Flex>
      </Card>
    </main>
  );
}
