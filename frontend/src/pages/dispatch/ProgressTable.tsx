import { Table, Typography } from 'antd';
import type { UnitProgress } from '../../api/generated';
import { formatInstant } from '../../lib/clock';

const numbers: [keyof UnitProgress & string, string][] = [
  ['subjects', '对象数'],
  ['matched', '已匹配'],
  ['sent', '已派发'],
  ['open', '检查中'],
  ['done', '已完成'],
  ['published', '已公示'],
  ['overdue', '逾期'],
];

/** ProgressTable shows how far each unit has come; the last row is the sum. */
export function ProgressTable({ rows }: { rows: UnitProgress[] }) {
  return (
    <section aria-label="各单位进度">
      <Typography.Title level={2} className="section-title">
        各单位进度
      </Typography.Title>
      <Table<UnitProgress>
        size="small"
        rowKey={(p) => p.task || p.unit}
        dataSource={rows}
        pagination={false}
        columns={[
          { key: 'unit', title: '单位', dataIndex: 'unit' },
          ...numbers.map(([key, title]) => ({
            key,
            title,
            dataIndex: key,
            align: 'right' as const,
            className: 'nowrap',
          })),
          { key: 'state', title: '状态', dataIndex: 'stateLabel', className: 'nowrap' },
          {
            key: 'received',
            title: '最近交回',
            className: 'nowrap',
            render: (_, p) => (p.receivedAt ? formatInstant(p.receivedAt) : ''),
          },
        ]}
      />
    </section>
  );
}
