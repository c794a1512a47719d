import { Table, type TableColumnsType, Typography } from 'antd';
import { type Drawing, DrawStateLabels } from '../../api/generated';
import { Digest } from '../../components/Digest';
import { formatInstant } from '../../lib/clock';

const columns: TableColumnsType<Drawing> = [
  { key: 'attempt', title: '次数', render: (_, d) => `第 ${d.attempt} 次` },
  { key: 'state', title: '状态', render: (_, d) => DrawStateLabels[d.state] },
  { key: 'pool', title: '名录', render: (_, d) => `${d.pool}（排除 ${d.excluded}）` },
  { key: 'statement', title: '声明摘要', render: (_, d) => <Digest value={d.statement} /> },
  { key: 'witness', title: '见证', render: (_, d) => d.witness && `${d.witness}，${d.witnessHow}` },
  {
    key: 'witnessedAt',
    title: '见证时间',
    render: (_, d) => d.witnessedAt && formatInstant(d.witnessedAt),
  },
  { key: 'publicInput', title: '公共随机输入', dataIndex: 'publicInput' },
  { key: 'reason', title: '再次抽取的理由', dataIndex: 'reason' },
  { key: 'abandonedFor', title: '作废的理由', dataIndex: 'abandonedFor' },
];

/** Attempts lists every attempt for one purpose; none ever disappears. */
export function Attempts({ of }: { of: Drawing[] }) {
  return (
    <section aria-label="历次抽取">
      <Typography.Title level={2} className="section-title">
        历次抽取（共 {of.length} 次）
      </Typography.Title>
      <Table<Drawing>
        size="small"
        columns={columns}
        dataSource={of}
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}
